"""Commands run in this very process; what they set up must end with their test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from watcher import settings as settings_module
from watcher.ledger import Ledger

ROOT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An own configuration and data folder; settings are read anew in each test."""
    shutil.copytree(
        ROOT / "config", tmp_path / "config", ignore=shutil.ignore_patterns("local.toml")
    )
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path / "data"))
    settings_module.current.cache_clear()
    yield tmp_path
    settings_module.current.cache_clear()


@pytest.fixture
def contact(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one setting without which nothing starts."""
    monkeypatch.setenv("WATCHER_NET__USER_AGENT", "Desk desk@example.com")


@pytest.fixture
def ledger(home: Path) -> Iterator[Ledger]:
    (home / "data").mkdir()
    opened = Ledger.open(settings_module.load().ledger_url, migrate=True)
    yield opened
    opened.close()
