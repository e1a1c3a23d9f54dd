"""What keeps a filing from being read is kept in its row: tried again, given up, or for a person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from rq.timeouts import JobTimeoutException

from tests.support.one_site import BODY, HOLD, raising
from tests.support.records import a_filing
from watcher.errors import (
    BlobsAway,
    Blocked,
    BudgetExhausted,
    LedgerBusy,
    NotFound,
    ServerFault,
    Unreadable,
    WatcherError,
)
from watcher.ledger import Ledger
from watcher.model import Filing
from watcher.ops.clock import utc_now
from workers.aside import set_aside
from workers.context import Context
from workers.jobs import NOT_FOUND_ATTEMPTS, process


def test_a_transient_error_postpones_and_keeps_the_venues_wish(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    wish = timedelta(minutes=10)
    before = utc_now()
    process(filing.id, make(raising(Blocked("www.sec.gov: block page", after=wish))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error) == ("new", "www.sec.gov: block page")
    assert row.due_at >= before + wish


def test_a_permanent_error_is_for_a_person(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(raising(Unreadable("not a PDF"))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.review_reason) == ("needs_review", "Unreadable: not a PDF")


def test_a_filing_that_the_archive_has_not_yet_is_asked_for_again(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(raising(NotFound("the archive has no such file")))
    states = []
    for _ in range(NOT_FOUND_ATTEMPTS):
        process(filing.id, ctx)
        row = ledger.filing(filing.id)
        assert row is not None
        states.append(row.state)
        if row.state == "new":
            ledger.postpone_filing(filing.id, error="", due_at=utc_now(), now=utc_now())
    assert states == [*["new"] * (NOT_FOUND_ATTEMPTS - 1), "needs_review"]


@pytest.mark.parametrize("error", [KeyError("bug"), JobTimeoutException("60 s"), MemoryError()])
def test_an_unknown_error_is_raised_and_comes_back(
    ledger: Ledger, make: Callable[..., Context], filing: Filing, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        process(filing.id, make(raising(error)))
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "new"
    assert row.error


def test_after_the_last_attempt_it_is_failed_with_the_reason(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(raising(ServerFault("503 from www.sec.gov")))
    later = utc_now()
    for _ in range(ctx.settings.workers.max_attempts):
        ledger.postpone_filing(filing.id, error="x", due_at=later, now=later)
        process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "failed"
    assert "given up after" in (row.error or "")
    assert "503 from www.sec.gov" in (row.error or "")


@pytest.mark.parametrize(
    "error",
    [Blocked("banned"), BudgetExhausted("8/s"), LedgerBusy("locked"), BlobsAway("disk full")],
)
def test_what_is_not_the_filings_fault_never_uses_up_its_attempts(
    ledger: Ledger, make: Callable[..., Context], filing: Filing, error: WatcherError
) -> None:
    ctx, later = make(raising(error)), utc_now()
    for _ in range(3 * ctx.settings.workers.max_attempts):
        ledger.postpone_filing(filing.id, error="x", due_at=later, now=later)
        process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.attempts, row.error) == ("new", 0, str(error))
    assert row.due_at > later


def test_a_killed_work_horse_leaves_its_reason_in_the_row(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    ledger.claim_filing(filing.id, now=utc_now(), hold=HOLD)
    set_aside("filings", [filing.id], "ended by SIGXCPU", ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.attempts, row.error) == ("new", 1, "ended by SIGXCPU")
    assert row.held_until is None


def test_a_work_horse_killed_after_its_commit_changes_nothing(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    process(filing.id, ctx)
    before = ledger.filing(filing.id)
    set_aside("filings", [filing.id], "ended by SIGKILL", ctx)
    set_aside("filings", ["sec:0000000000-26-000000"], "ended by SIGKILL", ctx)
    assert ledger.filing(filing.id) == before


def test_a_filing_that_kills_its_worker_each_time_ends_as_failed(
    ledger: Ledger, make: Callable[..., Context]
) -> None:
    ctx = make(lambda: BODY)
    now = utc_now() - timedelta(days=1)
    filing = a_filing(9, form="144", published_at=now)
    ledger.record([filing], now=now)
    for _ in range(ctx.settings.workers.max_attempts):  # claimed, and never heard of again
        now += timedelta(hours=1)
        assert ledger.claim_filing(filing.id, now=now, hold=HOLD)
    process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "failed"
    assert "worker died" in (row.error or "")


def test_a_secret_in_an_error_is_not_kept(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(raising(ServerFault("redis://:hunter2@valkey is away"))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert "hunter2" not in (row.error or "")
