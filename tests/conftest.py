"""Fixtures for every test: real servers on loopback, a movable clock.

A session starts each server once, on first use; each test gets an empty database, an
empty Valkey, a fresh mail box and a fresh HTTP server.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from tests.support.clock import Clock
from tests.support.http import HttpServer, running_http
from tests.support.postgres import PostgresServer, running_postgres
from tests.support.smtp import SmtpServer, running_smtp
from tests.support.valkey import flush, running_valkey


@pytest.fixture(autouse=True)
def fresh_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test sets up for logging ends with it: a logger that keeps it blinds the next tests."""
    configure, root = structlog.configure, logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def uncached(**values: Any) -> None:
        configure(**values | {"cache_logger_on_first_use": False})

    monkeypatch.setattr(structlog, "configure", uncached)
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL server for the session."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """SQLAlchemy URL of an empty PostgreSQL database of this test."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[str]:
    """URL of one Valkey (or Redis) server for the session."""
    with running_valkey() as url:
        yield url


@pytest.fixture
def valkey_url(valkey_server: str) -> str:
    """``unix://`` URL of an empty Valkey."""
    flush(valkey_server)
    return valkey_server


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """An SMTP server that takes every mail unless told otherwise."""
    with running_smtp() as server:
        yield server


@pytest.fixture
def http_server() -> Iterator[HttpServer]:
    """An HTTP server that answers 200 with nothing unless told otherwise."""
    with running_http() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still at 2026-03-25 09:30 UTC until moved."""
    return Clock()
