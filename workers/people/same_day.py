"""Days not printed in full: ``on the same date``, ``at that time``, ``effective October 16``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workers.grammar.cue_context import month_number
from workers.grammar.numbers import HAN_NUMBER, parse_han

_AT_THE_TIME = ("h time", "t time")
"""``at which time``, ``at such time``, ``at that time``."""
_NO_DAY = re.compile(
    r"(?i)\b(?:until|upon|once|when)\b|\b(?:expiration|end|conclusion|meeting)\b|\bnext\s+annual\b"
)
"""What such words point to where it has no day: ``until his successor comes, at which time``."""
_YEARLESS = re.compile(
    r"\b[Ee]ffective,?\s+(?:as\s+of\s+|on\s+|from\s+)?(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*,?\s*(?:of\s+)?\d{2})"
)
_SPOKEN = re.compile(
    rf"(?P<year>今年|本年|明年|去年)度?\s*(?P<month>\d{{1,2}}|[{HAN_NUMBER}]{{1,3}})月(?P<of>\d{{1,2}}|[{HAN_NUMBER}]{{1,3}})日|(?P<day>昨日|昨天|今日|今天|明日|明天)"
)
_YEARS = {"今年": 0, "本年": 0, "明年": 1, "去年": -1}
_DAYS = {"昨": -1, "今": 0, "明": 1}
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


def spoken(text: str, document: date | None) -> Iterator[tuple[int, int, date]]:
    """``今年1月3日``, ``昨日``: days as the one who writes on the document's date counts them."""
    if document is None:
        return
    for found in _SPOKEN.finditer(text):
        if found["day"]:
            yield found.start(), found.end(), document + timedelta(days=_DAYS[found["day"][0]])
            continue
        month, day = _number(found["month"]), _number(found["of"])
        try:
            value = date(document.year + _YEARS[found["year"]], month, day)
        except ValueError:
            continue
        yield found.start(), found.end(), value


def _number(words: str) -> int:
    return int(words) if words.isdigit() else parse_han(words) or 0


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
