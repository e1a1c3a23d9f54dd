"""Where fuzzing starts: our own recordings and small pieces made by hand. Written at run time."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from tests.chaos.crowd import crowd
from tests.support.pdf import lines, pdf_of
from tests.support.recordings.catalogue import TARGET
from watcher.replay import edgar, hkexnews
from watcher.replay.recording import load
from watcher.settings import config_dir

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
BASE = "https://www.sec.gov"
FILINGS = Path(__file__).parents[1] / "filings"
SHORT = 5_000
"""Bytes of a whole filing that is quick to read."""
SENTENCES = (
    "On March 25, 2026, Mr. Qu Heng was appointed as a non-executive director.",
    "董事會宣佈，朱先生已於二零二六年三月二十五日辭任執行董事。",
    "Item 5.02 Departure of Directors or Certain Officers\n\n(b) Ada Moor resigned effective 05/04/2026.",
    "issued 1,250,000 shares at HK$3.20 per share, US$12.5 million in all (RMB85.6 million)",
    "FORM 144\nNature of Acquisition\tDate\n69,996\t12/31/2025\n(1,234.56)\t—\tnil\t人民幣1.2億元",
)
CONDITIONS = (
    'value_usd >= 250000 and person in ["Ada Moor"]', 'not (type == "results" or units > 1e6)',
    '"director" in roles', "people[0] == 'x'", "-value / 3.5 + units * 2 < 1e-7",
)  # fmt: skip
SUBSCRIPTIONS = b"""[channels.desk]
module = "workers.channels.webhook"
url = "https://example.com/"
[subscriptions.all]
types = ["insider_sale"]
where = "value_usd > 5"
min_severity = "high"
channels = ["desk"]
"""
URLS = (
    "https://www.sec.gov/Archives/edgar/data/1/x.txt", "https://[::ffff:127.0.0.1]:8443/",
    "https://user:pw@example.com/", "https://2130706433/", "http://localhost:5000/?q=1#f",
    "https://ｅｘａｍｐｌｅ.com/", "https://xn--fsq.com/", "https://[fe80::1%25eth0]/",
)  # fmt: skip


@cache
def _shown() -> list[edgar.Shown]:
    recorded = load(TARGET)[:12]
    return [(one, NOW - timedelta(minutes=5 * n)) for n, one in enumerate(reversed(recorded))]


def _edgar() -> Iterator[bytes]:
    for path in sorted(TARGET.glob("edgar/*.txt")):
        yield path.read_bytes()[:20_000]
    for path in sorted(FILINGS.glob("sec/*/input.*")):
        body = path.read_bytes()
        for start in range(0, len(body), 20_000):  # the end of a long one is another filing to us
            yield body[start : start + 20_000]


def _short() -> Iterator[bytes]:
    """Whole submissions that are read in a millisecond: of each kind of news, and without any."""
    yield from (body for body in _edgar() if len(body) <= SHORT)
    with tempfile.TemporaryDirectory(prefix="fuzz-seeds-") as folder:
        for played in crowd(Path(folder), 24, 1.0, seed=3).recordings:
            yield played.path.read_bytes()


def _xml() -> Iterator[bytes]:
    for body in _edgar():
        start, end = body.find(b"<XML>"), body.find(b"</XML>")
        if 0 <= start < end:
            yield body[start + 5 : end].strip()


def _html() -> Iterator[bytes]:
    for body in _edgar():
        start = body.lower().find(b"<html")
        if start >= 0:
            yield body[start : start + 4000]
    yield b"<table><tr><td>Net profit</td><td>$</td><td>(1,234</td><td>)</td></tr></table>"
    yield b"<html><ix:header>hidden<div style='display:none'>x</div></ix:header><p>shown</p></html>"


def _text() -> Iterator[bytes]:
    yield from (sentence.encode() for sentence in SENTENCES)
    yield "\n\n".join(SENTENCES).encode()
    yield from (path.read_bytes() for path in sorted(FILINGS.glob("hkex/*/input.txt")))


def _pdf() -> Iterator[bytes]:
    yield pdf_of(lines(*SENTENCES[0].split(", ")), lines("Second page", "", "of two"))
    yield from (p.read_bytes()[:20_000] for p in sorted(TARGET.glob("hkexnews/*.pdf"))[:4])


def _short_pdf() -> Iterator[bytes]:
    yield pdf_of(lines("CHANGE OF DIRECTORS", *SENTENCES[3].split(", ")))
    yield from (body for body in _pdf() if len(body) <= SHORT)


def _atom() -> Iterator[bytes]:
    page = edgar.getcurrent(_shown(), NOW, BASE, start=0, count=3, form="")
    yield page
    yield page[: len(page) * 2 // 3]
    yield edgar.getcurrent(_shown(), NOW, BASE, start=5000, count=1, form="none")


def _index() -> Iterator[bytes]:
    for kind in ("form", "company", "master"):
        yield edgar.daily_index(_shown(), NOW.date(), kind) or b""


def _submissions() -> Iterator[bytes]:
    cik = next(p.cik for r, _ in _shown() for p in r.parties)
    yield edgar.submissions(_shown(), cik) or b""
    old = {"name": "CIK1-1.json", "filingFrom": "2020-01-01", "filingTo": "2021-01-01"}
    yield json.dumps({"filings": {"recent": {}, "files": [old]}}).encode()


def _latest() -> Iterator[bytes]:
    for lang in ("e", "c"):
        yield hkexnews.latest(_shown(), NOW, board="sehk", days=7, lang=lang, page=1) or b""


def _search() -> Iterator[bytes]:
    day = NOW.date()
    yield hkexnews.title_search(
        _shown(), market="SEHK", lang="e", since=day - timedelta(days=2), until=day, rows=5
    )


def _disclosures() -> Iterator[bytes]:
    head = ("Form Serial Number", "Stock Code", "Name of Listed Corporation", "Name of Director",
            "Reason for Disclosure", "Date of Relevant Event (dd/mm/yyyy)")  # fmt: skip
    serial = '<a href="NSForm3A.aspx?fn=DA20260414E00001&lang=EN">DA20260414E00001</a>'
    rows = (head, (serial, "9911", "Harbour Lights Ltd", "Wong Ka Yan", "1201(L)", "09/04/2026"))
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    yield f"<table id='grdPaging'><tr>{'</tr><tr>'.join(cells)}</tr></table>".encode()
    yield b"<p>No record found</p>"


def _small() -> Mapping[str, list[bytes]]:
    return {
        "folder": [b'{"directory": {"item": [{"name": "0001-index.htm", "size": ""}]}}'],
        "stock": [b'callback({"more": "0", "stockInfo": [{"stockId": 7, "code": "00700"}]});'],
        "gzip": [gzip.compress(b"a body"), gzip.compress(bytes(50_000))[:60]],
        "url": [url.encode() for url in URLS],
        "condition": [text.encode() for text in CONDITIONS],
        "subscriptions": [
            SUBSCRIPTIONS,
            (config_dir() / "subscriptions.toml").read_bytes(),
        ],
        "token": [b"ImVtYWlsL2FAZXhhbXBsZS5jb20i.c2lnbmF0dXJl", b"eJw.x", b"."],
        "webhook": [
            b"webhook-id: a\nwebhook-timestamp: 1774440000\nwebhook-signature: v1,QUJD v1,\n\n{}"
        ],
    }


_MADE: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "edgar": _edgar, "xml": _xml, "html": _html, "text": _text, "pdf": _pdf, "atom": _atom,
    "index": _index, "submissions": _submissions, "latest": _latest, "search": _search, "disclosures": _disclosures,
    "short": _short, "short-pdf": _short_pdf,
}  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """The seeds of a set; ``all`` is every kind of document."""
    if name == "all":
        return [body for each in ("edgar", "html", "xml", "text", "pdf") for body in seeds(each)]
    return list(_MADE[name]()) if name in _MADE else list(_small()[name])
