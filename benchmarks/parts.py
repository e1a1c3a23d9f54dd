"""The parts of ``make bench``, each with short defaults: rows of what, how much, and the aim.

    python -m benchmarks.parts NAME      prints the rows as JSON

Each part runs in a process of its own, so that none finds what another left in memory.
"""

from __future__ import annotations

import json
import logging
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SHIPPED = 2
"""Workers of each queue on two cores; ``[workers] filings`` in config/default.toml."""


class Row(NamedTuple):
    """One line of the table."""

    what: str
    measured: str
    aim: str = ""


def reading() -> Iterator[Row]:
    """Bytes to events: CPU against a bare parse of the same bytes, and per 100 KB."""
    from benchmarks.reading import FEWEST, over_corpus, over_recordings, p95  # noqa: PLC0415 - a part brings its own

    found = {k: v for k, v in over_corpus().items() if len(v) >= FEWEST} or over_recordings(3)
    for kind, timed in sorted(found.items()):
        ratio = statistics.median(t.ratio for t in timed)
        late = p95([t.per_100_kb for t in timed])
        aim = "2 x" if "PDF" in kind else "5 x" if "4" in kind else "10 ms"
        yield Row(
            f"{kind} ({len(timed)}): bare parses, median; ms per 100 KB, p95",
            f"{ratio:.1f} x; {late:.1f} ms", aim,
        )  # fmt: skip


def memory() -> Iterator[Row]:
    """What a reading process takes: its imports, and the peak of the work-horse of one document."""
    from benchmarks.process import IMPORTS, import_seconds, peak_megabytes  # noqa: PLC0415 - as above
    from benchmarks.reading import FEWEST, p95, peaks_over_corpus  # noqa: PLC0415 - as above

    for name, statement in IMPORTS.items():
        yield Row(
            f"{name}: CPU of the imports; memory after them",
            f"{import_seconds(statement):.2f} s; {peak_megabytes(statement):.0f} MB", "0.3 s; 80 MB",
        )  # fmt: skip
    for kind, peaks in sorted(peaks_over_corpus().items()):
        if len(peaks) >= FEWEST and kind in {"144", "4", "8-K", "6-K", "PDF"}:
            yield Row(
                f"{kind} ({len(peaks)}): peak of a work-horse, median; p95; most",
                f"{statistics.median(peaks):.0f}; {p95(peaks):.0f}; {max(peaks):.0f} MB",
                "120 MB" if kind == "PDF" else "80 MB",
            )  # fmt: skip


def forms() -> Iterator[Row]:
    """The structured forms, each document read several times."""
    from benchmarks.forms import measured  # noqa: PLC0415 - as above
    from benchmarks.reading import p95  # noqa: PLC0415 - as above

    for form, timed in sorted(measured(5).items()):
        ratios = [ours / bare for ours, bare in timed]
        yield Row(
            f"Form {form} ({len(timed)}): bare parses, median; p95",
            f"{statistics.median(ratios):.1f} x; {p95(ratios):.1f} x", "5 x",
        )  # fmt: skip


def matching() -> Iterator[Row]:
    """One event against many subscriptions."""
    from benchmarks.matching import matched  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        for number in (100, 10_000, 100_000):
            done = matched(number, Path(folder))
            yield Row(
                f"{number:,} subscriptions: a match, median / p99",
                f"{done.median:.3f} / {done.p99:.3f} ms",
            )


def growth() -> Iterator[Row]:
    """A filing on ledgers of different size."""
    from benchmarks.growth import STEPS, measured  # noqa: PLC0415 - as above

    for filings in (10_000, 100_000):
        cost = measured(filings, 20)
        yield Row(
            f"ledger of {filings:,}: a filing, recorded to delivered",
            f"{cost.database * STEPS:,.0f} steps, {cost.milliseconds:.1f} ms of CPU", "the same within 10 %",
        )  # fmt: skip


def pages() -> Iterator[Row]:
    """The operator's pages over a large ledger."""
    from benchmarks.pages import looked  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder:
        found = looked(Path(folder), 100_000, 3)
    medians = {page: statistics.median(times) for page, times in found.items()}
    slowest = max(medians, key=medians.__getitem__)
    yield Row(
        "100,000 filings: median page; the slowest",
        f"{statistics.median(medians.values()):.0f} ms; {medians[slowest]:.0f} ms ({slowest})", "200 ms",
    )  # fmt: skip


def street() -> Iterator[Row]:
    """Feed page to webhook on loopback, with as many workers as are shipped."""
    for database in ("sqlite", "postgresql"):
        yield from _walked(database)


def _walked(database: str) -> Iterator[Row]:
    from benchmarks.street import walk  # noqa: PLC0415 - as above

    full = walk(300, 60, database, SHIPPED)
    cpu = sum(full.cpu.values())
    yield Row(f"{database}, 60 filings/s offered: done", f"{full.rate:.1f}/s", "30/s")
    yield Row("CPU of a filing, feed to webhook", f"{cpu:.1f} ms ({_stages(full.cpu)})", "66 ms")
    yield Row("requests to the venue for a filing", f"{full.requests:.2f}", "1.00")
    calm = walk(100, 5, database, SHIPPED)
    late = [calm.percentile("seen to received", part) * 1000 for part in (0.5, 0.99)]
    yield Row("5 filings/s: seen to received, p50 / p99", f"{late[0]:.0f} / {late[1]:.0f} ms", "300 / 2,000 ms")  # fmt: skip
    own = calm.percentile("published to received", 0.5) * 1000
    yield Row("5 filings/s: published to received, p50", f"{own:.0f} ms", "1,500 ms")


def simulation() -> Iterator[Row]:
    """Whether the simulation behind docs/scaling.md agrees with what is measured."""
    from benchmarks.simulation import Costs, checked  # noqa: PLC0415 - as above

    for workers, measured, simulated in checked(Costs(), 100):
        yield Row(
            f"{workers} workers, a venue that takes 0.3 s: measured; simulated",
            f"{measured:.1f}/s; {simulated:.1f}/s ({simulated / measured - 1:+.0%})", "within 15 %",
        )  # fmt: skip


def fan_out() -> Iterator[Row]:
    """One alert to many webhooks."""
    from benchmarks.fanout import drain  # noqa: PLC0415 - as above

    done = drain(1000, 200, 1, "sqlite")
    yield Row("1,000 webhooks at 200 hosts: drained", f"{done.rate:.0f}/s", "300/s")
    yield Row(
        "CPU of a message; two free cores have CPU for",
        f"{done.cpu:.2f} ms ({_stages(done.stages)}); {done.possible:.0f}/s", "300/s",
    )  # fmt: skip


def _stages(cpu: Mapping[str, float]) -> str:
    return ", ".join(f"{stage} {spent:.1f}" for stage, spent in cpu.items() if spent >= 0.05)


PARTS: Mapping[str, Callable[[], Iterator[Row]]] = {
    "reading": reading,
    "memory": memory,
    "forms": forms,
    "matching": matching,
    "growth": growth,
    "pages": pages,
    "fan-out": fan_out,
    "street": street,
    "simulation": simulation,
}


def main(arguments: Sequence[str]) -> None:
    """Run one part."""
    logging.disable(logging.WARNING)
    rows = list(PARTS[arguments[0]]())
    print(json.dumps(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
