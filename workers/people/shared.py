"""One office for who goes and who comes: ``A has retired and B has been appointed as R, both …``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.people.direction import LEAVING
from workers.people.model import Statement
from workers.people.scene import Scene

_AND = re.compile(r"\s*,?\s*and\s+")
_OF_BOTH = re.compile(r"(?i)\b(?:both|each)\b")
_SET_OFF = re.compile(r"\s*,\s*as\b")
"""``A will retire, and B will be appointed, as R``."""


def shared_office(scene: Scene, found: Sequence[Statement]) -> Iterator[Statement]:
    """The offices that the next clause gives, lost by whom the first one lets go without any."""
    for cue, behind in zip(scene.cues, scene.cues[1:], strict=False):
        pair = (cue.direction, behind.direction) == ("out", "in")
        taker = next((s for s in scene.spots if cue.end <= s.start and s.end <= behind.start), None)
        if not pair or cue.noun or behind.noun or taker is None or behind.side != "before":
            continue
        both = _OF_BOTH.search(scene.text, behind.end) or _SET_OFF.match(scene.text, behind.end)
        given = next((s for s in found if s.person == taker.person and s.drop is None), None)
        if not both or given is None or not _AND.fullmatch(scene.text, cue.end, taker.start):
            continue
        gained = [t for t in given.touches if t.change == "gained" and not t.acting]
        for s in found:
            gone = s.action in LEAVING and not s.touches and s.drop is None
            if gone and gained and s.person != taker.person:
                yield replace(
                    s, touches=tuple(replace(t, change="lost", how=s.action) for t in gained)
                )
