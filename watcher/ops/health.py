"""What readiness means: ledger, Valkey, a leader, feeds that answer and feeds that bring news."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from watcher.errors import WatcherError
from watcher.ops.calendars import silent_for
from watcher.ops.clock import Clock, utc_now

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.ledger.vitals import Freshness, Lead
    from watcher.queue import Doorbell
    from watcher.settings import Settings

STALE_POLLS = 20
"""Polls of a source that may fail or be missing before it counts as stale,"""

STALE_SECONDS = 60.0
"""and at least so long, for one source is polled every second."""

STALE_FEED = timedelta(hours=1)
"""Open time of a venue without a new filing before its feed counts as stale."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One look."""

    name: str
    ok: bool
    detail: str


def health(
    ledger: Ledger, doorbell: Doorbell, settings: Settings, clock: Clock = utc_now
) -> list[Health]:
    """Every check; never raises a known error."""
    rings, now = doorbell.answers(), clock()
    found = [Health(name="valkey", ok=rings, detail="answers" if rings else "does not answer")]
    try:
        vitals = ledger.vitals(list(settings.sources))
        found.append(_leader(vitals.lead, now))
        for name, config in settings.sources.items():
            if config.enabled:
                found.append(_polled(ledger, name, config.poll_seconds, now))
                found.append(_fresh(name, vitals.sources[name], now))
        found.append(Health(name="ledger", ok=True, detail="answers"))
    except WatcherError as error:
        found.append(Health(name="ledger", ok=False, detail=str(error)))
    return found


def _leader(lead: Lead | None, now: datetime) -> Health:
    if lead is None or lead.holder is None or lead.expires_at <= now:
        return Health(name="leader", ok=False, detail="no scheduler leads: is one running?")
    return Health(name="leader", ok=True, detail=f"{lead.holder} leads")


def _polled(ledger: Ledger, name: str, poll_seconds: float, now: datetime) -> Health:
    """A good poll not long ago. Whether the venue is open does not matter: it answers always."""
    patience = max(STALE_SECONDS, STALE_POLLS * poll_seconds)
    polls = ledger.polls(source=name, limit=math.ceil(patience / poll_seconds))
    good = next((p for p in polls if p.outcome != "failed"), None)
    if good is None:
        last = polls[0].error if polls else "no scheduler has polled it yet"
        return Health(name=name, ok=False, detail=last or "every recent poll failed")
    age = now - good.started_at
    ok = age <= timedelta(seconds=patience)
    return Health(name=name, ok=ok, detail=f"last good poll {age.total_seconds():.0f} s ago")


def _fresh(name: str, feed: Freshness, now: datetime) -> Health:
    """News not too much open time ago, by the venue's business calendar."""
    if feed.newest_seen_at is None:
        return Health(name=f"{name} feed", ok=True, detail="no filing yet")
    silent = silent_for(name, feed.newest_seen_at, now)
    minutes = silent.total_seconds() / 60
    return Health(
        name=f"{name} feed",
        ok=silent <= STALE_FEED,
        detail=f"{minutes:.0f} min of the venue's open time since its last new filing",
    )
