"""What a worker pays before its first job."""

import json
import os
import subprocess
import sys
from typing import Any

PROBE = """
import json, resource, sys, time
started = time.process_time()
import workers.jobs
imported = time.process_time() - started
from watcher.settings import config_dir
from workers.read import load_types
load_types(config_dir() / "events.toml")
try:  # maximum of this program only; getrusage would count the parent before exec
    status = open("/proc/self/status").read()
    held = int(status.split("VmHWM:")[1].split()[0]) * 1024
except FileNotFoundError:
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS
heavy = [m for m in ("fastapi", "pdfplumber", "pdfminer", "feedparser", "alembic", "sentry_sdk", "typer", "numpy")
         if m in sys.modules]
print(json.dumps({"seconds": imported, "bytes": held, "heavy": heavy}))
"""


def probe() -> dict[str, Any]:
    # As installed: with the modules compiled by the first of several runs.
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", PROBE]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=compiled)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def test_the_job_modules_load_within_their_budget() -> None:
    runs = [probe() for _ in range(3)]
    # CPU time and the least of three, for the machine is shared.
    assert min(run["seconds"] for run in runs) <= 0.5
    assert max(run["bytes"] for run in runs) <= 100 * 2**20
    assert runs[0]["heavy"] == []
