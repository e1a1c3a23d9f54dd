"""What a worker pays before its first job."""

import json
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
usage = resource.getrusage(resource.RUSAGE_SELF)
unit = 1 if sys.platform == "darwin" else 1024
heavy = [m for m in ("fastapi", "pdfplumber", "pdfminer", "feedparser", "alembic", "sentry_sdk", "typer", "numpy")
         if m in sys.modules]
print(json.dumps({"seconds": imported, "bytes": usage.ru_maxrss * unit, "heavy": heavy}))
"""


def probe() -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def test_the_job_modules_load_within_their_budget() -> None:
    runs = [probe() for _ in range(3)]
    # CPU time and the least of three, for the machine is shared.
    assert min(run["seconds"] for run in runs) <= 0.5
    assert max(run["bytes"] for run in runs) <= 100 * 2**20
    assert runs[0]["heavy"] == []
