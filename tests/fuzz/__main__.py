"""Fuzz parsers and feed readers, and print a table of what was run.

    python -m tests.fuzz [--target NAME] [--runs N] [--seed S] [--engine guided|mutate] [--keep FOLDER]

``--runs`` is the sum over all chosen targets, shared by how fast they are. With atheris
(``pip install atheris``, Linux) the fuzzer follows coverage; else it mutates blindly.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, Target

SLOW_SECONDS = 10.0
_UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


@dataclass(frozen=True)
class Ran:
    """What became of one target: executions, CPU-bound seconds, and the finding if any."""

    target: str
    runs: int
    seconds: float
    finding: str = ""


def guided(name: str, runs: int, seed: int, keep: Path) -> Ran:
    """A coverage-guided run in a process of its own."""
    folder = keep / name
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", name, str(runs), str(seed), str(folder)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    units = _UNITS.search(done.stderr)
    finding = ""
    if done.returncode:
        (folder / "log").write_text(done.stdout + done.stderr, encoding="utf-8")
        finding = f"exit {done.returncode}, see {folder}"
    return Ran(name, int(units[1]) if units else 0, time.monotonic() - began, finding)


def blind(name: str, runs: int, seed: int, keep: Path) -> Ran:
    """Seeded mutations in this process; each kind of failure is kept once."""
    target, known, random = TARGETS[name], seeds(TARGETS[name].seeds), Random(f"{name} {seed}")
    began, found = time.monotonic(), set[str]()
    for _ in range(runs):
        body = mutated(random, known, target.longest)
        error = failure(target, body)
        if error is not None and (kind := _kind(error)) not in found:
            found.add(kind)
            _keep(keep, name, body, error)
    return Ran(name, runs, time.monotonic() - began, "; ".join(sorted(found)))


def failure(target: Target, body: bytes) -> Exception | None:
    """What a target does wrong with an input: an error it did not name, or far too long."""
    started = time.thread_time()
    try:
        target(body)
    except Exception as error:  # noqa: BLE001 - a finding is whatever a target did not name
        return error
    spent = time.thread_time() - started
    return TimeoutError(f"{spent:.1f} s of CPU") if spent > SLOW_SECONDS else None


def _kind(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


def _keep(keep: Path, name: str, body: bytes, error: Exception) -> None:
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{name}-{sha256(body).hexdigest()[:12]}"
    path.write_bytes(body)
    path.with_suffix(".log").write_text("".join(traceback.format_exception(error)), "utf-8")


def main() -> int:
    """0 without findings, 1 with."""
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("guided", "mutate"))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    engine = given.engine or ("guided" if importlib.util.find_spec("atheris") else "mutate")
    keep = given.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    names = given.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in names)
    print(f"{'target':24} {'runs':>9} {'seconds':>8} {'per second':>10}  finding", flush=True)
    total, findings = 0, 0
    for name in names:
        runs = max(1, given.runs * TARGETS[name].share // shares)
        ran = (guided if engine == "guided" else blind)(name, runs, given.seed, keep)
        total, findings = total + ran.runs, findings + bool(ran.finding)
        pace = ran.runs / max(ran.seconds, 0.001)
        print(
            f"{name:24} {ran.runs:9,} {ran.seconds:8.1f} {pace:10,.0f}  {ran.finding or 'none'}",
            flush=True,
        )
    print(f"{'all':24} {total:9,} executions, {findings} findings ({engine}, seed {given.seed})")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
