"""How long the next request of each budget would wait, and which hosts are left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import redis

from watcher.net.limiter import breaker_key, budget_key


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
        asking.hget(budget_key(name), "at")
    for host in hosts:
        asking.pttl(breaker_key(host))
    (seconds, micros), *rest = asking.execute()
    now = seconds * 1_000_000 + micros
    tokens, lives = rest[: len(budgets)], rest[len(budgets) :]
    return Standing(
        waits={
            name: max(0, int(at) - now) / 1e6 if at else 0.0
            for name, at in zip(budgets, tokens, strict=True)
        },
        closed={host: left / 1000 for host, left in zip(hosts, lives, strict=True) if left > 0},
    )
