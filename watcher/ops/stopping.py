"""How a process of ours is asked to stop."""

from __future__ import annotations

import queue
import signal
import threading


def stop_on_signals(stop: threading.Event) -> None:
    """SIGTERM, Ctrl-C and a closed terminal set the event; call it before anything is started.

    A hang-up that the caller ignores (``nohup``) stays ignored.

    The handler runs between two steps of the main thread, which may just hold the event's lock
    in ``stop.wait``: it would wait for itself for ever. So it only puts into a queue whose
    ``put`` may interrupt itself, and a thread of its own sets the event.
    """
    asked: queue.SimpleQueue[int] = queue.SimpleQueue()

    def pass_on() -> None:
        asked.get()
        stop.set()

    threading.Thread(target=pass_on, name="stop-on-signals", daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda which, _frame: asked.put(which))
