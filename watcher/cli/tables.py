"""Tables for terminals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from watcher.ledger.rows import PollNote, Summary
    from watcher.ops.health import Health


def show(table: Table) -> None:
    """Print to stdout."""
    Console().print(table)


def _seconds(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:.2f} s"


def summary_table(summary: Summary) -> Table:
    """Counts by state and the lag percentiles."""
    table = Table("what", "figure", title="Filing Watcher", title_justify="left", show_header=False)
    for name, figures in (("filings", summary.filings), ("deliveries", summary.deliveries)):
        table.add_row(
            name,
            ", ".join(f"{count} {state}" for state, count in sorted(figures.items())) or "none",
        )
    table.add_row("events", str(summary.events))
    table.add_row("suppressed", str(summary.suppressed))
    table.add_row("alerts", str(summary.alerts))
    for name, (p50, p95) in summary.lags.items():
        table.add_row(f"lag {name}", f"p50 {_seconds(p50)}, p95 {_seconds(p95)}")
    return table


def health_table(checks: Sequence[Health]) -> Table:
    """What /readyz checks."""
    table = Table("check", "", "found", title="Health", title_justify="left", show_header=False)
    for check in checks:
        table.add_row(check.name, "ok" if check.ok else "WRONG", check.detail)
    return table


def polls_table(polls: Sequence[PollNote]) -> Table:
    """The newest polls of each source."""
    table = Table(
        "source",
        "at (UTC)",
        "outcome",
        "entries",
        "new",
        "error",
        title="Polls",
        title_justify="left",
    )
    for poll in polls:
        table.add_row(
            poll.source,
            f"{poll.started_at:%m-%d %H:%M:%S}",
            poll.outcome,
            str(poll.entries),
            str(poll.new),
            poll.error or "",
        )
    return table
