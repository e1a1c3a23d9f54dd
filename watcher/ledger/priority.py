"""Filings of watched companies, which are read before the rest of a backlog."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, exists, select

from watcher.ledger.columns import Words
from watcher.ledger.engine import Store
from watcher.ledger.tables import FILINGS as F
from watcher.ledger.tables import METADATA
from watcher.model import FilingId

FIRST = Table("read_first", METADATA, Column("filing_id", Words, primary_key=True))
"""Unread filings to read first; ``Ledger.forget`` takes those out that are read."""

IS_FIRST = F.c.id.in_(select(FIRST.c.filing_id))


class PriorityRows:
    """The priority part of the ledger."""

    _store: Store

    def read_first(self, ids: Collection[FilingId]) -> None:
        """These filings, recorded or about to be, go before all others that are due."""
        if not ids:
            return
        put: Any = self._store.insert(FIRST).on_conflict_do_nothing()
        with self._store.begin() as connection:
            connection.execute(put, [{"filing_id": each} for each in sorted(ids)])


def forget_read(connection: Connection) -> int:
    """Take out what is read by now; how many."""
    is_read = exists().where(F.c.id == FIRST.c.filing_id, F.c.state != "new")
    return connection.execute(delete(FIRST).where(is_read)).rowcount
