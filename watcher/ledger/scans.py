"""Filings that are pictures: leased for the worker that reads pictures, then read again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks, free
from watcher.ledger.tables import FILINGS as F
from watcher.model import SCANNED, FilingId

_WAITING = (F.c.state == "needs_review", F.c.review_reason == SCANNED)


class ScanRows:
    """The part of the ledger for scans. Such a filing is in state ``needs_review`` for that
    one reason; whatever the reading of its pictures ends with has another.
    """

    _store: Store

    def lease_scans(self, *, now: datetime, limit: int, hold: timedelta) -> list[FilingId]:
        """Hold the newest scans until ``now + hold``."""
        waiting = (
            select(F.c.id)
            .where(*_WAITING, free(now, F.c.held_until))
            .order_by(F.c.order_at.desc(), F.c.id.desc())
            .limit(max(limit, 0))
            .with_for_update(skip_locked=True)
        )
        with self._store.begin() as connection:
            ids = list(connection.scalars(waiting))
            for part in chunks(ids):
                connection.execute(update(F).where(F.c.id.in_(part)).values(held_until=now + hold))
        return ids

    def reopen_scan(self, filing_id: FilingId, *, now: datetime, hold: timedelta) -> bool:
        """Make a scan a filing to be read, held until ``now + hold``; False where it is none."""
        mine = (F.c.id == filing_id, or_(F.c.claimed_until.is_(None), F.c.claimed_until <= now))
        values = {"state": "new", "held_until": now + hold, "review_reason": None}
        with self._store.begin() as connection:
            done = connection.execute(update(F).where(*mine, *_WAITING).values(**values))
        return bool(done.rowcount)
