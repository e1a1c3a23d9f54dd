"""Event types: one module each, exporting ``EVENT``.

A module is data and one function: the signals that make a section worth reading, and
``extract``, which turns labelled sections into drafts, suppressed cues and flags.
``workers.extract`` adds the issuer, checks every quote, grades and identifies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from watcher.issuers import Keys
from watcher.model import (
    Derived,
    Evidence,
    Issuer,
    Label,
    Party,
    QualityFlag,
    Severity,
    Suppressed,
    Value,
)
from workers.text.model import FilingText

Thresholds: TypeAlias = Mapping[str, Decimal]
"""The numbers of the type's block in ``config/events.toml``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Fires on every section when the filing's form is exactly one of these."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Fires on sections under these 8-K items (``5.02``)."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineCode:
    """Fires on every section when the HKEX headline has one of these codes."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Fires on sections whose heading (or the document title) matches the RE2 pattern."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Fires on sections whose text matches the RE2 pattern (case-insensitive)."""

    pattern: str


Signal: TypeAlias = Form | Item | HeadlineCode | Heading | Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the feed, the manifest or the command line says of a filing; all optional.

    ``published_at`` is aware UTC. Nothing here is proof; the text is.
    """

    source: str | None = None
    form: str | None = None
    accession: str | None = None
    title: str | None = None
    items: tuple[str, ...] = ()
    headline_codes: tuple[str, ...] = ()
    stock_codes: tuple[str, ...] = ()
    cik: str | None = None
    parties: tuple[Party, ...] = ()
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that an extractor may know. It does no I/O and knows no clock.

    ``form`` is found from the text or told; ``document_date`` is the printed date; ``keys``
    are all that text, header and feed give to tell the issuer by; ``issuer`` is the watched
    company, when one of them resolved it (``resolved_by``).
    """

    told: Told
    text: FilingText
    form: str | None
    document_date: date | None
    issuer: Issuer | None
    issuer_name: str | None = None
    keys: Keys = field(default_factory=Keys)
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event before it has an id, a severity and a key.

    ``severity`` overrides the type's ``grade`` (rarely needed). ``subject`` and
    ``key_date`` feed the dedup key through ``EventType.identity``.
    """

    type: str
    subtype: str | None
    status: str
    confidence: Decimal
    fields: Mapping[str, Value]
    evidence: tuple[Evidence, ...]
    derived: tuple[Derived, ...] = ()
    event_date: date | None = None
    effective_date: date | None = None
    exhibit: str | None = None
    title_item: str | None = None
    also_types: tuple[str, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one extractor says: drafts, dropped cues, doubts."""

    drafts: tuple[Draft, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flags: tuple[QualityFlag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One kind of event: data and pure functions.

    ``identity`` gives the venue-independent subject part of the dedup key (the issuer
    and the type are put in front of it); ``headline`` one line without the company;
    ``grade`` the severity under the thresholds; ``version`` rises when rules change.
    ``subtypes`` are all that its events may have; a type without any has none.
    """

    name: str
    signals: tuple[Signal, ...]
    extract: Callable[[Reading, tuple[Label, ...]], Found]
    identity: Callable[[Draft], str]
    headline: Callable[[Draft], str]
    grade: Callable[[Draft, Thresholds], Severity]
    subtypes: tuple[str, ...] = ()
    version: int = 1
    doc: str = ""
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Its name, and ``type.subtype`` of each of its subtypes."""
        return (self.name, *(f"{self.name}.{subtype}" for subtype in self.subtypes))
