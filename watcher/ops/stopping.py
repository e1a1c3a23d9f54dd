"""How a process of ours is asked to stop."""

from __future__ import annotations

import signal
import threading


def stop_on_signals(stop: threading.Event) -> None:
    """SIGTERM, Ctrl-C and a closed terminal set the event; call it before anything is started.

    A hang-up that the caller ignores (``nohup``) stays ignored.
    """
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda *_: stop.set())
