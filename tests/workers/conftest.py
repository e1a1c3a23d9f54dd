"""The context of a worker process: the real one on both databases, and one with a venue of ours."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import Clock
from tests.support.http import HttpServer
from tests.support.one_site import OneSite
from tests.support.records import a_filing
from tests.support.sending import HOLD, SECRET
from tests.support.smtp import SmtpServer
from tests.support.telling import NOW, an_issuer
from tests.support.timing import Desk
from watcher.blobs import Blobs
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import STATUSES, Event, Filing, Subscription
from watcher.net.post import GuardedPost
from watcher.ops.clock import utc_now
from watcher.settings import Net, config_dir, current, load
from watcher.settings import Retry as RetrySettings
from watcher.subscriptions import ChannelBlock, Telling
from workers import context as contexts
from workers import extract
from workers.context import Context, context
from workers.deliver import Sender
from workers.events import Draft, EventType, Reading
from workers.read import load_types


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event that a test reads has a subtype that its type declares, and a known status."""
    made = extract._event

    def checked(reading: Reading, kind: EventType, draft: Draft, *rest: Any) -> Event:
        assert draft.subtype in {None, *kind.subtypes}, f"EventType.subtypes of {kind.name}"
        assert draft.status in STATUSES, "watcher.model.STATUSES"
        return made(reading, kind, draft, *rest)

    monkeypatch.setattr(extract, "_event", checked)


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


@pytest.fixture
def sender(
    ledger: Ledger, clock: Clock, http_server: HttpServer, smtp_server: SmtpServer, tmp_path: Path
) -> Sender:
    """A sender with a channel of each kind, on real servers of the test."""
    blocks = [
        ChannelBlock(
            name="hook",
            module="workers.channels.webhook",
            options={"url": f"{http_server.url}/hook", "secret": SECRET, "timeout_seconds": 5},
        ),
        ChannelBlock(
            name="mail",
            module="workers.channels.email",
            to=("a@example.com", "b@example.com"),
            options={"host": smtp_server.host, "port": smtp_server.port, "security": "none",
                     "sender": "filings@example.org"},
        ),
        ChannelBlock(
            name="journal",
            module="workers.channels.file",
            options={"path": str(tmp_path / "alerts.jsonl")},
        ),
        ChannelBlock(name="off", module="workers.channels.console", enabled=False),
        ChannelBlock(name="wrong", module="workers.channels.webhook", options={"url": "x"}),
    ]  # fmt: skip
    return Sender(
        ledger=ledger,
        issuers=Issuers.of([an_issuer()]),
        telling=Telling((), {block.name: block for block in blocks}),
        retry=RetrySettings(),
        post=GuardedPost(Net(allow_private=True)),
        hold=HOLD,
        public_url="http://127.0.0.1:8000",
        clock=clock,
        draw=lambda: 0.5,
    )
