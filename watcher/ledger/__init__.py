"""The record of everything: filings, events, alerts, deliveries and every attempt.

One object, the same on SQLite (a file, one machine) and PostgreSQL (many machines).
Every method is one short transaction and none is held over I/O. Every time that goes
in or comes out is aware UTC. Each method raises LedgerBusy when the database is locked
or away, and ConfigError when its tables are missing or old.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Self

from watcher.ledger.cards import CardRows
from watcher.ledger.endpoints import EndpointRows
from watcher.ledger.engine import Store
from watcher.ledger.filings import FilingRows
from watcher.ledger.groups import GroupRows
from watcher.ledger.heard import HeardRows
from watcher.ledger.lists import ListRows
from watcher.ledger.ops import OpsRows
from watcher.ledger.pages import PageRows
from watcher.ledger.priority import PriorityRows
from watcher.ledger.reading import ReadingRows
from watcher.ledger.retention import RetentionRows
from watcher.ledger.scans import ScanRows
from watcher.ledger.schema import SchemaRows
from watcher.ledger.sending import SendingRows
from watcher.ledger.sharing import SharingRows
from watcher.ledger.silences import SilenceRows
from watcher.ledger.stories import StoryRows
from watcher.ledger.telling import TellingRows
from watcher.ledger.threads import ThreadRows
from watcher.ledger.traces import TraceRows
from watcher.ledger.twins import TwinRows
from watcher.ledger.vitals import VitalRows

__all__ = ["Ledger"]


class Ledger(
    FilingRows,
    ReadingRows,
    ScanRows,
    TwinRows,
    StoryRows,
    HeardRows,
    TellingRows,
    SendingRows,
    GroupRows,
    SharingRows,
    EndpointRows,
    ThreadRows,
    SilenceRows,
    OpsRows,
    CardRows,
    PageRows,
    ListRows,
    VitalRows,
    TraceRows,
    PriorityRows,
    RetentionRows,
    SchemaRows,
):
    """The ledger of one process; threads may share it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, url: str, *, migrate: bool = False) -> Self:
        """Connect lazily to a SQLAlchemy URL.

        ``migrate`` creates or upgrades the tables first; processes that do so at the
        same time wait for one another. Raises ConfigError for a URL that is none,
        LedgerBusy when the database is away.
        """
        store = Store(url)
        if migrate:
            from watcher.ledger.migrations import upgrade  # noqa: PLC0415 - Alembic is slow

            try:
                upgrade(store)
            except BaseException:
                store.close()
                raise
        return cls(store)

    def close(self) -> None:
        """Close the connections of this process; a later call would open new ones."""
        self._store.close()

    def undone(self) -> AbstractContextManager[None]:
        """Nothing that is written in the block is kept; see ``Store.undone``."""
        return self._store.undone()

    def dispose_after_fork(self) -> None:
        """Let go of the parent's connections; the first thing that a forked child does."""
        self._store.dispose_after_fork()
