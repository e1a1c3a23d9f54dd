"""Who has heard a story already: what makes a second version of it quiet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, select

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.tables import ALERTS, EVENTS
from watcher.ledger.twins import find_twin
from watcher.model import Alert, Event, EventId, Filing, FilingId
from watcher.twins import is_owed, same_story


class HeardRows:
    """The part of the ledger that knows who was told what."""

    _store: Store

    def heard(
        self, filing: Filing, events: Sequence[Event], *, at: datetime | None = None
    ) -> dict[EventId, frozenset[str]]:
        """Per event, the subscriptions that another filing's alert told of it (by ``at``).

        Of a correction or contradiction: those who were told of its case.

        A story that was recorded in silence (baseline, backfill), or that a subscription
        did not want from that venue, is not heard: it is still news to that subscription.
        """
        with self._store.read() as connection:
            return heard(connection, filing, events, at=at)


def heard(
    connection: Connection, filing: Filing, events: Sequence[Event], *, at: datetime | None = None
) -> dict[EventId, frozenset[str]]:
    """``HeardRows.heard`` inside a transaction."""
    twin = find_twin(connection, filing) if events else None
    translated = same_story(events, twin.events) if twin is not None else frozenset()
    twins = [e for e in (twin.events if twin is not None else ()) if translated]
    keyed = _keyed(connection, filing.id, {event.dedup_key for event in (*events, *twins)})
    cases = {event.case_key for event in events if is_owed(event) and event.case_key}
    keyed |= _keyed(connection, filing.id, cases, EVENTS.c.case_key)
    wanted = {found for pairs in keyed.values() for found, _ in pairs}
    alerts = _alerts(connection, wanted, at)
    told: dict[EventId, frozenset[str]] = {}
    for event in events:
        keys = {event.dedup_key, *([event.case_key] if is_owed(event) and event.case_key else [])}
        if event.id in translated:  # whoever heard the twin's event of this kind heard this one
            keys |= {
                t.dedup_key for t in twins if (t.type, t.subtype) == (event.type, event.subtype)
            }
        pairs = {pair for key in keys for pair in keyed.get(key, ())}
        told[event.id] = frozenset(
            alert.subscription
            for alert in alerts
            if any((alert.filing_id, known) in pairs for known in alert.event_ids)
        )
    return told


def _keyed(
    connection: Connection,
    own: FilingId,
    keys: Collection[str],
    column: Column[Any] = EVENTS.c.dedup_key,
) -> dict[str, set[tuple[FilingId, EventId]]]:
    """Per dedup key (or case), the events of other filings that carry it."""
    found: dict[str, set[tuple[FilingId, EventId]]] = {}
    for part in chunks(set(keys)):
        query = select(column, EVENTS.c.filing_id, EVENTS.c.id).where(
            column.in_(part), EVENTS.c.filing_id != own
        )
        for key, filing_id, event_id in connection.execute(query):
            found.setdefault(key, set()).add((FilingId(filing_id), EventId(event_id)))
    return found


def _alerts(
    connection: Connection, filings: Collection[FilingId], at: datetime | None
) -> list[Alert]:
    found: list[Alert] = []
    for part in chunks(set(filings)):
        query = select(ALERTS.c.body).where(ALERTS.c.filing_id.in_(part))
        if at is not None:
            query = query.where(ALERTS.c.created_at <= at)
        found += [codec.load(Alert, body) for body in connection.scalars(query)]
    return found
