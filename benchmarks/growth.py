"""What a filing costs as the ledger grows: CPU, and steps of SQLite's machine, per filing.

    python -m benchmarks.growth [--filings 10000 100000 1000000] [--rounds 40] [--database postgresql]

Each round records, leases, reads, commits, leases and delivers one made-up filing (without
network) on a ledger of that many. Steps are SQLite's, counted in hundreds, and the same on
every machine; milliseconds are the median of CPU time, those of PostgreSQL's own processes
the mean.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

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

from benchmarks.host import family
from benchmarks.pages import fill
from tests.support.postgres import running_postgres
from watcher.ledger import Ledger
from watcher.ledger.columns import Time
from watcher.ledger.page_tables import CARD_TYPES, CARDS
from watcher.ledger.tables import ALERTS, ATTEMPTS, DELIVERIES, EVENTS, FILINGS
from watcher.model import DeliveryId
from watcher.ops import canary, logs
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
WARM = 5
"""Rounds before those that count."""


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


class Cost(NamedTuple):
    """Of one filing: CPU milliseconds of our process; steps of SQLite, or milliseconds of PostgreSQL."""

    milliseconds: float
    database: float


def measured(filings: int, rounds: int, database: str = "sqlite") -> Cost:
    """What a filing costs on a ledger of so many."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        postgres = None
        url = f"sqlite:///{folder}/ledger.sqlite3"
        if database == "postgresql":
            server = stack.enter_context(running_postgres())
            url = stack.enter_context(server.database())
            postgres = int((server.folder / "data" / "postmaster.pid").read_text().split()[0])
        os.environ |= {
            "WATCHER_DATA_DIR": folder,
            "WATCHER_LEDGER__URL": url,
            "WATCHER_LOG__LEVEL": "ERROR",
        }
        for cached in (current, contexts._built, contexts.watched):  # noqa: SLF001 - a new ledger
            cached.cache_clear()
        logs.configure(current().log)
        with closing(Ledger.open(url, migrate=True)) as ledger:
            grow(ledger, filings)
        ctx = stack.enter_context(closing_ledger(alone(context())))
        counter = served(postgres) if postgres else stack.enter_context(counted(ctx.ledger))
        return _cost(ctx, counter, rounds)


def _cost(ctx: Context, counter: Callable[[], float], rounds: int) -> Cost:
    """The median of some rounds, of the database's part the mean, after a few for warmth."""
    times: list[float] = []
    begun = 0.0
    for number in range(rounds + WARM):
        if number == WARM:
            begun = counter()
        started = time.process_time()
        one(ctx, utc_now() - timedelta(minutes=rounds + WARM - number))
        times.append((time.process_time() - started) * 1000)
    return Cost(statistics.median(times[WARM:]), (counter() - begun) / rounds)


def served(postgres: int) -> Callable[[], float]:
    """CPU milliseconds of PostgreSQL until now."""
    return lambda: family(postgres) * 1000


@contextmanager
def closing_ledger(ctx: Context) -> Iterator[Context]:
    """The context; its ledger is closed at the end."""
    with closing(ctx.ledger):
        yield ctx


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("--filings", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--rounds", type=int, default=40)
    asked.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    given = asked.parse_args()
    own = "CPU ms of PostgreSQL" if given.database == "postgresql" else "hundreds of SQLite's steps"
    table = rich_table.Table("filings in the ledger", "CPU ms per filing", f"{own} per filing")
    for filings in given.filings:
        cost = measured(filings, given.rounds, given.database)
        table.add_row(f"{filings:,}", f"{cost.milliseconds:.1f}", f"{cost.database:,.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
