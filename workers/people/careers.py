"""Months and years around a verb that lie too far back for news."""

from __future__ import annotations

import re
from datetime import date

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue

RECENT_DAYS = 45
"""Older changes are history."""
_SINCE = re.compile(r"(?i)since\b")
_IN_A_YEAR = re.compile(r"(?i)in\s+20")
_ASIDE = re.compile(r"\s*[,)]\s*(?:as|to\s+be|to\s+serve\s+as|will|has\s+(?:also\s+)?been)\b")
_ENDED = re.compile(r"\s*[,)]\s*(?:also\s+|has\s+|have\s+)*")
"""``named B, a director since 2019, as chair``: the year describes whom the verb is about."""


def own_month(text: str, cue: Cue, document: date | None) -> str | None:
    """``(who retired in October 2029)``: a month behind the cue itself, which lies far back."""
    found = words.YEARS.match(text, cue.end + 1)
    month = words.month_number(found.group("month")) if found else None
    if found is None or month is None or document is None:
        return None
    return found.group() if long_ago(date(int(found.group("year")), month, 28), document) else None


def career_year(text: str, cue: Cue, within: tuple[int, int], document: date | None) -> str | None:
    """A year, or month and year, that lies too far back for news. ``a director since 2016`` who
    leaves is none.
    """
    start, limit = within
    for found in words.YEARS.finditer(text, start, max(limit, start)):
        since = _SINCE.match(found.group())
        told = cue.action != "succession" and _ENDED.fullmatch(text, found.end(), cue.start)
        told = told or _ASIDE.match(text, found.end())
        if since and (told or (cue.direction == "out" and found.end() <= cue.start)):
            continue
        month, year = words.month_number(found.group("month")), int(found.group("year"))
        if document and month is None and year < document.year and _IN_A_YEAR.match(found.group()):
            return found.group().strip()
        if document is None or long_ago(date(year, month or 12, 28), document):
            return found.group().strip()
    for zh in words.ZH_YEARS.finditer(text, start, max(limit, start)):
        year = words.zh_year(zh.group(1))
        if document is None or year < document.year:
            return zh.group()
    return None


def long_ago(day: date, document: date) -> bool:
    """Whether a day lies too far before the document to be news."""
    return (document - day).days > RECENT_DAYS
