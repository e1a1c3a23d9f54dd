"""What a reading process costs beside its readings: CPU seconds of its imports, peak memory.

Each figure comes from processes of its own; the import is the cheapest of several starts,
less what Python itself takes.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

STARTS = 5
IMPORTS = {
    "the readers and all event types": "from workers.parse import Reader; from watcher.settings import config_dir; Reader.of(config_dir())",
    "a worker (RQ, ledger, readers)": "import workers.run; from workers.parse import Reader; from watcher.settings import config_dir; Reader.of(config_dir())",
}
_PEAK = "from benchmarks.process import own_peak; print(own_peak())"
_READ = "from benchmarks.reading import read_recordings; read_recordings()"
_STATUS = Path("/proc/self/status")


def import_seconds(statement: str) -> float:
    """CPU seconds of a statement in a fresh process beyond an empty one."""
    return _cpu(statement) - _cpu("pass")


def peak_megabytes(statement: str) -> float:
    """Peak resident memory of a fresh process that runs a statement."""
    printed = subprocess.run(
        [sys.executable, "-c", f"{statement}; {_PEAK}"], check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    return float(printed)


def own_peak() -> float:
    """Peak resident megabytes of this process. Linux hands the parent's figure of
    ``getrusage`` down to a child; the one in /proc begins anew.
    """
    if _STATUS.exists():
        line = next(x for x in _STATUS.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def peak_of_reading() -> float:
    """Peak memory after every recording of the demo was read."""
    return peak_megabytes(_READ)


def peak_in_fork(run: Callable[[], object]) -> float:
    """Peak resident megabytes of a fork of this process that runs something, as a worker's
    work-horse does. Raises RuntimeError when it does not come to its end.
    """
    mine, its = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            run()
            os.write(its, f"{own_peak():.1f}".encode())
        finally:
            os._exit(0)
    os.close(its)
    with os.fdopen(mine) as told:
        peak = told.read()
    os.waitpid(pid, 0)
    if not peak:
        raise RuntimeError(f"process {pid} ended before it told its peak")
    return float(peak)


def _cpu(statement: str) -> float:
    """CPU seconds, user and system, of the cheapest of some starts. The modules are compiled at
    the first of them, as an installation does it, whatever this environment says of that.
    """
    spent = []
    with TemporaryDirectory() as compiled:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(STARTS):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", statement], check=True, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)
