"""A worker that has rehearsed leaves no trace, and its work-horses have nothing to prepare."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from watcher.ledger import Ledger
from watcher.ledger.tables import METADATA
from watcher.ops import canary, logs
from watcher.ops.clock import utc_now
from watcher.queue import QueueName
from watcher.settings import Log
from workers.context import Context
from workers.jobs import process
from workers.rehearsal import alone, rehearse


def rows(ledger: Ledger) -> dict[str, int]:
    with ledger._store.read() as connection:
        return {
            name: len(connection.execute(select(table)).all())
            for name, table in METADATA.tables.items()
        }


@pytest.mark.parametrize("queue", ["filings", "deliveries", "ocr"])
def test_a_rehearsal_keeps_nothing(ctx: Context, queue: QueueName) -> None:
    before = rows(ctx.ledger)
    rehearse(queue, ctx)
    assert rows(ctx.ledger) == before


def test_a_rehearsal_logs_nothing_that_the_ledger_will_not_have(
    ctx: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(Log(level="INFO", format="json"))
    rehearse("deliveries", ctx)
    assert capsys.readouterr().err == ""
    process(canary.plant(ctx.ledger, utc_now()), ctx)
    assert "filing read" in capsys.readouterr().err


def test_a_canary_that_was_just_told_does_not_stop_a_rehearsal(ctx: Context) -> None:
    now = utc_now()
    for minutes in range(3):
        process(canary.plant(ctx.ledger, now - timedelta(minutes=minutes)), alone(ctx))
    before = rows(ctx.ledger)
    rehearse("deliveries", ctx)
    assert rows(ctx.ledger) == before


def test_a_filing_after_the_rehearsal_is_kept(ctx: Context) -> None:
    rehearse("filings", ctx)
    filing_id = canary.plant(ctx.ledger, utc_now())
    process(filing_id, ctx)
    assert ctx.ledger.summary().events == 1


def test_a_reading_after_the_rehearsal_prepares_no_statement(ctx: Context) -> None:
    rehearse("filings", ctx)
    filing_id = canary.plant(ctx.ledger, utc_now())
    cache: Any = ctx.ledger._store.engine._compiled_cache
    before = set(cache.keys())
    process(filing_id, ctx)
    assert set(cache.keys()) == before


def test_an_error_in_a_rehearsal_leaves_the_ledger_usable(ctx: Context) -> None:
    def fails() -> None:
        with ctx.ledger.undone():
            canary.plant(ctx.ledger, utc_now())
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    canary.plant(ctx.ledger, utc_now())
    assert rows(ctx.ledger)["filings"] == 1
