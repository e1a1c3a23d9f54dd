"""What can go wrong at a venue, on demand: latency, blocks, errors, cut and frozen answers."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """The ways in which real venues have failed."""

    LATENCY = "latency"
    BLOCK_PAGE = "block_page"
    TOO_MANY = "too_many"
    SERVER_ERROR = "server_error"
    UNAVAILABLE = "unavailable"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    HUGE = "huge"
    NOT_PDF = "not_pdf"


BLOCK_PAGE = (
    b"<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head>"
    b"<body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>"
)
UNAVAILABLE_PAGE = b"<html><head><title>SEC.gov | File Unavailable</title></head><body>File Unavailable</body></html>"


@dataclass(slots=True, kw_only=True)
class Fault:
    """One fault on paths that contain ``path``, for the next ``times`` requests.

    ``amount`` is seconds for latency, seconds of Retry-After for blocks, bytes for HUGE.
    """

    kind: FaultKind
    path: str = "/"
    times: int = 1
    amount: float = 0.0


@dataclass(slots=True)
class Faults:
    """The faults still to come; safe for the server's threads."""

    _left: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, fault: Fault) -> None:
        """Arm a fault behind those that are armed already."""
        with self._lock:
            self._left.append(fault)

    def clear(self) -> None:
        """Disarm all."""
        with self._lock:
            self._left.clear()

    def take(self, path: str) -> Fault | None:
        """The first armed fault for a path, one use of it spent."""
        with self._lock:
            for fault in self._left:
                if fault.path in path:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._left.remove(fault)
                    return fault
        return None
