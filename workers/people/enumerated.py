"""Lists whose lead announces and whose entries are nouns.

``The Board announces: I. the resignation of Mr. A as …; II. the appointment of Mr. B as …`` and,
on a line of its own, ``all with effect from D``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.people.model import Statement, When
from workers.people.scene import Scene

_ENTRY = re.compile(
    r"(?i)\W*(?:(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)、]\s*)?(?:the\s+)?(?:resignation|retirement|cessation|removal|departure|appointment|election|re-?designation|promotion)s?\s+of\b"
)
_CLOSES = re.compile(
    r"(?i)\W*(?:and\s+)?(?:all|both|each|in\s+each\s+case)(?:\s+of\s+(?:which|the\s+above))?,?\s+(?:(?:are|is|to\s+be|taking|take|takes)\s+)?(?:with\s+(?:immediate\s+)?effect|effective|effect)\b"
)


def announced_entries(said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    """The statements of an entry; a noun that opens it is what the lead announces."""
    opens = {s.sentence.start for s in scenes if _ENTRY.match(s.text)}
    return [
        replace(s, news=True, announced=True)
        if s.start in opens and s.touches and s.action != "continuing"
        else s
        for s in said
    ]


def closing_day(scenes: Sequence[Scene]) -> When | None:
    """The day that a line under a list gives to all its entries."""
    closing = next((s for s in scenes if _CLOSES.match(s.text)), None)
    return next((d.when for d in closing.dates if d.kind == "effective"), None) if closing else None


def on_closing_day(said: Sequence[Statement], day: When) -> list[Statement]:
    """The entries of the list, those without a day with that of the line under it."""
    return [replace(s, when=day) if s.news and s.when is None else s for s in said]
