"""The two jobs that RQ calls, each with one id. They are the pipeline.

A known error ends as a row that says when to try again or why not; an unknown one is
also raised, so that RQ and Sentry see it. Doing a job twice changes nothing.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from rq.timeouts import JobTimeoutException, UnixSignalDeathPenalty

from watcher.errors import (
    LedgerBusy,
    NotFound,
    Overtaken,
    Permanent,
    QueueDown,
    Transient,
)
from watcher.ledger.rows import FilingClaim, ReadOutcome
from watcher.model import DeliveryId, FilingId
from watcher.ops import logs, sentry
from watcher.ops.clock import utc_now
from watcher.queue import Doorbell
from watcher.sweep import DELIVERY_TURNS, hold_of, ring_deliveries
from workers.aside import for_review, give_up, postpone
from workers.context import Context, context
from workers.correlate import correlate, followed
from workers.fetch import fetch
from workers.keeping import keep_texts
from workers.limits import confine
from workers.match import match
from workers.reading import read_filing, texts_of
from workers.render.card import cards_of
from workers.text import pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watcher.ledger.rows import Premise
    from watcher.model import Alert, Event, Findings, Issuer
    from watcher.queue import QueueName
    from workers.canonical import ReadPdf
    from workers.fetch import Fetched
    from workers.text.model import FilingText

_log = logs.get("jobs")

TWIN_PATIENCE, TWIN_STEP = timedelta(seconds=60), timedelta(seconds=3)
"""How long after it was seen a Chinese version lets the English one go first, looking how often."""

DECISIONS = 5
"""How often a filing is decided again because others of its issuer were committed meanwhile."""

NOT_FOUND_ATTEMPTS = 4
"""A venue may list a filing minutes before its archive has it, or has all of it; what stays away is for a person."""


def process_filing(*filing_ids: str) -> None:
    """Read filings of the ledger, one after the other. RQ calls it with their ids.

    Each has the limits of a job to itself. What one of them keeps from being begun is due
    again at once.
    """
    left = [FilingId(each) for each in filing_ids]
    ctx = _begin("filings")
    try:
        while left:
            row = left.pop(0)
            with _time_limit(ctx.settings.workers.filing_seconds):
                process(row, ctx)
            _confine(ctx, "filings")
    finally:
        if left:
            ctx.ledger.release_filings(left)
        _tell_at_once(ctx)


def _tell_at_once(ctx: Context) -> None:
    """Ring what was just committed; the next sweep would, a second later."""
    with suppress(QueueDown, LedgerBusy):
        ring_deliveries(ctx.ledger, Doorbell.of(ctx.settings), ctx.settings, utc_now())


def _time_limit(seconds: int) -> UnixSignalDeathPenalty:
    """RQ's own way to end what takes too long, here for one of several rows."""
    limit: UnixSignalDeathPenalty = UnixSignalDeathPenalty(seconds, JobTimeoutException)  # type: ignore[no-untyped-call]
    return limit


def read_scan(filing_id: str) -> None:
    """Read a filing of pictures by its pictures. RQ calls it with its id, on its own queue."""
    from workers.text import ocr  # noqa: PLC0415 - only this queue reads pictures

    process_scan(FilingId(filing_id), _begin("ocr"), ocr.read)


def process_scan(row: FilingId, ctx: Context, read_pdf: ReadPdf) -> None:
    """Take a scan up again and read it; nothing where it is none any more."""
    seconds = ctx.settings.workers.ocr_seconds
    if ctx.ledger.reopen_scan(row, now=utc_now(), hold=hold_of(seconds, ctx.settings)):
        process(row, ctx, seconds=seconds, read_pdf=read_pdf)


def process(
    row: FilingId, ctx: Context, *, seconds: int | None = None, read_pdf: ReadPdf = pdf.read
) -> None:
    """Claim, fetch, read, decide and commit. A known error ends as a row, an unknown also raises."""
    hold = hold_of(seconds or ctx.settings.workers.filing_seconds, ctx.settings)
    claim = ctx.ledger.claim_filing(row, now=utc_now(), hold=hold)
    if claim is None:
        return
    with sentry.traced("read", "read a filing", ctx.trace(row), filing_id=row) as trace:
        _process(row, ctx, claim, trace, read_pdf)


def _process(
    row: FilingId, ctx: Context, claim: FilingClaim, trace: sentry.Trace, read_pdf: ReadPdf
) -> None:
    """One attempt; what it leads to goes on with its trace."""
    if claim.attempt > ctx.settings.workers.max_attempts:
        give_up(ctx, claim, "its worker died or ran out of time or memory on every attempt")
        return
    try:
        if _waits_for_english(ctx, claim):
            return
        read = _read(ctx, claim, read_pdf)
        ctx.ledger.keep_trace([row], trace.headers, now=utc_now())
        outcome, first = _keep(ctx, claim, read)
    except Transient as error:
        postpone(ctx, claim, error)
    except NotFound as error:
        later = claim.attempt < NOT_FOUND_ATTEMPTS
        (postpone if later else for_review)(ctx, claim, error)
    except Permanent as error:
        for_review(ctx, claim, error)
    except Exception as error:  # RQ's time-out among them
        sentry.capture(error, filing_id=row)
        postpone(ctx, claim, error)
        raise
    else:
        _log.info("filing read", filing_id=row, state=outcome.state, events=len(outcome.events),
                  alerts=len(outcome.alerts), first=first)  # fmt: skip


def deliver(*delivery_ids: str) -> None:
    """Send deliveries to their channels, some at a time. RQ calls it with ids of the ledger."""
    from workers.deliver import deliver_one, sender_of  # noqa: PLC0415 - a worker on `filings` does without the channels
    from workers.lanes import deliver_all  # noqa: PLC0415 - as above

    ids = [DeliveryId(each) for each in delivery_ids]
    sender = sender_of(_begin("deliveries", turns=min(len(ids), DELIVERY_TURNS)))
    if len(ids) == 1:
        deliver_one(ids[0], sender)
    else:
        deliver_all(ids, sender)


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a filing gave, before anybody asks what of it is news."""

    documents: Sequence[Fetched]
    texts: Sequence[FilingText]
    findings: Findings
    issuer: Issuer | None


def _read(ctx: Context, claim: FilingClaim, read_pdf: ReadPdf) -> _Read:
    """Bytes -> events: fetch is the one effect, the rest is pure."""
    filing = claim.filing
    with ctx.client() as client:
        fetched = fetch(
            filing, client, ctx.blobs, ctx.settings.net.document_bytes,
            whole=claim.attempt < NOT_FOUND_ATTEMPTS,
        )  # fmt: skip
    bodies = [(f.document.filename, f.body) for f in fetched]
    texts = texts_of(filing, bodies, read_pdf=read_pdf)
    findings, issuer = read_filing(filing, texts, ctx.issuers, ctx.types, ctx.thresholds)
    return _Read(fetched, texts, findings, issuer)


def _keep(ctx: Context, claim: FilingClaim, read: _Read) -> tuple[ReadOutcome, bool]:
    """Decide and commit; decide again where another worker's filing of the issuer came between."""
    for _ in range(DECISIONS - 1):
        with suppress(Overtaken):
            return _decide(ctx, claim, read)
    return _decide(ctx, claim, read)


def _decide(ctx: Context, claim: FilingClaim, read: _Read) -> tuple[ReadOutcome, bool]:
    """The outcome, and whether we were the first to commit one. Raises Overtaken."""
    outcome = _tell(ctx, claim, read)
    return outcome, ctx.ledger.commit(claim.filing.id, outcome=outcome, now=utc_now())


def _tell(ctx: Context, claim: FilingClaim, read: _Read) -> ReadOutcome:
    """Events -> alerts, against what the ledger holds now."""
    filing, findings = claim.filing, read.findings
    premise = ctx.ledger.premise(findings.events)
    twin = ctx.ledger.twin(filing)
    events = correlate(filing, findings.events, premise.told, twin.events if twin else ())
    now = utc_now()
    alerts, deliveries = match(
        filing, read.issuer, events, ctx.telling, now=now, notify=claim.notify,
        heard=ctx.ledger.heard(filing, events), earlier=_earlier(ctx, premise, events),
        silences=ctx.ledger.silences(at=now), backfill=claim.digest,
    )  # fmt: skip
    return ReadOutcome(
        state="needs_review" if findings.needs_review else "read",
        issuer_key=read.issuer.key if read.issuer else None,
        events=events,
        suppressed=findings.suppressed,
        flags=findings.flags,
        alerts=alerts,
        deliveries=deliveries,
        documents=tuple(f.document for f in read.documents),
        review_reason=findings.needs_review,
        facts=findings.facts,
        cards=cards_of(alerts, filing, read.issuer, events, findings.flags),
        texts=keep_texts(read.texts, ctx.blobs),
        premise=premise,
    )


def _waits_for_english(ctx: Context, claim: FilingClaim) -> bool:
    """Put a Chinese version aside while its English one is being read; it costs no attempt.

    Which of the two is told would otherwise be chance; that only one is, the commit sees to.
    """
    filing, now = claim.filing, utc_now()
    if filing.language != "zh" or not claim.notify or now >= filing.seen_at + TWIN_PATIENCE:
        return False
    twin = ctx.ledger.twin(filing)
    if twin is None or twin.state != "new":
        return False
    why = f"waits for its English version {twin.filing.id}"
    due_at = now + TWIN_STEP
    ctx.ledger.postpone_filing(filing.id, error=why, due_at=due_at, now=now, counts=False)
    return True


def _earlier(ctx: Context, premise: Premise, events: Sequence[Event]) -> list[Alert]:
    """What was told of the cases that this filing corrects or carries on."""
    filings = set(chain.from_iterable(followed(events, premise.told).values()))
    return [
        row.alert for f in sorted(filings) for row in ctx.ledger.alerts(filing_id=f, limit=10_000)
    ]


def _begin(queue: QueueName, turns: int = 1) -> Context:
    """The shared context inside a fresh fork: own connections, own limits."""
    ctx = context()
    ctx.ledger.dispose_after_fork()
    _confine(ctx, queue, turns)
    return ctx


def _confine(ctx: Context, queue: QueueName, turns: int = 1) -> None:
    """Limits from now on for one row, or for ``turns`` of them."""
    limits = ctx.settings.workers
    seconds = {
        "filings": limits.filing_seconds,
        "deliveries": limits.delivery_seconds,
        "ocr": limits.ocr_seconds,
    }[queue]
    seconds *= turns
    lease = hold_of(seconds, ctx.settings).total_seconds()
    confine(limits.memory_mb, seconds + 5, wall_seconds=(seconds + lease) / 2)
