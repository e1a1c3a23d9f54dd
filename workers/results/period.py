"""The period that results are for: its last day and its months, from the words of a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from watcher.model import Derived
from workers.grammar.dates import find_dates
from workers.results.calendar import first_day
from workers.results.headers import Length, marks

_ENDED = re.compile(r"\b(?:ended|ending|end)\b(?:\s+on|\s+at)?[\s,]*", re.IGNORECASE)
_UNTIL = re.compile(r"截至")
_BEFORE = 110
_NAMES = {3: "quarterly", 6: "interim", 9: "quarterly", 12: "annual"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """``end`` is the last day; ``months`` the length (3, 6, 9, 12)."""

    end: date
    months: int

    @property
    def start(self) -> date:
        """The first day."""
        return first_day(self.end, self.months)

    @property
    def counted(self) -> Derived:
        """The first day with its arithmetic: filings print the last one and the length."""
        return Derived(
            name="period_start",
            value=self.start,
            unit="date",
            arithmetic=f"{self.months} months to {self.end} begin on {self.start}",
        )

    @property
    def kind(self) -> str:
        """annual, interim or quarterly."""
        return _NAMES[self.months]


def find_period(texts: Iterable[str]) -> Period | None:
    """The first period that names its length and its last day."""
    return next((p for text in texts for p in periods(text)), None)


def periods(text: str) -> Iterable[Period]:
    """``six months ended June 30, 2023``, ``截至…止年度``, in the order of the text."""
    for found in _ENDED.finditer(text):
        hits = find_dates(text, found.end(), found.end() + 40)
        months = _length(text[max(0, found.start() - _BEFORE) : found.end()])
        if hits and months and not text[found.end() : hits[0].start].strip(" ,the"):
            yield Period(end=hits[0].value, months=months)
    for found in _UNTIL.finditer(text):
        hits = find_dates(text, found.end(), found.end() + 30)
        if hits:
            months = _length("截至" + text[hits[0].end : hits[0].end + 8])
            if months:
                yield Period(end=hits[0].value, months=months)


def _length(words: str) -> int | None:
    """The months that words name. A quarter told with its year to date is a quarter, a
    fourth quarter told with its year is the year.
    """
    told = [m.meaning.months for m in marks(words[-300:])[0] if isinstance(m.meaning, Length)]
    if not told:
        return None
    if 12 in told:
        return 12
    return 3 if 3 in told else told[-1]
