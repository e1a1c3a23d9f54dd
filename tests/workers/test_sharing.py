"""Filings that share a work-horse: each is read for itself, whatever happens to another."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import redis

from tests.support.http import HttpServer
from watcher.model import FilingId
from watcher.ops import canary
from watcher.ops.clock import utc_now
from watcher.settings import current
from workers import jobs
from workers.aside import set_aside
from workers.context import Context
from workers.rehearsal import alone


def planted(ctx: Context, count: int) -> list[FilingId]:
    """Canaries of the last minutes, leased as the sweep leases."""
    now = utc_now()
    ids = [canary.plant(ctx.ledger, now - timedelta(minutes=n)) for n in range(count, 0, -1)]
    ctx.ledger.lease_filings(now=now, limit=count, hold=timedelta(minutes=1))
    return ids


def forked(run: Callable[[], Any]) -> int:
    """The wait status of a child that did this, as a work-horse does."""
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def states(ctx: Context, ids: list[FilingId]) -> list[str]:
    rows = [ctx.ledger.filing(each) for each in ids]
    return [row.state if row else "unknown" for row in rows]


def test_all_that_share_are_read(ctx: Context) -> None:
    ids = planted(ctx, 3)
    assert forked(lambda: jobs.process_filing(*ids)) == 0
    assert states(ctx, ids) == ["read"] * 3


def test_one_that_kills_its_work_horse_costs_the_others_nothing(
    ctx: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = planted(ctx, 3)
    read = jobs._read

    def dies(ctx: Context, claim: Any, read_pdf: Any) -> Any:
        if claim.filing.id == ids[1]:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(ctx, claim, read_pdf)

    monkeypatch.setattr(jobs, "_read", dies)
    assert forked(lambda: jobs.process_filing(*ids)) == signal.SIGKILL
    set_aside("filings", ids, "the work-horse was ended", ctx)
    assert states(ctx, ids) == ["read", "new", "new"]
    now = utc_now()
    assert ctx.ledger.lease_filings(now=now, limit=9, hold=timedelta(minutes=1)) == [ids[2]]
    killed = ctx.ledger.filing(ids[1])
    assert killed is not None
    assert (killed.attempts, killed.error) == (1, "the work-horse was ended")


def test_what_an_unknown_error_kept_from_being_begun_is_due_at_once(
    ctx: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = planted(ctx, 2)

    def fails(*_: Any) -> Any:
        raise KeyError

    monkeypatch.setattr(jobs, "_read", fails)
    forked(lambda: jobs.process_filing(*ids))
    now = utc_now()
    assert ctx.ledger.lease_filings(now=now, limit=9, hold=timedelta(minutes=1)) == [ids[1]]


def test_each_has_the_time_of_a_job_to_itself(
    ctx: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[int] = []
    ids = planted(ctx, 3)
    alarm = signal.alarm
    limit = current().workers.filing_seconds
    reading, writing = os.pipe()

    def noted(seconds: int) -> int:
        if seconds:
            os.write(writing, bytes([seconds]))
        return alarm(seconds)

    monkeypatch.setattr(signal, "alarm", noted)
    forked(lambda: jobs.process_filing(*ids))
    given = list(os.read(reading, 99))
    assert given == [limit] * 3


def test_what_was_committed_rings_without_waiting_for_a_sweep(
    ctx: Context,
    valkey_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = heard_at(ctx, "https://receiver.invalid/")
    monkeypatch.setattr(jobs, "context", lambda: heard)
    forked(lambda: jobs.process_filing(*planted(ctx, 2)))
    with redis.Redis.from_url(valkey_url) as client:
        assert client.llen("rq:queue:deliveries") == 1


def test_deliveries_that_share_a_work_horse_are_all_made(
    ctx: Context, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = heard_at(ctx, f"{http_server.url}/hook")
    monkeypatch.setattr(jobs, "context", lambda: heard)
    forked(lambda: jobs.process_filing(*planted(ctx, 6)))
    ids = [delivery.id for delivery in ctx.ledger.deliveries()]
    assert len(ids) == 6
    assert forked(lambda: jobs.deliver(*ids)) == 0
    assert ctx.ledger.summary().deliveries == {"delivered": 6}
    assert len(http_server.requests) == 6


def heard_at(ctx: Context, url: str) -> Context:
    """A context in which one receiver hears of canaries."""
    net = ctx.settings.net.model_copy(update={"allow_private": True})
    settings = ctx.settings.model_copy(update={"net": net})
    return replace(alone(ctx, url), settings=settings)
