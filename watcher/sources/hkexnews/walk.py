"""Walking HKEXnews: the lists of the latest filings, and the title search for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from watcher import settings
from watcher.errors import BadFeed, Blocked, BudgetExhausted, NotFound, WatcherError
from watcher.model import FeedEntry, Filing, Issuer
from watcher.net.client import Get
from watcher.sources import Page, PollResult
from watcher.sources.hkexnews.filings import to_filings
from watcher.sources.hkexnews.latest import entries
from watcher.sources.hkexnews.rows import HONG_KONG
from watcher.sources.hkexnews.search import search_entries, stock_id

OVERLAP = timedelta(minutes=10)
"""How far behind the old mark a poll reads: times have minutes only, and the Chinese
version of a filing may be listed after the English one."""

LISTED_DAYS = 7
_TODAY, _WEEK = "1", "7"
_PREFIX = {"sehk": "lcisehk", "gem": "lcigem"}
_SEARCH_LANGUAGE = {"e": "E", "c": "ZH"}
_ROWS = (500, 1000, 2000, 4000, 8000)
"""The search has no pages: one asks for more rows. Near 10,000 it cuts without a word."""

SEARCH_BYTES = 20_000_000
SEARCH_DAYS = 31
"""Longest span that the venue searches without a category."""


def day_of(when: datetime) -> date:
    """The Hong Kong calendar day."""
    return when.astimezone(HONG_KONG).date()


@dataclass(slots=True)
class _Seen:
    """What one poll has gathered so far. ``stamp`` defeats caches on the way."""

    stamp: int
    entries: list[FeedEntry] = field(default_factory=list)
    as_of: list[datetime] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    error: WatcherError | None = None
    cut: bool = False


def poll(get: Get, config: settings.Source, *, since: datetime | None, now: datetime) -> PollResult:
    """Read each board's list in each language; after midnight the week's list as well.

    The list of the day restarts at midnight Hong Kong time, so that the last minutes of
    a day are only in the list of the week.
    """
    floor = since - OVERLAP if since else None
    kinds = (_TODAY, _WEEK) if floor and day_of(floor) < day_of(now) else (_TODAY,)
    seen = _Seen(stamp=int(now.timestamp() * 1000))
    for name in _lists(config, kinds):
        try:
            _read_list(get, config, name, floor, seen)
        except (Blocked, BudgetExhausted) as error:
            seen.error = error
            break  # every further list would meet the same closed door
        except WatcherError as error:
            seen.error = seen.error or error
    old = since is not None and day_of(since) <= day_of(now) - timedelta(days=LISTED_DAYS)
    return PollResult(
        filings=to_filings(seen.entries, config, seen_at=now, found_by="feed"),
        entries=len(seen.entries),
        pages=len(seen.statuses),
        mark=None if seen.error else _mark(seen, since, now),
        gap_since=since if not seen.error and (old or (seen.cut and since)) else None,
        unchanged=set(seen.statuses) == {304},
        damage=tuple(seen.damage),
        error=seen.error,
    )


def _lists(config: settings.Source, kinds: Sequence[str]) -> Iterator[str]:
    for kind in kinds:
        for board in config.boards:
            for language in config.languages:
                yield f"{_PREFIX[board]}{kind}relsd{language}"


def _read_list(
    get: Get, config: settings.Source, name: str, floor: datetime | None, seen: _Seen
) -> None:
    number = total = 1
    while number <= total:
        url = f"{config.base_url}/ncms/json/eds/{name}_{number}.json?_={seen.stamp}"
        answer = get.get(url, conditional=True)
        page = entries(answer.body)
        seen.entries += page.entries
        seen.statuses.append(answer.status)
        seen.damage += [page.damage] if page.damage else []
        if number == 1:
            seen.as_of += [page.as_of] if page.as_of else []
            total = min(page.pages, config.max_pages)
        if floor is None or _is_behind(page, floor):
            return
        number += 1
    seen.cut = seen.cut or page.pages > config.max_pages


def _is_behind(page: Page, floor: datetime) -> bool:
    """Whether all further pages are older. Newest-first is how the lists look, not a promise."""
    times = [entry.published_at for entry in page.entries]
    return bool(times) and times[-1] < floor and times == sorted(times, reverse=True)


def _mark(seen: _Seen, since: datetime | None, now: datetime) -> datetime:
    """The time of the oldest list read; the venue's own clock where it told it."""
    told = min(seen.as_of) if seen.as_of else None
    newest = max((entry.published_at for entry in seen.entries), default=since or now)
    mark = min(told or newest, now)
    return max(mark, since) if since else mark


def reconcile(get: Get, config: settings.Source, *, day: date, now: datetime) -> tuple[Filing, ...]:
    """All filings of one Hong Kong day from the title search."""
    found = [e for market in config.boards for e in _search(get, config, market, day, day)]
    return to_filings(found, config, seen_at=now, found_by="audit")


def catch_up(
    get: Get,
    config: settings.Source,
    *,
    since: date,
    until: date,
    issuers: Sequence[Issuer],
    now: datetime,
) -> tuple[Filing, ...]:
    """Filings of a span of Hong Kong days: by stock code where issuers are given, else by day."""
    found: list[FeedEntry] = []
    codes = [code for issuer in issuers for code in issuer.hkex_codes]
    for first, last in _spans(since, until, SEARCH_DAYS if issuers else 1):
        for board in config.boards:
            wanted = [code for code in codes if _board_of(code) == board]
            for number in _stock_ids(get, config, board, wanted) if issuers else [-1]:
                found += _search(get, config, board, first, last, number=number)
    return to_filings(found, config, seen_at=now, found_by="backfill")


def _spans(since: date, until: date, days: int) -> Iterator[tuple[date, date]]:
    while since <= until:
        last = min(since + timedelta(days=days - 1), until)
        yield since, last
        since = last + timedelta(days=1)


def _board_of(code: str) -> str:
    return "gem" if code.startswith("08") else "sehk"


def _stock_ids(
    get: Get, config: settings.Source, board: str, codes: Sequence[str]
) -> Iterator[int]:
    for code in codes:
        url = f"{config.base_url}/search/prefix.do?callback=callback&lang=EN&type=A"
        answer = get.get(f"{url}&name={code}&market={board.upper()}")
        try:
            yield stock_id(answer.body, code)
        except NotFound:
            continue  # delisted or not yet listed: the search has nothing under its code


def _search(
    get: Get,
    config: settings.Source,
    board: str,
    first: date,
    last: date,
    *,
    number: int = -1,
) -> list[FeedEntry]:
    return [
        entry
        for language in config.languages
        for entry in _all_rows(
            get,
            f"{config.base_url}/search/titleSearchServlet.do?sortDir=0&sortByOptions=DateTime"
            f"&category=0&market={board.upper()}&stockId={number}&documentType=-1"
            f"&fromDate={first:%Y%m%d}&toDate={last:%Y%m%d}&title=&searchType=0"
            f"&t1code=-2&t2Gcode=-2&t2code=-2&lang={_SEARCH_LANGUAGE[language]}",
        )
    ]


def _all_rows(get: Get, url: str) -> tuple[FeedEntry, ...]:
    for rows in _ROWS:
        answer = get.get(f"{url}&rowRange={rows}", max_bytes=SEARCH_BYTES)
        page, more = search_entries(answer.body)
        if not more:
            return page.entries
    raise BadFeed(f"HKEXnews title search: more than {_ROWS[-1]} rows in one answer; ask for less")
