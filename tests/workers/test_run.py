"""The worker's own connection, and what it finds of others that are gone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
from rq import Queue
from rq.registry import FailedJobRegistry, StartedJobRegistry
from sqlalchemy import text
from structlog.testing import capture_logs

from tests.support.folders import short_folder
from tests.support.records import NOW, a_filing
from tests.support.sending import announce
from watcher.model import Reason
from watcher.ops.clock import utc_now
from watcher.queue import Doorbell, connect
from watcher.valkey import EmbeddedValkey
from workers import jobs
from workers.aside import set_aside
from workers.context import Context
from workers.deliver import Sender, sender_of
from workers.run import _note_abandoned, _patient, _Worker


def test_a_worker_waits_for_a_server_that_is_being_restarted() -> None:
    with short_folder("patient") as folder:
        server = EmbeddedValkey(folder / "valkey")
        answers: list[bool] = []
        hasty = redis.Redis.from_url(server.url)
        with pytest.raises(redis.ConnectionError):
            hasty.ping()
        client = _patient(redis.Redis.from_url(server.url))
        asking = threading.Thread(target=lambda: answers.append(bool(client.ping())))
        asking.start()
        server.start()
        try:
            asking.join(timeout=30)
            assert answers == [True]
        finally:
            client.close()
            hasty.close()
            server.stop()


def a_worker(ctx: Context) -> _Worker:
    return _Worker(
        ["filings"], connection=connect(ctx.settings), serializer="json",
        exception_handlers=[_note_abandoned],
    )  # fmt: skip


def given_up(ctx: Context, filing_id: str) -> None:
    """A job that a worker took, whose heart then stopped with the whole machine."""
    doorbell = Doorbell.of(ctx.settings)
    doorbell.ring("filings", [filing_id])
    client = connect(ctx.settings)
    queue = Queue("filings", connection=client, serializer="json")
    (job,) = queue.jobs
    client.delete(queue.key)
    registry = StartedJobRegistry("filings", connection=client, serializer="json")
    client.zadd(registry.key, {f"{job.id}:1": 1})


def test_a_job_whose_worker_is_gone_is_told_and_its_filing_is_due_when_its_lease_ends(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing = a_filing(1)
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "workers.run.sentry.capture", lambda error, **at: told.append((str(error), at["row"]))
    )
    ctx.ledger.record([filing], now=NOW)
    hold = timedelta(minutes=1)
    assert ctx.ledger.lease_filings(now=NOW, limit=1, hold=hold) == [filing.id]
    given_up(ctx, filing.id)
    with capture_logs() as lines:
        a_worker(ctx).run_maintenance_tasks()
    assert [(line["event"], line["row"]) for line in lines] == [("job abandoned", filing.id)]
    assert told == [(f"the worker of {filing.id} is gone; its lease rings again", filing.id)]
    failed = FailedJobRegistry("filings", connection=connect(ctx.settings), serializer="json")
    assert failed.count == 1
    assert ctx.ledger.lease_filings(now=NOW, limit=1, hold=hold) == []
    assert ctx.ledger.lease_filings(now=NOW + hold, limit=1, hold=hold) == [filing.id]


def test_one_sender_keeps_all_deliveries_of_a_killed_work_horse(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Sender] = []

    def counted(ctx: Context) -> Sender:
        made.append(sender_of(ctx))
        return made[-1]

    monkeypatch.setattr("workers.deliver.sender_of", counted)
    then = replace(sender_of(ctx), clock=lambda: NOW)
    ids = announce(then, "a", "b", "c")
    for each in ids[:2]:
        assert ctx.ledger.claim_delivery(each, now=NOW, hold=timedelta(minutes=1))
    set_aside("deliveries", [ids[0], "dlv_nobody", *ids[1:]], "ended by SIGKILL", ctx)
    kept = [[attempt.reason for attempt in ctx.ledger.attempts(each)] for each in ids]
    assert kept == [[Reason.CRASH], [Reason.CRASH], []], "the last was not begun"
    assert len(made) == 1


def test_a_filing_whose_workers_are_always_gone_is_given_up_and_listed(ctx: Context) -> None:
    filing = a_filing(1)
    ctx.ledger.record([filing], now=NOW)
    for _ in range(ctx.settings.workers.max_attempts):
        ctx.ledger.lease_filings(now=utc_now(), limit=1, hold=timedelta(0))
        ctx.ledger.claim_filing(filing.id, now=utc_now(), hold=timedelta(0))
    with capture_logs() as lines:
        jobs.process(filing.id, ctx)
    assert [line["event"] for line in lines] == ["filing failed"]
    (row,) = ctx.ledger.filings(state="failed")
    assert row.filing.id == filing.id
    assert "its worker died" in (row.error or "")
    assert f"watcher reread {filing.id}" in (row.error or "")


def test_a_worker_whose_ledger_was_upgraded_under_it_ends_before_its_next_job(ctx: Context) -> None:
    worker = a_worker(ctx)
    worker.run_maintenance_tasks()
    with ctx.ledger._store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    with capture_logs() as lines, pytest.raises(SystemExit, match="2"):
        worker.run_maintenance_tasks()
    assert "install that version here too" in lines[0]["error"]
