"""Issuers, feed entries, filings, documents and their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from watcher.model.ids import FilingId, SourceName


@dataclass(frozen=True, slots=True, kw_only=True)
class AdsRatio:
    """Ordinary shares per American Depositary Share, valid from a date."""

    shares: int
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """One company with every key it is known by at both venues."""

    key: str
    name: str
    name_zh: str | None = None
    cik: str | None = None
    tickers: tuple[str, ...] = ()
    hkex_codes: tuple[str, ...] = ()
    file_numbers: tuple[str, ...] = ()
    ads_ratios: tuple[AdsRatio, ...] = ()

    def ads_ratio(self, on: date | None) -> int | None:
        """Shares per ADS in force on a day (None: the newest), if it has ADSs."""
        valid = [r for r in self.ads_ratios if on is None or r.since is None or r.since <= on]
        return max(valid, key=lambda r: r.since or date.min).shares if valid else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody a venue names for a filing. ``role`` is the venue's word in snake case:
    ``issuer``, ``reporting``, ``subject``, ``filed_by``, ``filer`` ...
    """

    role: str
    name: str
    cik: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One line of a feed as the venue says it; a filing may have many.

    ``native_id`` is the accession number or the news id; ``published_at`` is aware UTC.
    """

    source: SourceName
    native_id: str
    form: str | None = None
    title: str
    published_at: datetime
    url: str
    parties: tuple[Party, ...] = ()
    items: tuple[str, ...] = ()
    headline_codes: tuple[str, ...] = ()
    stock_codes: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One submission at one venue: an EDGAR accession number or an HKEXnews news id.

    ``url`` is the page for people; ``document_url`` is what the worker fetches.
    ``parties`` holds every role seen in the feed; ``amends`` is true for ``/A`` forms.
    """

    id: FilingId
    source: SourceName
    form: str | None = None
    title: str
    published_at: datetime | None
    seen_at: datetime
    url: str
    document_url: str
    parties: tuple[Party, ...] = ()
    items: tuple[str, ...] = ()
    headline_codes: tuple[str, ...] = ()
    stock_codes: tuple[str, ...] = ()
    language: str | None = None
    amends: bool = False
    found_by: str = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One part of a filing: the main form or an exhibit (``type`` such as ``EX-99.2``)."""

    seq: int
    type: str
    title: str | None = None
    filename: str | None = None
    media_type: str
    sha256: str
    url: str | None = None


BlockKind = Literal["heading", "paragraph", "row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph or a table row (cells joined by tabs).

    ``text == canonical[start:end]`` always holds; ``page`` is 1-based, PDFs only.
    """

    kind: BlockKind
    text: str
    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Blocks under one heading path: the unit of classification.

    ``document`` is ``main`` or an exhibit number such as ``99.2``.
    """

    document: str
    heading: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Offset of the first character in the canonical text."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character in the canonical text."""
        return self.blocks[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that prove something and where they stand in the canonical text."""

    document: str
    start: int
    end: int
    quote: str
    page: int | None = None
