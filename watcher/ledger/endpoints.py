"""Receivers that fail: left alone for a while, switched off, enabled again; nothing is lost.

What is due to a receiver that is left alone is put off, without an attempt. A row is made by
the first failure and goes with the first success.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, false, or_, select, update

from watcher.ledger.cards import keep_cards
from watcher.ledger.claims import PARKED, endpoint_of, endpoint_to, left_alone
from watcher.ledger.engine import Store
from watcher.ledger.filings import free
from watcher.ledger.outbox import keep_alerts
from watcher.ledger.rows import AlertCard, ReadOutcome
from watcher.ledger.tables import DELIVERIES as D
from watcher.ledger.tables import ENDPOINTS as E
from watcher.model import Alert, Delivery, DeliveryState, Endpoint

OURSELVES = "Filing Watcher"
"""Whom a warning is about, in the place of a company."""

_AFRESH = {
    "state": DeliveryState.PENDING.value, "attempts": 0,
    "held_until": None, "claimed_until": None, "done_at": None,
}  # fmt: skip

Warned = Callable[[Endpoint], tuple[Sequence[Alert], Sequence[Delivery]]]
"""What to tell whom of a receiver that was just switched off."""


class EndpointRows:
    """The endpoints part of the ledger."""

    _store: Store

    def endpoint(self, route: str) -> Endpoint | None:
        """How a receiver has been, when its last attempt failed."""
        with self._store.read() as connection:
            return endpoint_to(connection, route)

    def left_alone(self, route: str, now: datetime) -> datetime | None:
        """Until when nothing goes to a receiver; None where it takes messages now."""
        with self._store.read() as connection:
            return left_alone(connection, route, now)

    def endpoints(self) -> list[Endpoint]:
        """All receivers whose last attempt failed, by route."""
        with self._store.read() as connection:
            return [endpoint_of(row) for row in connection.execute(select(E).order_by(E.c.route))]

    def note_endpoint(
        self, route: str, judge: Callable[[Endpoint], Endpoint | None], warned: Warned
    ) -> Endpoint | None:
        """Keep what ``judge`` makes of a receiver after an attempt; None: it is well.

        The alerts of ``warned`` are kept in the same transaction in which the receiver is
        switched off, so that it is said once and surely.
        """
        with self._store.begin() as connection:
            self._store.serialise(connection)
            old = endpoint_to(connection, route) or Endpoint(route=route)
            new = judge(old)
            if new is None:
                connection.execute(delete(E).where(E.c.route == route))
            elif new != old:
                _put(self._store, connection, new)
                if new.disabled_at is not None and old.disabled_at is None:
                    self._warn(connection, *warned(new))
        return new

    def _warn(
        self, connection: Connection, alerts: Sequence[Alert], deliveries: Sequence[Delivery]
    ) -> None:
        """Keep warnings as alerts that the page shows."""
        keep_alerts(self._store, connection, alerts, deliveries)
        for alert in alerts:
            card = AlertCard(alert_id=alert.id, name=OURSELVES.lower(), company=OURSELVES)
            kept = ReadOutcome(state="read", alerts=(alert,), cards=(card,))
            keep_cards(connection, self._store, alert.filing_id, kept)

    def disable(self, route: str, *, why: str, now: datetime) -> Endpoint:
        """Switch a receiver off by hand: what is due to it waits."""
        with self._store.begin() as connection:
            self._store.serialise(connection)
            old = endpoint_to(connection, route) or Endpoint(route=route)
            new = Endpoint(
                route=route, failures=old.failures, failing_since=old.failing_since or now,
                disabled_at=old.disabled_at or now, why=why,
            )  # fmt: skip
            _put(self._store, connection, new)
        return new

    def enable(self, name: str, *, now: datetime, dry_run: bool = False) -> list[str]:
        """Send to a channel (and every address of it) again; the ids of what is due at once.

        These are what waited, and what was given up since the receiver began to fail.
        """
        with self._store.begin() as connection:
            self._store.serialise(connection)
            mine = or_(E.c.route == name, E.c.route.startswith(f"{name}/", autoescape=True))
            found = [endpoint_of(row) for row in connection.execute(select(E).where(mine))]
            again = and_(or_(false(), *map(_waiting_for, found)), free(now, D.c.claimed_until))
            ids = list(connection.scalars(select(D.c.id).where(again).order_by(D.c.id)))
            if not dry_run:
                connection.execute(update(D).where(again).values(**_AFRESH, due_at=now))
                connection.execute(delete(E).where(mine))
        return ids


def _waiting_for(endpoint: Endpoint) -> ColumnElement[bool]:
    """What was put off or waits for another attempt, and what died since the receiver fails."""
    pending, dead = DeliveryState.PENDING.value, DeliveryState.DEAD.value
    # exactly then: what waits for its digest or the end of quiet hours may be due later
    put_off = or_(D.c.attempts > 0, D.c.due_at == (endpoint.paused_until or PARKED))
    lost = D.c.done_at >= (endpoint.failing_since or PARKED)
    return and_(
        D.c.channel == endpoint.route,
        or_(and_(D.c.state == pending, put_off), and_(D.c.state == dead, lost)),
    )


def _put(store: Store, connection: Connection, endpoint: Endpoint) -> None:
    values = asdict(endpoint)
    put = store.insert(E).values(**values)
    connection.execute(
        put.on_conflict_do_update(
            index_elements=["route"], set_={k: v for k, v in values.items() if k != "route"}
        )
    )
