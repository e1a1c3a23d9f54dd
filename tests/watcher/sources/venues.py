"""Two hand-made venues that list filings as EDGAR and HKEXnews do, and a ``Get`` on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from watcher.errors import NotFound, WatcherError
from watcher.net.client import Response
from watcher.settings import Source

EASTERN_STANDARD = timezone(timedelta(hours=-5))
HONG_KONG = timezone(timedelta(hours=8))

EDGAR = Source(
    module="watcher.sources.edgar", poll_seconds=1, requests_per_second=8,
    base_url="https://www.sec.gov", data_url="https://data.sec.gov", max_pages=51,
    forms=("144", "4", "4/A", "8-K", "6-K"),
)  # fmt: skip
HKEX = Source(
    module="watcher.sources.hkexnews", poll_seconds=60, requests_per_second=1,
    base_url="https://www1.hkexnews.hk", max_pages=10,
    boards=("sehk", "gem"), languages=("e", "c"),
)  # fmt: skip


@dataclass
class Answers:
    """A ``Get`` that answers by a function of path and query, and remembers what was asked."""

    answer: Callable[[str, Mapping[str, str]], bytes | WatcherError]
    asked: list[str] = field(default_factory=list)
    status: int = 200

    def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        max_bytes: int | None = None,
        conditional: bool = False,
    ) -> Response:
        self.asked.append(url)
        parts = urlsplit(url)
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        body = self.answer(parts.path, query)
        if isinstance(body, WatcherError):
            raise body
        return Response(status=self.status, headers={}, body=body, url=url)


@dataclass(frozen=True)
class Listed:
    """One line of a getcurrent feed."""

    accession: str
    at: datetime
    form: str = "8-K"
    name: str = "Harbour Lights Inc"
    cik: str = "0001234567"
    role: str = "Filer"
    items: Sequence[str] = ()


def atom_entry(line: Listed) -> str:
    folder = (
        f"https://www.sec.gov/Archives/edgar/data/{int(line.cik)}/{line.accession.replace('-', '')}"
    )
    items = "".join(f"\n<br>Item {item}: Some title" for item in line.items)
    summary = f"<b>Filed:</b> 2026-03-25 <b>AccNo:</b> {line.accession} <b>Size:</b> 9 KB{items}"
    return f"""<entry>
<title>{escape(f"{line.form} - {line.name} ({line.cik}) ({line.role})")}</title>
<link rel="alternate" type="text/html" href="{folder}/{line.accession}-index.htm"/>
<summary type="html">{escape(summary)}</summary>
<updated>{line.at.astimezone(EASTERN_STANDARD).isoformat()}</updated>
<category scheme="https://www.sec.gov/" label="form type" term="{line.form}"/>
<id>urn:tag:sec.gov,2008:accession-number={line.accession}</id>
</entry>
"""


def atom(lines: Sequence[Listed], title: str = "Latest Filings") -> bytes:
    head = (
        '<?xml version="1.0" encoding="ISO-8859-1" ?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n<title>{escape(title)}</title>\n'
        "<updated>2026-03-25T05:30:00-05:00</updated>\n"
    )
    return (head + "".join(map(atom_entry, lines)) + "</feed>\n").encode("latin-1")


def accession(number: int) -> str:
    return f"0001104659-26-{number:06d}"


def filings_at(times: Sequence[datetime]) -> list[Listed]:
    """One 8-K per time, newest first."""
    ordered = sorted(times, reverse=True)
    return [
        Listed(accession(n), at) for n, at in zip(range(len(times), 0, -1), ordered, strict=True)
    ]


def getcurrent(lines: Sequence[Listed]) -> Answers:
    """The venue's pages of 100 over a list that stands still."""

    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        assert path == "/cgi-bin/browse-edgar"
        start = int(query["start"])
        return atom(lines[start : start + int(query["count"])])

    return Answers(answer)


def hkex_item(number: int, at: datetime, **other: Any) -> dict[str, Any]:
    local = at.astimezone(HONG_KONG)
    return {
        "newsId": number,
        "relTime": local.strftime("%d/%m/%Y %H:%M"),
        "market": "SEHK",
        "stock": [{"sc": "01234", "sn": "HARBOUR LIGHTS"}],
        "title": "Change of Director",
        "lTxt": "Announcements and Notices - [Change in Directors or of Important Executive "
        "Functions or Responsibilities]",
        "t1Code": "10000",
        "t2Code": "12350",
        "webPath": f"/listedco/listconews/sehk/{local:%Y/%m%d}/{local:%Y%m%d}{number % 100000:05d}.pdf",
        "ext": "pdf",
        "size": "91KB",
        "multi": 0,
    } | other


def hkex_list(
    items: Sequence[Mapping[str, Any]], *, as_of: object = None, pages: object = 1
) -> bytes:
    whole = {"genDate": as_of, "maxNumOfFile": pages, "newsInfoLst": list(items)}
    return json.dumps(whole).encode()


def hkex_lists(lists: Mapping[str, Sequence[bytes]]) -> Answers:
    """Pages by list name (``lcisehk1relsde``); every other list is empty."""

    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        name, _, number = path.rsplit("/", 1)[-1].removesuffix(".json").rpartition("_")
        pages = lists.get(name, [hkex_list([])])
        if int(number) > len(pages):
            return NotFound(f"{path}: HTTP 404")
        return pages[int(number) - 1]

    return Answers(answer)
