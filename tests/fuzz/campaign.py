"""A campaign: every target in watched children until it has had its executions."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.fuzz.engine import SLOW_SECONDS, keep
from tests.fuzz.flight import Flight

STALL_SECONDS = 300
"""Wall time without a new execution after which a child is ended; CPU time is watched inside."""
MOST_DEATHS = 5
"""Children of one target that may die before the campaign gives it up."""


@dataclass(frozen=True)
class Ran:
    """What became of one target under one engine. ``peak_mb`` is the largest resident memory."""

    target: str
    engine: str
    runs: int
    cpu_seconds: float
    peak_mb: int
    slowest_seconds: float
    findings: tuple[str, ...]


CHILD = (sys.executable, "-m", "tests.fuzz.child")


def fuzzed(
    engine: str, name: str, runs: int, seed: int, folder: Path, *, program: Sequence[str] = CHILD
) -> Ran:
    """``runs`` executions of a target. A child that dies is a finding; another goes on.

    What was done stands in ``folder``: a campaign that was broken off goes on from there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    result = folder / "ran.json"
    if result.exists():
        return Ran(**json.loads(result.read_text("utf-8")))
    ran = _fuzzed(engine, name, runs, seed, folder, program)
    result.write_text(json.dumps(asdict(ran)), "utf-8")
    return ran


def _fuzzed(
    engine: str, name: str, runs: int, seed: int, folder: Path, program: Sequence[str]
) -> Ran:
    done, cpu, peak, deaths = 0, 0.0, 0, 0
    while done < runs and deaths < MOST_DEATHS:
        command = (*program, engine, name, str(runs - done), f"{seed}.{deaths}", str(folder))
        status, usage = _flown(command, folder)
        cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss // 1024)
        before, seen = done, Flight(folder / "flight").seen()
        done = seen.count
        if status or done == before:
            deaths += 1
            keep(folder, name, seen.last, _cause(status, done - before))
    return Ran(name, engine, done, cpu, peak, seen.slowest_seconds, findings(folder))


def findings(folder: Path) -> tuple[str, ...]:
    """The kinds of failure whose inputs are kept there."""
    logs = sorted(folder.glob("*-*.log"))
    return tuple(sorted({log.read_text("utf-8").split("\n", 1)[0] for log in logs}))


def _flown(command: Sequence[str], folder: Path) -> tuple[int, resource.struct_rusage]:
    """The exit status (below 0: the signal) and the resources of one child."""
    with (folder / "log").open("ab") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log)
        moved, count = time.monotonic(), -1
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                child.returncode = os.waitstatus_to_exitcode(status)
                return child.returncode, usage
            if (now := _count(folder)) != count:
                moved, count = time.monotonic(), now
            elif time.monotonic() - moved > STALL_SECONDS:
                child.send_signal(signal.SIGKILL)
            time.sleep(0.2)


def _count(folder: Path) -> int:
    path = folder / "flight"
    return Flight(path).seen().count if path.exists() else 0


def _cause(status: int, runs: int) -> str:
    if status == -signal.SIGPROF:
        return f"hangs: over {SLOW_SECONDS:g} s of CPU"
    if status == -signal.SIGKILL:
        return f"killed: no answer for {STALL_SECONDS} s, or no memory"
    if status < 0:
        return f"dies of {signal.Signals(-status).name}"
    return f"ends with {status} after {runs} runs"
