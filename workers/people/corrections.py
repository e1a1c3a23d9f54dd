"""Clarifications: a date that an earlier announcement got wrong is put right."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from workers.grammar.dates import find_dates
from workers.people.model import Statement, When
from workers.people.scene import Scene

_SHOULD_READ = re.compile(
    r"(?i)\bshould\s+(?:be\s+|have\s+been\s+)?(?:read\s+)?(?:as\s+)?[^;]{0,40}|應為|應更正為|更正為"
)
_INSTEAD = re.compile(
    r"(?i)\b(?:instead\s+of|rather\s+than|and\s+not|in\s+place\s+of)\b|而非|而不是"
)


_EARLIER = re.compile(
    r"(?i)\bannouncements?\b[^.;]{0,120}?\bdated\s+|日期為(?=[^。]{4,24}(?:公告|公佈))"
)


def earlier_announcement(text: str) -> date | None:
    """The day of the announcement that a clarification refers to."""
    found = _EARLIER.search(text)
    hit = next(iter(find_dates(text, found.end(), found.end() + 40)), None) if found else None
    return hit.value if hit else None


def corrected(scene: Scene, said: list[Statement]) -> list[Statement]:
    """The statements with the right date, and the old one kept, where a sentence corrects."""
    text = scene.text
    if not any(word in text for word in ("should", "SHOULD", "應為", "更正")):
        return said
    right = _SHOULD_READ.search(text)
    wrong = _INSTEAD.search(text, right.start()) if right else None
    if right is None or wrong is None:
        return said
    new = next(iter(find_dates(text, right.start(), wrong.start())), None)
    old = next(iter(find_dates(text, wrong.end())), None)
    if new is None or old is None:
        return said
    when = When(new.value, text[new.start : new.end], 3)
    return [
        replace(s, when=when, news=True, drop=None, corrects=old.value) if s.touches else s
        for s in said
    ]
