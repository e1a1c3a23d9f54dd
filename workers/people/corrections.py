"""Dates put right: what an earlier announcement got wrong, and days since put off or brought forward."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workers.grammar.dates import find_dates
from workers.grammar.worded import Worded
from workers.people.model import Statement, When
from workers.people.scene import Scene

NEAR = 40
"""Characters behind ``postponed to`` in which the new day stands."""
_SHOULD_READ = re.compile(
    r"(?i)\bshould\s+(?:be\s+|have\s+been\s+)?(?:read\s+)?(?:as\s+)?[^;]{0,40}|應為|應更正為|更正為"
)
_INSTEAD = re.compile(
    r"(?i)\b(?:instead\s+of|rather\s+than|and\s+not|in\s+place\s+of)\b|而非|而不是"
)


_EARLIER = re.compile(
    r"(?i)\bannouncements?\b[^.;]{0,120}?\bdated\s+|日期為(?=[^。]{4,24}(?:公告|公佈))"
)


_MOVED = Worded(
    re.compile(
        r"(?i)(?:\b(?:effective\s+date|date\s+of\s+(?:\w+\s+)?(?:resignation|appointment|retirement))\b(?:[^.;]|(?<=\b[DM][rs])\.|(?<=\bMrs)\.){0,120}?\b(?:postponed|deferred|delayed|extended|changed|revised|advanced|brought\s+forward)|\b(?:resignation|appointment|retirement|cessation)\b(?:[^.;]|(?<=\b[DM][rs])\.|(?<=\bMrs)\.){0,120}?\b(?:be|is|was|been)\s+(?:postponed|deferred|delayed|brought\s+forward))\s+(?:from\s+(?P<from>[^.;]{6,40}?)\s+)?to\b"
        r"|(?:生效日期?|(?:辭任|辭職|退任|離任|委任|調任)(?:的|之)?日期)[^。；]{0,16}?(?:由(?P<from_zh>[^。；由]{6,24}?))?(?:順延|延遲|延後|推遲|押後|提前|提早|更改|變更|改|延|修訂)[至為到]"
    ),
    "postponed",
    "deferred",
    "delayed",
    "extended",
    "changed",
    "revised",
    "advanced",
    "brought",
    "生效日",
    "日期",
)
"""``辭任之生效日期由D1延至D2``: the same change, on another day."""


def earlier_announcement(text: str) -> date | None:
    """The day of the announcement that a clarification refers to."""
    found = _EARLIER.search(text)
    hit = next(iter(find_dates(text, found.end(), found.end() + 40)), None) if found else None
    return hit.value if hit else None


def corrected(
    scene: Scene, said: list[Statement], earlier: Sequence[Statement] = ()
) -> list[Statement]:
    """The statements with the right date, and the old one kept, where a sentence corrects; what
    it moves without the office named is that of the sentences before it.
    """
    text = scene.text
    if moved := _MOVED.search(text):
        return _moved(text, moved, said, earlier)
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


def _moved(
    text: str, moved: re.Match[str], said: list[Statement], earlier: Sequence[Statement]
) -> list[Statement]:
    new = next(iter(find_dates(text, moved.end(), moved.end() + NEAR)), None)
    old = next(iter(find_dates(moved["from"] or moved["from_zh"] or "")), None)
    if new is None:
        return said
    when = When(new.value, text[new.start : new.end], 3)
    found = []
    for s in said:
        named = s.touches or next(
            (e.touches for e in earlier if e.person.key == s.person.key and e.touches), ()
        )
        found.append(
            replace(
                s, touches=named, when=when, news=True, drop=None,
                corrects=old.value if old else s.corrects,
            )
            if named
            else s
        )  # fmt: skip
    return found
