"""What readiness means: ledger, Valkey, and feeds that answer (which needs a leader)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.errors import WatcherError
from watcher.ops.clock import utc_now

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.queue import Doorbell
    from watcher.settings import Settings

STALE_POLLS = 20
"""Polls of a source that may fail or be missing before it counts as stale,"""

STALE_SECONDS = 60.0
"""and at least so long, for one source is polled every second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One look."""

    name: str
    ok: bool
    detail: str


def health(ledger: Ledger, doorbell: Doorbell, settings: Settings) -> list[Health]:
    """Every check; never raises a known error."""
    rings = doorbell.answers()
    found = [Health(name="valkey", ok=rings, detail="answers" if rings else "does not answer")]
    try:
        found += [_source(ledger, name, config.poll_seconds)
                  for name, config in settings.sources.items() if config.enabled]  # fmt: skip
        found.append(Health(name="ledger", ok=True, detail="answers"))
    except WatcherError as error:
        found.append(Health(name="ledger", ok=False, detail=str(error)))
    return found


def _source(ledger: Ledger, name: str, poll_seconds: float) -> Health:
    patience = max(STALE_SECONDS, STALE_POLLS * poll_seconds)
    polls = ledger.polls(source=name, limit=math.ceil(patience / poll_seconds))
    good = next((p for p in polls if p.outcome != "failed"), None)
    if good is None:
        last = polls[0].error if polls else "no scheduler has polled it yet"
        return Health(name=name, ok=False, detail=last or "every recent poll failed")
    age = utc_now() - good.started_at
    ok = age <= timedelta(seconds=patience)
    return Health(name=name, ok=ok, detail=f"last good poll {age.total_seconds():.0f} s ago")
