"""A program that is older than its tables starts nothing and says why, on both databases."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.commands import run
from watcher import settings as settings_module
from watcher.ledger import Ledger
from watcher.ledger.engine import Store

WORDS = "newer version of this program (its schema is 9998"


def aged(url: str) -> None:
    """Tables of a program to come."""
    Ledger.open(url, migrate=True).close()
    store = Store(url)
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    store.close()


@pytest.fixture(params=["sqlite", "postgresql"], autouse=True)
def newer(
    request: pytest.FixtureRequest, home: Path, contact: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "data").mkdir()
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
        monkeypatch.setenv("WATCHER_LEDGER__URL", url)
    aged(settings_module.load().ledger_url)


@pytest.mark.parametrize("words", [("scheduler",), ("web",), ("status",), ("reread", "--failed")])
def test_a_command_refuses_in_one_line(words: tuple[str, ...]) -> None:
    said = run(*words, code=2)
    assert WORDS in said
    assert len(said.strip().splitlines()) == 1


def test_run_starts_no_child() -> None:
    (line,) = [line for line in run("run", code=2).splitlines() if WORDS in line]
    assert line.startswith("watcher: the ledger (")


def test_a_worker_refuses_before_it_takes_a_job() -> None:
    command = [sys.executable, "-m", "watcher", "worker", "filings"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, len(ended.stderr.strip().splitlines())) == (2, 1)
    assert WORDS in ended.stderr
