"""One poll of one source, and the audits that prove that polling missed nothing.

Rows first, mark second: the mark of a source (how far its feed has been read) moves only
after the filings before it are recorded, so a crash or a broken-off poll costs a second
reading, never a filing.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

import structlog

from watcher import settings
from watcher.errors import NotFound, WatcherError
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.model import Filing, FilingId
from watcher.net.client import Get
from watcher.ops import sentry
from watcher.sources import PollResult, Source
from watcher.terms import terms_of

AuditOutcome = Literal["clean", "gaps", "not_out", "failed"]

MOST_AUDIT_DAYS = 14
"""How far back an audit goes after an outage; behind that, `watcher backfill`."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One of the venue's days compared with the ledger.

    ``ids`` stand in the venue's own index; ``gaps`` are those of them that polling had
    missed, recorded now. Both are empty for a day before the first poll (``watched`` is
    False), which nobody promised to read.
    """

    source: str
    day: date
    ids: tuple[FilingId, ...] = ()
    gaps: tuple[FilingId, ...] = ()
    watched: bool = True

    @property
    def listed(self) -> int:
        """How many filings the venue's index has."""
        return len(self.ids)


def poll_source(  # noqa: PLR0917 - one line at the scheduler, which fills it by a lambda
    name: str,
    source: Source,
    config: settings.Source,
    get: Get,
    ledger: Ledger,
    now: datetime,
    watched: Collection[str] = (),
) -> PollNote:
    """Poll once and record what is new. Failures are in the note, and counted; none is raised.

    The first poll is the baseline: what it finds is read but never announced. Filings
    of companies that go by one of the ``watched`` terms are read first. Raises
    LedgerBusy where the ledger cannot even take the note.
    """
    started = time.monotonic()
    try:
        note = _poll(name, source, config, get, ledger, now=now, watched=watched)
    except WatcherError as error:  # the ledger's; a source returns its own
        note = _failed(name, now, error)
    except Exception as error:  # a mistake of ours is a failed poll too, and stays loud
        _keep(_failed(name, now, error), ledger)
        raise
    note = replace(note, duration=timedelta(seconds=time.monotonic() - started))
    _keep(note, ledger)
    return note


def _keep(note: PollNote, ledger: Ledger) -> None:
    """Note a poll; say in the log only when failing begins, for it may go on for hours."""
    if note.outcome == "failed":
        before = ledger.polls(source=note.source, limit=1)
        if not before or before[0].outcome != "failed":
            _log.warning("poll failed", source=note.source, error=note.error, recorded=note.new)
    ledger.note_poll(note)


def _poll(
    name: str,
    source: Source,
    config: settings.Source,
    get: Get,
    ledger: Ledger,
    *,
    now: datetime,
    watched: Collection[str],
) -> PollNote:
    since = _time(ledger.cursor(f"{name}:mark"))
    with sentry.traced("poll", f"poll {name}", source=name) as trace:
        result = source.poll(get, config, since=since, now=now)
        ledger.read_first(_watched(ledger, result.filings, watched))
        new = _record(ledger, result.filings, trace, now=now, notify=since is not None)
    _move_mark(name, ledger, result, since, now)
    if result.error:
        ledger.count("poll_failures", {"source": name, "error": type(result.error).__name__})
    if result.damage:
        ledger.count("feed_damage", {"source": name}, by=len(result.damage))
    return PollNote(
        source=name,
        started_at=now,
        duration=timedelta(),
        outcome=_outcome(result),
        entries=result.entries,
        new=len(new),
        pages=result.pages,
        error="; ".join([*([str(result.error)] if result.error else []), *result.damage]) or None,
    )


def _watched(ledger: Ledger, filings: Sequence[Filing], watched: Collection[str]) -> set[FilingId]:
    """Those of watched companies that are not recorded yet."""
    wanted = frozenset(watched)
    ours = {f.id for f in filings if wanted & terms_of(f, None)} if wanted else set()
    return ours - ledger.known(ours) if ours else set()


def _record(
    ledger: Ledger, filings: Sequence[Filing], trace: sentry.Trace, *, now: datetime, notify: bool
) -> list[FilingId]:
    """Keep the filings; the trace of a poll that found any goes on where they are read."""
    if (headers := trace.headers) is not None:
        ids = {filing.id for filing in filings}
        fresh = ids - ledger.known(ids)
        ledger.keep_trace(fresh, headers, now=now)
        if not fresh:
            trace.drop()
    return ledger.record(filings, now=now, notify=notify)


def _outcome(result: PollResult) -> Literal["ok", "failed", "not_modified"]:
    if not result.complete:
        return "failed"
    return "not_modified" if result.unchanged else "ok"


def _move_mark(
    name: str, ledger: Ledger, result: PollResult, since: datetime | None, now: datetime
) -> None:
    """Remember how far the feed is read, and a stretch of it that can no longer be seen."""
    if result.gap_since and not ledger.cursor(f"{name}:gap"):
        _log.error("gap in the feed", source=name, since=result.gap_since.isoformat())
        ledger.count("feed_gaps", {"source": name})
        ledger.set_cursor(f"{name}:gap", result.gap_since.isoformat(), now=now)
    if result.mark is None:
        return
    if since is None:
        ledger.set_cursor(f"{name}:baseline", result.mark.isoformat(), now=now)
    if result.mark != since:
        ledger.set_cursor(f"{name}:mark", result.mark.isoformat(), now=now)


def _failed(name: str, now: datetime, error: Exception) -> PollNote:
    words = str(error) if isinstance(error, WatcherError) else f"crashed: {error!r}"
    return PollNote(
        source=name, started_at=now, duration=timedelta(), outcome="failed", error=words
    )


def audit_source(
    name: str, source: Source, config: settings.Source, get: Get, ledger: Ledger, *, now: datetime
) -> tuple[Audit, ...]:
    """Compare the venue's finished days with the ledger: yesterday, and back to a feed gap.

    Run it each evening and morning. Missing filings are recorded and announced; the sum
    of ``gaps`` must be 0. Raises the errors of the client and the ledger.
    """
    yesterday = source.day_of(now) - timedelta(days=1)
    gap = _time(ledger.cursor(f"{name}:gap"))
    first = min(yesterday, source.day_of(gap)) if gap else yesterday
    first = max(first, yesterday - timedelta(days=MOST_AUDIT_DAYS - 1))
    days = [first + timedelta(days=offset) for offset in range((yesterday - first).days + 1)]
    audits = [audit_day(name, source, config, get, ledger, day=day, now=now) for day in days]
    if gap and source.day_of(gap) < source.day_of(now):
        ledger.set_cursor(f"{name}:gap", "", now=now)
    return tuple(audits)


def scheduled_audit(
    name: str, source: Source, config: settings.Source, get: Get, ledger: Ledger, *, now: datetime
) -> AuditOutcome:
    """An audit whose outcome is counted; that an index is not out yet is none of its faults.

    The next run makes up for what this one could not. Raises the errors of the client
    and the ledger, counted as ``failed``.
    """
    outcome: AuditOutcome = "failed"
    try:
        audits = audit_source(name, source, config, get, ledger, now=now)
        outcome = "gaps" if any(audit.gaps for audit in audits) else "clean"
    except NotFound as error:
        outcome = "not_out"
        _log.info("no index yet", source=name, error=str(error))
    finally:
        ledger.count("audits", {"source": name, "outcome": outcome})
    return outcome


def audit_day(
    name: str,
    source: Source,
    config: settings.Source,
    get: Get,
    ledger: Ledger,
    *,
    day: date,
    now: datetime,
) -> Audit:
    """Compare one of the venue's days with the ledger and record what is missing.

    Days before the first poll are nobody's gap, and what stood in the feed on its very
    day before it is recorded without noise. Raises NotFound while the venue has not
    published the index of the day.
    """
    baseline = _time(ledger.cursor(f"{name}:baseline"))
    if baseline is None or day < source.day_of(baseline):
        return Audit(source=name, day=day, watched=False)
    listed = source.reconcile(get, config, day=day, now=now)
    known = ledger.known([filing.id for filing in listed])
    missing = [filing for filing in listed if filing.id not in known]
    first_day = day == source.day_of(baseline)
    new = ledger.record(missing, now=now, notify=not first_day) if missing else []
    gaps = () if first_day else tuple(new)
    if gaps:
        ledger.count("gaps", {"source": name}, by=len(gaps))
        _log.error("filings missed", source=name, day=str(day), count=len(gaps), first=gaps[0])
    return Audit(source=name, day=day, ids=tuple(f.id for f in listed), gaps=gaps)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
