"""What there is to know about each venue now: polls, newest filing, gaps, budget, breaker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from watcher.errors import QueueDown
from watcher.jsonable import jsonable
from watcher.ops.calendars import silent_for
from watcher.ops.clock import utc_now

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.queue import Doorbell
    from watcher.settings import Settings


def sources_of(ledger: Ledger, doorbell: Doorbell, settings: Settings) -> list[dict[str, Any]]:
    """Every configured source; seconds, and times as ISO text in UTC."""
    gaps = {labels["source"]: value for _, labels, value in ledger.counters("gaps")}
    closed, found = _closed(doorbell, settings), []
    for name, config in settings.sources.items():
        polls = ledger.polls(source=name, limit=1)
        last = polls[0] if polls else None
        newest = ledger.newest_filing(name)
        published = newest and (newest.published_at or newest.seen_at)
        silent = silent_for(name, published, utc_now()) if published else None
        found.append(
            {
                "name": name, "enabled": config.enabled, "poll_seconds": config.poll_seconds,
                "requests_per_second": config.requests_per_second,
                "last_poll_at": jsonable(last and last.started_at),
                "last_outcome": last and last.outcome, "last_error": last and last.error,
                "newest_filing_at": jsonable(published),
                "silent_business_seconds": jsonable(silent), "gaps": gaps.get(name, 0),
                "closed_hosts": {h: s for h, s in closed.items() if h in config.hosts},
            }
        )  # fmt: skip
    return found


def _closed(doorbell: Doorbell, settings: Settings) -> Mapping[str, float]:
    """Nothing is known of the breakers while Valkey is away."""
    hosts = sorted({host for config in settings.sources.values() for host in config.hosts})
    try:
        return doorbell.standing(hosts, ()).closed
    except QueueDown:
        return {}
