"""A clock that moves only when a test says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Clock:
    """``clock.now`` or ``clock()`` is aware UTC; ``clock.move(seconds=5)`` passes time."""

    now: datetime = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> datetime:
        """Let time pass; the new time."""
        self.now += timedelta(seconds=seconds, minutes=minutes, hours=hours)
        return self.now
