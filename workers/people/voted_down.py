"""Directors whom a general meeting does not choose again: they leave as it ends.

``the resolution for the re-election of A as a director was not passed``, ``A was not re-elected``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue
from workers.grammar.roles import SEATS
from workers.people.careers import long_ago
from workers.people.model import Statement, Touch, When
from workers.people.scene import Scene, Spot

_FAILED = re.compile(
    r"(?i)\b(?:was|were|has|have)\s+(?:therefore\s+|accordingly\s+|thus\s+)?(?:not\s+(?:been\s+)?(?:duly\s+)?(?:passed|approved|carried)|(?:been\s+)?(?:voted\s+down|rejected|defeated))\b"
)
_NOT_AGAIN = re.compile(
    r"(?i)\b(?:was|were|has|have)\s+(?:therefore\s+|accordingly\s+|thus\s+)?not\s+(?:been\s+)?(?:duly\s+)?$"
)
_TO_NAME = re.compile(r"(?i)\s*(?:of\s+)?(?:each\s+of\s+|the\s+retiring\s+director,?\s+)?")
_JOINED = re.compile(r"(?:\s*[(（][^()（）]{0,60}[)）])?\s*(?:,|,?\s*and)\s*")
_DAYS = ("effective", "held", "on", "same")
HOW = "not re-elected"


def voted_down(scene: Scene) -> Iterator[Statement]:
    """Everybody of a sentence whose re-election failed, with the seat that goes."""
    if words.PREVIOUSLY.search(scene.text):
        return
    for cue in (c for c in scene.cues if c.action == "re_election"):
        people, until = _refused(scene, cue)
        if not people or words.HYPOTHETICAL.search(scene.text[: cue.start]):
            continue
        when = _day(scene)
        document = scene.world.calendar.document_date
        if when and when.date and document and long_ago(when.date, document):
            continue
        seats = [
            r
            for r in scene.roles
            if people[-1].end <= r.start < until and r.role in SEATS and r.body is None
        ]
        lost = tuple(Touch.of(r, "lost", HOW) for r in seats[:1]) or (
            Touch("director", "lost", how=HOW),
        )
        for spot in people:
            yield Statement(
                person=spot.person,
                action="non_re_election",
                touches=lost,
                when=when,
                start=scene.sentence.start,
                end=scene.sentence.end,
                news=True,
                announced=True,
            )


def _refused(scene: Scene, cue: Cue) -> tuple[list[Spot], int]:
    """The people whom the meeting refused, and where the words on their office end."""
    text = scene.text
    if _NOT_AGAIN.search(text, max(0, cue.start - 60), cue.start):
        return _row([s for s in scene.spots if s.end <= cue.start], text, last=True), len(text)
    behind = [s for s in scene.spots if s.start >= cue.end]
    failed = _FAILED.search(text, cue.end)
    named = bool(behind) and _TO_NAME.fullmatch(text, cue.end, behind[0].start) is not None
    if failed is None or not named or behind[0].start > failed.start():
        return [], 0
    inside = [s for s in behind if s.end <= failed.start()]
    return _row(inside, text, last=False), failed.start()


def _row(spots: Sequence[Spot], text: str, *, last: bool) -> list[Spot]:
    """The first of the people, or the last, with everybody whom ``and`` joins."""
    ordered = list(reversed(spots)) if last else list(spots)
    row = ordered[:1]
    for spot in ordered[1:]:
        first, second = (spot, row[-1]) if last else (row[-1], spot)
        if not _JOINED.fullmatch(text, first.end, second.start):
            break
        row.append(spot)
    return list(reversed(row)) if last else row


def _day(scene: Scene) -> When | None:
    """The day that the sentence gives, else that of the meeting whose results are told."""
    dated = [d for d in scene.dates if d.kind in _DAYS and d.when.date is not None]
    if dated:
        return min(dated, key=lambda d: _DAYS.index(d.kind)).when
    calendar = scene.world.calendar
    meeting, today = calendar.meeting, calendar.document_date
    over = meeting is not None and today is not None and meeting <= today
    return When(meeting, "at the general meeting", 1) if over else None
