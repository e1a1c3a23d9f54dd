"""Disclosure of Interests (SFO Part XV) at di.hkex.com.hk: notices of directors and holders.

There is no feed: the list of notices by date of the whole market is read, a hundred a page,
and the form of each director's notice (3A) is fetched like any filing. A list tells dates,
never a time, so that a filing has none. Opt-in (``enabled = true``): the operator must have
read the site's terms of use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urljoin, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree, html

from watcher import settings
from watcher.errors import BadFeed, Blocked, WatcherError
from watcher.model import FeedEntry, Filing, Issuer, Party, hkex_di_filing_id
from watcher.net.client import Get
from watcher.sources import Page, PollResult, Source

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
PAGE_SIZE = 100
LOOK_BACK = timedelta(days=4)
"""Notices are due within three business days of the event; the list is by that date."""
LARGEST_PAGE = 4_000_000
LONGEST_CELL = 400

_FORM = re.compile(r"NSForm(\d[A-D]?)\.aspx", re.IGNORECASE | re.ASCII)
_SERIAL = re.compile(r"([A-Z]{2})([0-9]{8})[A-Z][0-9]{5}")
_CODE = re.compile(r"\b([0-9]{1,5})\b")
_TABLE = "grdPaging"
_NOTHING = re.compile(r"(?i)no\s+(?:record|match|notice)")
_NAMES = {
    "serial": re.compile(r"(?i)form\s+serial"),
    "corporation": re.compile(r"(?i)name\s+of\s+(?:the\s+)?listed\s+corporation"),
    "person": re.compile(r"(?i)name\s+of\s+substantial|name\s+of\s+director"),
    "reason": re.compile(r"(?i)reason\s+for\s+disclosure"),
    "stock": re.compile(r"(?i)stock\s+code"),
}


def entries(body: bytes) -> Page:
    """The notices of one page. Raises Blocked for an empty answer, BadFeed for another page."""
    if not body.strip():
        raise Blocked(
            "Disclosure of Interests: an empty answer, which is how it turns clients away"
        )
    table, text = _table(body[:LARGEST_PAGE])
    if table is None:
        if _NOTHING.search(text):
            return Page(entries=())
        raise BadFeed("Disclosure of Interests: a page without its list of notices")
    rows = [[_cell(c) for c in row.xpath("./th|./td")] for row in table.iter("tr")]
    head = next((i for i, row in enumerate(rows) if _columns(row).keys() >= {"serial"}), None)
    if head is None:
        raise BadFeed("Disclosure of Interests: the list has no column of form serial numbers")
    links = [row.xpath(".//a/@href") for row in table.iter("tr")]
    columns = _columns(rows[head])
    found = [
        _entry(r, h, columns) for r, h in zip(rows[head + 1 :], links[head + 1 :], strict=True)
    ]
    kept = tuple(e for e in found if isinstance(e, FeedEntry))
    lost = [e for e in found if isinstance(e, str)]
    whole = b"</table" in body.lower() and b"</html" in body.lower()
    damage = "the page breaks off before its end" if not whole else None
    damage = damage or (f"of an impossible day: {', '.join(lost[:5])}" if lost else None)
    return Page(entries=kept, damage=damage, short=not whole)


def _table(body: bytes) -> tuple[html.HtmlElement | None, str]:
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        tree: html.HtmlElement = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadFeed("Disclosure of Interests: something that is no page came") from error
    found = next((t for t in tree.iter("table") if _TABLE in (t.get("id") or "")), None)
    return found, "".join(tree.itertext())[:20_000]


def _cell(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())[:LONGEST_CELL]


def _columns(row: Sequence[str]) -> dict[str, int]:
    return {
        name: i
        for i, text in enumerate(row)
        for name, named in _NAMES.items()
        if named.search(text)
    }


def _entry(
    row: Sequence[str], hrefs: Sequence[str], columns: dict[str, int]
) -> FeedEntry | str | None:
    """One notice, None for a row of page numbers, a serial number that no day can be read from."""
    link = next((h for h in hrefs if _FORM.search(h)), None)
    serial = _SERIAL.fullmatch(_at(row, columns, "serial") or _serial_of(link))
    if serial is None or link is None:
        return None
    day = _day(serial[2])
    if day is None:
        return serial[0]
    kind = _FORM.search(link)
    person, company = _at(row, columns, "person"), _at(row, columns, "corporation")
    reason, stock = _at(row, columns, "reason"), _CODE.search(_at(row, columns, "stock"))
    parties = (Party(role="reporting", name=person), Party(role="issuer", name=company))
    form = kind[1].upper() if kind else "3A"
    return FeedEntry(
        source="hkex_di",
        native_id=serial[0],
        form=f"Form {form}",
        title=f"Form {form} - {person or 'unnamed'} - {company or 'unnamed'} - {reason}".strip(
            " -"
        ),
        published_at=day,
        url=link,
        parties=tuple(p for p in parties if p.name),
        stock_codes=(stock[1].zfill(5),) if stock else (),
        language="en",
    )


def _day(digits: str) -> datetime | None:
    """The start of a day in Hong Kong as UTC; None for a day that no calendar has."""
    try:
        return datetime.strptime(digits, "%Y%m%d").replace(tzinfo=HONG_KONG).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _at(row: Sequence[str], columns: dict[str, int], name: str) -> str:
    i = columns.get(name)
    return row[i] if i is not None and i < len(row) else ""


def _serial_of(link: str | None) -> str:
    return parse_qs(urlsplit(link).query).get("fn", [""])[0] if link else ""


def to_filings(
    found: Iterable[FeedEntry], config: settings.Source, *, seen_at: datetime, found_by: str
) -> tuple[Filing, ...]:
    """One filing for each notice of the wanted forms (all, where none is named), oldest first."""
    base = config.base_url.rstrip("/") + "/"
    wanted = {f.removeprefix("Form ") for f in config.forms}
    kept = {
        e.native_id: e
        for e in found
        if not wanted or (e.form or "").removeprefix("Form ") in wanted
    }
    return tuple(
        Filing(
            id=hkex_di_filing_id(e.native_id), source="hkex_di", form=e.form, title=e.title,
            published_at=None, seen_at=seen_at, url=urljoin(base, e.url),
            document_url=urljoin(base, e.url), parties=e.parties, stock_codes=e.stock_codes,
            language=e.language, found_by=found_by,
        )
        for e in sorted(kept.values(), key=lambda e: e.native_id[2:])
        if urljoin(base, e.url).startswith(base)
    )  # fmt: skip


def poll(get: Get, config: settings.Source, *, since: datetime | None, now: datetime) -> PollResult:
    """The notices of the last days; the mark is the time of the poll, for the list has none."""
    last = day_of(now)
    first = min(day_of(since), last) - LOOK_BACK if since else last
    try:
        found, pages, whole = _list(get, config, first, last)
    except WatcherError as error:
        return PollResult(filings=(), entries=0, pages=0, mark=None, error=error)
    filings = to_filings(found, config, seen_at=now, found_by="feed")
    mark = max(now, since) if since else now
    return PollResult(
        filings=filings, entries=len(found), pages=pages, mark=mark if whole else None,
        damage=() if whole else ("the list of notices breaks off",),
    )  # fmt: skip


def _list(
    get: Get, config: settings.Source, first: date, last: date
) -> tuple[list[FeedEntry], int, bool]:
    """Every page of the list by date: the notices, the pages, and whether all were whole."""
    found: list[FeedEntry] = []
    for number in range(1, config.max_pages + 1):
        url = (
            f"{config.base_url}/NSAllFormDateList.aspx?sa1=da&scsd={first:%d/%m/%Y}"
            f"&sced={last:%d/%m/%Y}&src=MAIN&lang=EN&pg={number}"
        )
        page = entries(get.get(url, max_bytes=LARGEST_PAGE).body)
        known = {e.native_id for e in found}
        new = [e for e in page.entries if e.native_id not in known]
        found += new
        if page.short or len(page.entries) < PAGE_SIZE or not new:
            return found, number, not page.short
    return found, config.max_pages, False


def reconcile(get: Get, config: settings.Source, *, day: date, now: datetime) -> tuple[Filing, ...]:
    """All notices whose event was on one Hong Kong day. Raises BadFeed for a list cut short."""
    return to_filings(_whole(get, config, day), config, seen_at=now, found_by="audit")


def catch_up(
    get: Get,
    config: settings.Source,
    *,
    since: date,
    until: date,
    issuers: Sequence[Issuer],
    now: datetime,
) -> tuple[Filing, ...]:
    """Notices of a span of days; of some issuers by the code that the list prints."""
    codes = {code for issuer in issuers for code in issuer.hkex_codes}
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    found = [entry for day in days for entry in _whole(get, config, day)]
    wanted = [e for e in found if not codes or codes & set(e.stock_codes)]
    return to_filings(wanted, config, seen_at=now, found_by="backfill")


def _whole(get: Get, config: settings.Source, day: date) -> list[FeedEntry]:
    """The notices of one day; BadFeed where pages are missing."""
    found, _, whole = _list(get, config, day, day)
    if not whole:
        raise BadFeed(
            "Disclosure of Interests: the list of a day breaks off; asked for again later"
        )
    return found


def day_of(when: datetime) -> date:
    """The Hong Kong calendar day."""
    return when.astimezone(HONG_KONG).date()


def documents(filing: Filing) -> tuple[str, ...]:
    """The form."""
    return (filing.document_url,)


SOURCE = Source(
    name="hkex_di",
    entries=entries,
    poll=poll,
    documents=documents,
    catch_up=catch_up,
    reconcile=reconcile,
    day_of=day_of,
)
