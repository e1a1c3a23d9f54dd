import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.wait import wait_for
from watcher.errors import LedgerBusy
from watcher.ops.parent import SUPERVISOR_VARIABLE, follow_parent
from watcher.supervisor import FIRST_BACKOFF, LONGEST_BACKOFF, STEADY_SECONDS, Child, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
DRAINER = """
import pathlib, signal, sys, threading
done = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: done.set())
pathlib.Path(sys.argv[1]).write_text("up"); done.wait(); pathlib.Path(sys.argv[1]).write_text("drained")
"""
STUBBORN = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(60)
"""


def gone(pid: int) -> bool:
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return not shown.stdout.strip() or shown.stdout.strip().startswith("Z")


def test_a_dead_child_starts_again_after_its_backoff() -> None:
    restarted: list[tuple[str, bool]] = []
    child = Child("one", SLEEPER)
    supervisor = Supervisor(
        [child], on_restart=lambda name: restarted.append((name, child.process is not None))
    )
    supervisor.tick(100.0)
    assert child.process is not None
    first = child.process
    first.kill()
    first.wait()
    supervisor.tick(101.0)
    supervisor.tick(101.0 + FIRST_BACKOFF - 0.01)
    assert child.process is None
    supervisor.tick(101.0 + FIRST_BACKOFF)
    assert child.process is not None
    assert child.process.pid != first.pid
    assert (child.restarts, restarted) == (1, [("one", True)]), "told when it runs again"
    supervisor.stop()


def test_the_backoff_doubles_to_its_limit_and_starts_anew_after_a_steady_life() -> None:
    child = Child("flapping", [sys.executable, "-c", "pass"])
    supervisor = Supervisor([child])
    now, waits = 0.0, []
    for _ in range(9):
        supervisor.tick(now)
        assert child.process is not None
        child.process.wait()
        supervisor.tick(now)
        waits.append(child.again_at - now)
        now = child.again_at
    assert waits[:4] == [0.5, 1.0, 2.0, 4.0]
    assert waits[-1] == LONGEST_BACKOFF
    supervisor.tick(now)
    assert child.process is not None
    child.process.wait()
    supervisor.tick(now + STEADY_SECONDS + 1)
    assert child.again_at - (now + STEADY_SECONDS + 1) == FIRST_BACKOFF


def test_sigterm_lets_a_child_drain(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    supervisor = Supervisor(
        [Child("drainer", [sys.executable, "-c", DRAINER, str(mark)])], grace_seconds=20
    )
    supervisor.tick(0.0)
    wait_for(lambda: mark.exists() and mark.read_text() == "up")
    supervisor.stop()
    assert mark.read_text() == "drained"


def test_after_the_grace_time_the_whole_group_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild"
    child = Child("stubborn", [sys.executable, "-c", STUBBORN, str(mark)])
    supervisor = Supervisor([child], grace_seconds=0.2)
    supervisor.tick(0.0)
    grandchild = int(wait_for(lambda: mark.exists() and mark.read_text()))
    supervisor.stop()
    wait_for(lambda: gone(grandchild))


def test_a_dead_child_takes_its_work_horses_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild"
    child = Child("worker", [sys.executable, "-c", STUBBORN, str(mark)])
    supervisor = Supervisor([child])
    supervisor.tick(0.0)
    grandchild = int(wait_for(lambda: mark.exists() and mark.read_text()))
    assert child.process is not None
    child.process.kill()
    child.process.wait()
    supervisor.tick(1.0)
    wait_for(lambda: gone(grandchild))


def test_run_looks_after_the_server_before_the_children_and_stops_all() -> None:
    looked = threading.Event()
    child = Child("one", SLEEPER)
    supervisor = Supervisor([child], before_tick=looked.set, grace_seconds=5)
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    assert looked.wait(10)
    process = wait_for(lambda: child.process)
    supervisor.stopping.set()
    thread.join(20)
    assert not thread.is_alive()
    assert process is not None
    assert gone(process.pid)


FOLLOWER = """
import os, subprocess, sys, time
code = "from watcher.ops.parent import follow_parent; import time; follow_parent(0.05); print('up', flush=True); time.sleep(60)"
child = subprocess.Popen(
    [sys.executable, "-c", code], stdout=subprocess.PIPE,
    env={**os.environ, "FILING_WATCHER_SUPERVISOR": sys.argv[1] or str(os.getpid())},
)
child.stdout.readline(); print(child.pid, flush=True); time.sleep(60)
"""


def test_a_child_ends_when_its_supervisor_was_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", FOLLOWER, ""], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not gone(child)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    started = time.monotonic()
    wait_for(lambda: gone(child))
    assert time.monotonic() - started < 10


def test_a_child_that_came_up_after_its_supervisor_was_killed_ends_too() -> None:
    code = "from watcher.ops.parent import follow_parent; import time; follow_parent(0.05); time.sleep(60)"
    nobody = {**os.environ, SUPERVISOR_VARIABLE: "999999999"}
    child = subprocess.Popen([sys.executable, "-c", code], env=nobody, cwd=Path.cwd())
    assert child.wait(timeout=20) == -signal.SIGTERM


def test_a_process_that_nobody_supervises_outlives_its_shell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(SUPERVISOR_VARIABLE, raising=False)
    before = threading.active_count()
    follow_parent()
    assert threading.active_count() == before


def test_a_failing_look_or_count_does_not_end_the_children() -> None:
    def fail(*_: str) -> None:
        raise LedgerBusy("locked")

    child = Child("one", SLEEPER)
    supervisor = Supervisor([child], before_tick=fail, on_restart=fail, grace_seconds=5)
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    first = wait_for(lambda: child.process)
    assert first is not None
    first.kill()
    wait_for(lambda: child.restarts == 1 and child.process)
    supervisor.stopping.set()
    thread.join(20)


def test_a_child_that_cannot_be_started_is_tried_again() -> None:
    child = Child("none", ["/nonexistent/program"])
    supervisor = Supervisor([child])
    supervisor.tick(100.0)
    assert (child.process, child.again_at) == (None, 100.0 + FIRST_BACKOFF)
    child.argv = SLEEPER
    supervisor.tick(100.0 + FIRST_BACKOFF)
    assert child.process is not None
    supervisor.stop()
