"""The context of a worker process, on both databases."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from watcher.ledger import Ledger
from watcher.settings import current
from workers import context as contexts
from workers.context import Context, context


@pytest.fixture(params=["sqlite", "postgres"])
def ctx(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    valkey_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Context]:
    """The context of a process with an empty ledger."""
    url = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    # Children of these tests inherit the address space of the test runner, however large.
    for name, value in {
        "DATA_DIR": str(tmp_path), "LEDGER__URL": url, "REDIS__URL": valkey_url,
        "WORKERS__MEMORY_MB": "16384",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"WATCHER_{name}", value)
    caches = (current, contexts._built, contexts.watched)
    for cached in caches:
        cached.cache_clear()
    Ledger.open(url, migrate=True).close()
    found = context()
    yield found
    found.ledger.close()
    gc.unfreeze()
    for cached in caches:
        cached.cache_clear()
