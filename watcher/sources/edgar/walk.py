"""Walking EDGAR's pages: the latest filings, one company's, one day's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from watcher import settings
from watcher.errors import BadFeed, NotFound, ServerFault, WatcherError
from watcher.model import FeedEntry, Filing, Issuer
from watcher.net.client import Get
from watcher.sources import Page, PollResult
from watcher.sources.edgar.atom import PAGE_SIZE, entries
from watcher.sources.edgar.filings import to_filings
from watcher.sources.edgar.index import (
    IndexRow,
    filings_of,
    index_rows,
    listed_files,
    older_parts,
    submission_rows,
)

EASTERN = ZoneInfo("America/New_York")
LAST_START = 5000
"""Behind this offset getcurrent answers 503; about 5,100 entries can be seen."""

OVERLAP = timedelta(minutes=2)
"""How far behind the old mark a poll reads: filings appear some seconds after the time
they carry, and entries of one second may stand on both sides of a page edge."""

INDEX_BYTES = 20_000_000
ATOM = ("application/atom+xml", "application/xml", "text/xml")
JSON = ("application/json", "text/json")


class Span(NamedTuple):
    """Two calendar days, both included."""

    since: date
    until: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.since <= day <= self.until


def day_of(when: datetime) -> date:
    """The Eastern calendar day, which EDGAR's indexes go by."""
    return when.astimezone(EASTERN).date()


def poll(get: Get, config: settings.Source, *, since: datetime | None, now: datetime) -> PollResult:
    """Page getcurrent, newest first, until it overlaps with what was read before."""
    seen: list[FeedEntry] = []
    damage: list[str] = []
    statuses: list[int] = []
    error: WatcherError | None = None
    hidden = reached = False
    for number in range(config.max_pages):
        try:
            page, status = _current(get, config, number * PAGE_SIZE)
        except WatcherError as failure:
            ended = isinstance(failure, ServerFault) and number * PAGE_SIZE > LAST_START
            error = None if ended else failure
            break
        seen += page.entries
        statuses.append(status)
        damage += [page.damage] if page.damage else []
        floor = (since or max(entry.published_at for entry in seen)) - OVERLAP
        reached = any(entry.published_at < floor for entry in page.entries[-1:])
        hidden = hidden or (page.short and not reached)
        if reached or (len(page.entries) < PAGE_SIZE and not page.short):
            break
    return PollResult(
        filings=to_filings(seen, config, seen_at=now, found_by="feed"),
        entries=len(seen),
        pages=len(statuses),
        mark=None if error or hidden else _mark(seen, since, now),
        gap_since=None if error or hidden or reached else _gap(seen, since),
        unchanged=set(statuses) == {304},
        damage=tuple(damage),
        error=error,
    )


def _current(get: Get, config: settings.Source, start: int) -> tuple[Page, int]:
    answer = get.get(
        f"{config.base_url}/cgi-bin/browse-edgar?action=getcurrent&type=&company=&dateb="
        f"&owner=include&start={start}&count={PAGE_SIZE}&output=atom",
        accept=ATOM,
        conditional=True,
    )
    return entries(answer.body, may_be_empty=start > 0), answer.status


def _mark(seen: list[FeedEntry], since: datetime | None, now: datetime) -> datetime:
    """The newest time seen. A time in the future would make the next polls stop too early."""
    newest = min(max(entry.published_at for entry in seen), now)
    return max(newest, since) if since else newest


def _gap(seen: list[FeedEntry], since: datetime | None) -> datetime | None:
    oldest = min(entry.published_at for entry in seen)
    return since if since and oldest > since else None


def catch_up(
    get: Get,
    config: settings.Source,
    *,
    since: date,
    until: date,
    issuers: Sequence[Issuer],
    now: datetime,
) -> tuple[Filing, ...]:
    """Filings filed in a span of Eastern days: by company where issuers are given, else by day."""
    span = Span(since, until)
    found: list[Filing] = []
    for cik in (issuer.cik for issuer in issuers if issuer.cik):
        found += _of_company(get, config, cik.zfill(10), span, now)
    for offset in range(0 if issuers else (until - since).days + 1):
        found += _of_day(get, config, since + timedelta(days=offset), now, "backfill")
    return tuple(found)


def _of_company(
    get: Get, config: settings.Source, cik: str, span: Span, now: datetime
) -> tuple[Filing, ...]:
    """From the company feed; from the submissions JSON, without times, where that fails."""
    try:
        found = list(_company_entries(get, config, cik, span.since))
    except (BadFeed, ServerFault):
        rows = [row for row in _submitted(get, config, cik, span) if row.filed in span]
        return filings_of(rows, config, seen_at=now, found_by="backfill")
    kept = [entry for entry in found if day_of(entry.published_at) in span]
    return to_filings(kept, config, seen_at=now, found_by="backfill")


def _company_entries(
    get: Get, config: settings.Source, cik: str, since: date
) -> Iterator[FeedEntry]:
    for number in range(config.max_pages):
        answer = get.get(
            f"{config.base_url}/cgi-bin/browse-edgar?action=getcompany&CIK={cik}&type=&dateb="
            f"&owner=include&start={number * PAGE_SIZE}&count={PAGE_SIZE}&output=atom",
            accept=ATOM,
        )
        page = entries(answer.body, may_be_empty=number > 0)
        yield from page.entries
        old = any(day_of(entry.published_at) < since for entry in page.entries)
        if old or len(page.entries) < PAGE_SIZE:
            return


def _submitted(get: Get, config: settings.Source, cik: str, span: Span) -> Iterator[IndexRow]:
    base = f"{config.data_url or config.base_url}/submissions"
    whole = get.get(f"{base}/CIK{cik}.json", accept=JSON, max_bytes=INDEX_BYTES).body
    yield from submission_rows(whole, cik=cik)
    for name, first, last in older_parts(whole):
        if first <= span.until and last >= span.since and name.startswith(f"CIK{cik}-"):
            part = get.get(f"{base}/{name}", accept=JSON, max_bytes=INDEX_BYTES).body
            yield from submission_rows(part, cik=cik)


def reconcile(get: Get, config: settings.Source, *, day: date, now: datetime) -> tuple[Filing, ...]:
    """All filings of one day from the daily index.

    Raises NotFound while the index of the day is not published (it comes out at night,
    Eastern time); a weekend or holiday has none and gives no filings.
    """
    return _of_day(get, config, day, now, "audit")


def _of_day(
    get: Get, config: settings.Source, day: date, now: datetime, found_by: str
) -> tuple[Filing, ...]:
    folder = f"{config.base_url}/Archives/edgar/daily-index/{day.year}/QTR{(day.month + 2) // 3}"
    name = f"master.{day:%Y%m%d}.idx"
    try:
        body = get.get(f"{folder}/{name}", max_bytes=INDEX_BYTES).body
    except NotFound:
        if day < day_of(now) and _no_business(get, folder, name, day):
            return ()
        raise
    return filings_of(index_rows(body), config, seen_at=now, found_by=found_by)


def _no_business(get: Get, folder: str, name: str, day: date) -> bool:
    """Whether the venue lists a later day but not this one, or it is a weekend."""
    if day.weekday() >= 5:
        return True
    listed = listed_files(get.get(f"{folder}/index.json", accept=JSON).body)
    return name not in listed and any(other > name for other in listed if other[:7] == "master.")
