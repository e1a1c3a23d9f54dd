"""Days that a filing fixes once: defined dates, the closing of its deal, the general meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workers.grammar.dates import find_dates
from workers.people.model import When

_DEFINES = re.compile(
    r"\s*[(（]\s*(?:the\s+)?[“\"‘']+\s*(?:the\s+)?((?:[A-Z][a-z]+\s+){1,3}(?:Date|Time))[,.]?\s*[”\"’']+"
)
_CLOSED = ("Closing Date", "Closing", "Effective Date")
_DEFINES_CLOSING = re.compile(r"[(（][^()（）]{0,40}[“\"]Closing[,.]?[”\"]")
SLIPPED = "the printed year lies a year back"
SLIP_DAYS = 15
"""An 8-K is due four business days after the event; this leaves room for late ones."""
HANDED_IN = re.compile("送達|遞交|提交|收到|收悉")
"""``自送達董事會之日起生效``: the day of a letter, which only its receipt tells."""
_OPENS = re.compile(r"(?i)\W*(?:on\s+)?")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What earlier sentences fixed: defined dates, the last date, the meeting's date."""

    defined: Mapping[str, date]
    document_date: date | None
    meeting: date | None = None

    @property
    def closed(self) -> date | None:
        """The day on which a transaction of the filing closed, where it lies behind."""
        days = (self.defined[name] for name in _CLOSED if name in self.defined)
        day = next(days, None)
        return day if day and self.document_date and day <= self.document_date else None


def calendar_of(texts: list[str], document_date: date | None) -> Calendar:
    """Defined dates (``February 10, 2018 (the “Effective Date”)``) and the general meeting's."""
    defined: dict[str, date] = {}
    meeting: date | None = None
    for text in texts:
        for hit in find_dates(text):
            name = _DEFINES.match(text, hit.end)
            if name:
                defined.setdefault(name.group(1), hit.value)
            if _DEFINES_CLOSING.search(text, hit.end) and _OPENS.fullmatch(text[: hit.start]):
                defined.setdefault("Closing", hit.value)
            before, behind = text[max(0, hit.start - 240) : hit.start], text[hit.end : hit.end + 30]
            if re.search(
                r"(?i)(?:general\s+meeting|\b[AES]GM\b|(?:annual|special)\s+meeting)[^.;]{0,90}\b(?:held|convened|scheduled|take\s+place)(?:[^.;]|[ap]\.m\.){0,110}$",
                before,
            ) or (re.match(r"(?:舉行|召開)[^。]{0,20}(?:股東(?:週|周)年大會|股東大會)", behind)):
                meeting = meeting or hit.value
    return Calendar(defined, document_date, meeting)


def slipped(when: When | None, document_date: date | None) -> When | None:
    """A filing of the new year that prints the old one: the words as printed, and no date."""
    if when is None or when.date is None or document_date is None:
        return None
    late = (document_date - when.date).days - 365
    turned = when.date.year + 1 == document_date.year and when.date.month <= document_date.month
    doubtful = turned and document_date.month <= 2 and 0 <= late <= SLIP_DAYS
    return When(None, when.text, when.strength, qualifier=SLIPPED) if doubtful else None
