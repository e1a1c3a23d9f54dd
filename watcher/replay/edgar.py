"""The EDGAR side of the venue: getcurrent, company Atom, submissions, indices, archives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from watcher.replay.recording import Recorded, RecordedParty

EASTERN = ZoneInfo("America/New_York")
LARGEST_START = 5000
"""getcurrent answers 503 behind this ``start``."""

Shown = tuple[Recorded, datetime]
"""A filing and when it was published (aware)."""


def folder_of(number: str, cik: str) -> str:
    """``/Archives/edgar/data/<cik>/<18 digits>``."""
    return f"/Archives/edgar/data/{int(cik or 0)}/{number.replace('-', '')}"


def _entry(recorded: Recorded, party: RecordedParty, when: datetime, base: str) -> str:
    local = when.astimezone(EASTERN)
    items = "".join(f"\n&lt;br&gt;Item {escape(i)}: Item" for i in recorded.items)
    link = f"{base}{folder_of(recorded.number, party.cik)}/{recorded.number}-index.htm"
    title = f"{recorded.form} - {party.name} ({party.cik}) ({party.role})"
    return (
        f"<entry>\n<title>{escape(title)}</title>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(link)}/>\n'
        f'<summary type="html">\n &lt;b&gt;Filed:&lt;/b&gt; {local:%Y-%m-%d} &lt;b&gt;AccNo:&lt;/b&gt; '
        f"{recorded.number} &lt;b&gt;Size:&lt;/b&gt; 14 KB{items}\n</summary>\n"
        f"<updated>{local.isoformat(timespec='seconds')}</updated>\n"
        f'<category scheme="https://www.sec.gov/" label="form type" term={quoteattr(recorded.form)}/>\n'
        f"<id>urn:tag:sec.gov,2008:accession-number={recorded.number}</id>\n</entry>\n"
    )


def getcurrent(
    shown: Sequence[Shown], now: datetime, base: str, *, start: int, count: int, form: str
) -> bytes:
    """One page, newest first; an entry per party; ``form`` is a prefix, as at the SEC."""
    listed = (
        (recorded, party, when)
        for recorded, when in reversed(shown)
        for party in recorded.parties
        if recorded.form.startswith(form)
    )
    page = islice(listed, start, start + min(count, 100))
    entries = [_entry(recorded, party, when, base) for recorded, party, when in page]
    return _feed("Latest Filings", entries, now)


def company(shown: Sequence[Shown], now: datetime, base: str, cik: str) -> bytes:
    """The company Atom of one CIK, newest first."""
    entries = [
        _entry(recorded, party, when, base)
        for recorded, when in reversed(shown)
        for party in recorded.parties
        if party.cik == cik.zfill(10)
    ]
    return _feed("Company", entries[:100], now)


def _feed(title: str, entries: Sequence[str], now: datetime) -> bytes:
    stamp = now.astimezone(EASTERN).isoformat(timespec="seconds")
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1" ?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{title} - {stamp}</title>\n<id>https://www.sec.gov/cgi-bin/browse-edgar</id>\n"
        "<author><name>Webmaster</name><email>webmaster@sec.gov</email></author>\n"
        f"<updated>{stamp}</updated>\n{''.join(entries)}</feed>\n"
    )
    return text.encode("ascii", "xmlcharrefreplace")


def submissions(shown: Sequence[Shown], cik: str) -> bytes | None:
    """``CIK##########.json`` with the parallel arrays, None for an unknown CIK."""
    rows = [
        (recorded, when, party)
        for recorded, when in reversed(shown)
        for party in recorded.parties
        if party.cik == cik
    ]
    if not rows:
        return None
    recent = {
        "accessionNumber": [r.number for r, _, _ in rows],
        "filingDate": [w.astimezone(EASTERN).strftime("%Y-%m-%d") for _, w, _ in rows],
        "acceptanceDateTime": [w.strftime("%Y-%m-%dT%H:%M:%S.000Z") for _, w, _ in rows],
        "form": [r.form for r, _, _ in rows],
        "items": [",".join(r.items) for r, _, _ in rows],
        "primaryDocument": [r.path.name for r, _, _ in rows],
    }
    name = rows[0][2].name
    return json.dumps(
        {"cik": cik, "name": name, "filings": {"recent": recent, "files": []}}
    ).encode()


def daily_index(shown: Sequence[Shown], day: date, kind: str) -> bytes | None:
    """``form``, ``company`` or ``master`` index of an Eastern day; None where nothing was filed."""
    rows = [
        (
            r.form,
            p.name,
            str(int(p.cik)),
            f"{day:%Y%m%d}",
            f"edgar/data/{int(p.cik)}/{r.number}.txt",
        )
        for r, when in shown
        for p in r.parties
        if when.astimezone(EASTERN).date() == day
    ]
    if not rows:
        return None
    head = f"Description:           Daily Index of EDGAR Dissemination Feed\nLast Data Received:    {day:%b %d, %Y}\n\n"
    if kind == "master":
        lines = ["CIK|Company Name|Form Type|Date Filed|File Name", "-" * 80]
        lines += [f"{cik}|{name}|{form}|{filed}|{file}" for form, name, cik, filed, file in rows]
    elif kind == "form":
        lines = [
            f"{'Form Type':<12}{'Company Name':<62}{'CIK':<12}{'Date Filed':<12}File Name",
            "-" * 140,
        ]
        lines += [
            f"{form:<12}{name:<62}{cik:<12}{filed:<12}{file}"
            for form, name, cik, filed, file in sorted(rows)
        ]
    else:
        lines = [
            f"{'Company Name':<62}{'Form Type':<12}{'CIK':<12}{'Date Filed':<12}File Name",
            "-" * 140,
        ]
        lines += [
            f"{name:<62}{form:<12}{cik:<12}{filed:<12}{file}"
            for form, name, cik, filed, file in rows
        ]
    return (head + "\n".join(lines) + "\n").encode("latin-1", "replace")
