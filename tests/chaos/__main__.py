"""``make chaos``: prove under faults that nothing is lost and nothing doubled.

    python -m tests.chaos --filings 5000 --rate 6 --seed 1 --database postgresql --keep

Exit 1 when a law does not hold or recovery is too slow. ``--keep`` writes the run into
docs/reliability.md.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from typing import Any

from tests.chaos.hosts import why_not
from tests.chaos.house import LEASE_SECONDS
from tests.chaos.report import keep
from tests.chaos.run import Plan, Result, run
from tests.chaos.verdict import percentile
from tests.chaos.village import LIMIT, MOST_FAILOVER, RATE
from tests.support.folders import short_folder


def main() -> int:
    """Run once with the arguments of the command line."""
    options = _arguments()
    signal.signal(signal.SIGTERM, _leave)
    if options.hosts > 1 and (reason := why_not()):
        print(f"several hosts cannot be made here: {reason}")
        return 1 if os.geteuid() == 0 and os.environ.get("REQUIRE_ALL") == "1" else 0
    plan = Plan(
        filings=options.filings, rate=options.rate, seed=options.seed,
        database="postgresql" if options.hosts > 1 else options.database, every=options.every,
        patience=options.patience, hosts=options.hosts,
    )  # fmt: skip
    with short_folder("chaos") as folder:
        try:
            result = run(plan, folder, _say)
        finally:
            if options.log:
                shutil.copy(folder / "log", options.log)
    if options.keep:
        keep(plan, result)
    return _tell(result)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filings", type=int, default=500)
    parser.add_argument("--rate", type=float, default=6.0, help="filings a second")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--hosts", type=int, choices=(1, 7), default=1, help="7: one for each part")
    parser.add_argument("--every", type=float, default=4.0, help="seconds between two harms")
    parser.add_argument("--patience", type=float, default=600, help="longest drain, in seconds")
    parser.add_argument("--keep", action="store_true", help="write it into docs/reliability.md")
    parser.add_argument("--log", help="keep what the processes wrote in this file")
    return parser.parse_args()


def _leave(_number: int, _frame: Any) -> None:
    sys.exit(143)  # unwinds the contexts, which end what they started


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}", flush=True)


def _tell(result: Result) -> int:
    verdict = result.verdict
    for law in ("unseen", "unread", "untold", "doubled", "unstable", "unwanted", "forged"):
        broken = getattr(verdict, law)
        print(f"{law:9} {len(broken):5} {' '.join(broken[:5])}")
    again = [each.again for each in result.recoveries if each.again is not None]
    behind = [each.behind for each in result.recoveries]
    p95 = percentile(again, 95)
    print(f"{verdict.filings} filings, {verdict.expected} alerts, {verdict.repeats} exact repeats, "
          f"{len(behind)} harms; works again p50 {percentile(again, 50):.1f} s, p95 {p95:.1f} s "
          f"(limit {2 * LEASE_SECONDS} s), nothing behind p95 {percentile(behind, 95):.1f} s, "
          f"drained in {result.drained_seconds:.0f} s")  # fmt: skip
    for name in result.skipped:
        print(f"not done here: {name}")
    good = verdict.holds and p95 <= 2 * LEASE_SECONDS
    if result.busiest is not None:
        shown = ", ".join("never" if each is None else f"{each:.1f} s" for each in result.failovers)
        print(f"failover after {shown}; busiest second at the venue {result.busiest} requests "
              f"of {RATE:g}/s asked for, {LIMIT} allowed")  # fmt: skip
        led = all(each is not None and each <= MOST_FAILOVER for each in result.failovers)
        good = good and led and result.busiest <= LIMIT
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
