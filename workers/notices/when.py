"""The day on which a notice takes effect, and the status that follows from it."""

from __future__ import annotations

import re
from datetime import date

from workers.grammar.dates import DateHit, DateOrder, find_dates

_FROM = re.compile(
    r"with effect (?:from|on|as of)|\beffective(?: as of| as from| on| from| upon the (?:opening|close)[^.]{0,30}? on| at[^.]{0,30}? on)?|\bw\.e\.f\.?|\b(?:from|since|starting|beginning|commencing)(?: on)?|自|於|由",
    re.IGNORECASE,
)
_IMMEDIATE = re.compile(
    r"with immediate effect|effective immediately|immediately effective|effective (?:on|as of) the date of (?:such|this|the) (?:notice|letter|announcement|report)|即時生效|即日起|即時起",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|dated|as of|于)\s+", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:On|Effective|As of)\s|\s*於")
OPENING = 40
"""Characters within which a sentence opens with its day."""
REACH = 60
"""Characters between ``with effect from`` and its date: an hour, a weekday."""


def effective_date(text: str, document: date | None, *, order: DateOrder = "dmy") -> date | None:
    """The date behind ``with effect from``, before one behind 於. ``Immediately`` is the day with which the sentence
    opens, else the document's own.
    """
    marked = list(_FROM.finditer(text))
    for found in sorted(marked, key=lambda m: m.group() == "於"):
        hits = _dates(text, found.end(), found.end() + REACH, order)
        if hits:
            return hits[0].value
    if not _IMMEDIATE.search(text):
        return None
    opening = _dates(text, 0, OPENING, order) if _OPENS.match(text) else []
    return opening[0].value if opening else document


def stated_date(text: str, *, order: DateOrder = "dmy") -> date | None:
    """The first date of a sentence: ``On June 20, 2025, …``."""
    hits = _dates(text, 0, len(text), order)
    return hits[0].value if hits else None


def opening_date(text: str, *, order: DateOrder = "dmy") -> date | None:
    """The date with which a sentence opens or which its first ``on`` names, or None."""
    for found in _ON.finditer(text[:200]):
        hits = _dates(text, found.start(), found.end() + 30, order)
        if hits and hits[0].start <= found.end() + 12:
            return hits[0].value
    hits = _dates(text, 0, 30, order)
    return hits[0].value if hits else None


def status_at(effective: date | None, document: date | None) -> str:
    """``announced`` before the day has come, ``effective`` then."""
    if effective is not None and document is not None and effective > document:
        return "announced"
    return "effective"


def _dates(text: str, start: int, end: int, order: DateOrder) -> list[DateHit]:
    return find_dates(text, start, min(end, len(text)), order=order)
