"""The doorbell: the only file that speaks to RQ to enqueue.

A ring carries a row id and nothing else. A lost ring costs a lease, never a filing:
the ledger is the record, and the sweep rings again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import redis

from watcher.errors import ConfigError, QueueDown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from watcher.net.standing import Standing
    from watcher.settings import Settings

QueueName = Literal["filings", "deliveries", "ocr"]

JOBS: dict[QueueName, str] = {
    "filings": "workers.jobs.process_filing",
    "deliveries": "workers.jobs.deliver",
    "ocr": "workers.jobs.read_scan",
}
"""What RQ calls for an id of each queue."""

FAILURE_TTL = 86_400
"""Seconds that RQ keeps a failed job for `rq info`; the ledger has the reason for good."""


def redis_url(settings: Settings) -> str:
    """The configured server, else the embedded one of the data folder."""
    from watcher.valkey import url_for  # noqa: PLC0415 - only the embedded case needs it

    return settings.redis.url.get_secret_value() or url_for(settings.data_dir / "valkey")


def connect(settings: Settings) -> redis.Redis:
    """A client with time-outs. Raises ConfigError for a malformed URL."""
    try:
        return redis.Redis.from_url(
            redis_url(settings),
            socket_connect_timeout=5,
            socket_timeout=5,
            health_check_interval=30,
        )
    except ValueError as error:
        raise ConfigError(
            f"[redis] url is not a redis://, rediss:// or unix:// URL: {error}"
        ) from None


@contextmanager
def down_is_transient() -> Iterator[None]:
    """Errors of the Redis client become QueueDown."""
    try:
        yield
    except (redis.ConnectionError, redis.TimeoutError) as error:
        raise QueueDown("Redis/Valkey does not answer; the sweep rings again later") from error
    except redis.RedisError as error:
        raise QueueDown(f"Redis/Valkey refuses: {error}; the sweep rings again later") from error


class Doorbell:
    """Rings workers. ``seconds`` is the time-out of one job of each queue."""

    def __init__(self, client: redis.Redis, seconds: dict[QueueName, int]) -> None:
        self._client = client
        self._seconds = seconds

    @classmethod
    def of(cls, settings: Settings) -> Doorbell:
        """The doorbell of these settings."""
        limits = settings.workers
        return cls(
            connect(settings),
            {
                "filings": limits.filing_seconds,
                "deliveries": limits.delivery_seconds,
                "ocr": limits.ocr_seconds,
            },
        )

    def answers(self) -> bool:
        """Whether the server answers now."""
        try:
            return bool(self._client.ping())
        except redis.RedisError:
            return False

    def ring(self, name: QueueName, ids: Sequence[str]) -> None:
        """Enqueue one job per id, in order, in one round trip. Raises QueueDown."""
        self.ring_together(name, [[row_id] for row_id in ids])

    def ring_together(
        self, name: QueueName, groups: Sequence[Sequence[str]], *, turns: int | None = None
    ) -> None:
        """Enqueue one job per group of ids, in order, in one round trip. Raises QueueDown.

        A job may take the time of ``turns`` ids, one after the other (None: of all).
        """
        if not groups:
            return
        with down_is_transient():
            from rq import Queue  # noqa: PLC0415 - heavy; only who rings needs it

            Queue(name, connection=self._client, serializer="json").enqueue_many(
                [
                    Queue.prepare_data(
                        JOBS[name],
                        args=tuple(group),
                        timeout=self._seconds[name] * min(len(group), turns or len(group)),
                        result_ttl=0,
                        failure_ttl=FAILURE_TTL,
                        description=f"{JOBS[name]}({', '.join(group)})",
                    )
                    for group in groups
                ]
            )

    def waiting(self, name: QueueName) -> int:
        """Jobs in a queue that no worker has taken. Raises QueueDown."""
        with down_is_transient():
            length: int = self._client.llen(f"rq:queue:{name}")
            return length

    def standing(self, hosts: Sequence[str], budgets: Sequence[str]) -> Standing:
        """How the request budgets and breakers stand. Raises QueueDown."""
        from watcher.net.standing import standing  # noqa: PLC0415 - brings the HTTP client along

        with down_is_transient():
            return standing(self._client, hosts, budgets)
