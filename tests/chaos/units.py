"""Processes under a caretaker that starts them again, as systemd would, and how to find all."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any, Self

RESTART_SECONDS = 0.5
LOOK_SECONDS = 0.1


@dataclass
class Unit:
    """One process that shall run. ``options`` are further arguments of Popen."""

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    died: float = 0.0
    starts: int = 0

    def start(self, log: IO[bytes]) -> None:
        """Start it in a session of its own."""
        self.starts += 1
        self.process = subprocess.Popen(
            list(self.argv), env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True, **self.options,
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0


class Caretaker:
    """Starts units in their order, keeps them alive, stops them in the other order."""

    def __init__(self, units: Sequence[Unit], log: IO[bytes]) -> None:
        self.units, self._log = list(units), log
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._care, name="caretaker", daemon=True)

    def __enter__(self) -> Self:
        for unit in self.units:
            unit.start(self._log)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._thread.join()
        for unit in reversed(self.units):
            _end(unit)

    def _care(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            now = time.monotonic()
            for unit in self.units:
                if unit.alive:
                    unit.died = 0.0
                elif not unit.died:
                    unit.died = now
                elif now - unit.died > RESTART_SECONDS:
                    unit.start(self._log)


def _end(unit: Unit) -> None:
    """Ask all that the unit started to end, and see to it."""
    if unit.process is None:
        return
    family = [unit.pid, *descendants(unit.pid)]
    if unit.alive:
        unit.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            unit.process.wait(timeout=20)
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    unit.process.wait()


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the process table."""

    pid: int
    parent: int
    command: str


def table() -> list[Seen]:
    """All processes of the machine at this moment, without the dead."""
    shown = subprocess.run(
        ["ps", "-ww", "-e", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    ).stdout
    rows = (line.split(None, 2) for line in shown.splitlines())
    return [
        Seen(int(row[0]), int(row[1]), row[2])
        for row in rows
        if len(row) == 3 and "<defunct>" not in row[2]
    ]


def descendants(pid: int, seen: Sequence[Seen] | None = None) -> list[int]:
    """Children, their children and so on."""
    rows = table() if seen is None else seen
    found, rest = [], [pid]
    while rest:
        parent = rest.pop()
        children = [row.pid for row in rows if row.parent == parent]
        found += children
        rest += children
    return found


def found(units: Sequence[Unit], ending: str) -> list[int]:
    """Processes of ours whose command ends so, without the forks of one another."""
    rows = table()
    ours = {pid for unit in units for pid in (unit.pid, *descendants(unit.pid, rows))}
    hits = {row.pid: row for row in rows if row.pid in ours and row.command.endswith(ending)}
    return sorted(pid for pid, row in hits.items() if row.parent not in hits)


def horses(units: Sequence[Unit], ending: str) -> list[int]:
    """Work-horses at this moment: forks of the workers whose command ends so."""
    workers, rows = set(found(units, ending)), table()
    return [row.pid for row in rows if row.parent in workers and row.command.endswith(ending)]
