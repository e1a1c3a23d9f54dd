"""Who has heard a story already: what makes a second version of it quiet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.tables import ALERTS, EVENTS
from watcher.ledger.twins import find_twin
from watcher.model import Alert, Event, EventId, Filing, FilingId
from watcher.twins import counterparts, is_owed


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
    translated = counterparts(events, twin.events) if twin is not None else {}
    rows = _tellings(connection, filing.id, [*events, *translated.values()])
    alerts = _alerts(connection, {FilingId(row.filing_id) for row in rows}, at)
    told: dict[EventId, frozenset[str]] = {}
    for event in events:
        keys = {event.dedup_key}
        if event.id in translated:  # whoever heard the other version's event heard this one
            keys.add(translated[event.id].dedup_key)
        pairs = {(row.filing_id, row.id) for row in rows if _tells(row, event, keys)}
        told[event.id] = frozenset(
            alert.subscription
            for alert in alerts
            if any((alert.filing_id, known) in pairs for known in alert.event_ids)
        )
    return told


def _tells(row: Row[Any], event: Event, keys: Collection[str]) -> bool:
    """Whether a committed event tells what this one tells: its key, or its stage of its case.

    Of a correction or contradiction any stage counts: whoever heard one must hear it.
    """
    if row.dedup_key in keys:
        return True
    if event.case_key is None or row.case_key != event.case_key:
        return False
    return is_owed(event) or (row.type, row.status) == (event.type, event.status)


def _tellings(connection: Connection, own: FilingId, events: Sequence[Event]) -> list[Row[Any]]:
    """The events of other filings under the keys and cases of these."""
    columns = ("filing_id", "id", "dedup_key", "case_key", "type", "status")
    query = select(*(EVENTS.c[name] for name in columns)).where(EVENTS.c.filing_id != own)
    rows: list[Row[Any]] = []
    for part in chunks({event.dedup_key for event in events}):
        rows += connection.execute(query.where(EVENTS.c.dedup_key.in_(part)))
    for part in chunks({event.case_key for event in events if event.case_key}):
        rows += connection.execute(query.where(EVENTS.c.case_key.in_(part)))
    return rows


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
