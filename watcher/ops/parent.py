"""A child ends when its supervisor is gone, however it went."""

from __future__ import annotations

import os
import signal
import threading


def follow_parent(every_seconds: float = 0.5) -> threading.Event:
    """SIGTERM ourselves when the process that started us dies. Set the event to stop."""
    parent, stop = os.getppid(), threading.Event()

    def watch() -> None:
        while not stop.wait(every_seconds):
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGTERM)
                return

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()
    return stop
