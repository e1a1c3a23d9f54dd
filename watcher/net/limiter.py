"""One request budget per venue over all processes, and a breaker per host, in Redis.

The budget is a token bucket of depth one: tokens come ``1 / rate`` apart and do not pile
up, and waiting requests are served in the order in which they asked. Time is Redis's own,
so clocks of machines do not matter. A token is good for LATE_SECONDS: who wakes up or hears
of it later takes another, so that in any second start at most ``rate * (1 + LATE_SECONDS)``
requests, rounded up (9 of the SEC's 10 at 8). A connection that is long in coming makes its
request take another (``turn``); what the network does behind that is not ours to promise.

Who has waited asks whether its token is still known, for a Redis that lost its memory gives
the same moments to others. A bucket that is not known begins with a pause, because its last
token is not known either. It is not known after a flush, in another run of the server (a
killed one has lost the last second, though its disk remembers the rest), and where the clock
went back. A clock that is set forward may cost one start more.

Without Redis the one leading poller goes on with a share of the rate (``FALLBACK_SHARE``)
counted in its own memory, also where it waited for a turn. The workers do not: they get no
jobs then, and those who have one would all have waited from the same moment on. The share is
small because the processes notice one after another that Redis is away and is back.
"""

from __future__ import annotations

import hashlib
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import redis
import structlog

from watcher.errors import Blocked, BudgetExhausted

FALLBACK_SHARE = 32
"""A process without Redis keeps to this part of the rate: one request in 4 s of the SEC's 8 a
second. It is the leading poller, or two that both hold themselves for it for a moment, and
the others may still use the whole rate: together they stay below 10 in any second."""

AWAY_SECONDS = 5.0
"""How long Redis is not asked again after it did not answer (each asking may cost seconds)."""

LATE_SECONDS = 0.12
"""How long a token is good: a worker that the machine held up longer would crowd others."""

LATE_TOKENS = 5
"""So many in a row that come too late say that Redis, or this machine, is too slow to share."""

LONGEST_PAUSE = 1.0
"""Seconds before the first token of a bucket that is not known, at most: the promise is for a second."""

LONGEST_BREAK = 6
"""A venue's Retry-After may keep its host closed, or a filing waiting, for this many times the usual."""

_PREFIX = "watcher:net"

_FORGOTTEN = timedelta(days=7)
"""A bucket that nobody used so long is forgotten."""

# KEYS[1]: `at`, when the next token comes (microseconds), `since`, the server's run and when
# this bucket began, and `asked`, when it was last asked. ARGV: spacing, longest wait, pause of
# a new bucket, how long a token is good, and of a token that was given already its `since`
# and when it came (or '' and 0). Answers how long to wait, or -1 - (the wait that was too
# long), the token, and how late it already was.
_TAKE = f"""
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
local function text(number) return string.format('%.0f', number) end
local function keep(at, since)
  redis.call('HSET', KEYS[1], 'at', text(at), 'since', since, 'asked', text(now))
  redis.call('EXPIRE', KEYS[1], {int(_FORGOTTEN.total_seconds())})
end
local known = redis.call('HMGET', KEYS[1], 'at', 'since', 'asked')
local at, since = now + ARGV[3], run .. ':' .. text(now)
if known[2] and string.find(known[2], run, 1, true) and now >= tonumber(known[3] or now) then
  at, since = tonumber(known[1]), known[2]
  if ARGV[5] == since and now - ARGV[6] <= tonumber(ARGV[4]) then
    redis.call('HSET', KEYS[1], 'asked', text(now))
    return {{'0', since, ARGV[6], text(now - ARGV[6])}}
  end
  at = math.max(now, at)
end
if at - now > tonumber(ARGV[2]) then
  keep(at, since)
  return {{text(-1 - (at - now)), since, text(at), '0'}}
end
keep(at + ARGV[1], since)
return {{text(at - now), since, text(at), '0'}}
"""

_TAKE_SHA = hashlib.sha1(_TAKE.encode(), usedforsecurity=False).hexdigest()

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Token:
    """``wait`` is seconds until it is good, or -1 - (the wait that was too long); ``late`` how
    many too late Redis was asked. ``since`` and ``at`` tell Redis which one it is; without
    them it is our own.
    """

    wait: float
    since: str = ""
    at: str = "0"
    late: float = 0.0


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

    ``store`` is None where there is no Redis (``watcher poll --once``). ``alone`` is whether
    this process goes on with its share while Redis is away, or raises BudgetExhausted.
    ``sleep`` and ``monotonic`` are seconds; tests give their own.
    """

    def __init__(
        self,
        store: redis.Redis | None,
        *,
        alone: bool = True,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._alone = alone
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
        begun, waited, late, token = self._monotonic(), 0.0, 0, _Token(0.0)
        while late < LATE_TOKENS:
            asked = self._monotonic()
            left = longest - max(waited, asked - begun)
            token = self._take(budget, rate, max(0.0, left), token)
            if token.wait < 0:
                raise _exhausted(budget, rate, longest, -1 - token.wait)
            if token.wait > 0:
                self._sleep(token.wait)
                waited += token.wait
            elif token.since and token.late + self._monotonic() - asked > LATE_SECONDS:
                late += 1
                continue
            if token.wait == 0 or not token.since:
                return waited
        raise BudgetExhausted(
            f"{budget}: Redis's answers come too late to share a budget by them, {late} times in a "
            "row; is it, or this machine, overloaded? It will be tried again",
            after=timedelta(seconds=AWAY_SECONDS),
        )

    def _take(self, budget: str, rate: float, longest: float, before: _Token) -> _Token:
        """The token ``before`` if it is good now, else another one."""
        spacing = 1 / rate
        answer = self._ask(
            lambda store: _run(
                store, budget_key(budget), _micro(spacing), _micro(longest),
                _micro(min(spacing, LONGEST_PAUSE)), _micro(LATE_SECONDS), before.since, before.at,
            )
        )  # fmt: skip
        if answer is None:
            if not self._alone:
                raise _unshared(budget)
            share = FALLBACK_SHARE / rate
            first = 0.0 if self._store is None else share  # what it gave is not known here
            return _Token(self._local.take(budget, share, longest, self._monotonic(), first))
        wait, since, at, late = int(answer[0]), _text(answer[1]), _text(answer[2]), int(answer[3])
        return _Token(wait / 1e6 if wait >= 0 else -1 - (-1 - wait) / 1e6, since, at, late / 1e6)

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
            lambda store: [store.set(breaker_key(host), reason, nx=True, px=int(life * 1000))]
        )
        first = bool(told[0]) if told else not known_here
        if first:
            _log.error("venue_blocks_us", host=host, reason=reason, closed_seconds=round(life))
        return life

    def _closed(self, host: str) -> tuple[float, str]:
        told = self._ask(
            lambda store: (store.pttl(breaker_key(host)), store.get(breaker_key(host)))
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


def _run(store: redis.Redis, *words: Any) -> Any:
    """The answer of the script, which is sent in full only to a server that does not know it."""
    try:
        return store.evalsha(_TAKE_SHA, 1, *words)
    except redis.exceptions.NoScriptError:
        return store.eval(_TAKE, 1, *words)


def _unshared(budget: str) -> BudgetExhausted:
    return BudgetExhausted(
        f"{budget}: Redis, by which the processes share the request budget, does not answer; it "
        "will be tried again",
        after=timedelta(seconds=AWAY_SECONDS),
    )


def _exhausted(budget: str, rate: float, longest: float, away: float) -> BudgetExhausted:
    return BudgetExhausted(
        f"{budget}: the request budget of {rate:g}/s is taken for the next {away:.1f} s, "
        f"longer than the {longest:g} s a request may wait; it will be tried again",
        after=timedelta(seconds=away),
    )


def budget_key(name: str) -> str:
    """Where Redis keeps the bucket of a budget."""
    return f"{_PREFIX}:budget:{name}"


def breaker_key(host: str) -> str:
    """Where Redis keeps that a host is closed."""
    return f"{_PREFIX}:closed:{host}"


def _micro(seconds: float) -> int:
    return math.ceil(seconds * 1_000_000)


def _text(answer: Any) -> str:
    return answer.decode() if isinstance(answer, bytes) else str(answer)
