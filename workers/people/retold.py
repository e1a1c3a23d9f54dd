"""Announcements that come back to a change told before: only what is new in them is news."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.worded import Worded
from workers.people.model import Statement
from workers.people.scene import Scene

_REFERENCE = Worded(
    re.compile(
        r"(?i)\breference\s+is\s+(?:hereby\s+)?made\s+to\b|\brefers?\s+to\s+(?:its|the)\s+announcements?\b|\bfurther\s+to\s+(?:its|the|our)\s+announcements?\b|(?:茲|谨|謹)?提述[^。]{0,60}(?:公告|公佈)|(?:茲|兹)提述"
    ),
    "refer",
    "further",
    "提述",
)
_OCCASION = re.compile(
    r"(?i)\W*(?:immediately\s+)?(?:following|upon|after|as\s+a\s+result\s+of|in\s+(?:light|view)\s+of|due\s+to|with)\s+the\s+(?:said\s+|aforesaid\s+)?"
    r"(?:resignation|retirement|departure|removal|demise|cessation)\b"
)
"""``Following the resignation of A with effect from D, the Company has two directors``."""
_OPENS = re.compile(
    r"(?i)\W*(?:following|after|upon|further\s+to|subsequent\s+to|in\s+(?:light|view)\s+of|as\s+a\s+result\s+of)\b"
)
WHY = "an earlier announcement told it; this one adds to it"
_STEPS = frozenset({"qualification"})
"""Steps on the way that are news after the announcement: a regulator approves."""


def without_retold(said: Sequence[Statement], scenes: Iterable[Scene]) -> list[Statement]:
    """The statements, those dropped that repeat without a date what the text refers back to."""
    read = list(scenes)
    openings = [s.sentence for s in read if _REFERENCE.search(s.text)]
    occasions = {s.sentence.start for s in read if openings and _OCCASION.match(s.text)}
    told = {
        (s.document, s.person.key, _arrives(s)): s.start
        for s in said
        if any(o.start <= s.start < o.end for o in openings)
    }
    moved = [s for s in said if s.action == "redesignation" and s.news and s.drop is None]
    return [
        replace(s, drop="PREVIOUSLY_DISCLOSED", why=WHY)
        if _repeats(s, told, passing=s.start in occasions)
        or any(_before(s, later) for later in moved)
        else s
        for s in said
    ]


def after_the_occasion(text: str, pointer: re.Match[str], cue: Cue) -> bool:
    """``Following A’s resignation as disclosed in the announcement dated D, B was appointed``: only
    the occasion was told before.
    """
    comma = text.find(",", pointer.end(), cue.start)
    return comma > 0 and not cue.noun and _OPENS.match(text) is not None


def _before(s: Statement, moved: Statement) -> bool:
    """How somebody came to the seat from which he is now moved, told behind the news."""
    day = s.when.date if s.when else None
    later = moved.when.date if moved.when else None
    earlier = day is not None and later is not None and day < later
    same = s.person.key == moved.person.key and s.passage == moved.passage
    arrives = s.action == "appointment" and s.drop is None and _arrives(s)
    return same and arrives and earlier and s.start > moved.start


def _repeats(s: Statement, told: dict[tuple[str, str, bool], int], *, passing: bool) -> bool:
    first = told.get((s.document, s.person.key, _arrives(s)))
    dated = s.when is not None and s.when.date is not None
    new = (dated and not passing) or s.corrects is not None or s.action in _STEPS
    return first is not None and s.drop is None and s.news and not new and s.start > first


def _arrives(s: Statement) -> bool:
    return any(t.change == "gained" for t in s.touches)
