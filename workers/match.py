"""Events x subscriptions -> alerts and deliveries: pure, through the index of ``Telling``.

One alert for a subscription and filing, however many of its events match. Ids are made
from what they stand for, so doing it twice gives the same rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Literal, TypeAlias

from watcher.model import (
    Alert,
    AlertId,
    AlertKind,
    Delivery,
    DeliveryId,
    DeliveryState,
    Event,
    EventId,
    Filing,
    FilingId,
    Issuer,
    Severity,
    Subscription,
)
from watcher.subscriptions import Telling
from watcher.terms import ALL, terms_of, watched_terms
from workers.render.headline import alert_headline
from workers.severity import loudest_first

Silence: TypeAlias = Literal[
    "baseline", "issuer", "source", "too_old", "no_event", "type", "severity", "same_story"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why a subscription hears nothing of a filing; ``reason`` None means that it does."""

    subscription: str
    reason: Silence | None
    detail: str


Heard: TypeAlias = Mapping[EventId, Collection[str]]
"""Per event, the names of the subscriptions that another filing's alert told of it."""


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
) -> tuple[tuple[Alert, ...], tuple[Delivery, ...]]:
    """The alerts of a filing and one delivery for each channel route of each.

    ``heard`` says who was told of an event by another filing (None: everybody); what is
    the same story is quiet for those and still news for the rest.

    ``notify=False`` (baseline, backfill) gives none. ``earlier`` are alerts of the filings
    that these events correct or advance; its subscription's newest is superseded.
    """
    if not notify:
        return (), ()
    types = {kind for event in events for kind in (event.type, *event.also_types)}
    alerts, deliveries = [], []
    for subscription in telling.candidates(terms_of(filing, issuer), types):
        news, reason = _hears(subscription, filing, events, now, heard)
        if reason is not None:
            continue
        alert = _alert(subscription, filing, issuer, news, now=now, earlier=earlier)
        alerts.append(alert)
        deliveries += [_delivery(alert, route, now) for route in subscription.channels]
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
) -> tuple[WhyNot, ...]:
    """For every subscription in file order, why it hears nothing, or that it does."""
    terms = terms_of(filing, issuer)
    return tuple(
        _explained(s, filing, terms, events, now=now, heard=heard, notify=notify)
        for s in telling.subscriptions
    )


def alert_id(subscription: str, filing_id: FilingId) -> AlertId:
    """The id of the one alert of a subscription and filing; it is also the webhook-id."""
    return AlertId(f"alert_{_digest(subscription, filing_id)}")


def delivery_id(alert: AlertId, route: str) -> DeliveryId:
    """The id of the one delivery of an alert to a route."""
    return DeliveryId(f"dlv_{_digest(alert, route)}")


def _hears(
    subscription: Subscription,
    filing: Filing,
    events: Sequence[Event],
    now: datetime,
    heard: Heard | None,
) -> tuple[list[Event], Silence | None]:
    """The events that a subscription to this issuer hears, or the first reason for none."""
    wanted = [e for e in events if _wants(subscription, e)]
    loud = [e for e in wanted if e.severity.rank >= subscription.min_severity.rank]
    fresh = [e for e in loud if _is_news(subscription, e, events, heard)]
    reasons: dict[Silence, bool] = {
        "source": bool(subscription.sources) and filing.source not in subscription.sources,
        "too_old": now - _published(filing) > subscription.max_age,
        "no_event": not events,
        "type": not wanted,
        "severity": not loud,
        "same_story": not fresh,
    }
    reason = next((reason for reason, holds in reasons.items() if holds), None)
    return ([] if reason else loudest_first(fresh)), reason


def _is_news(
    subscription: Subscription, event: Event, events: Sequence[Event], heard: Heard | None
) -> bool:
    """A story told by another filing is news to a subscription that has not heard it."""
    if event.relation != "same":
        return True
    first = next(e for e in events if e.dedup_key == event.dedup_key)
    if heard is None or first.id != event.id:
        return False
    return subscription.name not in heard.get(event.id, ())


def _explained(
    subscription: Subscription,
    filing: Filing,
    terms: frozenset[str],
    events: Sequence[Event],
    *,
    now: datetime,
    heard: Heard | None,
    notify: bool,
) -> WhyNot:
    wanted = watched_terms(subscription)
    reason: Silence | None = "issuer"
    news: list[Event] = []
    if ALL in wanted or wanted & terms:
        news, reason = _hears(subscription, filing, events, now, heard)
        reason = reason if reason or notify else "baseline"
    detail = _detail(reason, subscription, filing, events, news)
    return WhyNot(subscription=subscription.name, reason=reason, detail=detail)


def _detail(
    reason: Silence | None,
    subscription: Subscription,
    filing: Filing,
    events: Sequence[Event],
    heard: Sequence[Event],
) -> str:
    """The reason in words, with the facts that made it so."""
    loudest = _max([e for e in events if _wants(subscription, e)])
    words: dict[Silence | None, str] = {
        None: f"hears {_types(heard)}",
        "issuer": f"it hears of {', '.join(subscription.issuers)} only",
        "source": f"the filing is from {filing.source}, it hears {', '.join(subscription.sources)}",
        "too_old": f"published {_published(filing):%Y-%m-%d %H:%M} UTC, more than "
        f"{subscription.max_age} ago",
        "no_event": "the filing has no event",
        "type": f"it hears {', '.join(subscription.types)}, the filing has {_types(events)}",
        "severity": f"the loudest is {loudest}, it hears {subscription.min_severity} and above",
        "same_story": "it heard this before, from another filing, venue or language",
        "baseline": "recorded as baseline or backfill, which is read and not announced",
    }
    return words[reason]


def _types(events: Sequence[Event]) -> str:
    return ", ".join(dict.fromkeys(".".join(filter(None, (e.type, e.subtype))) for e in events))


def _published(filing: Filing) -> datetime:
    return filing.published_at or filing.seen_at


def _wants(subscription: Subscription, event: Event) -> bool:
    """A glob without a dot means the type with all its subtypes."""
    names = [(event.type, event.subtype or ""), *((also, "") for also in event.also_types)]
    for glob in subscription.types or (ALL,):
        kind, _, detail = glob.partition(".")
        if any(fnmatchcase(k, kind) and fnmatchcase(d, detail or ALL) for k, d in names):
            return True
    return False


def _alert(
    subscription: Subscription,
    filing: Filing,
    issuer: Issuer | None,
    heard: Sequence[Event],
    *,
    now: datetime,
    earlier: Collection[Alert],
) -> Alert:
    kind = _kind(heard)
    before = [a for a in earlier if a.subscription == subscription.name and kind != "new"]
    newest = max(before, key=lambda alert: alert.created_at, default=None)
    return Alert(
        id=alert_id(subscription.name, filing.id),
        subscription=subscription.name,
        filing_id=filing.id,
        kind=kind,
        severity=_max(heard),
        headline=alert_headline(filing, issuer, heard),
        event_ids=tuple(event.id for event in heard),
        created_at=now,
        supersedes=newest.id if newest else None,
        case_key=heard[0].case_key,
    )


def _kind(heard: Sequence[Event]) -> AlertKind:
    relations = {event.relation for event in heard}
    if relations & {"new", "same"}:
        return "new"
    return "correction" if "corrects" in relations else "progress"


def _max(events: Sequence[Event]) -> Severity:
    return max((e.severity for e in events), key=lambda s: s.rank, default=Severity.INFO)


def _delivery(alert: Alert, route: str, now: datetime) -> Delivery:
    return Delivery(
        id=delivery_id(alert.id, route), alert_id=alert.id, channel=route,
        state=DeliveryState.PENDING, attempts=0, due_at=now,
    )  # fmt: skip


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
