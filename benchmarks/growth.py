"""What a filing costs as the ledger grows: CPU, and steps of SQLite's machine, per filing.

    python -m benchmarks.growth [--filings 10000 100000 1000000] [--rounds 40]

Each round records, leases, reads, commits, leases and delivers one made-up filing (without
network) on a ledger of that many. Steps are counted in hundreds and are the same on every
machine; milliseconds are the median of CPU time.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from rich import table as rich_table
from rich.console import Console
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Insert,
    Table,
    event,
    select,
    text,
    type_coerce,
)

from benchmarks.pages import fill
from watcher.ledger import Ledger
from watcher.ledger.columns import Time
from watcher.ledger.page_tables import CARD_TYPES, CARDS
from watcher.ledger.tables import ALERTS, ATTEMPTS, DELIVERIES, EVENTS, FILINGS
from watcher.model import DeliveryId
from watcher.ops import canary
from watcher.ops.clock import utc_now
from watcher.settings import current
from workers import context as contexts
from workers.context import Context, context
from workers.deliver import deliver_one, sender_of
from workers.jobs import process
from workers.rehearsal import alone, taken

STEPS = 100
LARGEST_MADE = 16_000
SECONDS_APART = 30
"""How far apart ``fill`` puts the filings."""

OWN = frozenset({"id", "filing_id", "alert_id", "delivery_id", "dedup_key", "case_key"})
"""Columns whose values a copy has of its own."""

HOLD = timedelta(minutes=1)


def grow(ledger: Ledger, count: int) -> None:
    """So many filings with what hangs on them: some made one by one, then doubled in the database."""
    doublings = 0
    while count > LARGEST_MADE and count % 2 == 0:
        count, doublings = count // 2, doublings + 1
    fill(ledger, count)
    with ledger._store.begin() as connection:  # noqa: SLF001 - a benchmark goes the short way
        for number in range(doublings):
            for table in (FILINGS, EVENTS, ALERTS, CARDS, CARD_TYPES, DELIVERIES, ATTEMPTS):
                connection.execute(_doubled(table, number, count * 2**number))
        connection.execute(text("ANALYZE"))


def _doubled(table: Table, number: int, rows: int) -> Insert:
    """Every row once more, under other ids and keys and so much earlier."""
    earlier = (rows * SECONDS_APART * timedelta(seconds=1)) // timedelta(microseconds=1)
    values: list[ColumnElement[Any]] = []
    counted_by_itself = table.autoincrement_column if "seq" not in table.columns else None
    columns = [column for column in table.columns if column is not counted_by_itself]
    for column in columns:
        if column.name in OWN:
            values.append(column + f"~{number}")
        elif isinstance(column.type, Time):
            values.append(type_coerce(column, BigInteger) - earlier)
        else:
            values.append(column - rows if column.name == "seq" else column)
    return table.insert().from_select(columns, select(*values))


@contextmanager
def counted(ledger: Ledger) -> Iterator[Callable[[], int]]:
    """How many hundreds of steps SQLite made until now."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    def opened(connection: Any, _record: object) -> None:
        connection.set_progress_handler(step, STEPS)

    ledger.close()
    event.listen(ledger._store.engine, "connect", opened)  # noqa: SLF001 - a benchmark goes the short way
    yield lambda: steps
    event.remove(ledger._store.engine, "connect", opened)  # noqa: SLF001 - as above


def one(ctx: Context, at: datetime) -> None:
    """A filing from its recording to its delivery."""
    ledger = ctx.ledger
    filing_id = canary.plant(ledger, at)
    assert filing_id in ledger.lease_filings(now=utc_now(), limit=200, hold=HOLD)
    process(filing_id, ctx)
    sender = replace(sender_of(ctx), post=taken, limiter=None)
    due = ledger.lease_deliveries(now=utc_now(), limit=200, hold=HOLD)
    assert due
    for delivery_id in due:
        deliver_one(DeliveryId(delivery_id), sender)


def measured(filings: int, rounds: int) -> tuple[float, float]:
    """Median CPU milliseconds and median hundreds of steps of one filing."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WATCHER_DATA_DIR": folder, "WATCHER_LOG__LEVEL": "ERROR"}
        for cached in (current, contexts._built, contexts.watched):  # noqa: SLF001 - a new ledger
            cached.cache_clear()
        with closing(Ledger.open(f"sqlite:///{folder}/ledger.sqlite3", migrate=True)) as ledger:
            grow(ledger, filings)
        ctx = alone(context())
        times, works = [], []
        with counted(ctx.ledger) as steps:
            for number in range(rounds + 5):
                before, started = steps(), time.process_time()
                one(ctx, utc_now() - timedelta(minutes=rounds + 5 - number))
                times.append((time.process_time() - started) * 1000)
                works.append(steps() - before)
        ctx.ledger.close()
    return statistics.median(times[5:]), statistics.median(works[5:])


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--filings", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--rounds", type=int, default=40)
    given = asked.parse_args()
    logging.disable(logging.WARNING)
    table = rich_table.Table(
        "filings in the ledger", "CPU ms per filing", "steps of SQLite per filing"
    )
    for filings in given.filings:
        milliseconds, steps = measured(filings, given.rounds)
        table.add_row(f"{filings:,}", f"{milliseconds:.1f}", f"{steps * STEPS:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
