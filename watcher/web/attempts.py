"""Wrong passwords and tokens are counted per address; too many, and the address waits."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_WRONG, WINDOW_SECONDS = 5, 300.0
"""Wrong passwords from one address within the window before it must wait."""

MOST_ADDRESSES = 10_000
"""Addresses that are remembered; the one that tried longest ago is forgotten first."""


@dataclass(slots=True)
class Attempts:
    """Failed log-ins of this process. ``monotonic`` is seconds; threads may share it."""

    monotonic: Callable[[], float] = time.monotonic
    _failed: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def wait(self, address: str) -> float:
        """Seconds until the address may try again; 0 when it may now."""
        with self._lock:
            times = self._recent(address)
            if len(times) < MOST_WRONG:
                return 0.0
            return max(0.0, times[0] + WINDOW_SECONDS - self.monotonic())

    def failed(self, address: str) -> None:
        """Count a wrong password or token."""
        with self._lock:
            times = self._recent(address)
            times.append(self.monotonic())
            self._failed[address] = times
            self._failed.move_to_end(address)
            while len(self._failed) > MOST_ADDRESSES:
                self._failed.popitem(last=False)

    def _recent(self, address: str) -> deque[float]:
        times = self._failed.get(address, deque(maxlen=MOST_WRONG))
        while times and times[0] <= self.monotonic() - WINDOW_SECONDS:
            times.popleft()
        return times
