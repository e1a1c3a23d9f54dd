"""The window law of the request budget, with time, faults and slow processes drawn at random.

Several processes, each with a clock and a limiter of its own, share the scripts of a real
Valkey that runs on the clock of the test. Between every two steps of a process others act.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle
from math import ceil
from typing import Any

import pytest
import redis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from watcher.errors import BudgetExhausted
from watcher.net.limiter import _TAKE, LATE_SECONDS, Limiter

RATE = 8.0
START = 1_000_000.0
KEY = "watcher:net:budget:edgar"
PATIENCE = 600
"""Seconds of the machine, not of the test: after so long a thread hangs."""


@dataclass
class Hub:
    """Time that passes only where everybody waits; one thread runs at a time, in order of time."""

    now: float = START
    waiting: dict[int, tuple[float, int, threading.Event]] = field(default_factory=dict)
    ticket: Iterator[int] = field(default_factory=count)
    yielded: threading.Event = field(default_factory=threading.Event)

    def wait(self, seconds: float) -> None:
        """Let others act for so long."""
        mine = threading.Event()
        self.waiting[threading.get_ident()] = (self.now + seconds, next(self.ticket), mine)
        self.yielded.set()
        assert mine.wait(PATIENCE)

    def run(self, works: Sequence[Callable[[], None]]) -> None:
        """All of them side by side, to their end; the first error of one."""
        errors: list[BaseException] = []
        threads = [threading.Thread(target=self._guarded, args=(each, errors)) for each in works]
        for thread in threads:
            self.yielded.clear()
            thread.start()
            assert self.yielded.wait(PATIENCE)
        while self.waiting:
            thread_id, (at, _, event) = min(self.waiting.items(), key=lambda item: item[1][:2])
            del self.waiting[thread_id]
            self.now = max(self.now, at)
            self.yielded.clear()
            event.set()
            assert self.yielded.wait(PATIENCE)
        for thread in threads:
            thread.join(PATIENCE)
        if errors:
            raise errors[0]

    def _guarded(self, work: Callable[[], None], errors: list[BaseException]) -> None:
        try:
            self.wait(0)
            work()
        except BaseException as error:  # noqa: BLE001 - told by run
            errors.append(error)
        finally:
            self.yielded.set()


@dataclass
class World:
    """The Valkey of the test: its clock, its run, its memory, and whether it can be reached."""

    store: redis.Redis
    hub: Hub
    ahead: float = 0.0
    run: int = 1
    away: bool = False
    memory: list[tuple[float, Any]] = field(default_factory=list)

    def ask(self, key: str, words: Sequence[Any]) -> Any:
        """The limiter's script, at the time and in the run of the test."""
        told = _TAKE.replace("redis.call('TIME')", "{ARGV[#ARGV - 1], ARGV[#ARGV]}")
        told = told.replace("redis.call('INFO', 'server')", "'run_id:' .. ARGV[#ARGV - 2]")
        assert "TIME" not in told
        assert "INFO" not in told
        micros = round((self.hub.now + self.ahead) * 1e6)
        answer = self.store.eval(
            told, 1, key, *words, f"{self.run:x}", micros // 1_000_000, micros % 1_000_000
        )
        self.memory.append((self.hub.now, self.store.hgetall(key)))
        return answer

    def flush(self) -> None:
        self.store.delete(KEY)

    def restart(self) -> None:
        """Killed and started: a new run, with what was on disk a second ago."""
        self.run += 1
        self.flush()
        old = [kept for at, kept in self.memory if kept and at <= self.hub.now - 1]
        if old:
            self.store.hset(KEY, mapping=old[-1])

    def leave(self) -> None:
        self.away = True

    def return_(self) -> None:
        self.away = False

    def set_back(self) -> None:
        """Somebody sets the clock of its host back."""
        self.ahead -= 1.3


FAULTS = {
    "flush": World.flush, "restart": World.restart, "away": World.leave,
    "back": World.return_, "clock": World.set_back,
}  # fmt: skip


@dataclass
class Wire:
    """A client of one process: asking and answering take time, in which others act."""

    world: World
    delays: Iterator[float]

    def evalsha(self, _sha: str, _keys: int, key: str, *words: Any) -> Any:
        self.world.hub.wait(next(self.delays))
        if self.world.away:
            raise redis.ConnectionError
        answer = self.world.ask(key, words)
        self.world.hub.wait(next(self.delays))
        return answer


@dataclass
class Process:
    """Asks for a turn, starts its request, pauses, and so on."""

    world: World
    delays: list[float]
    pauses: list[float]
    oversleeps: list[float]
    requests: int
    starts: list[float] = field(default_factory=list)
    refused: int = 0

    def work(self) -> None:
        hub, pauses, oversleeps = self.world.hub, cycle(self.pauses), cycle(self.oversleeps)
        limiter = Limiter(
            Wire(self.world, cycle(self.delays)),  # type: ignore[arg-type]
            sleep=lambda seconds: hub.wait(seconds + next(oversleeps)), monotonic=lambda: hub.now,
        )  # fmt: skip
        for _ in range(self.requests):
            try:
                limiter.acquire("edgar", rate=RATE, longest=20)
                self.starts.append(hub.now)
            except BudgetExhausted:
                self.refused += 1
            hub.wait(next(pauses))


Faults = list[tuple[float, str]]


def played(
    store: redis.Redis, processes: Sequence[dict[str, Any]], faults: Faults
) -> list[Process]:
    """What became of these processes under these faults."""
    store.delete(KEY)
    world = World(store, Hub())
    made = [Process(world, **each) for each in processes]

    def fate() -> None:
        for at, what in sorted(faults):
            world.hub.wait(max(0.0, START + at - world.hub.now))
            FAULTS[what](world)

    world.hub.run([fate, *(each.work for each in made)])
    return made


def busiest(processes: Sequence[Process]) -> int:
    """The most starts in any window of one second."""
    starts = sorted(at for each in processes for at in each.starts)
    return max((sum(at <= other < at + 1 for other in starts) for at in starts), default=0)


@pytest.fixture
def store(valkey_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_url) as client:
        yield client


quick = st.sampled_from([0.0, 0.001, 0.004])
odd = st.sampled_from([0.0, 0.001, 0.03, 0.11, 0.3, 0.8])
process = st.fixed_dictionaries({
    "delays": st.lists(odd | quick, min_size=1, max_size=7),
    "pauses": st.lists(st.sampled_from([0.0, 0.05, 0.4]), min_size=1, max_size=3),
    "oversleeps": st.lists(odd | quick, min_size=1, max_size=4),
    "requests": st.integers(1, 14),
})  # fmt: skip
fault = st.tuples(st.floats(0, 4).map(lambda at: round(at, 2)), st.sampled_from(sorted(FAULTS)))
many = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ordinary(requests: int = 14, pause: float = 0.0) -> dict[str, Any]:
    return {"delays": [0.001], "pauses": [pause], "oversleeps": [0.0], "requests": requests}


@many
@given(processes=st.lists(process, min_size=1, max_size=4), faults=st.lists(fault, max_size=5))
@example(processes=[ordinary(), ordinary()], faults=[(1.01, "flush"), (1.02, "flush")])
@example(processes=[ordinary()] * 4, faults=[(1.01, "restart"), (1.3, "restart")])
@example(processes=[ordinary()] * 4, faults=[(1.01, "clock"), (1.3, "clock")])
@example(processes=[ordinary()] * 4, faults=[(1.01, "away"), (1.3, "flush"), (1.4, "back")])
def test_no_second_has_more_starts_than_promised(
    store: redis.Redis, processes: list[dict[str, Any]], faults: Faults
) -> None:
    """Without Valkey each process may add the one start of its share, and no more."""
    done = played(store, processes, faults)
    alone = len(processes) if any(what == "away" for _, what in faults) else 0
    assert busiest(done) <= ceil(RATE * (1 + LATE_SECONDS)) + alone


@many
@given(
    processes=st.lists(
        st.fixed_dictionaries({
            "delays": st.lists(quick, min_size=1, max_size=5),
            "pauses": st.lists(st.sampled_from([0.0, 0.05, 0.4]), min_size=1, max_size=3),
            "oversleeps": st.just([0.0]), "requests": st.integers(1, 10),
        }), min_size=1, max_size=4,
    ),
    faults=st.lists(fault.filter(lambda each: each[1] not in {"away", "back"}), max_size=3),
)  # fmt: skip
def test_everybody_gets_a_turn_and_no_more_than_the_rate_where_nobody_is_slow(
    store: redis.Redis, processes: list[dict[str, Any]], faults: Faults
) -> None:
    done = played(store, processes, faults)
    assert [(len(each.starts), each.refused) for each in done] == [
        (each.requests, 0) for each in done
    ]
    assert busiest(done) <= RATE + 1


def test_the_whole_rate_is_used_where_there_is_work(store: redis.Redis) -> None:
    done = played(store, [ordinary(20)] * 4, [])
    starts = sorted(at for each in done for at in each.starts)
    assert (len(starts) - 1) / (starts[-1] - starts[0]) == pytest.approx(RATE, rel=0.02)
