"""What operations need: the leader, poll notes, counters, cursors, the summary."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, case, func, or_, select, update

from watcher.ledger.engine import Store
from watcher.ledger.rows import PollNote, Summary
from watcher.ledger.tables import ALERTS, COUNTERS, CURSORS, DELIVERIES, EVENTS, SUPPRESSED
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.tables import LEADERS as L
from watcher.ledger.tables import POLLS as P
from watcher.ledger.tally import Tally
from watcher.model import DeliveryState

LAG_SAMPLE = 1000
"""How many of the newest filings and deliveries the lag percentiles are taken over."""

CLOCK_LEAP = timedelta(hours=1)
"""A lead that lasts so much longer than any was taken by a clock that was set back since."""

_LEADER = "scheduler"
_MILLISECOND = timedelta(milliseconds=1)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class OpsRows:
    """The operations part of the ledger."""

    _store: Store

    def lead(self, holder: str, *, now: datetime, life: timedelta) -> int | None:
        """Take or renew the lead until ``now + life``.

        The fencing number when we lead; it rises whenever the lead changes hands. None
        when somebody else leads.
        """
        first = self._store.insert(L).on_conflict_do_nothing()
        mine, leapt = L.c.holder == holder, L.c.expires_at > now + life + CLOCK_LEAP
        take = (
            update(L)
            .where(L.c.name == _LEADER, or_(mine, L.c.expires_at <= now, leapt))
            .values(
                holder=holder,
                expires_at=now + life,
                fencing=case((mine, L.c.fencing), else_=L.c.fencing + 1),
            )
            .returning(L.c.fencing)
        )
        with self._store.begin() as connection:
            connection.execute(first, {"name": _LEADER, "expires_at": _LONG_AGO, "fencing": 0})
            fencing: int | None = connection.scalar(take)
        return fencing

    def resign(self, holder: str) -> None:
        """Give the lead back at once, if it is ours."""
        ours = (L.c.name == _LEADER, L.c.holder == holder)
        with self._store.begin() as connection:
            connection.execute(update(L).where(*ours).values(holder=None, expires_at=_LONG_AGO))

    def note_poll(self, poll: PollNote) -> None:
        """Keep a poll."""
        row = {name: getattr(poll, name) for name in PollNote.__dataclass_fields__}
        with self._store.begin() as connection:
            connection.execute(P.insert(), row)
            tally = Tally()
            tally.add("polls", source=poll.source, outcome=poll.outcome)
            tally.add("poll_milliseconds", poll.duration // _MILLISECOND, source=poll.source)
            tally.keep(self._store, connection)

    def polls(self, *, source: str | None = None, limit: int = 20) -> list[PollNote]:
        """The newest polls first."""
        columns = [P.c[name] for name in PollNote.__dataclass_fields__]
        query = select(*columns).order_by(P.c.number.desc()).limit(limit)
        if source is not None:
            query = query.where(P.c.source == source)
        with self._store.read() as connection:
            return [PollNote(**row) for row in connection.execute(query).mappings()]

    def count(self, name: str, labels: Mapping[str, str], by: int = 1) -> None:
        """Add to a counter that outlives the process."""
        add = self._store.insert(COUNTERS)
        add = add.on_conflict_do_update(
            index_elements=["name", "labels"],
            set_={"value": COUNTERS.c.value + add.excluded.value},
        )
        text = json.dumps(dict(labels), sort_keys=True)
        with self._store.begin() as connection:
            connection.execute(add, {"name": name, "labels": text, "value": by})

    def counters(self, *names: str) -> list[tuple[str, dict[str, str], int]]:
        """All counters (or those of these names): name, labels, value."""
        query = select(COUNTERS).order_by(COUNTERS.c.name, COUNTERS.c.labels)
        if names:
            query = query.where(COUNTERS.c.name.in_(names))
        with self._store.read() as connection:
            return [(r.name, json.loads(r.labels), r.value) for r in connection.execute(query)]

    def cursor(self, name: str) -> str | None:
        """The value kept under a name."""
        with self._store.read() as connection:
            value: str | None = connection.scalar(
                select(CURSORS.c.value).where(CURSORS.c.name == name)
            )
        return value

    def set_cursor(self, name: str, value: str, *, now: datetime) -> None:
        """Keep a value under a name."""
        put = self._store.insert(CURSORS)
        put = put.on_conflict_do_update(
            index_elements=["name"],
            set_={"value": put.excluded.value, "set_at": put.excluded.set_at},
        )
        with self._store.begin() as connection:
            connection.execute(put, {"name": name, "value": value, "set_at": now})

    def summary(self) -> Summary:
        """Counts by state, how long work waits, and the lags."""
        with self._store.read() as connection:
            filings, sources = _filings(connection)
            states = select(DELIVERIES.c.state, func.count()).group_by(DELIVERIES.c.state)
            return Summary(
                filings=filings,
                sources=sources,
                events=_size(connection, EVENTS.c.number),
                suppressed=_size(connection, SUPPRESSED.c.seq),
                alerts=_size(connection, ALERTS.c.seq),
                deliveries={row[0]: row[1] for row in connection.execute(states)},
                oldest_pending=_oldest_pending(connection),
                lags=_lags(connection),
            )


def _size(connection: Connection, column: Any) -> int:
    return connection.scalar(select(func.count(column))) or 0


def _filings(connection: Connection) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    states: dict[str, int] = defaultdict(int)
    sources: dict[str, dict[str, int]] = defaultdict(dict)
    query = select(F.c.source, F.c.state, func.count()).group_by(F.c.source, F.c.state)
    for source, state, count in connection.execute(query):
        states[state] += count
        sources[source][state] = count
    return dict(states), dict(sources)


def _oldest_pending(connection: Connection) -> datetime | None:
    pending = DELIVERIES.c.state == DeliveryState.PENDING.value
    found = (
        connection.scalar(select(func.min(F.c.due_at)).where(F.c.state == "new")),
        connection.scalar(select(func.min(DELIVERIES.c.due_at)).where(pending)),
    )
    return min((at for at in found if at is not None), default=None)


def _lags(connection: Connection) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    read = (
        select(F.c.order_at, F.c.seen_at, F.c.read_at)
        .where(F.c.state == "read", F.c.notify)
        .order_by(F.c.order_at.desc())
        .limit(LAG_SAMPLE)
    )
    delivered = (
        select(F.c.seen_at, DELIVERIES.c.done_at)
        .join(ALERTS, ALERTS.c.id == DELIVERIES.c.alert_id)
        .join(F, F.c.id == ALERTS.c.filing_id)
        .where(DELIVERIES.c.state == DeliveryState.DELIVERED.value, DELIVERIES.c.batch.is_(None))
        .order_by(DELIVERIES.c.done_at.desc())
        .limit(LAG_SAMPLE)
    )
    readings = connection.execute(read).all()
    return {
        "published_to_seen": percentiles([row.seen_at - row.order_at for row in readings]),
        "seen_to_read": percentiles([row.read_at - row.seen_at for row in readings]),
        "seen_to_delivered": percentiles(
            [row.done_at - row.seen_at for row in connection.execute(delivered)]
        ),
    }


def percentiles(spans: Sequence[timedelta]) -> tuple[Decimal | None, Decimal | None]:
    """p50 and p95 in seconds (nearest rank), to the millisecond; None without data."""
    if not spans:
        return None, None
    ordered = sorted(spans)
    p50, p95 = (ordered[-(-len(ordered) * rank // 100) - 1] for rank in (50, 95))
    return _seconds(p50), _seconds(p95)


def _seconds(span: timedelta) -> Decimal:
    return Decimal(span // timedelta(milliseconds=1)) / 1000
