"""The context of a worker process: the real one on both databases, and one with a venue of ours."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.clock import Clock
from tests.support.one_site import OneSite
from tests.support.records import a_filing
from tests.support.telling import NOW
from tests.support.timing import Desk
from watcher.blobs import Blobs
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import Filing, Subscription
from watcher.ops.clock import utc_now
from watcher.settings import config_dir, current, load
from watcher.subscriptions import ChannelBlock, Telling
from workers import context as contexts
from workers.context import Context, context
from workers.read import load_types


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


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of this test."""
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def make(ledger: Ledger, tmp_path: Path) -> Callable[[Callable[[], bytes]], Context]:
    """Contexts over that ledger, with one subscriber, whose venue answers by a function."""
    types, thresholds = load_types(config_dir() / "events.toml")
    telling = Telling(
        (Subscription(name="all", issuers=("*",), channels=("journal",)),),
        {
            "journal": ChannelBlock(
                name="journal",
                module="workers.channels.file",
                options={"path": str(tmp_path / "j")},
            )
        },
    )

    def made(answer: Callable[[], bytes]) -> Context:
        return OneSite(
            settings=load(config_dir()), ledger=ledger, blobs=Blobs(f"file://{tmp_path}/blobs"),
            issuers=Issuers.of([]), telling=telling, types=types, thresholds=thresholds, answer=answer,
        )  # fmt: skip

    return made


@pytest.fixture
def filing(ledger: Ledger) -> Filing:
    """A Form 144 that was just seen."""
    recorded = a_filing(form="144", published_at=utc_now())
    ledger.record([recorded], now=utc_now())
    return recorded


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Desk]:
    """Desks: one subscription each, on a clock of its own."""

    def make(subscription: Subscription, start: datetime = NOW, folder: str = "a") -> Desk:
        (tmp_path / folder).mkdir()
        clock = Clock()
        clock.now = start
        return Desk(folder=tmp_path / folder, subscription=subscription, clock=clock)

    return make
