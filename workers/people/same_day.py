"""Days not printed in full: ``on the same date``, ``at that time``, ``effective October 16``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workers.grammar.cue_context import month_number

_AT_THE_TIME = ("h time", "t time")
"""``at which time``, ``at such time``, ``at that time``."""
_NO_DAY = re.compile(
    r"(?i)\b(?:until|upon|once|when)\b|\b(?:expiration|end|conclusion|meeting)\b|\bnext\s+annual\b"
)
"""What such words point to where it has no day: ``until his successor comes, at which time``."""
_YEARLESS = re.compile(
    r"\b[Ee]ffective,?\s+(?:as\s+of\s+|on\s+|from\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*,?\s*(?:of\s+)?\d{2})"
)
_BEHIND = timedelta(days=60)
"""How far a day without its year may lie behind the document; else the next year is meant."""


def yearless(text: str, document: date | None) -> Iterator[tuple[int, int, date]]:
    """``effective October 16``: the day of that name around or behind the document's date."""
    if document is None or "ffective" not in text:
        return
    for found in _YEARLESS.finditer(text):
        month, day = month_number(found["month"]) or 1, int(found["day"])
        try:
            days = [date(document.year + n, month, day) for n in (0, 1)]
        except ValueError:
            continue
        yield found.start(), found.end(), days[days[0] < document - _BEHIND]


def same_day(
    text: str, words: str, days: Sequence[tuple[str, date | None]], last: date | None
) -> date | None:
    """The day of the words behind ``text``, of the days before them with their kinds; ``last`` is
    the day that the sentences before told.
    """
    at_the_time = words.lower().endswith(_AT_THE_TIME)
    open_ended = at_the_time and _NO_DAY.search(text)
    tied = {"effective", "until"} if at_the_time else {"effective"}
    known = tied | {"held"} | (set() if open_ended else {"on"})
    before = [(kind, day) for kind, day in days if kind in known]
    if not before:
        return None if open_ended else last
    return next((day for kind, day in reversed(before) if kind in tied), before[-1][1])
