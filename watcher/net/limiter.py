"""One request budget per venue over all processes, and a breaker per host, in Redis.

The budget is a token bucket of depth one: tokens come ``1 / rate`` apart and do not pile
up, so no window of one second ever holds more than ``rate`` of them, and waiting requests
are served in the order in which they asked. Time is Redis's own, so clocks of machines
do not matter. Who has waited asks whether its turn is still known: a Redis that lost its
memory meanwhile gives the same moments to others. One that was killed has lost a part of it
(its file on disk lags by a second), so no bucket outlives the run of the server that began it.

Without Redis a process falls back to a share of the rate (``FALLBACK_SHARE``) counted in
its own memory, also where it waited for a turn: workers get no jobs then and the one leading
poller may go on. The share is small because the processes notice one after another that
Redis is away and is back.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import redis
import structlog

from watcher.errors import Blocked, BudgetExhausted

FALLBACK_SHARE = 32
"""Processes that may run without Redis before they together exceed the budget: eight of them
beside all others that still use it add a quarter, which is 10 a second of the SEC's 8."""

AWAY_SECONDS = 5.0
"""How long Redis is not asked again after it did not answer (each asking may cost seconds)."""

LONGEST_BREAK = 6
"""A venue's Retry-After may keep its host closed for this many times the usual."""

_PREFIX = "watcher:net"

_RUN = "local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')"

# KEYS[1]: `at`, when the next token comes (microseconds), and `since`, the server's run and
# when this bucket began. ARGV: spacing, longest wait. Answers how long to wait, or
# -1 - (the wait that was too long), and `since`.
_TAKE = f"""
{_RUN}
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local known = redis.call('HMGET', KEYS[1], 'at', 'since')
local at, since = now, run .. string.format(':%.0f', now)
if known[2] and string.find(known[2], run, 1, true) then
  at, since = math.max(now, tonumber(known[1])), known[2]
end
local wait = at - now
if wait > tonumber(ARGV[2]) then return {{string.format('%.0f', -1 - wait), since}} end
local next_at = at + tonumber(ARGV[1])
redis.call('HSET', KEYS[1], 'at', string.format('%.0f', next_at), 'since', since)
redis.call('PEXPIRE', KEYS[1], math.ceil((next_at - now) / 1000) + 1000)
return {{string.format('%.0f', wait), since}}
"""

# KEYS[1] as above; ARGV: the `since` that came with a turn. Whether that bucket still stands.
_STANDS = f"""
{_RUN}
local known = redis.call('HGET', KEYS[1], 'since') == ARGV[1]
return (known and string.find(ARGV[1], run, 1, true)) and 1 or 0
"""

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Local:
    """The same bucket in this process's memory, on the monotonic clock."""

    next_at: dict[str, float] = field(default_factory=dict)
    closed: dict[str, tuple[float, str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, name: str, spacing: float, longest: float, now: float, first: float) -> float:
        with self.lock:
            at = max(now, self.next_at.get(name, now + first))
            if at - now > longest:
                return -1 - (at - now)
            self.next_at[name] = at + spacing
            return at - now


class Limiter:
    """Hands out request tokens and keeps hosts closed that refused us.

    ``store`` is None where there is no Redis (``watcher poll --once``). ``sleep`` and
    ``monotonic`` are seconds; tests give their own.
    """

    def __init__(
        self,
        store: redis.Redis | None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._sleep = sleep
        self._monotonic = monotonic
        self._local = _Local()
        self._away_until = 0.0

    def acquire(self, budget: str, *, rate: float, longest: float) -> float:
        """Wait for a token of a budget; the seconds waited.

        ``rate`` is requests per second over all processes, ``longest`` the seconds a
        caller is willing to wait; a token further away is not taken. Raises
        BudgetExhausted.
        """
        waited = 0.0
        while True:
            wait, since = self._turn(budget, rate, longest - waited)
            if wait < 0:
                raise _exhausted(budget, rate, longest, -1 - wait)
            if wait > 0:
                self._sleep(wait)
            waited += wait
            if wait == 0 or since is None or self._stands(budget, since):
                return waited

    def _turn(self, budget: str, rate: float, longest: float) -> tuple[float, str | None]:
        """Seconds to wait, and since when the bucket is known (None: it is our own)."""
        answer = self._ask(
            lambda store: store.eval(
                _TAKE, 1, _budget_key(budget), _micro(1 / rate), _micro(longest)
            )
        )
        if answer is None:
            share = FALLBACK_SHARE / rate
            first = 0.0 if self._store is None else share  # what it gave is not known here
            return self._local.take(budget, share, longest, self._monotonic(), first), None
        wait, since = int(_text(answer[0])), _text(answer[1])
        return (wait / 1e6 if wait >= 0 else -1 - (-1 - wait) / 1e6), since

    def _stands(self, budget: str, since: str) -> bool:
        """Whether the bucket that gave a turn still does; if nobody can tell, it does not."""
        return bool(self._ask(lambda store: store.eval(_STANDS, 1, _budget_key(budget), since)))

    def check(self, host: str) -> None:
        """Pass, or raise Blocked while the host is closed."""
        left, reason = self._closed(host)
        if left > 0:
            raise Blocked(
                f"{host} is closed for another {math.ceil(left)} s: {reason}",
                after=timedelta(seconds=left),
            )

    def close(self, host: str, *, reason: str, seconds: float, asked: float | None = None) -> float:
        """Keep a host closed: the venue refused us, and asking on makes it worse.

        At least ``seconds``; longer if the venue ``asked`` for it, up to LONGEST_BREAK
        times as long. Says so once, whoever notices. The seconds it stays closed.
        """
        life = min(max(seconds, asked or 0), seconds * LONGEST_BREAK)
        known_here = self._local.closed.get(host, (0.0, ""))[0] > self._monotonic()
        self._local.closed[host] = (self._monotonic() + life, reason)
        told = self._ask(
            lambda store: [store.set(_breaker_key(host), reason, nx=True, px=int(life * 1000))]
        )
        first = bool(told[0]) if told else not known_here
        if first:
            _log.error("venue_blocks_us", host=host, reason=reason, closed_seconds=round(life))
        return life

    def reopen(self, host: str) -> None:
        """Forget that a host is closed (an operator fixed the cause)."""
        self._local.closed.pop(host, None)
        self._ask(lambda store: store.delete(_breaker_key(host)))

    def _closed(self, host: str) -> tuple[float, str]:
        told = self._ask(
            lambda store: (store.pttl(_breaker_key(host)), store.get(_breaker_key(host)))
        )
        if told is not None:
            return told[0] / 1000, _text(told[1] or b"")
        until, reason = self._local.closed.get(host, (0.0, ""))
        return until - self._monotonic(), reason

    def _ask(self, question: Callable[[redis.Redis], Any]) -> Any:
        """The answer of Redis; None where there is none, or it was away a moment ago."""
        if self._store is None or self._monotonic() < self._away_until:
            return None
        try:
            return question(self._store)
        except redis.RedisError as error:
            self._away_until = self._monotonic() + AWAY_SECONDS
            _log.warning("limits_without_redis", error=type(error).__name__, seconds=AWAY_SECONDS)
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The budgets and breakers at one moment, in seconds.

    ``waits``: how long the next request of a budget would wait. ``closed``: hosts that
    refused us, and how long they are still left alone.
    """

    waits: Mapping[str, float]
    closed: Mapping[str, float]


def standing(store: redis.Redis, hosts: Sequence[str], budgets: Sequence[str]) -> Standing:
    """Look, in one round trip and without taking a token. Raises redis.RedisError."""
    asking = store.pipeline(transaction=False)
    asking.time()
    for name in budgets:
        asking.hget(_budget_key(name), "at")
    for host in hosts:
        asking.pttl(_breaker_key(host))
    (seconds, micros), *rest = asking.execute()
    now = seconds * 1_000_000 + micros
    tokens, lives = rest[: len(budgets)], rest[len(budgets) :]
    return Standing(
        waits={
            name: max(0, int(_text(at)) - now) / 1e6 if at else 0.0
            for name, at in zip(budgets, tokens, strict=True)
        },
        closed={host: left / 1000 for host, left in zip(hosts, lives, strict=True) if left > 0},
    )


def _exhausted(budget: str, rate: float, longest: float, away: float) -> BudgetExhausted:
    return BudgetExhausted(
        f"{budget}: the request budget of {rate:g}/s is taken for the next {away:.1f} s, "
        f"longer than the {longest:g} s a request may wait; it will be tried again",
        after=timedelta(seconds=away),
    )


def _budget_key(name: str) -> str:
    return f"{_PREFIX}:budget:{name}"


def _breaker_key(host: str) -> str:
    return f"{_PREFIX}:closed:{host}"


def _micro(seconds: float) -> int:
    return math.ceil(seconds * 1_000_000)


def _text(answer: Any) -> str:
    return answer.decode() if isinstance(answer, bytes) else str(answer)
