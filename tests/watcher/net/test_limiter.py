"""One budget over all processes; a refused host is left alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from structlog.testing import capture_logs

from tests.support.folders import short_folder
from tests.support.wait import wait_for
from watcher.errors import Blocked, BudgetExhausted
from watcher.net.limiter import AWAY_SECONDS, FALLBACK_SHARE, LATE_SECONDS, Limiter
from watcher.valkey import EmbeddedValkey


@dataclass
class Timer:
    """A monotonic clock that only sleeping moves."""

    now: float = 100.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def store(valkey_url: str) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(valkey_url) as client:
        yield client


PROCESS = """
import sys, redis
from watcher.net.limiter import Limiter
limiter = Limiter(redis.Redis.from_url(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    limiter.acquire("edgar", rate=float(sys.argv[3]), longest=30)
"""


def granted(monitor: Any, count: int) -> list[float]:
    """When each token was given (seconds, by the server), as the server itself logs it."""
    times: list[float] = []
    while len(times) < count:
        command = monitor.next_command()["command"]
        if command.startswith("HSET watcher:net:budget:edgar at "):
            times.append(int(command.split()[3]) / 1e6)
    return times


def test_no_second_holds_more_tokens_than_the_rate_over_processes(
    valkey_url: str, store: redis.Redis
) -> None:
    rate, each, processes = 20, 10, 4
    command = [sys.executable, "-c", PROCESS, valkey_url, str(each), str(rate)]
    with store.monitor() as monitor:  # type: ignore[no-untyped-call]
        started = [subprocess.Popen(command) for _ in range(processes)]
        times = granted(monitor, each * processes)
        assert [process.wait(timeout=60) for process in started] == [0] * processes
    assert times == sorted(times)
    windows = [times[n + rate] - times[n] for n in range(len(times) - rate)]
    assert min(windows) >= 1.0  # the token after `rate` others is always in the next second


def test_tokens_come_one_spacing_apart_in_the_order_of_asking(store: redis.Redis) -> None:
    slept: list[float] = []
    limiter = Limiter(store, sleep=slept.append)
    waits = [limiter.acquire("edgar", rate=4, longest=30) for _ in range(5)]
    assert 0 < waits[0] <= 0.25  # before it may have been one that this bucket does not know
    gaps = [later - earlier for earlier, later in pairwise(waits)]
    assert all(0.0 < gap <= 0.25 for gap in gaps)
    assert waits[4] > 1.15  # the fifth comes a second after the first
    assert slept == waits


def ask_twice(store: redis.Redis) -> None:
    """Others come to the bucket, which begins anew."""
    for _ in range(2):
        Limiter(store, sleep=lambda _: None).acquire("edgar", rate=4, longest=30)


def test_a_turn_that_redis_forgot_is_waited_for_again(store: redis.Redis) -> None:
    slept: list[float] = []

    def forgotten(seconds: float) -> None:
        if not slept:
            store.flushdb()
            ask_twice(store)
        slept.append(seconds)

    waited = Limiter(store, sleep=forgotten).acquire("edgar", rate=4, longest=30)
    assert len(slept) == 2
    assert slept[1] > 0.5  # behind both of the others
    assert waited == sum(slept)


def test_a_token_that_comes_late_is_not_used(store: redis.Redis) -> None:
    """Its worker was held up: the next one is a spacing after those of the others."""
    slept: list[float] = []

    def oversleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            time.sleep(seconds + 2 * LATE_SECONDS)
            Limiter(store, sleep=lambda _: None).acquire("edgar", rate=0.1, longest=30)

    Limiter(store, sleep=oversleep).acquire("edgar", rate=4, longest=30)
    assert slept[1] > 5, "the other one's next token is ten seconds away"


def test_answers_that_always_come_late_end_with_words(store: redis.Redis) -> None:
    timer = Timer()

    class Slow:
        """Each answer takes a second."""

        def evalsha(self, *words: Any) -> Any:
            timer.now += 1
            return store.evalsha(*words)

    Limiter(store).acquire("hkexnews", rate=1000, longest=30)  # the server knows the script
    limiter = Limiter(Slow(), sleep=timer.sleep, monotonic=timer)  # type: ignore[arg-type]
    with pytest.raises(BudgetExhausted, match="come too late to share a budget") as caught:
        limiter.acquire("edgar", rate=1000, longest=30)
    assert caught.value.after is not None


def test_a_turn_of_a_killed_server_is_waited_for_again_though_its_disk_remembers_the_bucket() -> (
    None
):
    slept: list[float] = []
    with short_folder("killed") as folder:
        server = EmbeddedValkey(folder)
        server.start()
        try:
            with redis.Redis.from_url(server.url) as store:

                def killed(seconds: float) -> None:
                    if not slept:
                        kill_again(server, store)
                        ask_twice(store)
                    slept.append(seconds)

                Limiter(store, sleep=killed).acquire("edgar", rate=4, longest=30)
        finally:
            server.stop()
    assert len(slept) == 2
    assert slept[1] > 0.5  # behind both of the others


def kill_again(server: EmbeddedValkey, store: redis.Redis) -> None:
    """Kill it, start it, and give it back the bucket that it had."""
    name = "watcher:net:budget:edgar"
    kept = store.dump(name) or b""
    os.kill(store.info("server")["process_id"], signal.SIGKILL)
    wait_for(server.ensure, what="Valkey started again")
    store.restore(name, 0, kept, replace=True)


def test_who_waited_for_a_turn_while_redis_went_away_takes_its_share() -> None:
    class Leaving:
        """Gives one turn and is away from then on."""

        turns = iter([[b"250000", b"1", b"0", b"0"]])

        def evalsha(self, *_: object) -> list[bytes]:
            for turn in self.turns:
                return turn
            raise redis.ConnectionError

    slept: list[float] = []
    limiter = Limiter(Leaving(), sleep=slept.append)  # type: ignore[arg-type]
    share = FALLBACK_SHARE / 4
    assert limiter.acquire("edgar", rate=4, longest=30) == pytest.approx(0.25 + share)
    assert slept == pytest.approx([0.25, share])


def test_who_may_not_go_on_alone_waits_for_redis_to_come_back(store: redis.Redis) -> None:
    timer, host = Timer(), "127.0.0.1"
    away = redis.Redis(host=host, port=1, retry=Retry(NoBackoff(), 0))
    limiter = Limiter(away, alone=False, sleep=timer.sleep, monotonic=timer)
    for _ in range(2):
        with pytest.raises(BudgetExhausted, match=r"Redis, .* does not answer") as caught:
            limiter.acquire("edgar", rate=8, longest=30)
        assert caught.value.after == timedelta(seconds=AWAY_SECONDS)
    assert timer.slept == []
    timer.now += AWAY_SECONDS
    limiter._store = store
    assert limiter.acquire("edgar", rate=8, longest=30) < 1


def test_a_token_too_far_away_is_not_taken(store: redis.Redis) -> None:
    limiter = Limiter(store, sleep=lambda _: None)
    for _ in range(3):
        limiter.acquire("edgar", rate=1, longest=30)
    with pytest.raises(BudgetExhausted, match=r"edgar: the request budget of 1/s") as caught:
        limiter.acquire("edgar", rate=1, longest=1)
    assert caught.value.after is not None
    assert 3 < caught.value.after.total_seconds() <= 4
    # The refused request did not move the queue: the next wait is still under four seconds.
    assert limiter.acquire("edgar", rate=1, longest=30) <= 4


def test_budgets_do_not_touch_each_other(store: redis.Redis) -> None:
    limiter = Limiter(store, sleep=lambda _: None)
    for _ in range(3):
        limiter.acquire("edgar", rate=1, longest=30)
    assert limiter.acquire("hkexnews", rate=1, longest=30) <= 1


def test_a_bucket_is_known_to_who_asks_too_late_for_it(store: redis.Redis) -> None:
    """Who does not want to wait for the first token must not put it off for ever."""
    with pytest.raises(BudgetExhausted):
        Limiter(store).acquire("edgar", rate=4, longest=0)
    wait_for(lambda: taken(store), what="the first token")


def taken(store: redis.Redis) -> bool:
    with suppress(BudgetExhausted):
        return Limiter(store).acquire("edgar", rate=4, longest=0) == 0
    return False


def test_without_redis_a_process_keeps_to_its_share() -> None:
    timer = Timer()
    away = redis.Redis(host="127.0.0.1", port=1, retry=Retry(NoBackoff(), 0))
    limiter = Limiter(away, sleep=timer.sleep, monotonic=timer)
    with capture_logs() as logs:
        for _ in range(9):
            limiter.acquire("edgar", rate=8, longest=30)
    assert [entry["event"] for entry in logs] == [
        "limits_without_redis"
    ] * 5  # asked each 5 s, at turns 4 s apart
    assert sum(timer.slept) == pytest.approx(9 * FALLBACK_SHARE / 8)
    with pytest.raises(BudgetExhausted):
        limiter.acquire("edgar", rate=8, longest=0.5)


def test_a_refusal_closes_the_host_for_every_process_and_says_so_once(store: redis.Redis) -> None:
    one, other = Limiter(store), Limiter(store)
    with capture_logs() as logs:
        for limiter in (one, other, one):
            limiter.close("www.sec.gov", reason="HTTP 403", seconds=600)
    assert [entry["event"] for entry in logs] == ["venue_blocks_us"]
    with pytest.raises(Blocked, match=r"www\.sec\.gov is closed for another \d+ s: HTTP 403") as e:
        other.check("www.sec.gov")
    assert e.value.after is not None
    assert 590 < e.value.after.total_seconds() <= 600
    other.check("www1.hkexnews.hk")


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [(None, 595, 600), (5, 595, 600), (1200, 1195, 1200), (10**9, 3595, 3600)],
)
def test_the_wish_of_the_venue_is_honoured_within_bounds(
    store: redis.Redis, asked: float | None, least: float, most: float
) -> None:
    limiter = Limiter(store)
    limiter.close("h", reason="HTTP 429", seconds=600, asked=asked)
    with pytest.raises(Blocked) as caught:
        limiter.check("h")
    assert caught.value.after is not None
    assert least <= caught.value.after.total_seconds() <= most


def test_without_redis_the_breaker_still_holds_in_this_process() -> None:
    timer = Timer()
    limiter = Limiter(None, monotonic=timer)
    limiter.close("h", reason="HTTP 403", seconds=600)
    with pytest.raises(Blocked):
        limiter.check("h")
    timer.now += 601
    limiter.check("h")
