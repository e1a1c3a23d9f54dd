"""Feed page on the replay venue to webhook on loopback: rate, latency, requests and CPU.

    python -m benchmarks.street [--filings 300] [--rate 60] [--database sqlite] [--workers 1]

A rate above what the host can do gives the sustained rate (filings over the time from the
first publication to the last message); 5 a second is the SEC's record day and gives the
latencies. Venue and receiver run in the benchmark's own process, on the same cores.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.host import Host, Spent, host
from tests.support.folders import short_folder
from tests.support.wait import wait_for
from watcher.model import FilingId
from watcher.replay.faults import Fault, FaultKind

LEGS = {
    "published to seen": ("published", "seen"),
    "seen to committed": ("seen", "committed"),
    "committed to received": ("committed", "received"),
    "seen to received": ("seen", "received"),
    "published to received": ("published", "received"),
}
"""Parts of a filing's way; the first depends on the seconds between two polls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One run: ``cpu`` in milliseconds per filing by stage, times in seconds.

    ``moments`` are when each told filing was published, seen, committed and received.
    """

    filings: int
    seconds: float
    told: int
    copies: int
    requests: float
    moments: Sequence[Mapping[str, float]]
    cpu: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Filings a second from the first publication to the last message."""
        return self.filings / self.seconds

    def percentile(self, leg: str, part: float) -> float:
        """Seconds that ``part`` of the told filings did not exceed on a leg."""
        begin, end = LEGS[leg]
        ordered = sorted(moment[end] - moment[begin] for moment in self.moments)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def walk(filings: int, rate: float, database: str, workers: int, *, late: float = 0.0) -> Walk:
    """Play so many filings and wait until every one that is news was received.

    ``late`` is how many seconds the venue takes for a document.
    """
    with (
        short_folder("bench") as folder,
        host(folder, filings=filings, rate=rate, database=database, workers=workers) as street,
    ):
        if late:
            slow = Fault(kind=FaultKind.LATENCY, path=".txt", times=10 * filings, amount=late)
            street.venue.faults.add(slow)
        before, started = street.cpu(), time.time()
        limit = 120 + filings / rate + filings * 2
        wait_for(lambda: _told(street), seconds=limit, what="every message")
        wait_for(lambda: _over(street), seconds=limit, what="every filing")
        spent = {name: now - before[name] for name, now in street.cpu().items()}
        documents = sum(n for path, n in street.venue.requests.items() if path.endswith(".txt"))
        return Walk(
            filings=filings, seconds=max(street.noted.at.values()) - started,
            told=len(street.told), copies=street.noted.copies, requests=documents / (filings + 1),
            moments=_moments(street),
            cpu={stage: 1000 * s / filings for stage, s in stages(spent).items()},
        )  # fmt: skip


def _told(street: Host) -> bool:
    """Whether all is published and what is news was received. Costs the services nothing."""
    return street.venue.over and len(street.noted.at) >= len(street.told)


def _over(street: Host) -> bool:
    """Whether all is read and settled."""
    now = street.ledger.summary()
    waiting = now.filings.get("new", 0) + now.deliveries.get("pending", 0)
    return not waiting and sum(now.filings.values()) == len(street.published)


def _moments(street: Host) -> list[Mapping[str, float]]:
    noted = street.noted
    found: list[Mapping[str, float]] = []
    for filing, received in noted.at.items():
        row = street.ledger.filing(FilingId(filing))
        assert row is not None
        assert row.read_at is not None
        found.append(
            {
                "published": street.published[filing],
                "seen": noted.seen[filing],
                "committed": row.read_at.timestamp(),
                "received": received,
            }
        )
    return found


def stages(spent: Mapping[str, Spent]) -> dict[str, float]:
    """CPU seconds by stage, from those of the services."""

    def total(prefix: str, part: str) -> float:
        mine = [s for name, s in spent.items() if name.startswith(prefix)]
        return sum(s.own if part == "own" else s.ended for s in mine)

    return {
        "poll and sweep": total("scheduler", "own"),
        "fork (filings)": total("filings", "own"),
        "fetch, read, commit": total("filings", "ended"),
        "fork (deliveries)": total("deliveries", "own"),
        "deliver": total("deliveries", "ended"),
        "Valkey": total("valkey", "own"),
        **({"PostgreSQL": total("postgresql", "own")} if "postgresql" in spent else {}),
    }


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--filings", type=int, default=300)
    asked.add_argument("--rate", type=float, default=60)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    asked.add_argument("--workers", type=int, default=1)
    given = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds, which ends what was started
    done = walk(given.filings, given.rate, given.database, given.workers)
    table = Table("street", f"{given.database}, {given.workers} workers a queue")
    table.add_row("filings, of them told", f"{done.filings}, {done.told} in {done.copies} messages")
    table.add_row("offered / done, filings/s", f"{given.rate:g} / {done.rate:.1f}")
    for leg in LEGS:
        parts = [f"{done.percentile(leg, part) * 1000:,.0f}" for part in (0.5, 0.9, 0.99)]
        table.add_row(f"{leg}, ms: p50 / p90 / p99", " / ".join(parts))
    table.add_row("requests per read filing", f"{done.requests:.2f}")
    for stage, milliseconds in done.cpu.items():
        table.add_row(f"CPU ms per filing: {stage}", f"{milliseconds:.1f}")
    whole = sum(done.cpu.values())
    table.add_row("CPU ms per filing: all", f"{whole:.1f}")
    table.add_row("filings/s that two free cores have CPU for", f"{2000 / whole:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
