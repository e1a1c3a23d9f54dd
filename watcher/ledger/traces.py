"""Where a filing's trace goes on: the headers that its next process continues.

Kept only while traces are sampled (``sentry.traces_sample_rate``), written before the work
that they lead to is due, and gone after a week at the latest (``watcher.retention``).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Column, Table, Text, select

from watcher.ledger.columns import Time, Words
from watcher.ledger.engine import Store
from watcher.ledger.tables import METADATA
from watcher.model import FilingId

TRACES = Table(
    "traces",
    METADATA,
    Column("filing_id", Words, primary_key=True),
    Column("headers", Text, nullable=False),
    Column("kept_at", Time, nullable=False, index=True),
)


class TraceRows:
    """The traces part of the ledger."""

    _store: Store

    def keep_trace(self, ids: Collection[FilingId], headers: str | None, *, now: datetime) -> None:
        """From now on these filings' traces go on from ``headers``; None keeps nothing."""
        if not ids or headers is None:
            return
        put = self._store.insert(TRACES)
        put = put.on_conflict_do_update(
            index_elements=["filing_id"],
            set_={"headers": put.excluded.headers, "kept_at": put.excluded.kept_at},
        )
        rows = [{"filing_id": each, "headers": headers, "kept_at": now} for each in sorted(ids)]
        with self._store.begin() as connection:
            connection.execute(put, rows)

    def trace(self, filing_id: FilingId) -> str | None:
        """What a filing's trace goes on from."""
        wanted = select(TRACES.c.headers).where(TRACES.c.filing_id == filing_id)
        with self._store.read() as connection:
            headers: str | None = connection.scalar(wanted)
        return headers
