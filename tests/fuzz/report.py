"""docs/fuzzing.md, written from the campaigns that were run and from nothing else."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.fuzz.campaign import STALL_SECONDS, Ran
from tests.fuzz.child import MEMORY_MB
from tests.fuzz.engine import SLOW_SECONDS

ROOT = Path(__file__).parents[2]
RUNS = Path(__file__).parent / "runs.jsonl"
PAGE = ROOT / "docs" / "fuzzing.md"

Row = Mapping[str, Any]

HEAD = f"""# What was proved by fuzzing

Written by `python -m tests.fuzz --record` from the campaigns it ran (`tests/fuzz/runs.jsonl`); not by hand.

Every target runs in a process of its own that may take {MEMORY_MB:,} MB beyond its imports, as a work-horse may
(`workers.memory_mb`). The kernel ends it when one input takes more than {SLOW_SECONDS:g} s of CPU, the campaign when nothing
moves for {STALL_SECONDS} s. A finding is an error that a target does not name, a crash, a hang, no memory, or a broken promise
(a quote that does not stand where it says, JSON that cannot be written); each became a case of `tests/fuzz/test_findings.py`.
*mutated* executions change our own seeds blindly, *guided* ones follow the coverage of `watcher` and `workers` (atheris).
*slowest* is the CPU time of the slowest input, *peak* the largest resident memory, imports included.
"""


def record(rans: Sequence[Ran], seed: int) -> None:
    """Add a campaign to the record and write the page anew."""
    row = {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), "commit": _commit(), "seed": seed,
        "python": platform.python_version(), "machine": platform.machine(),
        "rows": [
            {
                "target": r.target, "engine": r.engine, "runs": r.runs, "cpu": round(r.cpu_seconds, 1),
                "peak_mb": r.peak_mb, "slowest": round(r.slowest_seconds, 4), "findings": r.findings,
            }
            for r in rans
        ],
    }  # fmt: skip
    with RUNS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, sort_keys=True) + "\n")
    PAGE.write_text(page(campaigns()), encoding="utf-8")


def campaigns() -> list[Row]:
    """All campaigns on record, oldest first."""
    lines = RUNS.read_text(encoding="utf-8").splitlines() if RUNS.exists() else []
    return [json.loads(line) for line in lines]


def page(rows: Sequence[Row]) -> str:
    """The whole page: a line for each campaign, and the targets over all of them."""
    parts = (HEAD, "## Campaigns", _table(_CAMPAIGN, map(_campaign, rows)), "## Targets, all campaigns",
             _table(_TARGET, _targets([one for row in rows for one in row["rows"]])))  # fmt: skip
    return "\n\n".join(part.strip() for part in parts) + "\n"


_CAMPAIGN = ("when (UTC)", "commit", "seed", "executions", "guided", "CPU, s", "slowest, s", "peak, MB", "findings")  # fmt: skip
_TARGET = ("target", "mutated", "guided", "per CPU s", "slowest, s", "peak, MB", "found")


def _campaign(row: Row) -> Sequence[str]:
    of = row["rows"]
    return (
        row["when"], row["commit"], str(row["seed"]), f"{_runs(of):,}", f"{_runs(of, 'guided'):,}",
        f"{sum(r['cpu'] for r in of):,.0f}", f"{max(r['slowest'] for r in of):.2f}",
        str(max(r["peak_mb"] for r in of)), str(sum(len(r["findings"]) for r in of)),
    )  # fmt: skip


def _targets(rows: Sequence[Row]) -> list[Sequence[str]]:
    lines: list[Sequence[str]] = []
    for name in dict.fromkeys(row["target"] for row in rows):
        of = [row for row in rows if row["target"] == name]
        found = sorted({kind for row in of for kind in row["findings"]})
        lines.append(
            (
                name, f"{_runs(of, 'mutate'):,}", f"{_runs(of, 'guided'):,}",
                f"{_runs(of) / max(0.1, sum(r['cpu'] for r in of)):,.0f}",
                f"{max(r['slowest'] for r in of):.3f}", str(max(r["peak_mb"] for r in of)),
                "; ".join(found),
            )
        )  # fmt: skip
    total = ("all", f"{_runs(rows, 'mutate'):,}", f"{_runs(rows, 'guided'):,}", "", "", "", "")
    return [*lines, total]


def _runs(rows: Sequence[Row], engine: str = "") -> int:
    return sum(row["runs"] for row in rows if engine in {"", row["engine"]})


def _table(head: Sequence[str], lines: Any) -> str:
    rule = ["---" if n == 0 or name == "found" else "---:" for n, name in enumerate(head)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *lines))


def _commit() -> str:
    shown = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return shown.stdout.strip() or "-"
