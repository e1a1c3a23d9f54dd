"""Events x subscriptions -> alerts and deliveries: pure, through the index of ``Telling``.

By default one alert for a subscription and filing, however many of its events match. Ids
are made from what they stand for, so doing it twice gives the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from watcher.model import Alert, Delivery, Event, Filing, Issuer, Silence, Subscription
from watcher.subscriptions import Telling
from workers.match.alerts import Maker, alert_id, delivery_id
from workers.match.wanting import Heard, Refusal, Story, Verdict, judged, watches
from workers.severity import loudest_first

__all__ = ["Heard", "Refusal", "WhyNot", "alert_id", "delivery_id", "match", "why_not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a subscription hears nothing of a filing; ``reason`` None means that it does.

    ``reason`` is the matcher that refused, ``detail`` the same in words with its facts.
    """

    subscription: str
    reason: Refusal | None
    detail: str


def match(
    filing: Filing,
    issuer: Issuer | None,
    events: Sequence[Event],
    telling: Telling,
    *,
    now: datetime,
    notify: bool = True,
    earlier: Collection[Alert] = (),
    heard: Heard | None = None,
    silences: Sequence[Silence] = (),
    backfill: str | None = None,
) -> tuple[tuple[Alert, ...], tuple[Delivery, ...]]:
    """The alerts of a filing and one delivery for each channel route of each.

    ``heard`` says who was told of an event by another filing (None: everybody); what is
    the same story is quiet for those and still news for the rest. What a silence takes is
    an alert without deliveries that says so.

    ``notify=False`` (baseline, backfill) gives none, but for a ``backfill`` that is told
    in one message. ``earlier`` are alerts of the filings that these events correct or
    advance; its subscription's newest is superseded.
    """
    if not notify and not backfill:
        return (), ()
    story = Story(
        filing=filing, issuer=issuer, events=events, now=now, heard=heard, silences=silences,
        backfill=backfill,
    )  # fmt: skip
    maker, alerts, deliveries = Maker(story, earlier), list[Alert](), list[Delivery]()
    for subscription in telling.candidates(story.terms, story.types):
        verdict = judged(subscription, story)
        if verdict.silenced:
            alerts.append(maker.silenced(subscription, verdict.silenced))
        for part in _parts(subscription, verdict.heard):
            alert = maker.alert(subscription, part)
            alerts.append(alert)
            deliveries += maker.deliveries(subscription, alert, part)
    return tuple(alerts), tuple(deliveries)


def why_not(
    filing: Filing,
    issuer: Issuer | None,
    events: Sequence[Event],
    telling: Telling,
    *,
    now: datetime,
    notify: bool = True,
    heard: Heard | None = None,
    silences: Sequence[Silence] = (),
) -> tuple[WhyNot, ...]:
    """For every subscription in file order, why it hears nothing, or that it does."""
    story = Story(
        filing=filing, issuer=issuer, events=events, now=now, heard=heard, silences=silences
    )
    return tuple(_explained(s, story, notify=notify) for s in telling.subscriptions)


def _parts(subscription: Subscription, heard: Sequence[Event]) -> Iterable[list[Event]]:
    """What each alert tells, the loudest event of it first."""
    parts: dict[str, list[Event]] = {}
    for event in loudest_first(heard):
        keys = {"filing": "", "event": event.id, "case": event.case_key or event.dedup_key}
        parts.setdefault(keys[subscription.group], []).append(event)
    return parts.values()


def _explained(subscription: Subscription, story: Story, *, notify: bool) -> WhyNot:
    verdict = judged(subscription, story)
    reason = verdict.refusal or (None if notify else "baseline")
    detail = _detail(reason, subscription, story, verdict)
    return WhyNot(subscription=subscription.name, reason=reason, detail=detail)


def _detail(
    reason: Refusal | None, subscription: Subscription, story: Story, verdict: Verdict
) -> str:
    """The reason in words, with the facts that made it so."""
    filing, events = story.filing, story.events
    loudest = max((e.severity for e in events), key=lambda s: s.rank, default=None)
    watched = ", ".join((*subscription.issuers, *subscription.people)[:20])
    words: dict[Refusal | None, str] = {
        None: f"hears {_types(verdict.heard)}",
        "issuer": f"it hears of {watched} only",
        "source": f"the filing is from {filing.source}, it hears {', '.join(subscription.sources) or 'venues'}",
        "too_old": f"published {story.published:%Y-%m-%d %H:%M} UTC, more than "
        f"{subscription.max_age} ago",
        "no_event": "the filing has no event",
        "type": f"it hears {', '.join(subscription.types)}, the filing has {_types(events)}",
        "status": f"it hears {', '.join(subscription.statuses)}, the filing has "
        + ", ".join(dict.fromkeys(e.status for e in events)),
        "severity": f"the loudest is {loudest}, it hears {subscription.min_severity} and above",
        "where": f"its condition does not hold: {subscription.where}",
        "same_story": "it heard this before, from another filing, venue or language",
        "silence": "; ".join(f"silence {s.id}: {s.reason}" for _, s in verdict.silenced[:3]),
        "baseline": "recorded as baseline or backfill, which is read and not announced",
    }
    if reason == "issuer" and watches(subscription, story.terms):
        return f"none of the events that it would hear is about {watched}"
    return words[reason]


def _types(events: Sequence[Event]) -> str:
    return ", ".join(dict.fromkeys(".".join(filter(None, (e.type, e.subtype))) for e in events))
