import signal
import subprocess
import sys

import pytest

PROGRAM = """
import signal, sys, threading
from watcher.ops.stopping import stop_on_signals
signal.signal(signal.SIGHUP, signal.SIG_IGN if sys.argv[1] == "nohup" else signal.SIG_DFL)
stop = threading.Event()
stop_on_signals(stop)
print("up", flush=True)
sys.exit(0 if stop.wait(20) else 3)
"""
BUSY = PROGRAM.replace("stop.wait(20)", "any(stop.wait(0) for _ in iter(int, 1))")
"""Asks so often whether it shall stop that a signal nearly always meets it asking."""


def started(hang_up: str, program: str = PROGRAM) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", program, hang_up], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    return process


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_asks_to_stop(number: signal.Signals) -> None:
    process = started("terminal")
    process.send_signal(number)
    assert process.wait(timeout=20) == 0


def test_under_nohup_a_closed_terminal_changes_nothing() -> None:
    process = started("nohup")
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGCONT)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=0.3)
    process.terminate()
    assert process.wait(timeout=20) == 0


def test_a_signal_that_meets_the_question_whether_to_stop_is_heard() -> None:
    for _ in range(8):
        process = started("terminal", BUSY)
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()
            process.wait()
