"""One contract, two databases: every test that asks for ``ledger`` runs on both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.postgres import PostgresServer
from watcher.ledger import Ledger
from watcher.ledger.engine import Store
from watcher.ledger.tables import METADATA


@pytest.fixture(scope="session")
def postgres_ledger_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A migrated PostgreSQL ledger for the session; making one for each test is slow."""
    with postgres_server.database() as url:
        Ledger.open(url, migrate=True).close()
        yield url


def emptied(url: str) -> str:
    """The same URL, when no row is left and all numbers start at 1 again."""
    store = Store(url)
    with store.begin() as connection:
        tables = ", ".join(METADATA.tables)
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    store.close()
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty ledger of this test."""
    if request.param == "postgres":
        return emptied(request.getfixturevalue("postgres_ledger_url"))
    path = tmp_path / "ledger.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """An empty ledger of this test."""
    opened = Ledger.open(ledger_url)
    yield opened
    opened.close()
