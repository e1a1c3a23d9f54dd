"""Alerts and their deliveries, to be looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, select, tuple_

from watcher.ledger import codec
from watcher.ledger.claims import delivery_of
from watcher.ledger.engine import Store
from watcher.ledger.rows import AlertRow
from watcher.ledger.tables import ALERTS as A
from watcher.ledger.tables import DELIVERIES as D
from watcher.model import Alert, AlertId, Delivery, DeliveryId, DeliveryState, FilingId

Place: TypeAlias = tuple[datetime, str]
"""Where a list by time goes on: the time and the id of the last row."""


class TellingRows:
    """The telling part of the ledger."""

    _store: Store

    def alerts(
        self,
        *,
        limit: int = 50,
        after: int | None = None,
        filing_id: FilingId | None = None,
        news: bool = False,
    ) -> list[AlertRow]:
        """Alerts by rising sequence number: the next ones behind ``after``, else the newest.

        A reader that goes on from the last number it saw misses none. ``news``: no canaries.
        """
        query = alerts_after(after, limit)
        if filing_id is not None:
            query = query.where(A.c.filing_id == filing_id)
        if news:
            query = query.where(is_news(A.c.filing_id))
        with self._store.read() as connection:
            rows = [alert_row(row) for row in connection.execute(query)]
        return rows if after is not None else rows[::-1]

    def alert(self, alert_id: AlertId) -> AlertRow | None:
        """One alert."""
        with self._store.read() as connection:
            row = connection.execute(select(A).where(A.c.id == alert_id)).one_or_none()
        return None if row is None else alert_row(row)

    def deliveries(
        self,
        *,
        state: DeliveryState | None = None,
        alert_id: AlertId | None = None,
        limit: int = 50,
    ) -> list[Delivery]:
        """Latest due first."""
        states = list(DeliveryState) if state is None else [state]
        with self._store.read() as connection:
            found = [
                delivery_of(row)
                for each in states
                for row in connection.execute(deliveries_in(each, limit, alert_id))
            ]
        found.sort(key=lambda delivery: delivery.id)
        return sorted(found, key=lambda delivery: delivery.due_at, reverse=True)[:limit]

    def delivery(self, delivery_id: DeliveryId) -> Delivery | None:
        """One delivery."""
        with self._store.read() as connection:
            row = connection.execute(select(D).where(D.c.id == delivery_id)).one_or_none()
        return None if row is None else delivery_of(row)


def deliveries_in(
    state: DeliveryState, limit: int, alert_id: AlertId | None, before: Place | None = None
) -> Any:
    """The deliveries of one state, latest due first: an index for all states would tempt the
    database to walk over what is done when it looks for what is due.
    """
    query = select(D).where(D.c.state == state.value)
    query = query.order_by(D.c.due_at.desc(), D.c.id.desc()).limit(limit)
    if alert_id is not None:
        query = query.where(D.c.alert_id == alert_id)
    return query if before is None else query.where(tuple_(D.c.due_at, D.c.id) < before)


def alerts_after(after: int | None, limit: int) -> Any:
    """The query behind ``alerts``: forward from a number, or backward from the end."""
    query = select(A).limit(limit)
    if after is None:
        return query.order_by(A.c.seq.desc())
    return query.where(A.c.seq > after).order_by(A.c.seq)


def is_news(filing_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a filing is a venue's: a canary is no news."""
    return filing_id.not_like("canary:%")


def alert_row(row: Row[Any]) -> AlertRow:
    """A row of the alerts table."""
    return AlertRow(seq=row.seq, alert=codec.load(Alert, row.body))
