"""`watcher check --days N`: what the subscriptions as written would have told of the last days."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from watcher.issuers import Issuers
    from watcher.ledger import Ledger
    from watcher.ledger.rows import FilingRow
    from watcher.model import Alert, Delivery, Event, EventId
    from watcher.subscriptions import Telling

PAGE = 500
"""Filings that are read from the ledger at once."""


@dataclass(slots=True)
class Rehearsal:
    """What would have gone out: alerts with their deliveries, oldest filing first."""

    filings: int = 0
    told: list[tuple[Alert, list[Delivery]]] = field(default_factory=list)

    def messages(self, route: str) -> int:
        """Messages to a route: those of one batch that are due together are one."""
        mine = [d for _, sends in self.told for d in sends if d.channel == route]
        return len({(d.batch, d.due_at) if d.batch else d.id for d in mine})


def rehearse(
    ledger: Ledger, telling: Telling, issuers: Issuers, *, days: int, now: datetime
) -> Rehearsal:
    """Match the events that were read in the last ``days`` days anew. Nothing is sent or kept.

    Each filing is told as if it were read at the moment of its publication, a backfill as
    well. Silences and what was really told play no part: a story is told to a subscription
    once, by the first filing of those days that would have told it.
    """
    from workers.match import match

    done, heard = Rehearsal(), dict[str, set[str]]()
    for row in _filings(ledger, now - timedelta(days=days)):
        done.filings += 1
        events = ledger.events(row.filing.id)
        if not events:
            continue
        keys = _stories(ledger, row, events)
        alerts, deliveries = match(
            row.filing, issuers.get(row.issuer_key) if row.issuer_key else None, events, telling,
            now=_at(row),
            heard={e.id: heard.get(keys[e.id], set()) for e in events},
        )  # fmt: skip
        for alert in alerts:
            for event_id in alert.event_ids:
                heard.setdefault(keys[event_id], set()).add(alert.subscription)
            done.told.append((alert, [d for d in deliveries if d.alert_id == alert.id]))
    return done


def _filings(ledger: Ledger, since: datetime) -> Iterator[FilingRow]:
    """Read filings published since then, oldest first."""
    found: list[FilingRow] = []
    while True:
        page = ledger.filings(limit=PAGE, before=found[-1].filing.id if found else None)
        found += page
        if len(page) < PAGE or _at(page[-1]) < since:
            break
    yield from reversed([row for row in found if row.state == "read" and _at(row) >= since])


def _at(row: FilingRow) -> datetime:
    return row.filing.published_at or row.filing.seen_at


def _stories(ledger: Ledger, row: FilingRow, events: list[Event]) -> Mapping[EventId, str]:
    """Per event the key of its story: that of the filing that told it first, where there is one."""
    first = ledger.told_before(row.filing, events)
    keys = {event.id: event.dedup_key for event in events}
    for event in events:
        earlier = ledger.events(first[event.id]) if event.id in first else []
        same = [e for e in earlier if (e.type, e.subtype) == (event.type, event.subtype)]
        if same and event.dedup_key not in {e.dedup_key for e in same}:
            keys[event.id] = same[0].dedup_key
    return keys


def printed(done: Rehearsal, telling: Telling, days: int) -> list[str]:
    """The rehearsal as lines for a terminal."""
    made = Counter(alert.subscription for alert, _ in done.told)
    lines = [
        f"{s.name}: {_would(made[s.name], page_only=not s.channels)}" for s in telling.subscriptions
    ]
    lines += [
        f"  {alert.created_at:%Y-%m-%d %H:%M}Z  {alert.subscription:<20} "
        f"{alert.severity.upper():<8} {alert.headline}{_due(alert, sends)}"
        for alert, sends in done.told
    ]
    routes = sorted({d.channel for _, sends in done.told for d in sends})
    lines += [f"to {route}: {done.messages(route)} messages" for route in routes]
    return [f"{done.filings} filings read in the last {days} days", *lines]


def _would(alerts: int, *, page_only: bool) -> str:
    if not alerts:
        return "nothing"
    if page_only:
        return f"would have put {alerts} alerts on the page; no channel of it is enabled"
    return f"would have sent {alerts} alerts"


def as_json(done: Rehearsal) -> Iterator[dict[str, Any]]:
    """One object for each alert that would have been sent."""
    for alert, sends in done.told:
        yield {"would_have_sent": alert, "deliveries": sends}


def _due(alert: Alert, sends: list[Delivery]) -> str:
    """Where it would have waited, until when."""
    later = {d.due_at for d in sends if d.due_at > alert.created_at}
    return f"  (waits until {max(later):%Y-%m-%d %H:%M} UTC)" if later else ""
