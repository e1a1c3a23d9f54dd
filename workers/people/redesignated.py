"""Who changes offices in one move: ``re-designated from R1 to R2``."""

from __future__ import annotations

import re

from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan
from workers.people.model import Touch
from workers.people.scene import Scene, Spot

_CAME_FROM = re.compile(r"(?i)(?<!effect )\bfrom\s+(?!\d)(?:(?:his|her|the|being|an?)\s+)*")
"""``re-designated as R2 from R1``."""


def redesignated(scene: Scene, cue: Cue, own: list[RoleSpan], people: list[Spot]) -> list[Touch]:
    """``re-designated from R1 to R2``; 由R1調任為R2."""
    text = scene.text
    inside = re.search(r"(?i)\b(?:to|into)$", cue.words)
    to = None if inside else _turn(text, cue)
    turn = cue.end + to.start() if to else cue.end
    lost = [r for r in own if r.start < turn]
    gained = [r for r in own if r.start >= turn]
    came = _CAME_FROM.search(text, turn)
    if came and not lost:
        lost = [r for r in gained if r.start >= came.end()]
        gained = [r for r in gained if r.start < came.end()]
    lead = text[people[-1].end : cue.start]
    if not lost and re.search(r"由|from", lead):
        lost = [r for r in scene.roles if people[-1].end <= r.start < cue.start and r.body is None]
    return [
        *(Touch.of(r, "lost", "redesignated") for r in lost),
        *(Touch.of(r, "gained") for r in gained),
    ]


def _turn(text: str, cue: Cue) -> re.Match[str] | None:
    """Where the new office begins: ``from her role as R1 to R2`` at ``to``, ``as R2`` at ``as``."""
    behind = text[cue.end :]
    leaves = re.search(r"(?i)\bfrom$", cue.words) or re.match(r"(?i)\s*from\b", behind)
    to = re.search(r"(?i)\b(?:to|into)\b|至", behind) if leaves else None
    return to or re.search(r"(?i)\b(?:to|into|as)\b|至", behind)
