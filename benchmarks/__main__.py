"""``make bench``: every part with short defaults, and one table of what was measured.

    python -m benchmarks [--only reading street ...]

Milliseconds of CPU and seconds are of this machine; ratios, steps and requests are what
compares. ``python -m benchmarks.street`` and its neighbours measure one thing for longer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from benchmarks.parts import PARTS, Row

SECONDS = 900
"""A part that takes longer is given up, and the table says so."""


def measured(part: str) -> list[Row]:
    """The rows of a part, run in a process of its own; what failed is a row too."""
    argv = [sys.executable, "-m", "benchmarks.parts", part]
    try:
        done = subprocess.run(argv, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return [Row("gave up", f"after {SECONDS} s")]
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        why = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return [Row("failed", why[:200])]
    return [Row(*row) for row in json.loads(lines[-1])]


def table_of(found: Iterable[tuple[str, list[Row]]]) -> Table:
    """All parts in one table."""
    load = os.getloadavg()[0]
    table = Table(
        "part", "what", "measured", "aim", title=f"load {load:.1f} on {os.cpu_count()} cores"
    )
    for part, rows in found:
        for number, row in enumerate(rows):
            table.add_row("" if number else part, *row)
        table.add_section()
    return table


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    said = Console(stderr=True)
    found = []
    for part in asked.parse_args().only:
        with said.status(part):
            found.append((part, measured(part)))
    Console().print(table_of(found))


if __name__ == "__main__":
    main()
