"""Settings with a folder and a Valkey of the test, and an empty ledger in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from watcher.ledger import Ledger
from watcher.settings import Settings, load


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite ledger to copy; making one for each test is slow."""
    path = tmp_path_factory.mktemp("template") / "ledger.sqlite3"
    Ledger.open(f"sqlite:///{path}", migrate=True).close()
    return path


@pytest.fixture
def settings(tmp_path: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The shipped settings; what a test sets in the environment after this it loads itself."""
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    return load()


@pytest.fixture
def ledger(settings: Settings, sqlite_template: Path) -> Iterator[Ledger]:
    """An empty ledger of this test, where the settings say."""
    shutil.copy(sqlite_template, settings.ledger_url.removeprefix("sqlite:///"))
    opened = Ledger.open(settings.ledger_url)
    yield opened
    opened.close()
