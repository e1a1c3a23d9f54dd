"""One coverage-guided run of one target (atheris, libFuzzer): a process of its own.

    python -m tests.fuzz.guided TARGET RUNS SEED FOLDER

libFuzzer ends the process itself: 0 when all runs are done, else an error, with the input
in FOLDER.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HANG_SECONDS, MEMORY_MB = 10, 1536


def main(name: str, runs: str, seed: str, folder: Path) -> None:
    """Instrument our own code, write the seeds, and hand over to libFuzzer."""
    atheris = importlib.import_module("atheris")  # absent on most machines

    with atheris.instrument_imports(include=["watcher", "workers"]):
        targets = importlib.import_module("tests.fuzz.targets")
    target = targets.TARGETS[name]
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for number, body in enumerate(importlib.import_module("tests.fuzz.seeds").seeds(target.seeds)):
        (corpus / str(number)).write_bytes(body[: target.longest])
    options = [
        f"-runs={runs}", f"-seed={seed}", f"-max_len={target.longest}", f"-timeout={HANG_SECONDS}",
        f"-rss_limit_mb={MEMORY_MB}", f"-artifact_prefix={folder}/", "-print_final_stats=1",
        "-verbosity=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4]))
