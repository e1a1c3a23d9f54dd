"""``On the same date``, ``at that time``: the day that a sentence means without naming it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_AT_THE_TIME = ("h time", "t time")
"""``at which time``, ``at such time``, ``at that time``."""
_NO_DAY = re.compile(
    r"(?i)\b(?:until|upon|once|when)\b|\b(?:expiration|end|conclusion|meeting)\b|\bnext\s+annual\b"
)
"""What such words point to where it has no day: ``until his successor comes, at which time``."""


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
