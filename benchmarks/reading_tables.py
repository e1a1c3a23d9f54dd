"""Reading in detail: bytes to events against a bare parse of the same bytes, in one process.

    python -m benchmarks.reading_tables [--rounds N]

The first table gives the median of the rounds for each kind of the demo's recordings. Where
``../shared/corpus`` is there, a second one gives its documents, read once each: milliseconds
per 100 KB and the ratio to the bare parse. The third gives what a process costs to start and
its peak memory. Seconds are CPU seconds of this machine; the ratios are what compares.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.process import IMPORTS, import_seconds, peak_megabytes, peak_of_reading
from benchmarks.reading import FEWEST, Timed, over_corpus, over_recordings, p95


def main() -> None:
    """Measure and print the tables."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=7)
    console = Console()
    console.print(recordings_table(over_recordings(arguments.parse_args().rounds)))
    corpus = over_corpus()
    if corpus:
        console.print(corpus_table(corpus))
    console.print(_process_table())


def recordings_table(found: Mapping[str, Sequence[Timed]]) -> Table:
    """Medians of the documents of each kind."""
    table = Table("kind", "documents", "KB", "bytes to events, ms", "bare parse, ms", "ratio")
    for kind, timed in sorted(found.items()):
        ours, bare, size = (statistics.median(column) for column in zip(*timed, strict=True))
        ratio = statistics.median(t.ratio for t in timed)
        figures = (f"{size / 1000:.0f}", f"{ours * 1000:.2f}", f"{bare * 1000:.2f}", f"{ratio:.1f}")
        table.add_row(kind, str(len(timed)), *figures)
    return table


def corpus_table(found: Mapping[str, Sequence[Timed]]) -> Table:
    """Medians and 95th percentiles of the kinds with enough documents."""
    table = Table(
        *("kind", "documents", "ms per 100 KB", "p95", "ms per document", "p95"),
        *("ratio to the bare parse", "p95"),
    )
    for kind, timed in sorted(found.items()):
        if len(timed) >= FEWEST:
            shown = (
                [t.per_100_kb for t in timed],
                [t.ours * 1000 for t in timed],
                [t.ratio for t in timed],
            )
            cells = [f"{f(values):.1f}" for values in shown for f in (statistics.median, p95)]
            table.add_row(kind, str(len(timed)), *cells)
    return table


def _process_table() -> Table:
    table = Table("process", "import, CPU seconds beyond Python", "peak MB")
    for name, statement in IMPORTS.items():
        table.add_row(name, f"{import_seconds(statement):.2f}", f"{peak_megabytes(statement):.0f}")
    table.add_row("reading the demo's recordings", "", f"{peak_of_reading():.0f}")
    return table


if __name__ == "__main__":
    main()
