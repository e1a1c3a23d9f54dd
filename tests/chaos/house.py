"""One host: ``watcher run`` as it is shipped, its venue, its subscriber, and wires between."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import redis

from tests.chaos.crowd import Crowd, crowd
from tests.chaos.stores import postgres_unit, postgres_url, small_disk
from tests.chaos.subscriber import Subscriber
from tests.chaos.units import Caretaker, Unit
from tests.chaos.wire import Wire
from tests.support.http import running_http
from tests.support.wait import wait_for
from watcher.demo.receivers import WEBHOOK_SECRET, free_port
from watcher.errors import LedgerBusy
from watcher.ledger import Ledger
from watcher.replay import Venue
from watcher.settings import config_dir
from watcher.valkey import url_for

JOB_SECONDS, MARGIN_SECONDS = 15, 5
LEASE_SECONDS = JOB_SECONDS + MARGIN_SECONDS

SUBSCRIPTIONS = """
[channels.hook]
module = "workers.channels.webhook"

[subscriptions.all]
issuers = ["*"]
channels = ["hook"]
"""

PACE = {
    "WATCHER_WORKERS__FILINGS": "2",
    "WATCHER_WORKERS__DELIVERIES": "2",
    "WATCHER_WORKERS__FILING_SECONDS": str(JOB_SECONDS),
    "WATCHER_WORKERS__DELIVERY_SECONDS": str(JOB_SECONDS),
    "WATCHER_SWEEP__LEASE_MARGIN_SECONDS": str(MARGIN_SECONDS),
    "WATCHER_RETRY__FILING_SECONDS": "[1,2,4,8,16]",
    "WATCHER_RETRY__SCHEDULE_SECONDS": "[1,2,4,8,16,16,16,16]",
    "WATCHER_NET__CONNECT_SECONDS": "3",
    "WATCHER_NET__READ_SECONDS": "5",
    "WATCHER_NET__TOTAL_SECONDS": "8",
    "WATCHER_NET__BREAKER_SECONDS": "5",
    "WATCHER_NET__BUDGET_WAIT_SECONDS": "8",
    "WATCHER_NET__USER_AGENT": "Filing Watcher tests tests@example.com",
    "WATCHER_NET__ALLOW_PRIVATE": "true",
    "WATCHER_SWEEP__BATCH": "50",
    "WATCHER_RETRY__PAUSE_SECONDS": "8",
    "WATCHER_HEALTH__CANARY_SECONDS": "0",
    "WATCHER_LOG__LEVEL": "WARNING",
    "WATCHER_LOG__FORMAT": "json",
}
"""Job time-outs and retries short enough for a run of minutes; the rest is as shipped."""


@dataclass
class House:
    """What runs, and where to hurt it."""

    crowd: Crowd
    venue: Venue
    subscriber: Subscriber
    ledger: Ledger
    ledger_url: str
    redis_url: str
    caretaker: Caretaker
    data: Path
    web: str
    to_venue: Wire
    to_subscriber: Wire
    to_database: Wire | None
    small_disk: bool
    database: str

    @property
    def units(self) -> Sequence[Unit]:
        return self.caretaker.units

    def valkey(self) -> redis.Redis:
        """A client that does not wait long."""
        return redis.Redis.from_url(self.redis_url, socket_timeout=2, socket_connect_timeout=2)


@contextmanager
def house(folder: Path, *, filings: int, rate: float, seed: int, database: str) -> Iterator[House]:
    """Everything running on one host, with the first poll done and the venue playing."""
    played = crowd(folder / "documents", filings, rate, seed)
    with ExitStack() as stack:
        venue = stack.enter_context(Venue(played.recordings))
        venue.stall()
        receiver = stack.enter_context(running_http())
        subscriber = Subscriber(WEBHOOK_SECRET)
        receiver.answer = subscriber.answer
        to_venue = stack.enter_context(Wire(target(venue.url)))
        to_subscriber = stack.enter_context(Wire(target(receiver.url)))
        disk = stack.enter_context(small_disk(folder / "data"))
        units, url, to_database = _database(folder, database, stack)
        environment = {
            **PACE, **addresses(to_venue.url, to_subscriber.url), **places(folder),
            "WATCHER_WEB__PORT": str(free_port()), "WATCHER_LEDGER__URL": url,
        }  # fmt: skip
        units.append(Unit("supervisor", [sys.executable, "-m", "watcher", "run"], environment))
        log = stack.enter_context((folder / "log").open("ab"))
        caretaker = stack.enter_context(Caretaker(units, log))
        ledger = stack.enter_context(ledger_when_up(url))
        running = House(
            crowd=played, venue=venue, subscriber=subscriber, ledger=ledger, ledger_url=url,
            redis_url=url_for(folder / "data" / "valkey"), caretaker=caretaker,
            data=folder / "data", web=f"http://127.0.0.1:{environment['WATCHER_WEB__PORT']}",
            to_venue=to_venue, to_subscriber=to_subscriber, to_database=to_database,
            small_disk=disk, database=database,
        )  # fmt: skip
        first_poll(ledger)
        venue.restart()
        yield running


def target(url: str) -> tuple[str, int]:
    host, _, port = url.removeprefix("http://").partition(":")
    return host, int(port)


def _database(folder: Path, kind: str, stack: ExitStack) -> tuple[list[Unit], str, Wire | None]:
    """The units of the database, its URL, and the wire to it where there is one."""
    if kind == "sqlite":
        return [], f"sqlite:///{folder / 'data' / 'ledger.sqlite3'}", None
    port = free_port()
    unit = postgres_unit(folder / "pg", port)
    wire = stack.enter_context(Wire(("127.0.0.1", port)))
    return [unit], postgres_url(wire.port), wire


def addresses(venue: str, subscriber: str, *, rate: float = 40) -> dict[str, str]:
    """Where the venue and the subscriber are found."""
    host = venue.removeprefix("http://").partition(":")[0]
    return {
        "WATCHER_SOURCES__EDGAR__BASE_URL": venue,
        "WATCHER_SOURCES__EDGAR__DATA_URL": venue,
        "WATCHER_SOURCES__HKEXNEWS__BASE_URL": venue,
        "WATCHER_SOURCES__EDGAR__HOSTS": f'["{host}"]',
        "WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND": str(rate),
        "WATCHER_CHANNELS__HOOK__URL": f"{subscriber}/webhook",
        "WATCHER_CHANNELS__HOOK__SECRET": WEBHOOK_SECRET,
    }


def places(folder: Path) -> dict[str, str]:
    """The data folder, and the shipped configuration with one subscription to everything."""
    config = folder / "config"
    shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
    (config / "subscriptions.toml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    return {"WATCHER_CONFIG_DIR": str(config), "WATCHER_DATA_DIR": str(folder / "data")}


def first_poll(ledger: Ledger) -> None:
    """Wait for the baseline, which nobody is told of."""
    wait_for(lambda: ledger.cursor("edgar:mark"), seconds=90, what="a first good poll")


@contextmanager
def ledger_when_up(url: str) -> Iterator[Ledger]:
    """The ledger with its tables, once its database answers."""

    def opened() -> Ledger | None:
        try:
            return Ledger.open(url, migrate=True)
        except LedgerBusy:
            return None

    ledger = cast("Ledger", wait_for(opened, seconds=60, what="the database"))
    try:
        yield ledger
    finally:
        ledger.close()
