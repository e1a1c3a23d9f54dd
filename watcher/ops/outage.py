"""The ledger away: one line when it goes, one when it is back, and longer pauses between."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from watcher.errors import LedgerBusy
from watcher.ops import logs
from watcher.ops.clock import Clock, utc_now

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=30)

_log = logs.get("outage")


class Outage:
    """What the steps of one scheduler know together; several threads may tell it."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._since: datetime | None = None
        self._again_at: datetime | None = None
        self._pause = FIRST_PAUSE

    @property
    def on(self) -> bool:
        """Whether the ledger was away when it was last asked."""
        return self._since is not None

    @property
    def due(self) -> bool:
        """Whether it may be asked again."""
        return self._again_at is None or self._clock() >= self._again_at

    def note(self, error: LedgerBusy) -> None:
        """It did not answer: wait twice as long as the last time."""
        with self._lock:
            now = self._clock()
            if self._since is None:
                self._since, self._pause = now, FIRST_PAUSE
                _log.error("ledger away", error=str(error))
            if self.due:
                self._again_at = now + self._pause
                self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def over(self) -> None:
        """It answers."""
        with self._lock:
            if self._since is not None:
                seconds = (self._clock() - self._since).total_seconds()
                _log.warning("ledger back", seconds=round(seconds))
            self._since = self._again_at = None
