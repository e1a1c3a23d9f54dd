"""docs/reliability.md, written from the runs that were measured and from nothing else."""

from __future__ import annotations

import json
import platform
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chaos.house import JOB_SECONDS, LEASE_SECONDS, MARGIN_SECONDS
from tests.chaos.run import Plan, Result
from tests.chaos.verdict import percentile
from tests.chaos.village import LIMIT, MOST_FAILOVER, RATE

ROOT = Path(__file__).parents[2]
RUNS = Path(__file__).parent / "runs.jsonl"
PAGE = ROOT / "docs" / "reliability.md"

LARGE = 5000
"""Filings of a run that counts as proof; smaller ones are of the suite's own making."""

Run = Mapping[str, Any]

HEAD = f"""# What was proved under faults

Written by `python -m tests.chaos --keep` from the runs it measured (`tests/chaos/runs.jsonl`); not by hand.

A run starts the shipped processes against a replay venue on loopback that publishes invented filings
(Forms 144 and 4, 8-Ks with and without news) and a subscriber that keeps every copy of every webhook. While the venue
plays, a seeded plan kills, hangs, fills, locks, cuts and spoils one part after the other. When all is quiet the suite asks:

- **lost**: accession numbers that are not in the ledger, were not read, or whose alert the subscriber does not have;
- **wrong**: filings told under two message ids, message ids with two bodies, alerts nobody expected, bad signatures;
- **repeats**: exact copies under the same id, which a receiver drops; at least once means that these may come;
- **works again**: seconds from the end of a harm to the first alert of a filing published after it;
- **nothing behind**: seconds from the end of a harm until all that was published before it has arrived. While the
  machine is slower than the venue this holds the backlog too, which is no fault of the harm.

Job time-outs are {JOB_SECONDS} s and the margin {MARGIN_SECONDS} s here, so a lease is {LEASE_SECONDS} s and the limit of
works again, p95, is {2 * LEASE_SECONDS} s. Retries are shortened likewise; all else is as shipped. Power cuts of the
machine are not simulated: PostgreSQL runs without fsync, and a small memory disk holds the SQLite file where root may mount one.
The venue, the subscriber and the wires between are of the suite and share the cores; so did, at lower priority, other work.
"""


def keep(plan: Plan, result: Result) -> None:
    """Add a run to the record and write the page anew."""
    with RUNS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row_of(plan, result), sort_keys=True) + "\n")
    PAGE.write_text(page(runs()), encoding="utf-8")


def row_of(plan: Plan, result: Result) -> dict[str, Any]:
    """A run as one JSON object."""
    verdict = result.verdict
    times: dict[str, list[tuple[float | None, float]]] = defaultdict(list)
    for recovery in result.recoveries:
        again = None if recovery.again is None else round(recovery.again, 1)
        times[recovery.hurt.name].append((again, round(recovery.behind, 1)))
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), "commit": _commit(),
        "filings": verdict.filings, "rate": plan.rate, "seed": plan.seed,
        "database": plan.database, "hosts": plan.hosts, "alerts": verdict.expected,
        "lost": verdict.lost, "wrong": verdict.wrong, "repeats": verdict.repeats,
        "play_seconds": round(result.played_seconds), "drain_seconds": round(result.drained_seconds),
        "failovers": [None if f is None else round(f, 1) for f in result.failovers],
        "busiest": result.busiest, "budget": RATE, "python": platform.python_version(), "times": times,
    }  # fmt: skip


def runs() -> list[Run]:
    """All runs on record, oldest first."""
    lines = RUNS.read_text(encoding="utf-8").splitlines() if RUNS.exists() else []
    return [json.loads(line) for line in lines]


def page(rows: Sequence[Run]) -> str:
    """The whole page."""
    several = [row for row in rows if row["hosts"] > 1]
    parts = (
        (HEAD,),
        ("## In short", "", *_short(rows), ""),
        ("## Runs", "", *_table(rows), ""),
        ("## Several hosts", "", *_hosts(several), "") if several else (),
        ("## By harm, all runs", "", *_harms(rows), ""),
    )
    return "\n".join(line for part in parts for line in part)


def _short(rows: Sequence[Run]) -> list[str]:
    """How many of the large runs kept every limit, and what the others missed."""
    large = [row for row in rows if row["filings"] >= LARGE]
    missed = [(row, found) for row in large if (found := list(_missed(row)))]
    lost, wrong = (sum(row[law] for row in large) for law in ("lost", "wrong"))
    lead = (
        f"{len(large)} runs of {LARGE:,} filings: {lost} lost, {wrong} wrong. "
        f"{len(large) - len(missed)} of them kept every limit."
    )
    return [
        lead + (" These did not:" if missed else ""),
        *([""] if missed else []),
        *(f"- seed {row['seed']}, {row['commit']}: {', '.join(found)}" for row, found in missed),
    ]


def _missed(row: Run) -> Iterator[str]:
    """The limits that a run did not keep."""
    for law in ("lost", "wrong"):
        if row[law]:
            yield f"{row[law]} {law}"
    again = percentile([a for many in row["times"].values() for a, _ in many if a is not None], 95)
    if again > 2 * LEASE_SECONDS:
        yield f"works again p95 {again:.1f} s (limit {2 * LEASE_SECONDS})"
    slow = [f for f in row["failovers"] if f is None or f > MOST_FAILOVER]
    if slow:
        yield f"another led too late {len(slow)} times (limit {MOST_FAILOVER:g} s)"
    if (row["busiest"] or 0) > LIMIT:
        yield f"{row['busiest']} requests in the busiest second (limit {LIMIT})"


def _table(rows: Sequence[Run]) -> list[str]:
    head = ("when (UTC)", "commit", "database", "hosts", "filings", "rate/s", "seed", "harms", "lost", "wrong",
            "repeats", "works again p50 / p95 / most, s", "nothing behind p95, s", "drained in, s")  # fmt: skip
    return [_line(head), _line(["---"] * len(head)), *(_line(_cells(row)) for row in rows)]


def _cells(row: Run) -> list[str]:
    pairs = [pair for many in row["times"].values() for pair in many]
    again = [first for first, _ in pairs if first is not None]
    behind = [second for _, second in pairs]
    spread = " / ".join(
        f"{v:.1f}" for v in (*(percentile(again, r) for r in (50, 95)), max(again, default=0))
    )
    return [
        row["when"], row["commit"], row["database"], str(row["hosts"]), str(row["filings"]),
        f"{row['rate']:g}", str(row["seed"]), str(len(pairs)), f"**{row['lost']}**",
        f"**{row['wrong']}**", str(row["repeats"]), spread, f"{percentile(behind, 95):.1f}",
        str(row["drain_seconds"]),
    ]  # fmt: skip


def _hosts(rows: Sequence[Run]) -> list[str]:
    """Failovers and the shared budget."""
    head = ("when (UTC)", "seed", f"another leads after, s (limit {MOST_FAILOVER:g})",
            "requests a second shared", "busiest second at the venue")  # fmt: skip
    lines = [
        _line(
            [
                row["when"],
                str(row["seed"]),
                ", ".join("never" if f is None else f"{f:.1f}" for f in row["failovers"]) or "-",
                f"{row['budget']:g}",
                str(row["busiest"]),
            ]
        )
        for row in rows
    ]
    return [_line(head), _line(["---"] * len(head)), *lines]


def _harms(rows: Sequence[Run]) -> list[str]:
    again: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, pairs in row["times"].items():
            again[name] += [first for first, _ in pairs if first is not None]
    head = ("harm", "times", "works again p50, s", "p95, s")
    lines = [
        _line([name, str(len(v)), f"{percentile(v, 50):.1f}", f"{percentile(v, 95):.1f}"])
        for name, v in sorted(again.items())
    ]
    return [_line(head), _line(["---"] * len(head)), *lines]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _commit() -> str:
    shown = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return shown.stdout.strip() or "-"
