"""What the ledger may forget: notes of operations, never a filing, an event or an alert."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, select, tuple_

from watcher.ledger.engine import Store
from watcher.ledger.priority import forget_read
from watcher.ledger.tables import ATTEMPTS, DELIVERIES, POLLS
from watcher.ledger.traces import TRACES
from watcher.model import DeliveryState

CHUNK = 5000
"""Rows of one transaction, so that no writer waits long for it."""

_ATTEMPT = (ATTEMPTS.c.delivery_id, ATTEMPTS.c.started_at, ATTEMPTS.c.number)


class RetentionRows:
    """The forgetting part of the ledger."""

    _store: Store

    def forget_polls(self, before: datetime) -> int:
        """Drop notes of polls that began before a time; how many."""
        return self._dropped(delete(POLLS).where(POLLS.c.number.in_(old_polls(before))))

    def forget_attempts(self, before: datetime) -> int:
        """Drop attempts before a time of deliveries that are settled; how many."""
        old = old_attempts(before)
        return self._dropped(delete(ATTEMPTS).where(tuple_(*_ATTEMPT).in_(old)))

    def forget_traces(self, before: datetime) -> int:
        """Drop traces kept before a time; how many."""
        old = select(TRACES.c.filing_id).where(TRACES.c.kept_at < before).limit(CHUNK)
        return self._dropped(delete(TRACES).where(TRACES.c.filing_id.in_(old)))

    def forget_priorities(self) -> int:
        """Drop the priority of what is read; how many."""
        with self._store.begin() as connection:
            return forget_read(connection)

    def _dropped(self, statement: Any) -> int:
        total = 0
        while True:
            with self._store.begin() as connection:
                dropped: int = connection.execute(statement).rowcount
            total += dropped
            if dropped < CHUNK:
                return total


def old_polls(before: datetime) -> Select[Any]:
    """The query behind ``forget_polls``, oldest first."""
    old = select(POLLS.c.number).where(POLLS.c.started_at < before)
    return old.order_by(POLLS.c.started_at).limit(CHUNK)


def old_attempts(before: datetime) -> Select[Any]:
    """The query behind ``forget_attempts``, oldest first."""
    settled = exists().where(
        DELIVERIES.c.id == ATTEMPTS.c.delivery_id,
        DELIVERIES.c.state != DeliveryState.PENDING.value,
    )
    old = select(*_ATTEMPT).where(ATTEMPTS.c.started_at < before, settled)
    return old.order_by(ATTEMPTS.c.started_at).limit(CHUNK)
