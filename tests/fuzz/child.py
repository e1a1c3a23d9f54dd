"""One target in a process of its own, with the memory of a work-horse and a watch on each input.

    python -m tests.fuzz.child ENGINE TARGET RUNS SEED FOLDER

The parent is ``tests.fuzz.campaign``; what happened stands in FOLDER, also after a crash.
"""

from __future__ import annotations

import contextlib
import importlib
import resource
import sys
from pathlib import Path

MEMORY_MB = 1024
"""Address space beyond what the imports took: ``workers.memory_mb`` as shipped."""


def main(engine: str, name: str, runs: str, seed: str, folder: Path) -> None:
    """Import (instrumented, where coverage leads), cap the memory, and run."""
    watch = contextlib.nullcontext()
    if engine == "guided":
        atheris = importlib.import_module("atheris")
        watch = atheris.instrument_imports(include=["watcher", "workers"])
    with watch:
        importlib.import_module("tests.fuzz.targets").reader()
    work = importlib.import_module("tests.fuzz.engine")
    watched = work.Watched(name, folder, strict=True)
    _confine()
    if engine == "guided":
        work.guided(name, int(runs), seed, watched, folder)
    else:
        work.blind(name, int(runs), seed, watched)


def _confine() -> None:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY_MB * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], Path(sys.argv[5]))
