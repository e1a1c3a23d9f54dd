"""What the API asks: lists that go on behind a cursor, and answers to repeated writes.

Every list is newest first and walks an index; its query is a function so that a test can
look at the plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, select, tuple_, update

from watcher.ledger import codec
from watcher.ledger.claims import delivery_of
from watcher.ledger.engine import Store
from watcher.ledger.filings import filing_row
from watcher.ledger.rows import AlertRow, FilingRow, FilingState
from watcher.ledger.tables import ALERTS, ANSWERS, EVENTS
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.telling import Place, alert_row, deliveries_in, is_news
from watcher.model import AlertId, Delivery, DeliveryState, Event, FilingId

ANSWERS_KEPT = timedelta(days=1)
"""How long a repeated write gets its first answer again."""

ANSWER_CLAIM = timedelta(minutes=1)
"""A write whose process died may be done again after this time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEvent:
    """An event, the filing that told it, and its place in the order of commits."""

    number: int
    filing_id: FilingId
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a write was answered before. ``status`` is None while it is still at work."""

    request: str
    status: int | None
    body: str | None


class ListRows:
    """The part of the ledger that the API needs."""

    _store: Store

    def newest_alert(self) -> int:
        """The number of the newest alert; 0 before the first."""
        with self._store.read() as connection:
            newest = connection.scalar(select(ALERTS.c.seq).order_by(ALERTS.c.seq.desc()).limit(1))
        return newest or 0

    def alert_list(
        self, *, limit: int, before: int | None = None, subscription: str | None = None
    ) -> list[AlertRow]:
        """Newest alerts first, before a number; canaries only where a subscription is named."""
        with self._store.read() as connection:
            rows = connection.execute(alerts_before(limit, before, subscription))
            return [alert_row(row) for row in rows]

    def filing_list(
        self,
        *,
        limit: int,
        before: Place | None = None,
        source: str | None = None,
        state: FilingState | None = None,
        issuer: str | None = None,
    ) -> list[FilingRow]:
        """Newest publication first; canaries only where their source is named."""
        query = filings_before(limit, before, source=source, state=state, issuer=issuer)
        with self._store.read() as connection:
            return [filing_row(row) for row in connection.execute(query)]

    def event_list(
        self,
        *,
        limit: int,
        before: int | None = None,
        type_: str | None = None,
        issuer: str | None = None,
    ) -> list[NumberedEvent]:
        """Newest commit first."""
        query = events_before(limit, before, type_=type_, issuer=issuer)
        with self._store.read() as connection:
            return [
                NumberedEvent(
                    number=row.number,
                    filing_id=FilingId(row.filing_id),
                    event=codec.load(Event, row.body),
                )
                for row in connection.execute(query)
            ]

    def delivery_list(
        self,
        *,
        limit: int,
        before: Place | None = None,
        state: DeliveryState | None = None,
        alert_id: AlertId | None = None,
    ) -> list[Delivery]:
        """Latest due first."""
        states = list(DeliveryState) if state is None else [state]
        with self._store.read() as connection:
            found = [
                delivery_of(row)
                for each in states
                for row in connection.execute(deliveries_in(each, limit, alert_id, before))
            ]
        return sorted(found, key=lambda d: (d.due_at, d.id), reverse=True)[:limit]

    def claim_answer(self, key: str, *, who: str, request: str, now: datetime) -> Answer | None:
        """None: the write is ours to do. Else what was answered under this key, or that a
        process is still at it.
        """
        row = {"key": key, "who": who, "request": request, "claimed_at": now}
        free = (
            ANSWERS.c.key == key,
            ANSWERS.c.status.is_(None),
            ANSWERS.c.request == request,
            ANSWERS.c.claimed_at <= now - ANSWER_CLAIM,
        )
        with self._store.begin() as connection:
            old = delete(ANSWERS).where(ANSWERS.c.claimed_at <= now - ANSWERS_KEPT)
            connection.execute(old)
            put = self._store.insert(ANSWERS).on_conflict_do_nothing()
            if connection.execute(put, row).rowcount:
                return None
            if connection.execute(update(ANSWERS).where(*free).values(claimed_at=now)).rowcount:
                return None
            found = connection.execute(select(ANSWERS).where(ANSWERS.c.key == key)).one()
        return Answer(request=found.request, status=found.status, body=found.body)

    def keep_answer(self, key: str, *, status: int, body: str) -> None:
        """What a repeated write shall be answered."""
        with self._store.begin() as connection:
            done = update(ANSWERS).where(ANSWERS.c.key == key).values(status=status, body=body)
            connection.execute(done)

    def forget_answer(self, key: str) -> None:
        """Nothing was done under this key; it may be used again."""
        with self._store.begin() as connection:
            connection.execute(delete(ANSWERS).where(ANSWERS.c.key == key))


def alerts_before(limit: int, before: int | None, subscription: str | None) -> Select[Any]:
    """The query behind ``alert_list``."""
    query = select(ALERTS).order_by(ALERTS.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(ALERTS.c.seq < before)
    if subscription is None:
        return query.where(is_news(ALERTS.c.filing_id))
    return query.where(ALERTS.c.subscription == subscription)


def filings_before(
    limit: int,
    before: Place | None,
    *,
    source: str | None = None,
    state: FilingState | None = None,
    issuer: str | None = None,
) -> Select[Any]:
    """The query behind ``filing_list``."""
    query = select(F).order_by(F.c.order_at.desc(), F.c.id.desc()).limit(limit)
    if source is None:
        query = query.where(is_news(F.c.id))
    for column, wanted in ((F.c.source, source), (F.c.state, state), (F.c.issuer_key, issuer)):
        if wanted is not None:
            query = query.where(column == wanted)
    return query if before is None else query.where(tuple_(F.c.order_at, F.c.id) < before)


def events_before(
    limit: int, before: int | None, *, type_: str | None = None, issuer: str | None = None
) -> Select[Any]:
    """The query behind ``event_list``."""
    newest = select(EVENTS).order_by(EVENTS.c.number.desc()).limit(limit)
    query = newest.where(is_news(EVENTS.c.filing_id))
    if type_ is not None:
        query = query.where(EVENTS.c.type == type_)
    if issuer is not None:
        query = query.where(EVENTS.c.issuer_key == issuer)
    return query if before is None else query.where(EVENTS.c.number < before)
