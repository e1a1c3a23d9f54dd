"""What becomes of a filing that could not be read: a row that says why and when again."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.errors import (
    BlobsAway,
    Blocked,
    BudgetExhausted,
    LedgerBusy,
    Permanent,
    Transient,
    WatcherError,
)
from watcher.ledger.rows import FilingClaim, ReadOutcome
from watcher.model import DeliveryId, FilingId
from watcher.ops import logs, sentry
from watcher.ops.clock import utc_now
from workers import retry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from watcher.queue import QueueName
    from workers.context import Context

_log = logs.get("jobs")


def set_aside(queue: QueueName, rows: Sequence[str], why: str, ctx: Context) -> None:
    """Keep as rows that a work-horse was killed on ids, and try again after the usual wait.

    Called in the worker, which knows that nobody is at work on the rows any more. What the
    work-horse had not begun is due again at once, what it had done stays as it is. A row
    that cannot be kept now is left to its lease.
    """
    one = _of_delivery(why, ctx) if queue == "deliveries" else _of_filing(why, ctx)
    for row in rows:
        try:
            one(row)
        except WatcherError as error:
            _log.error("left to its lease", row=row, error=str(error))
            if isinstance(error, LedgerBusy):  # the others would wait for it as long
                return


def _of_delivery(why: str, ctx: Context) -> Callable[[str], None]:
    from workers.deliver import crashed, sender_of  # noqa: PLC0415 - a worker on `filings` does without the channels

    sender = sender_of(ctx)
    return lambda row: crashed(DeliveryId(row), sender, why)


def _of_filing(why: str, ctx: Context) -> Callable[[str], None]:
    def one(row: str) -> None:
        found = ctx.ledger.filing(FilingId(row))
        if found is None or found.state != "new":
            return
        if not found.attempts:
            ctx.ledger.release_filings([FilingId(row)])
        elif found.held_until is not None:
            claim = FilingClaim(filing=found.filing, attempt=found.attempts, notify=found.notify)
            postpone(ctx, claim, Transient(why))

    return one


def postpone(ctx: Context, claim: FilingClaim, error: BaseException) -> None:
    """A later attempt, or the end of the line after the last one.

    A closed breaker, a spent budget, a full disk or a locked ledger says nothing about the filing, so
    it does not use up an attempt: a ban of a day must not end in lost filings.
    """
    innocent = isinstance(error, BlobsAway | Blocked | BudgetExhausted | LedgerBusy)
    wait = retry.filing_wait(ctx.settings.retry, claim.attempt, random.random())
    if innocent:
        wait = wait or timedelta(seconds=ctx.settings.retry.filing_seconds[-1])
    elif wait is None or claim.attempt >= ctx.settings.workers.max_attempts:
        give_up(ctx, claim, str(error) or type(error).__name__)
        return
    after = error.after if isinstance(error, Transient) and error.after else timedelta(0)
    due_at = utc_now() + max(wait, after)
    text = logs.scrub(str(error) or type(error).__name__)
    ctx.ledger.postpone_filing(
        claim.filing.id, error=text, due_at=due_at, now=utc_now(), counts=not innocent
    )
    _log.warning(
        "filing postponed", filing_id=claim.filing.id, error=text, due_at=due_at.isoformat()
    )


def give_up(ctx: Context, claim: FilingClaim, why: str) -> None:
    """The end of the line, with the reason and what a person can do."""
    text = (
        f"given up after {claim.attempt} attempts: {logs.scrub(why)}; "
        f"`watcher reread {claim.filing.id}` tries again"
    )
    ctx.ledger.fail_filing(claim.filing.id, error=text, now=utc_now())
    _log.error("filing failed", filing_id=claim.filing.id, error=text)
    sentry.capture(WatcherError(text), filing_id=claim.filing.id)


def for_review(ctx: Context, claim: FilingClaim, error: Permanent) -> None:
    """Input that we cannot read is a state with a reason, never silence."""
    reason = f"{type(error).__name__}: {logs.scrub(str(error))}"
    outcome = ReadOutcome(state="needs_review", review_reason=reason)
    ctx.ledger.commit(claim.filing.id, outcome=outcome, now=utc_now())
    _log.warning("filing needs review", filing_id=claim.filing.id, reason=reason)
