"""One event against 100,000 subscriptions: loading, memory, and the time of a match.

    python -m benchmarks.matching [--subscriptions N]

The subscriptions are invented: 5,000 companies, most watched by some twenty desks, one in
a hundred hears of every company but only what is critical, one in ten has a condition.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.table import Table

from watcher.model import Event, EventId, Evidence, Filing, Party, Severity, sec_filing_id
from watcher.subscriptions import Telling, load_subscriptions
from workers.match import match

COMPANIES = 5_000
NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)


def subscription(number: int) -> str:
    """One table of the file."""
    company = f'"cik:{number % COMPANIES + 1_000_000}"'
    lines = [f"[subscriptions.desk-{number}]", f"issuers = [{company}]", 'channels = ["journal"]']
    if number % 100 == 0:
        lines[1:2] = ['issuers = ["*"]', 'types = ["bankruptcy"]']
    elif number % 10 == 0:
        lines.append(f'where = "value_usd >= {number % 7 + 1}00000"')
    return "\n".join(lines)


def file_of(number: int, folder: Path) -> Path:
    """A subscriptions file with this many tables."""
    path = folder / f"subscriptions-{number}.toml"
    channel = '[channels.journal]\nmodule = "workers.channels.file"\npath = "alerts.jsonl"\n'
    path.write_text("\n".join([channel, *map(subscription, range(number))]), encoding="utf-8")
    return path


def stories(count: int) -> Iterator[tuple[Filing, Event]]:
    """Filings of one event each, of different companies."""
    for number in range(count):
        cik = number * 37 % COMPANIES + 1_000_000
        accession = f"{cik:010}-26-{number:06}"
        filing = Filing(
            id=sec_filing_id(accession), source="edgar", form="144", title="Notice",
            published_at=NOW, seen_at=NOW, url="https://www.sec.gov/", document_url="https://www.sec.gov/",
            parties=(Party(role="issuer", name=f"Company {cik}", cik=f"{cik:010}"),),
        )  # fmt: skip
        event = Event(
            id=EventId(f"evt_{number:016x}"), type="insider_sale", subtype="proposed_notice",
            status="proposed", severity=Severity.MEDIUM, confidence=Decimal(1),
            dedup_key=f"sale|{number}", headline="insider plans to sell 210,000 shares",
            fields={"aggregate_market_value": Decimal(924_000), "currency": "USD", "units": 210_000,
                    "person": {"name": "Bo Marsh"}},
            evidence=(Evidence(document="main", start=0, end=1, quote="x"),),
        )  # fmt: skip
        yield filing, event


def loaded(path: Path) -> tuple[Telling, float]:
    """The subscriptions and the CPU seconds that loading took."""
    started = time.process_time()
    telling = load_subscriptions(path, environ={})
    return telling, time.process_time() - started


@dataclass(frozen=True, slots=True)
class Matched:
    """CPU seconds to load, alerts of an event, milliseconds of a match, peak megabytes."""

    load: float
    alerts: float
    median: float
    p99: float
    peak: float


def matched(number: int, folder: Path) -> Matched:
    """A thousand events against so many subscriptions."""
    telling, seconds = loaded(file_of(number, folder))
    times, alerts = [], []
    for filing, event in stories(1000):
        started = time.perf_counter()
        told, _ = match(filing, None, [event], telling, now=NOW)
        times.append((time.perf_counter() - started) * 1000)
        alerts.append(len(told))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p99 = statistics.quantiles(times, n=100)[98]
    return Matched(seconds, statistics.mean(alerts), statistics.median(times), p99, peak)


def main() -> None:
    """Measure and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--subscriptions", type=int, default=100_000)
    most = arguments.parse_args().subscriptions
    table = Table(
        "subscriptions", "load, CPU s", "alerts per event", "median, ms", "p99, ms", "peak MB"
    )
    with tempfile.TemporaryDirectory() as folder:
        for number in (most // 10, most // 2, most):
            done = matched(number, Path(folder))
            table.add_row(
                f"{number:,}", f"{done.load:.2f}", f"{done.alerts:.1f}", f"{done.median:.3f}",
                f"{done.p99:.3f}", f"{done.peak:.0f}",
            )  # fmt: skip
    Console().print(table)


if __name__ == "__main__":
    main()
