"""Alerts and their deliveries: lease, claim, settle, send again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, or_, select, update

from watcher.errors import UnknownId
from watcher.ledger import codec, tally
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks, free
from watcher.ledger.rows import AlertRow, DeliveryClaim
from watcher.ledger.tables import ALERTS as A
from watcher.ledger.tables import ATTEMPTS, EVENTS, FILINGS
from watcher.ledger.tables import DELIVERIES as D
from watcher.model import (
    Alert,
    AlertId,
    Attempt,
    Delivery,
    DeliveryId,
    DeliveryState,
    Event,
    EventId,
    Filing,
    FilingId,
    Reason,
)


class TellingRows:
    """The telling part of the ledger."""

    _store: Store

    def alerts(
        self, *, limit: int = 50, after: int | None = None, filing_id: FilingId | None = None
    ) -> list[AlertRow]:
        """Alerts by rising sequence number: the next ones behind ``after``, else the newest.

        A reader that goes on from the last number it saw misses none.
        """
        query = alerts_after(after, limit)
        if filing_id is not None:
            query = query.where(A.c.filing_id == filing_id)
        with self._store.read() as connection:
            rows = [_alert_row(row) for row in connection.execute(query)]
        return rows if after is not None else rows[::-1]

    def alert(self, alert_id: AlertId) -> AlertRow | None:
        """One alert."""
        with self._store.read() as connection:
            row = connection.execute(select(A).where(A.c.id == alert_id)).one_or_none()
        return None if row is None else _alert_row(row)

    def deliveries(
        self,
        *,
        state: DeliveryState | None = None,
        alert_id: AlertId | None = None,
        limit: int = 50,
    ) -> list[Delivery]:
        """Latest due first."""
        query = select(D).order_by(D.c.due_at.desc(), D.c.id).limit(limit)
        if state is not None:
            query = query.where(D.c.state == state.value)
        if alert_id is not None:
            query = query.where(D.c.alert_id == alert_id)
        with self._store.read() as connection:
            return [_delivery(row) for row in connection.execute(query)]

    def delivery(self, delivery_id: DeliveryId) -> Delivery | None:
        """One delivery."""
        with self._store.read() as connection:
            row = connection.execute(select(D).where(D.c.id == delivery_id)).one_or_none()
        return None if row is None else _delivery(row)

    def lease_deliveries(self, *, now: datetime, limit: int, hold: timedelta) -> list[DeliveryId]:
        """Hold what is due until ``now + hold``; longest due first."""
        with self._store.begin() as connection:
            ids = list(connection.scalars(due_deliveries(now, limit)))
            for part in chunks(ids):
                connection.execute(update(D).where(D.c.id.in_(part)).values(held_until=now + hold))
        return ids

    def claim_delivery(
        self, delivery_id: DeliveryId, *, now: datetime, hold: timedelta
    ) -> DeliveryClaim | None:
        """Own a delivery until ``now + hold``, and count the attempt.

        None when it is settled for good, unknown, not due, or another worker owns it.
        """
        until = now + hold
        wanted = (
            D.c.id == delivery_id,
            D.c.state == DeliveryState.PENDING.value,
            free(now, D.c.claimed_until),
        )
        claimed = (
            update(D)
            # A held row was due when the sweep looked; its clock may be ahead of ours.
            .where(*wanted, or_(D.c.due_at <= now, D.c.held_until.is_not(None)))
            .values(attempts=D.c.attempts + 1, held_until=until, claimed_until=until)
            .returning(D)
        )
        with self._store.begin() as connection:
            row = connection.execute(claimed).one_or_none()
            return None if row is None else _claim(connection, _delivery(row))

    def settle(
        self,
        delivery_id: DeliveryId,
        *,
        attempt: Attempt,
        state: DeliveryState,
        due_at: datetime | None,
        now: datetime,
    ) -> None:
        """Keep an attempt and what becomes of the delivery. Raises UnknownId.

        A worker that was overtaken by a newer claim changes the state only by having
        delivered. ``due_at`` is when a pending delivery is tried again (None: now).
        """
        final = state is not DeliveryState.PENDING
        values: dict[str, Any] = {
            "state": state.value, "held_until": None, "claimed_until": None,
            "done_at": now if final else None,
        }  # fmt: skip
        if not final:
            values["due_at"] = due_at or now
        pending = and_(D.c.id == delivery_id, D.c.state == DeliveryState.PENDING.value)
        if state is not DeliveryState.DELIVERED:
            pending = and_(pending, D.c.attempts == attempt.number)
        with self._store.begin() as connection:
            if connection.scalar(select(D.c.id).where(D.c.id == delivery_id)) is None:
                raise _unknown(delivery_id)
            connection.execute(update(D).where(pending).values(**values))
            connection.execute(
                self._store.insert(ATTEMPTS).on_conflict_do_nothing(), _attempt_columns(attempt)
            )
            tally.settled(connection, attempt, state, now).keep(self._store, connection)

    def attempts(self, delivery_id: DeliveryId) -> list[Attempt]:
        """Every attempt of a delivery, oldest first."""
        query = select(ATTEMPTS).where(ATTEMPTS.c.delivery_id == delivery_id)
        with self._store.read() as connection:
            rows = connection.execute(query.order_by(ATTEMPTS.c.started_at, ATTEMPTS.c.number))
            return [_attempt(row) for row in rows]

    def resend(
        self,
        *,
        alert_id: AlertId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        channel: str | None = None,
        now: datetime,
        dry_run: bool = False,
    ) -> list[DeliveryId]:
        """Make deliveries due now, under their old ids, counting attempts from 1 again.

        ``channel`` also takes every address of it (``mail`` takes ``mail/a@example.com``).
        Chosen by alert, or by when the alert was made (``since`` <= time < ``until``);
        ``dry_run`` only tells which. One that a worker holds right now is left alone.
        Raises UnknownId for an alert that does not exist, ValueError when nothing chooses.
        """
        if alert_id is None and since is None:
            msg = "name an alert, or a time to resend from"
            raise ValueError(msg)
        chosen = [
            *([A.c.id == alert_id] if alert_id is not None else []),
            *([A.c.created_at >= since] if since is not None else []),
            *([A.c.created_at < until] if until is not None else []),
            *([_of_channel(channel)] if channel is not None else []),
            free(now, D.c.held_until),
        ]
        query = select(D.c.id).join(A, A.c.id == D.c.alert_id).where(*chosen)
        with self._store.begin() as connection:
            if alert_id is not None and not _exists(connection, alert_id):
                raise UnknownId(f"no alert {alert_id} in the ledger; `watcher alerts` lists them")
            ids = list(connection.scalars(query.order_by(A.c.seq, D.c.id).with_for_update(of=D)))
            for part in [] if dry_run else chunks(ids):
                connection.execute(update(D).where(D.c.id.in_(part)).values(**_afresh(now)))
        return ids


def _afresh(now: datetime) -> dict[str, Any]:
    return {
        "state": DeliveryState.PENDING.value,
        "attempts": 0,
        "due_at": now,
        "held_until": None,
        "claimed_until": None,
        "done_at": None,
    }


def _of_channel(name: str) -> Any:
    """A channel and, where it has addresses, each of its routes."""
    return or_(D.c.channel == name, D.c.channel.startswith(f"{name}/", autoescape=True))


def alerts_after(after: int | None, limit: int) -> Any:
    """The query behind ``alerts``: forward from a number, or backward from the end."""
    query = select(A).limit(limit)
    if after is None:
        return query.order_by(A.c.seq.desc())
    return query.where(A.c.seq > after).order_by(A.c.seq)


def due_deliveries(now: datetime, limit: int) -> Any:
    """The query behind ``lease_deliveries``."""
    pending = D.c.state == DeliveryState.PENDING.value
    return (
        select(D.c.id)
        .where(and_(pending, D.c.due_at <= now, free(now, D.c.held_until)))
        .order_by(D.c.due_at, D.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _claim(connection: Connection, delivery: Delivery) -> DeliveryClaim:
    query = (
        select(A.c.body, FILINGS.c.id, FILINGS.c.body.label("filing"), FILINGS.c.issuer_key)
        .join(FILINGS, FILINGS.c.id == A.c.filing_id)
        .where(A.c.id == delivery.alert_id)
    )
    row = connection.execute(query).one()
    alert = codec.load(Alert, row.body)
    return DeliveryClaim(
        delivery=delivery,
        alert=alert,
        filing=codec.load(Filing, row.filing),
        events=_events(connection, row.id, alert.event_ids),
        issuer_key=row.issuer_key,
    )


def _events(connection: Connection, filing_id: str, ids: Sequence[EventId]) -> tuple[Event, ...]:
    """The alert's events, in the order the alert names them."""
    mine = (EVENTS.c.filing_id == filing_id, EVENTS.c.id.in_(ids))
    bodies = connection.scalars(select(EVENTS.c.body).where(*mine))
    events = {event.id: event for event in (codec.load(Event, body) for body in bodies)}
    return tuple(events[name] for name in dict.fromkeys(ids) if name in events)


def _exists(connection: Connection, alert_id: AlertId) -> bool:
    return connection.scalar(select(A.c.id).where(A.c.id == alert_id)) is not None


def _unknown(delivery_id: DeliveryId) -> UnknownId:
    return UnknownId(f"no delivery {delivery_id} in the ledger; `watcher deliveries` lists them")


def _alert_row(row: Row[Any]) -> AlertRow:
    return AlertRow(seq=row.seq, alert=codec.load(Alert, row.body))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        alert_id=AlertId(row.alert_id),
        channel=row.channel,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        held_until=row.held_until,
        done_at=row.done_at,
    )


def _attempt_columns(attempt: Attempt) -> dict[str, Any]:
    return {
        "delivery_id": attempt.delivery_id,
        "started_at": attempt.started_at,
        "number": attempt.number,
        "duration": attempt.duration,
        "outcome": attempt.outcome,
        "reason": attempt.reason.value,
        "status": attempt.status,
        "excerpt": attempt.excerpt,
    }


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        delivery_id=DeliveryId(row.delivery_id),
        number=row.number,
        started_at=row.started_at,
        duration=row.duration,
        outcome=row.outcome,
        reason=Reason(row.reason),
        status=row.status,
        excerpt=row.excerpt,
    )
