"""What a claim takes: the delivery, all that goes in its message, and what telling them needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from watcher.ledger import codec
from watcher.ledger.filings import chunks, free
from watcher.ledger.rows import DeliveryClaim
from watcher.ledger.tables import ALERTS as A
from watcher.ledger.tables import DELIVERIES as D
from watcher.ledger.tables import ENDPOINTS, EVENTS, FILINGS
from watcher.model import (
    Alert,
    AlertId,
    Delivery,
    DeliveryId,
    DeliveryState,
    Endpoint,
    Event,
    Filing,
)

MOST_TOGETHER = 300
"""Alerts of one message; what is over goes with the next one."""

PARKED = datetime(9999, 1, 1, tzinfo=UTC)
"""When what waits for a receiver that is switched off is due: not before a person says so."""

PENDING = D.c.state == DeliveryState.PENDING.value


def put_off(connection: Connection, route: str, now: datetime) -> bool:
    """Whether nothing goes to a receiver now; what is due to it is put off, without an attempt.

    Rows that another worker has its hands on are left to it, so that no two wait for each other.
    """
    until = left_alone(connection, route, now)
    if until is None:
        return False
    due = or_(D.c.due_at <= now, D.c.held_until.is_not(None))
    mine = select(D.c.id).where(D.c.channel == route, PENDING, due, free(now, D.c.claimed_until))
    values = {"due_at": until, "held_until": None, "claimed_until": None}
    free_rows = mine.with_for_update(skip_locked=True)
    connection.execute(update(D).where(D.c.id.in_(free_rows)).values(**values))
    return True


def left_alone(connection: Connection, route: str, now: datetime) -> datetime | None:
    """Until when nothing goes to a receiver; None where it takes messages now."""
    endpoint = endpoint_to(connection, route)
    if endpoint is None:
        return None
    until = PARKED if endpoint.disabled_at else endpoint.paused_until
    return None if until is None or until <= now else until


def endpoint_to(connection: Connection, route: str) -> Endpoint | None:
    """How a receiver has been, when its last attempt failed."""
    query = select(ENDPOINTS).where(ENDPOINTS.c.route == route)
    row = connection.execute(query).one_or_none()
    return None if row is None else endpoint_of(row)


def endpoint_of(row: Row[Any]) -> Endpoint:
    """A row of the endpoints table."""
    return Endpoint(**row._mapping)  # noqa: SLF001 - the public name of a row as a mapping


def together(connection: Connection, row: Row[Any], now: datetime) -> list[str]:
    """The claimed delivery first, then what is due with it in its batch."""
    if row.batch is None:
        return [row.id]
    same = (
        D.c.batch == row.batch, D.c.id != row.id, PENDING, free(now, D.c.claimed_until),
        D.c.due_at <= max(now, row.due_at), D.c.attempts == row.attempts,
    )  # fmt: skip
    others = select(D.c.id).where(*same).order_by(D.c.due_at, D.c.id).limit(MOST_TOGETHER - 1)
    return [row.id, *connection.scalars(others.with_for_update(skip_locked=True))]


def claim_of(connection: Connection, ids: Collection[str]) -> DeliveryClaim:
    """What a message needs of the claimed deliveries, the first and the rest."""
    found = claims_of(connection, ids)
    first, *rest = (found[each] for each in ids)
    return replace(first, rest=tuple(rest))


def claims_of(connection: Connection, ids: Collection[str]) -> dict[str, DeliveryClaim]:
    """What the message of each delivery needs; what several tell is read once."""
    query = (
        select(D, A.c.body.label("alert"), FILINGS.c.body.label("filing"), FILINGS.c.issuer_key)
        .join(A, A.c.id == D.c.alert_id)
        .join(FILINGS, FILINGS.c.id == A.c.filing_id)
    )
    rows = [
        row for part in chunks(ids) for row in connection.execute(query.where(D.c.id.in_(part)))
    ]
    alerts = {row.alert_id: row for row in rows}
    told = {alert_id: codec.load(Alert, row.alert) for alert_id, row in alerts.items()}
    filings = {alert_id: codec.load(Filing, row.filing) for alert_id, row in alerts.items()}
    events = _events(connection, told.values())
    return {
        row.id: DeliveryClaim(
            delivery=delivery_of(row), alert=told[row.alert_id], filing=filings[row.alert_id],
            events=events[told[row.alert_id].id], issuer_key=row.issuer_key,
        )
        for row in rows
    }  # fmt: skip


def _events(connection: Connection, alerts: Collection[Alert]) -> dict[AlertId, tuple[Event, ...]]:
    """The events of each alert, in the order the alert names them."""
    wanted = {(alert.filing_id, name) for alert in alerts for name in alert.event_ids}
    found: dict[tuple[str, str], Event] = {}
    for part in chunks({filing_id for filing_id, _ in wanted}):
        query = select(EVENTS.c.filing_id, EVENTS.c.id, EVENTS.c.body)
        for row in connection.execute(query.where(EVENTS.c.filing_id.in_(part))):
            if (row.filing_id, row.id) in wanted:
                found[row.filing_id, row.id] = codec.load(Event, row.body)
    return {
        alert.id: tuple(
            found[alert.filing_id, name]
            for name in dict.fromkeys(alert.event_ids)
            if (alert.filing_id, name) in found
        )
        for alert in alerts
    }


def delivery_of(row: Row[Any]) -> Delivery:
    """A row of the deliveries table."""
    return Delivery(
        id=DeliveryId(row.id),
        alert_id=AlertId(row.alert_id),
        channel=row.channel,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        due_at=row.due_at,
        held_until=row.held_until,
        done_at=row.done_at,
        batch=row.batch,
    )
