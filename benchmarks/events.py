"""A small discrete-event simulation: processes that wait, and that queue for resources.

A process is a generator. It yields seconds to wait, or ``Use`` of a resource, and goes on when
that is over. Whoever comes first to a resource is served first.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias


@dataclass(slots=True)
class Resource:
    """So many places; ``busy`` is how many place-seconds were used."""

    name: str
    places: int
    busy: float = 0.0
    taken: int = 0
    waiting: deque[tuple[Process, float]] = field(default_factory=deque)

    def share(self, seconds: float) -> float:
        """How much of the resource was used over so many seconds, 0 to 1."""
        return self.busy / (self.places * seconds) if seconds else 0.0


@dataclass(frozen=True, slots=True)
class Use:
    """Have a place of a resource for so many seconds."""

    resource: Resource
    seconds: float


Process: TypeAlias = Generator["float | Use", None, None]


class World:
    """The clock, and what happens when."""

    def __init__(self) -> None:
        self.now = 0.0
        self._numbers = count()
        self._coming: list[tuple[float, int, Process, Resource | None]] = []

    def start(self, process: Process, *, at: float | None = None) -> None:
        """Let a process begin."""
        self._at(self.now if at is None else at, process, None)

    def run(self) -> float:
        """Until nothing is left to happen; the seconds that took."""
        while self._coming:
            self.now, _, process, given_back = heapq.heappop(self._coming)
            if given_back is not None:
                self._free(given_back)
            self._step(process)
        return self.now

    def _step(self, process: Process) -> None:
        wanted = next(process, None)
        if isinstance(wanted, Use):
            self._queue(process, wanted)
        elif wanted is not None:
            self._at(self.now + wanted, process, None)

    def _queue(self, process: Process, wanted: Use) -> None:
        resource = wanted.resource
        if resource.taken < resource.places:
            self._serve(process, resource, wanted.seconds)
        else:
            resource.waiting.append((process, wanted.seconds))

    def _serve(self, process: Process, resource: Resource, seconds: float) -> None:
        resource.taken += 1
        resource.busy += seconds
        self._at(self.now + seconds, process, resource)

    def _free(self, resource: Resource) -> None:
        resource.taken -= 1
        if resource.waiting:
            process, seconds = resource.waiting.popleft()
            self._serve(process, resource, seconds)

    def _at(self, moment: float, process: Process, given_back: Resource | None) -> None:
        heapq.heappush(self._coming, (moment, next(self._numbers), process, given_back))
