"""How the service is, from a few index probes: what waits, who leads, how fresh the feeds are.

Nothing here walks over what is done, so a look costs the same at a million filings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from watcher.ledger.claims import PARKED
from watcher.ledger.engine import Store
from watcher.ledger.tables import ALERTS, DELIVERIES, ENDPOINTS, LEADERS, POLLS
from watcher.ledger.tables import FILINGS as F
from watcher.model import DeliveryState

LAST_CANARIES = 20
"""How many canaries back one that arrived is looked for."""

OPEN_STATES = ("new", "needs_review", "failed")
"""States of a filing that somebody still has to do something about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Who leads until when; ``fencing`` rises with every change of hands."""

    holder: str | None
    expires_at: datetime
    fencing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When a source was last polled with success, and when its newest filing was published
    and seen.
    """

    good_poll_at: datetime | None
    newest_at: datetime | None
    newest_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """When the newest canary that arrived was recorded, and when it was delivered."""

    seen_at: datetime
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """One look.

    ``filings`` counts the open states, ``deliveries`` pending and dead ones, ``receivers``
    those that fail and, of these, those that are switched off. ``unread_since``
    is when the oldest announced filing that nobody has read was seen, ``due_since`` when the
    longest waiting delivery was due (it may lie ahead).
    """

    filings: Mapping[str, int]
    deliveries: Mapping[str, int]
    receivers: Mapping[str, int]
    unread_since: datetime | None
    due_since: datetime | None
    lead: Lead | None
    canary: Arrival | None
    sources: Mapping[str, Freshness]


class VitalRows:
    """The vital signs of the ledger."""

    _store: Store

    def vitals(self, sources: Collection[str]) -> Vitals:
        """Look once; ``sources`` are the names to tell the freshness of."""
        with self._store.read() as connection:
            columns = select(LEADERS.c.holder, LEADERS.c.expires_at, LEADERS.c.fencing)
            lead = connection.execute(columns).mappings().one_or_none()
            return Vitals(
                filings={s: connection.scalar(open_filings(s)) or 0 for s in OPEN_STATES},
                deliveries={
                    s.value: connection.scalar(open_deliveries(s)) or 0
                    for s in (DeliveryState.PENDING, DeliveryState.DEAD)
                },
                receivers=_receivers(connection),
                unread_since=connection.scalar(oldest_unread()),
                due_since=connection.scalar(oldest_due()),
                lead=None if lead is None else Lead(**lead),
                canary=_canary(connection),
                sources={name: _freshness(connection, name) for name in sources},
            )


def _receivers(connection: Connection) -> dict[str, int]:
    """The table has a row for each receiver that fails, so a walk over it is short."""
    off = list(connection.scalars(select(ENDPOINTS.c.disabled_at)))
    return {"failing": len(off), "switched_off": sum(at is not None for at in off)}


def _canary(connection: Connection) -> Arrival | None:
    """The newest that arrived; older than LAST_CANARIES of them is as good as none."""
    seen = {row.id: row.seen_at for row in connection.execute(canaries())}
    rows = connection.execute(canary_deliveries(seen)).all() if seen else []
    arrived = [
        Arrival(seen_at=seen[row.filing_id], done_at=row.done_at)
        for row in rows
        if row.state == DeliveryState.DELIVERED.value
    ]
    return max(arrived, key=lambda each: each.seen_at, default=None)


def _freshness(connection: Connection, source: str) -> Freshness:
    good = [at for query in good_polls(source) if (at := connection.scalar(query))]
    last = connection.execute(newest(source)).one_or_none()
    newest_at, seen_at = (None, None) if last is None else last
    return Freshness(
        good_poll_at=max(good, default=None), newest_at=newest_at, newest_seen_at=seen_at
    )


def open_filings(state: str) -> Select[Any]:
    """How many filings are in a state."""
    return select(func.count()).select_from(F).where(F.c.state == state)


def open_deliveries(state: DeliveryState) -> Select[Any]:
    """How many deliveries are in a state."""
    return select(func.count()).select_from(DELIVERIES).where(DELIVERIES.c.state == state.value)


def oldest_unread() -> Select[Any]:
    """When the first published filing among the unread ones was seen."""
    unread = select(F.c.seen_at).where(F.c.state == "new", F.c.notify)
    return unread.order_by(F.c.order_at, F.c.id).limit(1)


def oldest_due() -> Select[Any]:
    """When the delivery that is due first is due, but for those of receivers switched off."""
    pending = DELIVERIES.c.state == DeliveryState.PENDING.value
    return select(func.min(DELIVERIES.c.due_at)).where(pending, DELIVERIES.c.due_at < PARKED)


def canaries() -> Select[Any]:
    """The newest canaries, whatever became of them."""
    mine = select(F.c.id, F.c.seen_at).where(F.c.source == "canary")
    return mine.order_by(F.c.order_at.desc(), F.c.id.desc()).limit(LAST_CANARIES)


def canary_deliveries(filing_ids: Collection[str]) -> Select[Any]:
    """The deliveries of canaries. Their state is looked at afterwards: asked for here, the
    database may begin with everything that was ever delivered.
    """
    return (
        select(ALERTS.c.filing_id, DELIVERIES.c.state, DELIVERIES.c.done_at)
        .join(DELIVERIES, DELIVERIES.c.alert_id == ALERTS.c.id)
        .where(ALERTS.c.filing_id.in_(filing_ids))
    )


def good_polls(source: str) -> list[Select[Any]]:
    """The newest poll of a source of each outcome that is a success."""
    return [
        select(func.max(POLLS.c.started_at)).where(
            POLLS.c.source == source, POLLS.c.outcome == good
        )
        for good in ("ok", "not_modified")
    ]


def newest(source: str) -> Select[Any]:
    """When the newest filing of a source was published, and when we saw it."""
    mine = select(F.c.order_at, F.c.seen_at).where(F.c.source == source)
    return mine.order_by(F.c.order_at.desc(), F.c.id.desc()).limit(1)
