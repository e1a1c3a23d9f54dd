"""A supervised child ends when its supervisor is gone, however it went.

Only a child of our own supervisor does: a worker that a shell, cron or systemd started
goes on when that is gone.
"""

from __future__ import annotations

import os
import signal
import threading

SUPERVISOR_VARIABLE = "FILING_WATCHER_SUPERVISOR"
"""Process id of the supervisor, in the environment of its children."""


def supervised() -> bool:
    """Whether a supervisor of ours started this process."""
    return bool(os.environ.get(SUPERVISOR_VARIABLE))


def follow_parent(every_seconds: float = 0.5) -> threading.Event:
    """SIGTERM ourselves when our supervisor dies, or did already. Set the event to stop."""
    stop = threading.Event()
    parent = int(os.environ.get(SUPERVISOR_VARIABLE) or 0)
    if not parent:
        return stop

    def watch() -> None:
        while os.getppid() == parent:
            if stop.wait(every_seconds):
                return
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()
    return stop
