"""Fuzz parsers and feed readers, and print a table of what was run.

    python -m tests.fuzz [--target NAME] [--executions N] [--seed S] [--engine guided|mutate|both]
                         [--keep FOLDER] [--record]

``--executions`` is the sum over all chosen targets and engines, shared by how fast the targets
are. ``guided`` follows coverage and needs atheris (the group ``fuzz``, Linux on x86-64).
``--record`` adds the campaign to docs/fuzzing.md. Exit 1 with findings; their inputs are kept.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

from tests.fuzz.campaign import Ran, fuzzed
from tests.fuzz.report import record
from tests.fuzz.targets import TARGETS

_LINE = "{:26} {:8} {:>9} {:>8} {:>10} {:>9} {:>8}  {}"


def main() -> int:
    """0 without findings, 1 with."""
    given = _arguments()
    keep = given.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    engines = _engines(given.engine)
    names = given.target or list(TARGETS)
    shares = sum(TARGETS[name].share for name in names) * len(engines)
    _say("target", "engine", "runs", "CPU, s", "per s", "slowest", "peak, MB", "findings")
    rans: list[Ran] = []
    for name in names:
        for engine in engines:
            runs = max(1, given.executions * TARGETS[name].share // shares)
            ran = fuzzed(engine, name, runs, given.seed, keep / f"{name}-{engine}")
            rans.append(ran)
            _say(
                name, engine, f"{ran.runs:,}", f"{ran.cpu_seconds:.1f}",
                f"{ran.runs / max(ran.cpu_seconds, 0.001):,.0f}", f"{ran.slowest_seconds:.3f}",
                str(ran.peak_mb), "; ".join(ran.findings) or "none",
            )  # fmt: skip
    found = sum(len(ran.findings) for ran in rans)
    print(f"{sum(ran.runs for ran in rans):,} executions, {found} findings, kept in {keep}")
    if given.record:
        record(rans, given.seed)
    return 1 if found else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--target", choices=sorted(TARGETS), action="append")
    parser.add_argument("--executions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("guided", "mutate", "both"))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


def _engines(asked: str | None) -> tuple[str, ...]:
    has_atheris = importlib.util.find_spec("atheris") is not None
    if asked in {"guided", "both"} and not has_atheris:
        sys.exit("tests.fuzz: following coverage needs `pip install atheris`")
    if asked in {None, "both"}:
        return ("mutate", "guided") if has_atheris else ("mutate",)
    return (asked or "mutate",)


def _say(*cells: str) -> None:
    print(_LINE.format(*cells), flush=True)


if __name__ == "__main__":
    sys.exit(main())
