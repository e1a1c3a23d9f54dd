"""``watcher run``: keeps children alive with back-off and stops them cleanly.

Each child leads a process group of its own. Stopping sends SIGTERM to the child, so
that it drains what it holds, and after the grace time SIGKILL to its whole group.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from watcher.errors import WatcherError
from watcher.ops import logs
from watcher.ops.parent import SUPERVISOR_VARIABLE

FIRST_BACKOFF = 0.5
LONGEST_BACKOFF = 30.0
STEADY_SECONDS = 60.0
"""A child that lived this long starts again with the first back-off."""

_log = logs.get("supervisor")


@dataclass
class Child:
    """One process to keep alive."""

    name: str
    argv: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    again_at: float = 0.0
    restarts: int = 0
    backoff: float = FIRST_BACKOFF


@dataclass
class Supervisor:
    """Starts the children, restarts the dead, stops all.

    ``before_tick`` runs about five times a second (the embedded Valkey is checked
    there); ``on_restart`` is told each child's name when it is started again. A known
    error of either is a log line, and the children go on.
    """

    children: Sequence[Child]
    grace_seconds: float = 90.0
    environment: Mapping[str, str] | None = None
    before_tick: Callable[[], object] = lambda: None
    on_restart: Callable[[str], object] = lambda _name: None
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Until ``stopping`` is set, then drain. Does not install signal handlers."""
        try:
            while not self.stopping.is_set():
                self._known("before a tick", self.before_tick)
                self.tick(time.monotonic())
                self.stopping.wait(0.2)
        finally:
            self.stop()

    @staticmethod
    def _known(step: str, run: Callable[[], object]) -> None:
        """A Valkey that does not start or a locked ledger must not end the children."""
        try:
            run()
        except WatcherError as error:
            _log.error("supervision failed", step=step, error=str(error))

    def tick(self, now: float) -> None:
        """Start what is due and note what has died."""
        for child in self.children:
            if child.process is None:
                if now >= child.again_at:
                    self._start(child, now)
            elif (code := child.process.poll()) is not None:
                self._note_death(child, code, now)

    def _start(self, child: Child, now: float) -> None:
        again, child.started = bool(child.started), now
        environment = os.environ if self.environment is None else self.environment
        try:
            child.process = subprocess.Popen(
                list(child.argv),
                env={**environment, SUPERVISOR_VARIABLE: str(os.getpid())},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:  # no memory or process left now; there will be
            _log.error("child not started", child=child.name, error=str(error))
            self._again_later(child, now)
            return
        _log.info("child started", child=child.name, pid=child.process.pid)
        if again:  # told when it runs: a locked ledger must not hold it up
            child.restarts += 1
            self._known(child.name, lambda: self.on_restart(child.name))

    def _note_death(self, child: Child, code: int, now: float) -> None:
        self._kill_group(child)
        if now - child.started > STEADY_SECONDS:
            child.backoff = FIRST_BACKOFF
        _log.warning("child ended", child=child.name, code=code, again_in=child.backoff)
        self._again_later(child, now)

    @staticmethod
    def _again_later(child: Child, now: float) -> None:
        child.process = None
        child.again_at = now + child.backoff
        child.backoff = min(child.backoff * 2, LONGEST_BACKOFF)

    def stop(self) -> None:
        """SIGTERM each child, wait for the grace time, SIGKILL what is left of its group."""
        alive = [c for c in self.children if c.process is not None]
        for child in alive:
            if child.process is not None:
                child.process.terminate()
        deadline = time.monotonic() + self.grace_seconds
        for child in alive:
            if child.process is None:
                continue
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(timeout=max(0.0, deadline - time.monotonic()))
            self._kill_group(child)
            child.process.wait()
            child.process = None

    @staticmethod
    def _kill_group(child: Child) -> None:
        if child.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)
