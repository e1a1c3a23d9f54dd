"""Filings that share a work-horse: which may, and what of them is given back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select, update

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.filings import chunks
from watcher.ledger.tables import FILINGS as F
from watcher.model import Filing, FilingId


class SharingRows:
    """The part of the ledger for filings that are read by one work-horse."""

    _store: Store

    def first_attempts(self, ids: Collection[FilingId], *, forms: Collection[str]) -> set[FilingId]:
        """Those of some filings that are of these forms and were never tried."""
        found: set[FilingId] = set()
        with self._store.read() as connection:
            for part in chunks(ids):
                query = select(F.c.body).where(F.c.id.in_(part), F.c.attempts == 0)
                read = [codec.load(Filing, body) for body in connection.scalars(query)]
                found.update(filing.id for filing in read if filing.form in forms)
        return found

    def release_filings(self, ids: Collection[FilingId]) -> None:
        """Give up the lease of filings that nobody has claimed, so that they ring again."""
        with self._store.begin() as connection:
            for part in chunks(ids):
                unclaimed = (F.c.id.in_(part), F.c.state == "new", F.c.claimed_until.is_(None))
                connection.execute(update(F).where(*unclaimed).values(held_until=None))
