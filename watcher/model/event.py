"""What reading a filing yields: labels, events, suppressed cues, doubts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from watcher.model.filing import Evidence, Section
from watcher.model.ids import EventId, Severity, Value

SCANNED = (
    "pages are pictures without text (a scan): read them by hand, or let `watcher worker ocr`; it "
    "needs pip install '.[ocr]' in the checkout, tesseract with eng, chi_tra and chi_sim, and [workers] ocr"
)
"""Why a PDF of pictures needs a person, or the worker that reads pictures."""


STATUSES = (
    "proposed", "announced", "priced", "effective", "completed", "published", "no_movement",
    "lapsed", "terminated", "corrected",
)  # fmt: skip
"""How far a story can have come: all that the ``status`` of an event may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A section in which signals of an event type fired."""

    event_type: str
    section: Section
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A figure computed from printed figures, with its arithmetic; never guessed."""

    name: str
    value: Value
    unit: str
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFlag:
    """A doubt about the source; it never blocks an event."""

    code: str
    detail: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressed:
    """A cue that was seen and raises no event, with the closed reason code."""

    would_be_type: str
    reason_code: str
    evidence: Evidence | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field that a correction or a next stage tells otherwise than what was told before.

    ``field`` is a path into the event's fields (``broker.name``), or ``status``,
    ``event_date`` or ``effective_date`` of the event itself.
    """

    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One new, non-negated disclosure about this issuer, normalised.

    ``event_date``, ``effective_date`` and ``document_date`` never stand in for one
    another. ``dedup_key`` is venue-independent; ``relation`` is ``new``, ``same``,
    ``corrects`` or ``advances`` against what the ledger already knows, and ``changes``
    says what differs from it. ``case_key`` is the same for all stages of one story
    (issuer, story family, subject); None before the ledger was asked.
    """

    id: EventId
    type: str
    subtype: str | None
    status: str
    severity: Severity
    confidence: Decimal
    dedup_key: str
    fields: Mapping[str, Value]
    evidence: tuple[Evidence, ...]
    headline: str
    derived: tuple[Derived, ...] = ()
    document_date: date | None = None
    event_date: date | None = None
    effective_date: date | None = None
    exhibit: str | None = None
    title_item: str | None = None
    also_types: tuple[str, ...] = ()
    relation: str = "new"
    case_key: str | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What reading a filing gave: nothing that was seen is left out."""

    events: tuple[Event, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flags: tuple[QualityFlag, ...] = ()
    needs_review: str | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
