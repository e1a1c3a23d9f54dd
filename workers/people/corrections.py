"""Clarifications: a date that an earlier announcement got wrong is put right."""

from __future__ import annotations

import re
from dataclasses import replace

from workers.grammar.dates import find_dates
from workers.people.model import Statement, When
from workers.people.scene import Scene

_SHOULD_READ = re.compile(
    r"(?i)\bshould\s+(?:be\s+|have\s+been\s+)?(?:read\s+)?(?:as\s+)?[^;]{0,40}|應為|應更正為|更正為"
)
_INSTEAD = re.compile(
    r"(?i)\b(?:instead\s+of|rather\s+than|and\s+not|in\s+place\s+of)\b|而非|而不是"
)


def corrected(scene: Scene, said: list[Statement]) -> list[Statement]:
    """The statements with the right date, and the old one kept, where a sentence corrects."""
    text = scene.text
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
