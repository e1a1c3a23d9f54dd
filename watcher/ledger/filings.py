"""Filings: record what a feed shows, lease what is due, claim it, put it aside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, case, not_, or_, select, tuple_, update

from watcher.errors import UnknownId
from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.priority import IS_FIRST
from watcher.ledger.rows import LONGEST_HOLD, FilingClaim, FilingRow, FilingState
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.tally import recorded
from watcher.model import Filing, FilingId

CHUNK = 500
"""Rows of one IN list or insert; SQLite takes 32,766 parameters."""

T = TypeVar("T")


def chunks(values: Collection[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most ``size``."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part


def free(now: datetime, held: ColumnElement[Any]) -> ColumnElement[bool]:
    """Nobody holds the row now.

    A hold that ends later than any may was taken by a clock that was set back since.
    """
    return or_(held.is_(None), held <= now, held > now + LONGEST_HOLD)


class FilingRows:
    """The filings part of the ledger."""

    _store: Store

    def known(self, ids: Collection[FilingId]) -> set[FilingId]:
        """Which of these filings are recorded."""
        found: set[FilingId] = set()
        with self._store.read() as connection:
            for part in chunks(ids):
                found.update(connection.scalars(select(F.c.id).where(F.c.id.in_(part))))
        return found

    def record(
        self,
        filings: Sequence[Filing],
        *,
        now: datetime,
        notify: bool = True,
        digest: str | None = None,
    ) -> list[FilingId]:
        """Keep filings; the ids of the new ones, in order.

        A known one gains the parties, items and codes it lacked, and nothing else.
        ``notify=False`` is for a first run or a backfill: read, but never announced, save
        in the one message of the backfill that ``digest`` names.
        """
        merged: dict[FilingId, Filing] = {}
        for filing in filings:
            merged[filing.id] = _merged(merged.get(filing.id, filing), filing)
        new: set[FilingId] = set()
        with self._store.begin() as connection:
            for part in chunks(list(merged.values()), 200):
                new |= self._record(connection, part, now, notify=notify, digest=digest)
            fresh = [merged[filing_id] for filing_id in merged if filing_id in new]
            recorded(fresh, notify=notify).keep(self._store, connection)
        return [filing_id for filing_id in merged if filing_id in new]

    def _record(
        self,
        connection: Connection,
        filings: list[Filing],
        now: datetime,
        *,
        notify: bool,
        digest: str | None,
    ) -> set[FilingId]:
        new = set(
            connection.scalars(
                self._store.insert(F).on_conflict_do_nothing().returning(F.c.id),
                [_columns(filing, now, notify=notify, digest=digest) for filing in filings],
            )
        )
        again = {filing.id: filing for filing in filings if filing.id not in new}
        old = select(F.c.id, F.c.body).where(F.c.id.in_(again)).order_by(F.c.id).with_for_update()
        for row in connection.execute(old).all() if again else ():
            body = codec.dump(_merged(codec.load(Filing, row.body), again[row.id]))
            if body != row.body:
                connection.execute(update(F).where(F.c.id == row.id).values(body=body))
        return new

    def empty(self, source: str) -> bool:
        """Whether no filing of this source was ever recorded."""
        with self._store.read() as connection:
            return connection.scalar(select(F.c.id).where(F.c.source == source).limit(1)) is None

    def lease_filings(
        self, *, now: datetime, limit: int, hold: timedelta, quiet: int | None = None
    ) -> list[FilingId]:
        """Hold what is due until ``now + hold``: what may be announced, then the rest.

        Of the first kind those of watched companies (``read_first``) come before all others.
        Under a backlog the newest of each are taken, so that news never waits
        behind old filings; they come back oldest first, an original before its amendment.
        At most ``quiet`` (None: as many as ``limit`` leaves) are of a first run or a
        backfill, oldest first.
        """
        with self._store.begin() as connection:
            query = due_filings(now, limit, notify=True)
            ids = list(connection.scalars(query.where(IS_FIRST)))[::-1]
            if len(ids) < limit:
                others = query.where(not_(IS_FIRST)).limit(limit - len(ids))
                ids += list(connection.scalars(others))[::-1]
            rest = limit - len(ids) if quiet is None else min(quiet, limit - len(ids))
            if rest > 0:
                ids += connection.scalars(due_filings(now, rest, notify=False))
            for part in chunks(ids):
                connection.execute(update(F).where(F.c.id.in_(part)).values(held_until=now + hold))
        return ids

    def claim_filing(
        self, filing_id: FilingId, *, now: datetime, hold: timedelta
    ) -> FilingClaim | None:
        """Own a filing until ``now + hold``, and count the attempt.

        None when it is final, unknown, not due, or another worker owns it.
        """
        wanted = (F.c.id == filing_id, F.c.state == "new", free(now, F.c.claimed_until))
        claimed = (
            update(F)
            # A held row was due when the sweep looked; its clock may be ahead of ours.
            .where(*wanted, or_(F.c.due_at <= now, F.c.held_until.is_not(None)))
            .values(attempts=F.c.attempts + 1, held_until=now + hold, claimed_until=now + hold)
            .returning(F.c.body, F.c.attempts, F.c.notify, F.c.digest)
        )
        with self._store.begin() as connection:
            row = connection.execute(claimed).one_or_none()
        if row is None:
            return None
        filing = codec.load(Filing, row.body)
        return FilingClaim(
            filing=filing, attempt=row.attempts, notify=row.notify, digest=row.digest
        )

    def postpone_filing(
        self,
        filing_id: FilingId,
        *,
        error: str,
        due_at: datetime,
        now: datetime,
        counts: bool = True,
    ) -> None:
        """Try again at ``due_at``; a filing that is final by now stays as it is.

        ``counts=False`` takes the attempt back, for it was not the filing that failed.
        """
        values: dict[str, Any] = {"due_at": max(due_at, now), "error": error}
        if not counts:
            values["attempts"] = case((F.c.attempts > 0, F.c.attempts - 1), else_=0)
        self._set_aside(filing_id, **values)

    def fail_filing(self, filing_id: FilingId, *, error: str, now: datetime) -> None:
        """Give up; the reason stays in the row. A filing that is final stays as it is."""
        self._set_aside(filing_id, state="failed", read_at=now, error=error)

    def _set_aside(self, filing_id: FilingId, **values: Any) -> None:
        values |= {"held_until": None, "claimed_until": None}
        with self._store.begin() as connection:
            mine = update(F).where(F.c.id == filing_id, F.c.state == "new").values(**values)
            if connection.execute(mine).rowcount == 0:
                _require(connection, filing_id)

    def retry_filing(self, filing_id: FilingId, *, now: datetime) -> None:
        """Read a filing again from its first attempt, whatever its state. Raises UnknownId."""
        if not self.retry_filings([filing_id], now=now):
            raise unknown(filing_id)

    def retry_filings(self, ids: Sequence[FilingId], *, now: datetime) -> int:
        """The same for many, ``CHUNK`` in a transaction; how many of them there were."""
        values = {
            "state": "new", "attempts": 0, "due_at": now, "held_until": None,
            "claimed_until": None, "error": None, "review_reason": None,
        }  # fmt: skip
        found = 0
        for part in chunks(ids):
            again = update(F).where(F.c.id.in_(part)).values(**values)
            with self._store.begin() as connection:
                found += connection.execute(again).rowcount
        return found

    def filing(self, filing_id: FilingId) -> FilingRow | None:
        """One filing with its state."""
        with self._store.read() as connection:
            row = connection.execute(select(F).where(F.c.id == filing_id)).one_or_none()
        return None if row is None else filing_row(row)

    def filings(
        self,
        *,
        source: str | None = None,
        state: FilingState | None = None,
        limit: int = 50,
        before: FilingId | None = None,
    ) -> list[FilingRow]:
        """Newest publication first; ``before`` continues behind that filing of the list."""
        query = select(F).order_by(F.c.order_at.desc(), F.c.id.desc()).limit(limit)
        if source is not None:
            query = query.where(F.c.source == source)
        if state is not None:
            query = query.where(F.c.state == state)
        with self._store.read() as connection:
            if before is not None:
                place = select(F.c.order_at).where(F.c.id == before)
                at = connection.scalar(place)
                query = query.where(tuple_(F.c.order_at, F.c.id) < (at, before))
            return [filing_row(row) for row in connection.execute(query)]


def due_filings(now: datetime, limit: int, *, notify: bool) -> Any:
    """The query behind ``lease_filings``: newest first what may be announced, else oldest."""
    order = (F.c.order_at.desc(), F.c.id.desc()) if notify else (F.c.order_at, F.c.id)
    return (
        select(F.c.id)
        .where(F.c.state == "new", F.c.notify == notify)
        .where(F.c.due_at <= now, free(now, F.c.held_until))
        .order_by(*order)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def unknown(filing_id: FilingId) -> UnknownId:
    """The error for an id that the ledger does not hold."""
    return UnknownId(f"no filing {filing_id} in the ledger; `watcher status` tells what there is")


def _require(connection: Connection, filing_id: FilingId) -> None:
    if connection.scalar(select(F.c.id).where(F.c.id == filing_id)) is None:
        raise unknown(filing_id)


def _columns(filing: Filing, now: datetime, *, notify: bool, digest: str | None) -> dict[str, Any]:
    return {
        "id": filing.id,
        "source": filing.source,
        "state": "new",
        "notify": notify,
        "digest": digest,
        "order_at": filing.published_at or filing.seen_at,
        "seen_at": filing.seen_at,
        "attempts": 0,
        "due_at": now,
        "facts": "{}",
        "body": codec.dump(filing),
    }


def _merged(old: Filing, new: Filing) -> Filing:
    """The old filing with what only the new sighting names; old order first."""
    return replace(
        old,
        parties=_union(old.parties, new.parties),
        items=_union(old.items, new.items),
        headline_codes=_union(old.headline_codes, new.headline_codes),
        stock_codes=_union(old.stock_codes, new.stock_codes),
    )


def _union(old: tuple[T, ...], new: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(old + new))


def filing_row(row: Row[Any]) -> FilingRow:
    """A row of the table as what the ledger gives."""
    return FilingRow(
        filing=codec.load(Filing, row.body),
        state=row.state,
        attempts=row.attempts,
        due_at=row.due_at,
        held_until=row.held_until,
        read_at=row.read_at,
        error=row.error,
        review_reason=row.review_reason,
        issuer_key=row.issuer_key,
        notify=row.notify,
        facts=codec.load_values(row.facts),
    )
