"""How a process reaches its database: URLs, and engines with what SQLite and PostgreSQL need."""

from __future__ import annotations

import math
import os
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from watcher.errors import ConfigError

BUSY_SECONDS = 30
"""How long a write waits for another one before it is LedgerBusy."""

IDLE_SECONDS = 1
"""After so long unused a connection to PostgreSQL is asked whether it still stands."""

SILENT_SECONDS = 20
"""After so long without a sign of life a connection to PostgreSQL is given up."""


def parsed(url: str) -> URL:
    """The URL, with psycopg 3 for PostgreSQL. Raises ConfigError without repeating it."""
    try:
        found = make_url(url)
    except (exc.ArgumentError, ValueError):
        raise ConfigError(
            "[ledger] url is not a URL such as sqlite:////folder/ledger.sqlite3 or "
            "postgresql://user:password@host/database"
        ) from None
    if found.get_backend_name() in {"postgresql", "postgres"}:  # hosters say the latter
        return found.set(drivername="postgresql+psycopg")
    if found.drivername in {"sqlite", "sqlite+pysqlite"} and found.database not in {None, ""}:
        return found
    raise ConfigError(
        f"[ledger] url names {found.get_backend_name()}: the ledger is an SQLite file or PostgreSQL"
    )


def require_place(url: str) -> None:
    """ConfigError where the URL is none of ours, or names what can be no SQLite file for this user.

    Nothing is made or opened, so what only opening shows (a full disk) is not seen here.
    """
    found = parsed(url)
    if found.get_backend_name() != "sqlite" or (found.database or "").startswith(("file:", ":")):
        return
    file = Path(found.database or "")
    if why := _trouble(file):
        raise ConfigError(f"no ledger can be kept in {file}: {why}")


def _trouble(file: Path) -> str:
    """Why SQLite could not write a file there, or ""."""
    if os.path.isdir(file):  # noqa: PTH112 - pathlib raises where a folder may not be searched
        return "it is a folder; name a file in it"
    if os.path.exists(file) and not os.access(file, os.R_OK | os.W_OK):  # noqa: PTH110 - as above
        return "this user may not read and write it"
    folder = next(each for each in file.absolute().parents if os.path.exists(each))  # noqa: PTH110 - as above
    if not os.path.isdir(folder):  # noqa: PTH112 - as above
        return f"{folder} is a file, so there can be no folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"this user may not write in {folder}, where SQLite keeps files beside its own"
    return ""


def shown(url: URL) -> str:
    """A name for people: kind and database, without user, password, host or options."""
    return f"{url.get_backend_name()} {url.database or ''}".strip()


def make_engine(url: URL) -> Engine:
    """An engine that opens no connection yet. Raises ConfigError without the driver."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS}, pool_timeout=60
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(
            url,
            hide_parameters=True,
            connect_args={
                "connect_timeout": 10,
                # A cable that is pulled tells nobody: without these a query would hang for
                # a quarter of an hour, and a healed network be noticed minutes late.
                "tcp_user_timeout": SILENT_SECONDS * 1000,
                "keepalives_idle": SILENT_SECONDS // 2,
                "keepalives_interval": 5,
                "keepalives_count": 2,
                "options": f"-c lock_timeout={BUSY_SECONDS}s -c statement_timeout=60s"
                " -c idle_in_transaction_session_timeout=60s",
            },
        )
    except ModuleNotFoundError as error:
        raise ConfigError(
            "the PostgreSQL driver is missing: pip install '.[postgres]' in the checkout"
        ) from error
    event.listen(engine, "checkin", _note_return)
    event.listen(engine, "checkout", partial(_ask_after_idling, engine))
    return engine


def _note_return(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["returned"] = time.monotonic()


def _ask_after_idling(
    engine: Engine, connection: Any, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Have the pool replace its connections when the one it gives out has died meanwhile.

    SQLAlchemy's own ``pool_pre_ping`` asks before every transaction, which is every eighth
    question to the database while filings are read.
    """
    if time.monotonic() - record.info.get("returned", math.inf) < IDLE_SECONDS:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise exc.InvalidatePoolError from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _enter_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _enter_wal(connection: sqlite3.Connection) -> None:
    """Turn WAL on. SQLite does not wait for others here, so we do."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
