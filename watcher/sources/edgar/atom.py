"""EDGAR Atom feeds: ``getcurrent`` (latest filings) and ``getcompany`` (one company).

Titles of getcurrent read ``FORM - NAME (10-digit CIK) (Role)``; one filing has one entry
per filer, issuer, owner and subject. The form is the category term, never the title.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from watcher.errors import BadFeed, TooLarge
from watcher.model import FeedEntry, Party
from watcher.sources import Page

PAGE_SIZE = 100
"""Entries of a full page; the venue gives no more."""

LARGEST_PAGE = 2_000_000
"""Bytes; a real page of 100 entries has 60 kB."""

LONGEST_TAG = 4096
LONGEST_TITLE = 500

_PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
                  RecursionError)  # fmt: skip
"""What the library raises on odd markup, such as a character reference to half a character."""

_ACCESSION = re.compile(r"accession-number=(\d{10}-\d{2}-\d{6})$", re.ASCII)
_TITLE = re.compile(r" - (?P<name>.+) \((?P<cik>\d{10})\) \((?P<role>[A-Za-z ]{1,40})\)$")
_COMPANY = re.compile(r"(?P<name>.+?)\s{1,9}\((?P<cik>\d{10})\)$")
_ITEM = re.compile(r"\bItem (\d{1,2}\.\d{2})\b")
_ROLE_OF_COMPANY = {"3": "issuer", "4": "issuer", "5": "issuer", "144": "subject"}
"""Role of the company whose feed it is; ``filer`` for all other forms."""


def entries(body: bytes, *, may_be_empty: bool = False) -> Page:
    """The entries of a getcurrent or company page.

    ``may_be_empty``: a page behind the first one, where the list may have ended. A cut or
    otherwise damaged page keeps what can be read and says so. Raises TooLarge over
    LARGEST_PAGE, BadFeed where the page cannot be trusted: not Atom, no entries, hostile.
    """
    feed = _parsed(body)
    if not feed.entries and may_be_empty and not feed.bozo:
        return Page(entries=())
    company = _COMPANY.match(str(feed.feed.get("title", ""))[:LONGEST_TITLE])
    found = [_entry(raw, company) for raw in feed.entries]
    kept = tuple(entry for entry in found if entry)
    if not kept:
        raise BadFeed(_nothing_kept(feed.entries))
    damage = []
    if feed.bozo:
        damage.append(f"not well-formed: {type(feed.get('bozo_exception')).__name__}")
    if len(kept) < len(found):
        damage.append(f"{len(found) - len(kept)} of {len(found)} entries unreadable")
    return Page(
        entries=kept,
        damage="EDGAR feed: " + ", ".join(damage) if damage else None,
        short=bool(damage) and len(kept) < PAGE_SIZE,
    )


def _parsed(body: bytes) -> Any:
    """The feedparser result. BytesIO, because feedparser opens files and URLs by name."""
    if not body.strip():
        raise BadFeed("EDGAR feed: the body is empty")
    if len(body) > LARGEST_PAGE:
        raise TooLarge(f"EDGAR feed: a page of {len(body)} bytes, more than {LARGEST_PAGE}")
    if b"<!DOCTYPE" in body[:2000] or b"<!ENTITY" in body:
        raise BadFeed("EDGAR feed: an HTML page or a document type came in place of Atom")
    if any(len(part) - part.find(b"<") > LONGEST_TAG for part in body.split(b">") if b"<" in part):
        raise BadFeed(f"EDGAR feed: a tag is longer than {LONGEST_TAG} bytes")
    try:
        feed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except _PARSER_FAULTS as error:
        raise BadFeed(f"EDGAR feed: no feed parser can read it: {error!r}") from error
    if feed.get("version") != "atom10":
        raise BadFeed(f"EDGAR feed: not Atom 1.0 but {feed.get('version') or 'unknown'!r}")
    return feed


def _nothing_kept(raws: list[Any]) -> str:
    if not raws:
        return "EDGAR feed: the page has no entries; the venue's pages are never empty"
    if any(":cik=" in str(raw.get("id")) for raw in raws):
        return "EDGAR feed: a list of companies came in place of one company's filings"
    return f"EDGAR feed: none of {len(raws)} entries has an accession number, a form and a time"


def _entry(raw: Mapping[str, Any], company: re.Match[str] | None) -> FeedEntry | None:
    accession = _ACCESSION.search(str(raw.get("id", ""))[-60:])
    published_at = _utc(str(raw.get("updated", "")))
    tags = raw.get("tags") or [{}]
    form = str(tags[0].get("term") or "").strip()
    if not accession or not published_at or not form:
        return None
    title = str(raw.get("title", ""))[:LONGEST_TITLE]
    return FeedEntry(
        source="edgar",
        native_id=accession.group(1),
        form=form,
        title=title,
        published_at=published_at,
        url=str(raw.get("link", "")),
        parties=_parties(title, form, company),
        items=tuple(dict.fromkeys(_ITEM.findall(str(raw.get("summary", ""))[:20_000]))),
    )


def _parties(title: str, form: str, company: re.Match[str] | None) -> tuple[Party, ...]:
    if found := _TITLE.search(title):
        role = found["role"].strip().lower().replace(" ", "_")
    elif found := company:
        role = _ROLE_OF_COMPANY.get(form.removesuffix("/A"), "filer")
    else:
        return ()
    return (Party(role=role, name=found["name"].strip(), cik=found["cik"]),)


def _utc(text: str) -> datetime | None:
    """``2026-01-12T11:27:39-05:00`` as UTC; None where it is no time with an offset."""
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC) if when.tzinfo else None
    except (ValueError, OverflowError):  # the latter: before the year 1 in UTC, or after 9999
        return None
