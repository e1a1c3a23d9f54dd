"""Sending deliveries: lease, claim, settle, send again.

Deliveries with one ``batch`` go as one message. Until they are claimed the batch is a key
that others may join; the claim freezes who goes together under the id of the first, so
that every attempt of a message, and a message after a crash, has the same content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, or_, select, update

from watcher.errors import UnknownId
from watcher.ledger import settling
from watcher.ledger.claims import PENDING, claim_of, put_off, together
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks, free
from watcher.ledger.rows import DeliveryClaim, Settlement
from watcher.ledger.tables import ALERTS as A
from watcher.ledger.tables import ATTEMPTS
from watcher.ledger.tables import DELIVERIES as D
from watcher.model import AlertId, Attempt, Delivery, DeliveryId, DeliveryState, Reason

FROZEN = "dlv_"
"""How the batch of a message that was claimed begins: a delivery's id."""


class SendingRows:
    """The sending part of the ledger."""

    _store: Store

    def lease_deliveries(self, *, now: datetime, limit: int, hold: timedelta) -> list[DeliveryId]:
        """Hold what is due until ``now + hold``, longest due first; one id for each message."""
        with self._store.begin() as connection:
            rows = connection.execute(due_deliveries(now, limit)).all()
            for part in chunks([row.id for row in rows]):
                connection.execute(update(D).where(D.c.id.in_(part)).values(held_until=now + hold))
        first = {row.batch or row.id: row.id for row in reversed(rows)}
        return [DeliveryId(row.id) for row in rows if first[row.batch or row.id] == row.id]

    def claim_delivery(
        self, delivery_id: DeliveryId, *, now: datetime, hold: timedelta
    ) -> DeliveryClaim | None:
        """Own a delivery, and all that goes with it, until ``now + hold``; count the attempt.

        None when it is settled for good, unknown, not due, another worker owns it, or its
        receiver is left alone: then it is put off.
        """
        wanted = (D.c.id == delivery_id, PENDING, free(now, D.c.claimed_until))
        # A held row was due when the sweep looked; its clock may be ahead of ours.
        due = or_(D.c.due_at <= now, D.c.held_until.is_not(None))
        until = {"held_until": now + hold, "claimed_until": now + hold}
        with self._store.begin() as connection:
            about = connection.execute(select(D.c.channel, D.c.batch).where(D.c.id == delivery_id))
            found = about.one_or_none()
            if found is None or put_off(connection, found.channel, now):
                return None
            if found.batch is not None:
                self._store.serialise(connection)  # two workers must not split a message
            row = connection.execute(select(D).where(*wanted, due).with_for_update()).one_or_none()
            if row is None:
                return None
            ids = together(connection, row, now)
            batch = row.batch if row.batch is None or row.batch.startswith(FROZEN) else row.id
            for part in chunks(ids):
                connection.execute(
                    update(D)
                    .where(D.c.id.in_(part))
                    .values(attempts=D.c.attempts + 1, batch=batch, **until)
                )
            return claim_of(connection, ids)

    def settle(
        self,
        delivery_id: DeliveryId,
        *,
        attempt: Attempt,
        state: DeliveryState,
        due_at: datetime | None,
        now: datetime,
        others: Sequence[DeliveryId] = (),
        receipt: str | None = None,
    ) -> None:
        """Keep an attempt and what becomes of the delivery. Raises UnknownId.

        ``others`` went in the same message and become the same. A worker that was overtaken
        by a newer claim changes the state only by having delivered. ``due_at`` is when a
        pending delivery is tried again (None: now); ``receipt`` says where the receiver has it.
        """
        one = Settlement(
            attempt=attempt, state=state, due_at=due_at, others=tuple(others), receipt=receipt
        )
        if attempt.delivery_id != delivery_id:
            msg = f"an attempt of {attempt.delivery_id} settles nothing of {delivery_id}"
            raise ValueError(msg)
        with self._store.begin() as connection:
            if missing := settling.settle(self._store, connection, [one], now):
                raise settling.unknown(missing[0])

    def sent_with(self, delivery_id: DeliveryId) -> list[DeliveryId]:
        """The other pending deliveries of the message that a claim of this one froze."""
        with self._store.read() as connection:
            row = connection.execute(select(D).where(D.c.id == delivery_id)).one_or_none()
            if row is None or not (row.batch or "").startswith(FROZEN):
                return []
            same = (D.c.batch == row.batch, PENDING, D.c.attempts == row.attempts)
            query = select(D.c.id).where(*same, D.c.id != delivery_id).order_by(D.c.id)
            return [DeliveryId(each) for each in connection.scalars(query)]

    def attempts(self, delivery_id: DeliveryId) -> list[Attempt]:
        """Every attempt of a delivery, oldest first."""
        query = select(ATTEMPTS).where(ATTEMPTS.c.delivery_id == delivery_id)
        with self._store.read() as connection:
            rows = connection.execute(query.order_by(ATTEMPTS.c.started_at, ATTEMPTS.c.number))
            return [_attempt(row) for row in rows]

    def last_attempts(self, ids: Sequence[DeliveryId]) -> dict[DeliveryId, Attempt]:
        """The newest attempt of each delivery that was tried."""
        newest = (ATTEMPTS.c.started_at.desc(), ATTEMPTS.c.number.desc())
        place = func.row_number().over(partition_by=ATTEMPTS.c.delivery_id, order_by=newest)
        tried = select(ATTEMPTS, place.label("place")).where(ATTEMPTS.c.delivery_id.in_(ids))
        rows = tried.subquery()
        with self._store.read() as connection:
            found = connection.execute(select(rows).where(rows.c.place == 1)).all()
        return {DeliveryId(row.delivery_id): _attempt(row) for row in found}

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
        ``dry_run`` only tells which. One that a worker holds right now is left alone. What
        waits for its digest or the end of quiet hours waits no longer.
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
            ordered = query.order_by(A.c.seq, D.c.id).with_for_update(of=D)
            ids = list(connection.scalars(ordered))
            for part in [] if dry_run else chunks(ids):
                connection.execute(update(D).where(D.c.id.in_(part)).values(**_afresh(now)))
        return ids


def joined(connection: Connection, deliveries: Iterable[Delivery]) -> dict[str, datetime]:
    """By batch key, when the open message that new deliveries join is due.

    A message is open until its first claim, which gives it another batch.
    """
    keys = {d.batch for d in deliveries if d.batch is not None}
    found: dict[str, datetime] = {}
    for part in chunks(keys):
        query = (
            select(D.c.batch, func.min(D.c.due_at))
            .where(D.c.batch.in_(part), PENDING)
            .group_by(D.c.batch)
        )
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found


def due_deliveries(now: datetime, limit: int) -> Any:
    """The query behind ``lease_deliveries``."""
    return (
        select(D.c.id, D.c.batch)
        .where(and_(PENDING, D.c.due_at <= now, free(now, D.c.held_until)))
        .order_by(D.c.due_at, D.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _afresh(now: datetime) -> dict[str, Any]:
    return {
        "state": DeliveryState.PENDING.value,
        "attempts": 0,
        "due_at": now,
        "held_until": None,
        "claimed_until": None,
        "done_at": None,
        # what others might still join must not make them due
        "batch": case((D.c.batch.startswith(FROZEN), D.c.batch), else_=None),
    }


def _of_channel(name: str) -> Any:
    """A channel and, where it has addresses, each of its routes."""
    return or_(D.c.channel == name, D.c.channel.startswith(f"{name}/", autoescape=True))


def _exists(connection: Connection, alert_id: AlertId) -> bool:
    return connection.scalar(select(A.c.id).where(A.c.id == alert_id)) is not None


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
