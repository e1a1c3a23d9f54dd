"""Many alerts in one message: by issuer, the loudest company and the loudest alert first.

What gathered in quiet hours, for a digest, within a ``group_wait`` or by a backfill. One
line for each alert says severity, what happened and its first facts, and leads to the
filing; the id is made from the alerts, so every attempt carries the same one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from watcher.jsonable import Json, iso
from watcher.model import Alert, AlertId, Event, Filing, Issuer, Severity
from workers.channels import Fact, Group, Item, Link, Message
from workers.render.clean import clean, cut
from workers.render.clocks import clocks
from workers.render.facts import facts_of
from workers.render.headline import company, short_codes, what_happened
from workers.render.html import anchors, page, table
from workers.render.message import PREFIX, SUBJECT_LIMIT, links_of
from workers.render.payload import LIMIT, TYPES, encoded
from workers.severity import loudest_first

TYPE = "filing.digest"
MOST_FACTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One alert of a digest with what telling it needs."""

    alert: Alert
    filing: Filing
    issuer: Issuer | None
    events: Sequence[Event]


def digest_id(alerts: Iterable[AlertId]) -> AlertId:
    """The id of a message of these alerts, whatever their order."""
    text = "\n".join(sorted(alerts))
    return AlertId(f"digest_{hashlib.sha256(text.encode()).hexdigest()[:24]}")


def render_digest(told: Sequence[Told], *, public_url: str = "", zone: str = "") -> Message:
    """One message of several alerts of one subscription; ``zone`` is the reader's."""
    first, groups = told[0].alert, _groups(told, public_url)
    loudest = max((t.alert.severity for t in told), key=lambda s: s.rank)
    what = f"{len(told)} alerts about {_companies(len(groups))}"
    times = _times(told, zone)
    home = Link(label="all alerts", url=f"{public_url.rstrip('/')}/") if public_url else None
    links = (home,) if home and home.url.startswith(("https://", "http://")) else ()
    message_id = digest_id(t.alert.id for t in told)
    footer = f"Digest {message_id} for subscription {first.subscription}."
    headline = f"DIGEST | {what}, the loudest {loudest.upper()}"
    return Message(
        alert_id=message_id,
        supersedes=None,
        kind="new",
        severity=loudest,
        subject=_subject(told, what, loudest),
        headline=headline,
        facts=(),
        quote=None,
        doubts=(),
        also=(),
        times=times,
        links=links,
        footer=footer,
        text=_as_text(headline, groups, times, links, footer),
        html=_as_html(headline, groups, times, links, footer),
        data=_body(told, message_id, headline, loudest, public_url),
        groups=groups,
    )


def _companies(number: int) -> str:
    return "one company" if number == 1 else f"{number} companies"


def _groups(told: Sequence[Told], public_url: str) -> tuple[Group, ...]:
    """Companies with their alerts, the loudest first, then by name and time."""
    by_company: dict[str, list[Told]] = {}
    for each in told:
        by_company.setdefault(company(each.filing, each.issuer), []).append(each)
    ranked = sorted(by_company.items(), key=lambda pair: (-_rank(pair[1]), pair[0]))
    return tuple(
        Group(title=name, items=tuple(_item(t, public_url) for t in sorted(rows, key=_order)))
        for name, rows in ranked
    )


def _rank(rows: Sequence[Told]) -> int:
    return max(each.alert.severity.rank for each in rows)


def _order(told: Told) -> tuple[int, str, str]:
    return -told.alert.severity.rank, told.alert.created_at.isoformat(), told.alert.id


def _item(told: Told, public_url: str) -> Item:
    events = _own(told)
    facts = [
        Fact(label=clean(fact.label), value=clean(fact.value))
        for fact in (facts_of(events[0]) if events else ())
    ]
    what = what_happened(events) if events else told.alert.headline
    return Item(
        headline=f"{PREFIX[told.alert.kind]}{told.alert.severity.upper()} | {clean(what)}",
        facts=tuple(fact for fact in facts if fact.value not in what)[:MOST_FACTS],
        links=links_of(told.filing, public_url),
    )


def _own(told: Told) -> list[Event]:
    """The alert's own events, the loudest first."""
    ids = set(told.alert.event_ids)
    return loudest_first([event for event in told.events if event.id in ids])


def _subject(told: Sequence[Told], what: str, loudest: Severity) -> str:
    codes = dict.fromkeys(
        code for t in sorted(told, key=_order) if (code := short_codes(t.filing, t.issuer))
    )
    named = f": {', '.join(codes)}" if codes else ""
    return cut(clean(f"[{loudest.capitalize()}] Digest, {what}{named}"), SUBJECT_LIMIT)


def _times(told: Sequence[Told], zone: str) -> tuple[Fact, ...]:
    made = sorted(t.alert.created_at for t in told)
    first, last = (clocks(at, zone, seconds=False) for at in (made[0], made[-1]))
    span = f"{first if zone else first.removesuffix(' UTC')} to {last}"
    return (Fact(label="Alerts of", value=span),)


def _as_text(
    headline: str,
    groups: Sequence[Group],
    times: Sequence[Fact],
    links: Sequence[Link],
    footer: str,
) -> str:
    lines = [headline]
    for group in groups:
        lines += ["", group.title]
        for item in group.items:
            lines.append(f"- {item.line}")
            lines += [f"  {link.label.capitalize()}: {link.url}" for link in item.links]
    lines += ["", *(f"{t.label}: {t.value}" for t in times)]
    lines += [f"{link.label.capitalize()}: {link.url}" for link in links]
    return "\n".join([*lines, "", footer, ""])


def _as_html(
    headline: str,
    groups: Sequence[Group],
    times: Sequence[Fact],
    links: Sequence[Link],
    footer: str,
) -> str:
    """The same words as the plain text."""
    parts = (
        f"<h2>{escape(group.title)}</h2><ul>"
        + "".join(f"<li>{escape(i.line)} {anchors(i.links)}</li>" for i in group.items)
        + "</ul>"
        for group in groups
    )
    return page(headline, *parts, table(times), f"<p>{anchors(links)}</p>", footer=footer)


def _body(
    told: Sequence[Told], message_id: AlertId, headline: str, loudest: Severity, public_url: str
) -> dict[str, Json]:
    """The JSON of a digest, under the same limit; the quietest alerts are cut to their ids."""
    ordered = sorted(told, key=_order)
    entries: list[Json] = [_entry(each, public_url) for each in ordered]
    data: dict[str, Json] = {
        "alert_id": message_id,
        "subscription": told[0].alert.subscription,
        "severity": loudest.value,
        "headline": headline,
        "alerts": entries,
        "alert_ids": [each.alert.id for each in ordered],
        "truncated": False,
    }
    whole: dict[str, Json] = {
        "type": TYPE,
        "timestamp": iso(max(each.alert.created_at for each in told)),
        "data": data,
    }
    while len(encoded(whole)) >= LIMIT and entries:
        data["truncated"] = True
        del entries[-max(1, len(entries) // 10) :]
    return whole


def _entry(told: Told, public_url: str) -> dict[str, Json]:
    issuer, filing = told.issuer, told.filing
    return {
        "alert_id": told.alert.id,
        "type": TYPES[told.alert.kind],
        "severity": told.alert.severity.value,
        "headline": cut(told.alert.headline, 300),
        "issuer": issuer.key if issuer else None,
        "filing": {"id": filing.id, "source": filing.source, "form": filing.form,
                   "published_at": iso(filing.published_at) if filing.published_at else None},
        "events": [cut(event.id, 60) for event in _own(told)[:10]],
        "supersedes": told.alert.supersedes,
        "links": {link.label: link.url for link in links_of(filing, public_url)},
    }  # fmt: skip
