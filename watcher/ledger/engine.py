"""Connections and short transactions on SQLite or PostgreSQL, with one kind of error.

SQLite: WAL, synchronous=FULL (a killed process and a power cut lose nothing that was
acknowledged), and BEGIN IMMEDIATE for every write, for a transaction that starts by
reading and then wants the lock fails at once, whatever the busy time-out says.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, exc, text

from watcher.errors import ConfigError, LedgerBusy
from watcher.ledger.connecting import make_engine, parsed, shown

_COMMIT_LOCK = 0x46696C696E67  # any fixed number: "Filing"
_MIGRATION_LOCK = _COMMIT_LOCK + 1

_DAMAGED = ("file is not a database", "disk image is malformed")
_NOT_MIGRATED = ("no such table", "no such column", "has no column named")
_UNDEFINED = ("42P01", "42703")  # PostgreSQL: undefined table, undefined column


class Store:
    """The engine of one process. ``begin`` writes in one transaction, ``read`` reads."""

    def __init__(self, url: str) -> None:
        self._url = parsed(url)
        self.name = shown(self._url)
        self.engine = make_engine(self._url)
        alone = {} if self.sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._readers = self.engine.execution_options(reading=True, **alone)
        self._parents: list[object] = []
        self._undone: Connection | None = None
        _STORES.add(self)

    @property
    def sqlite(self) -> bool:
        """Whether this is SQLite (else PostgreSQL)."""
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        """Close all connections of this process."""
        self.engine.dispose()

    def dispose_after_fork(self) -> None:
        """Let go of the parent's connections without closing them. Called in the child."""
        # Collecting the old pool would close the parent's connections from here: a goodbye
        # on its PostgreSQL socket, a checkpoint on its SQLite file. So it is kept.
        self._parents.append(self.engine.pool)
        self.engine.dispose(close=False)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that may write: committed at the end, rolled back on an error.

        Raises LedgerBusy when the database is locked or away, ConfigError when it has
        no tables or old ones.
        """
        if self._undone is not None:
            yield self._undone
            return
        with self._mapped(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Every transaction of this thread in the block becomes part of one that is undone.

        For rehearsals before a worker forks: no other thread may use the store meanwhile.
        Those of several workers write the same rows, so they go one after another.
        """
        with self._mapped(), self.engine.connect() as connection:
            self._undone = connection
            try:
                with connection.begin() as whole:
                    self.serialise(connection)
                    yield
                    whole.rollback()
            finally:
                self._undone = None

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """As ``begin``, and tables may be rebuilt under rows that refer to them.

        SQLite checks references row by row, so it must not while a table is replaced; it
        cannot be told so inside a transaction, and looks at all of them at the end.
        """
        with self._mapped(), self.engine.connect() as connection:
            if not self.sqlite:
                with connection.begin():
                    yield connection
                return
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                        raise ConfigError(
                            f"the ledger ({self.name}) has rows without their parents"
                        )
            finally:
                raw.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Only reads, and never waits for writers. Raises as ``begin``.

        On SQLite that is one transaction. PostgreSQL shows each statement what is committed
        when it begins, within a transaction or without: so it is asked without.
        """
        if self._undone is not None:
            yield self._undone
            return
        with self._mapped(), self._readers.begin() as connection:
            yield connection

    def serialise(self, connection: Connection, *, migration: bool = False) -> None:
        """Let no other commit (or migration) run beside this one until its end.

        Readers see alert numbers without holes that fill later, and two filings with the
        same fact see each other. SQLite's BEGIN IMMEDIATE gives that by itself.
        """
        if not self.sqlite:
            lock = _MIGRATION_LOCK if migration else _COMMIT_LOCK
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def insert(self, table: Table) -> Any:
        """The dialect's INSERT, which both know ON CONFLICT."""
        if self.sqlite:
            from sqlalchemy.dialects import sqlite  # noqa: PLC0415 - only the one in use

            return sqlite.insert(table)
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - as above

        return postgresql.insert(table)

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except (exc.DBAPIError, exc.TimeoutError) as error:
            known = self._explained(error)
            if known is None:
                raise
            raise known from error

    def _explained(self, error: exc.SQLAlchemyError) -> ConfigError | LedgerBusy | None:
        """The error for people; None for a mistake of ours, which must stay loud."""
        cause = str(getattr(error, "orig", None) or error).strip().split("\n", maxsplit=1)[0]
        if any(sign in cause for sign in _NOT_MIGRATED) or _sqlstate(error) in _UNDEFINED:
            return ConfigError(
                f"the ledger ({self.name}) has no tables of this version: start `watcher run` "
                "or `watcher scheduler` once, which create and upgrade them"
            )
        if self.sqlite and any(sign in cause for sign in _DAMAGED):
            return ConfigError(
                f"the ledger ({self.name}) is damaged, or no SQLite file ({cause}): put a backup "
                "in its place (docs/operations.md), or name another file"
            )
        lost = isinstance(error, exc.DBAPIError) and error.connection_invalidated
        if lost or isinstance(error, (exc.OperationalError, exc.TimeoutError)):
            return LedgerBusy(
                f"the ledger ({self.name}) is locked or away: {cause}; tried again later"
            )
        return None


_STORES: weakref.WeakSet[Store] = weakref.WeakSet()


def _before_fork() -> None:
    # SQLite keeps its locks per process and a child believes to have inherited them, though
    # the system gives it none. So no idle connection is open while a process forks.
    for store in list(_STORES):
        store.close()


os.register_at_fork(before=_before_fork)


def _sqlstate(error: exc.SQLAlchemyError) -> str | None:
    return getattr(getattr(error, "orig", None), "sqlstate", None)
