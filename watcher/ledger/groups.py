"""Deliveries that one work-horse sends side by side: looked at, claimed and settled together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from watcher.ledger import settling
from watcher.ledger.claims import PENDING, claims_of, delivery_of, put_off
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks, free
from watcher.ledger.rows import DeliveryClaim, Settlement
from watcher.ledger.tables import DELIVERIES as D
from watcher.ledger.tables import ENDPOINTS as E
from watcher.model import Delivery, DeliveryId


class GroupRows:
    """The part of the ledger for groups of deliveries."""

    _store: Store

    def deliveries_of(self, ids: Collection[DeliveryId]) -> list[Delivery]:
        """These deliveries as they stand; an unknown one is left out."""
        with self._store.read() as connection:
            return [
                delivery_of(row)
                for part in chunks(ids)
                for row in connection.execute(select(D).where(D.c.id.in_(part)))
            ]

    def claim_deliveries(
        self, ids: Collection[DeliveryId], *, now: datetime, hold: timedelta
    ) -> list[DeliveryClaim]:
        """Own deliveries until ``now + hold`` and count the attempt of each, in one transaction.

        Takes only messages of one alert that were never tried; ``claim_delivery`` is for all
        others. What is not due or another worker owns is left out, and what goes to a
        receiver that is left alone is put off.
        """
        # A held row was due when the sweep looked; its clock may be ahead of ours.
        due = or_(D.c.due_at <= now, D.c.held_until.is_not(None))
        first = (PENDING, due, free(now, D.c.claimed_until), D.c.attempts == 0, D.c.batch.is_(None))
        until = {"held_until": now + hold, "claimed_until": now + hold}
        with self._store.begin() as connection:
            mine = select(D.c.id, D.c.channel).where(D.c.id.in_(ids), *first).order_by(D.c.id)
            rows = connection.execute(mine.with_for_update()).all()
            routes = {row.channel for row in rows}
            failing = connection.scalars(select(E.c.route).where(E.c.route.in_(routes))).all()
            shut = {route for route in failing if put_off(connection, route, now)}
            taken = [row.id for row in rows if row.channel not in shut]
            connection.execute(update(D).where(D.c.id.in_(taken)).values(attempts=1, **until))
            claims = claims_of(connection, taken)
        return [claims[each] for each in ids if each in claims]

    def release_deliveries(self, ids: Collection[DeliveryId]) -> None:
        """Give up the lease of deliveries that nobody has claimed, so that they ring again."""
        if not ids:
            return
        with self._store.begin() as connection:
            for part in chunks(ids):
                unclaimed = (D.c.id.in_(part), PENDING, D.c.claimed_until.is_(None))
                connection.execute(update(D).where(*unclaimed).values(held_until=None))

    def settle_all(self, settlements: Sequence[Settlement], *, now: datetime) -> list[DeliveryId]:
        """Keep attempts and what becomes of their deliveries, in one transaction.

        A worker that was overtaken by a newer claim changes a state only by having
        delivered. The ids that the ledger does not have; all others are kept.
        """
        if not settlements:
            return []
        with self._store.begin() as connection:
            return settling.settle(self._store, connection, settlements, now)

    def failing(self, routes: Collection[str]) -> set[str]:
        """Which of these receivers failed at their last attempt."""
        with self._store.read() as connection:
            return {
                route
                for part in chunks(routes)
                for route in connection.scalars(select(E.c.route).where(E.c.route.in_(part)))
            }
