"""What a receiver has of a story already: its first message there, and what followed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select, update

from watcher.ledger import codec
from watcher.ledger.claims import PENDING, claim_of
from watcher.ledger.engine import Store
from watcher.ledger.filings import free
from watcher.ledger.rows import DeliveryClaim, ThreadRow
from watcher.ledger.tables import ALERTS as A
from watcher.ledger.tables import DELIVERIES as D
from watcher.model import Alert, DeliveryId

MOST = 50
"""Messages of one story that are looked at."""


class ThreadRows:
    """The threads part of the ledger."""

    _store: Store

    def thread(self, claim: DeliveryClaim) -> ThreadRow | None:
        """The story of a delivery at its receiver, as told to its subscription before it."""
        with self._store.read() as connection:
            rows = connection.execute(story_at(claim.alert, claim.delivery.channel)).all()
            if not rows:
                return None
            first = claim_of(connection, [rows[0].id])
        return ThreadRow(
            receipt=rows[0].receipt,
            first=first,
            since=tuple(codec.load(Alert, row.body) for row in rows[1:]),
        )

    def postpone_delivery(
        self, delivery_id: DeliveryId, *, due_at: datetime, now: datetime
    ) -> None:
        """Make a delivery due later, without an attempt; one that is at work stays as it is."""
        with self._store.begin() as connection:
            mine = (D.c.id == delivery_id, PENDING, free(now, D.c.claimed_until))
            connection.execute(update(D).where(*mine).values(due_at=due_at, held_until=None))


def story_at(alert: Alert, route: str) -> Select[Any]:
    """The query behind ``thread``: earlier alerts of the case, or what this one supersedes."""
    own = select(A.c.seq).where(A.c.id == alert.id).scalar_subquery()
    same = [A.c.id == alert.supersedes] if alert.supersedes else []
    same += [A.c.case_key == alert.case_key] if alert.case_key else []
    return (
        select(D.c.id, D.c.receipt, A.c.body)
        .join(D, D.c.alert_id == A.c.id)
        .where(
            or_(A.c.id.is_(None), *same),
            A.c.subscription == alert.subscription,
            A.c.seq < own,
            D.c.channel == route,
            D.c.receipt.is_not(None),
        )
        .order_by(A.c.seq)
        .limit(MOST)
    )
