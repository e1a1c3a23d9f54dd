"""What becomes of deliveries after their attempts: several messages in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, and_, select, update

from watcher.errors import UnknownId
from watcher.ledger import tally
from watcher.ledger.claims import PENDING
from watcher.ledger.filings import chunks
from watcher.ledger.tables import ATTEMPTS
from watcher.ledger.tables import DELIVERIES as D
from watcher.model import Attempt, DeliveryId, DeliveryState

if TYPE_CHECKING:
    from watcher.ledger.engine import Store
    from watcher.ledger.rows import Settlement


@dataclass(frozen=True, slots=True)
class _Change:
    """What several deliveries become. ``number`` is the attempt that alone may say so."""

    state: DeliveryState
    due_at: datetime | None
    number: int | None
    receipt: str | None

    def values(self, now: datetime) -> dict[str, Any]:
        final = self.state is not DeliveryState.PENDING
        return {
            "state": self.state.value, "held_until": None, "claimed_until": None,
            "done_at": now if final else None,
            **({} if final else {"due_at": self.due_at or now}),
            **({"receipt": self.receipt} if self.receipt else {}),
        }  # fmt: skip

    def applies(self) -> ColumnElement[bool]:
        """A worker that was overtaken by a newer claim changes nothing but by having delivered."""
        return PENDING if self.number is None else and_(PENDING, D.c.attempts == self.number)


def settle(
    store: Store, connection: Connection, settlements: Sequence[Settlement], now: datetime
) -> list[DeliveryId]:
    """Keep the attempts and the new states; the ids of which there is no row, and nothing is kept."""
    ids = [each for one in settlements for each in one.ids]
    known = set(_locked(connection, ids))
    for change, changed in _changes(settlements).items():
        for part in chunks(changed):
            of_these = update(D).where(D.c.id.in_(part), change.applies())
            connection.execute(of_these.values(**change.values(now)))
    rows = [_columns(one.attempt, each) for one in settlements for each in one.ids if each in known]
    if rows:
        connection.execute(store.insert(ATTEMPTS).on_conflict_do_nothing(), rows)
    counted = [one for one in settlements if one.attempt.delivery_id in known]
    tally.settled(connection, counted, now).keep(store, connection)
    return [each for each in ids if each not in known]


def _changes(settlements: Sequence[Settlement]) -> dict[_Change, list[DeliveryId]]:
    found: defaultdict[_Change, list[DeliveryId]] = defaultdict(list)
    for one in settlements:
        delivered = one.state is DeliveryState.DELIVERED
        number = None if delivered else one.attempt.number
        found[_Change(one.state, one.due_at, number, one.receipt)] += one.ids
    return found


def _locked(connection: Connection, ids: Sequence[DeliveryId]) -> Iterator[str]:
    """Take the rows in one order, so that two who settle the same never wait in a circle."""
    for part in chunks(sorted(ids)):
        mine = select(D.c.id).where(D.c.id.in_(part)).order_by(D.c.id)
        yield from connection.scalars(mine.with_for_update())


def unknown(delivery_id: DeliveryId) -> UnknownId:
    """There is no such delivery."""
    return UnknownId(f"no delivery {delivery_id} in the ledger; `watcher deliveries` lists them")


def _columns(attempt: Attempt, delivery_id: DeliveryId) -> dict[str, Any]:
    return {
        "delivery_id": delivery_id,
        "started_at": attempt.started_at,
        "number": attempt.number,
        "duration": attempt.duration,
        "outcome": attempt.outcome,
        "reason": attempt.reason.value,
        "status": attempt.status,
        "excerpt": attempt.excerpt,
    }
