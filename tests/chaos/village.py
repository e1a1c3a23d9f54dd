"""Several hosts: two schedulers, workers and web apart, one PostgreSQL and one Valkey."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from sqlalchemy import select

from tests.chaos.crowd import crowd
from tests.chaos.hosts import HUB, Host, hosts
from tests.chaos.house import PACE, House, addresses, first_poll, ledger_when_up, places, target
from tests.chaos.stores import postgres_unit, postgres_url, valkey_unit
from tests.chaos.subscriber import Subscriber
from tests.chaos.units import Caretaker, Unit
from tests.chaos.wire import Wire
from tests.support.http import running_http
from watcher.demo.receivers import WEBHOOK_SECRET
from watcher.errors import WatcherError
from watcher.ledger import Ledger
from watcher.ledger.tables import LEADERS
from watcher.replay import Fault, Venue
from watcher.replay.faults import Faults

NAMES = ("sched1", "sched2", "work1", "work2", "web", "pg", "kv")
DOORS = (8100, 8101)
"""Ports of loopback on each host that lead to the venue and to the subscriber."""

RATE = 8.0
"""Requests a second that the hosts share, as shipped."""

LIMIT = 10
"""What the SEC allows in any one second."""

MOST_FAILOVER = 30.0
"""Seconds within which another scheduler must lead."""


@dataclass
class Village(House):
    """A house of several hosts; ``at`` is by name."""

    at: dict[str, Host]
    reigns: Reigns

    def leader(self) -> str | None:
        """The host of the scheduler that leads now."""
        pid = self.reigns.pid
        return next((unit.name for unit in self.units if unit.pid == pid), None)


class Reigns:
    """Who led from when, seen in the ledger ten times a second."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._stop = ledger, threading.Event()
        self.seen: list[tuple[float, str]] = []
        self._thread = threading.Thread(target=self._watch, name="reigns", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def pid(self) -> int:
        """The process that led last."""
        return int(self.seen[-1][1].split(":")[1]) if self.seen else 0

    def change_after(self, moment: float) -> float | None:
        """Seconds from a moment until somebody else led; None while nobody did."""
        return next((at - moment for at, _ in self.seen if at > moment), None)

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            with suppress(WatcherError), self._ledger._store.read() as connection:
                holder = connection.scalar(select(LEADERS.c.holder))
                if holder and (not self.seen or self.seen[-1][1] != holder):
                    self.seen.append((time.time(), holder))


class Meter(Faults):
    """The faults of a venue, which every request passes, and when each did."""

    at: ClassVar[list[float]] = []

    def take(self, path: str) -> Fault | None:
        """Note the request."""
        self.at.append(time.time())
        return Faults.take(self, path)


def busiest(times: Sequence[float], window: float = 1.0) -> tuple[int, float]:
    """Most requests within any window of that many seconds, and when the first such began."""
    ordered, first, most, since = sorted(times), 0, 0, 0.0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= window:
            first += 1
        if last - first + 1 > most:
            most, since = last - first + 1, ordered[first]
    return most, since


@contextmanager
def village(folder: Path, *, filings: int, rate: float, seed: int) -> Iterator[Village]:
    """Everything running on its host, with the first poll done and the venue playing."""
    played = crowd(folder / "documents", filings, rate, seed)
    with ExitStack() as stack:
        venue = stack.enter_context(Venue(played.recordings))
        venue.faults = venue._server.faults = Meter()  # type: ignore[attr-defined]
        Meter.at.clear()
        venue.stall()
        receiver = stack.enter_context(running_http())
        subscriber = Subscriber(WEBHOOK_SECRET)
        receiver.answer = subscriber.answer
        at = stack.enter_context(hosts(*NAMES))
        to_venue = stack.enter_context(Wire(target(venue.url), host=HUB))
        to_subscriber = stack.enter_context(Wire(target(receiver.url), host=HUB))
        (folder / "data").mkdir()
        url = postgres_url(5432, at["pg"].address)
        redis_url = f"redis://{at['kv'].address}:6379"
        environment = {
            **PACE, **addresses(*(f"http://127.0.0.1:{port}" for port in DOORS), rate=RATE), **places(folder),
            "WATCHER_LEDGER__URL": url, "WATCHER_REDIS__URL": redis_url,
            "WATCHER_WEB__HOST": "127.0.0.1",
        }  # fmt: skip
        log = stack.enter_context((folder / "log").open("ab"))
        caretaker = stack.enter_context(
            Caretaker(_units(folder, at, environment, (to_venue, to_subscriber)), log)
        )
        ledger = stack.enter_context(ledger_when_up(url))
        running = Village(
            crowd=played, venue=venue, subscriber=subscriber, ledger=ledger, ledger_url=url,
            redis_url=redis_url, caretaker=caretaker, data=folder / "data", web="",
            to_venue=to_venue, to_subscriber=to_subscriber, to_database=None, small_disk=False,
            database="postgresql", at=at, reigns=stack.enter_context(Reigns(ledger)),
        )  # fmt: skip
        first_poll(ledger)
        venue.restart()
        yield running


def _units(
    folder: Path, at: dict[str, Host], environment: dict[str, str], outside: Sequence[Wire]
) -> list[Unit]:
    units = [
        postgres_unit(folder / "pg", 5432, at["pg"].address, at["pg"].space),
        valkey_unit(folder / "kv", 6379, at["kv"].address, at["kv"].space),
    ]
    pairs = [f"{door}={HUB}:{wire.port}" for door, wire in zip(DOORS, outside, strict=True)]
    for name in ("sched1", "sched2", "work1", "work2"):
        argv = at[name].run(sys.executable, "-m", "tests.chaos.door", *pairs)
        units.append(Unit(f"{name}-door", argv))
    commands = {
        "sched1": ("scheduler",), "sched2": ("scheduler",), "web": ("web",),
        "work1": ("worker", "filings"), "work2": ("worker", "filings"),
    }  # fmt: skip
    for name, words in commands.items():
        argv = at[name].run(sys.executable, "-m", "watcher", *words)
        units.append(Unit(name, argv, environment))
    for name in ("work1", "work2"):
        argv = at[name].run(sys.executable, "-m", "watcher", "worker", "deliveries")
        units.append(Unit(f"{name}-deliveries", argv, environment))
    return units
