"""People in a row, each with his office behind the name: ``A, 50, president; B, controller; …``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workers.grammar.cues import Cue
from workers.grammar.names import Name, find_names
from workers.grammar.role_words import DEPARTMENT
from workers.grammar.roles import RoleSpan, find_roles
from workers.people.model import When
from workers.people.scene import Scene

_TO_OFFICE = re.compile(
    r"(?i)(?:\s*,|\s+(?=as\b|[(]))\s*(?:[(]?(?:aged?\s+)?\d\d[)]?\s*,?\s*)?(?:as\s+)?(?:(?:its|our|the|an?|(?:the\s+)?Company[’']s)\s+)?(?:new\s+)?"
)
_CHAINED = re.compile(r"(?i)\s*(?:,|,?\s*and|&)\s*(?:as\s+)?(?:(?:an?|the|its|our)\s+)?")
_DEPARTMENT = rf"(?:,?\s+(?:of\s+)?{DEPARTMENT}(?:(?:,\s*|,?\s+and\s+|\s+&\s+){DEPARTMENT})*)?"
_OWN = r"(?:\s+of\s+(?:the|our)\s+\w+)?"
_TO_NEXT = re.compile(rf"{_DEPARTMENT}{_OWN}\s*[,;]?\s*(?:and\s+)?(?:[(]\w{{1,3}}[)]\s*)?")
_CLOSES = re.compile(
    rf"{_DEPARTMENT}{_OWN}\s*(?:[.;]|$|,?\s+(?:(?:in\s+)?each(?:\s+case)?|all|both)?,?\s*(?:to\s+be\s+)?(?:effective|with\s+(?:immediate\s+)?effect)\b|,?\s+(?:following|after|in\s+connection|as\s+part|pursuant|without|for\s+cause|on|upon)\b)"
)
_LEADS_TO = re.compile(
    r"[\s:,]*(?:(?:each\s+of|the\s+following)\s+)?(?:[(]\w{1,3}[)]\s*)?(?:M[rs]+\.\s+)?"
)
_ALL_CHANGES = re.compile(
    r"(?i)\b(?:appointment|election|promotion|resignation|departure|change)s\b[^.;]{0,60}\beffective\b"
)
MANY = 2
"""People that make a row."""
Titled = tuple[Scene, Name, tuple[RoleSpan, ...]]


def opening_cue(scene: Scene) -> Cue | None:
    """The verb right before the first name of a row: ``appointed A, president; B, …``."""
    names = [n for n in find_names(scene.text) if n.full]
    for cue in scene.cues:
        first = next((n for n in names if n.start >= cue.end), None)
        ahead = first and _LEADS_TO.fullmatch(scene.text, cue.end, first.start)
        if ahead and cue.side == "behind" and not cue.noun and cue.direction in {"in", "out"}:
            return cue
    return None


def titled_row(scene: Scene, start: int, scenes: Sequence[Scene]) -> list[Titled]:
    """Everybody in the row that begins in a sentence at ``start`` and goes on behind its
    semicolons; nobody where one of them has no office of his own.
    """
    found: list[Titled] = []
    for piece, begin in _pieces(scene, start, scenes):
        part = list(_of_piece(piece, begin))
        if not part or any(not offices for _, _, offices in part):
            return []
        found += part
    return found if len(found) >= MANY else []


def day_of(last: Scene, scenes: Sequence[Scene]) -> When | None:
    """The day in the last piece of a row, or in a sentence behind it on all the changes."""
    behind = (s for s in scenes if s.sentence.start > last.sentence.start and not s.spots)
    dated = (last, *(s for s in behind if _ALL_CHANGES.search(s.text)))
    return next((d.when for s in dated for d in s.dates if d.kind == "effective"), None)


def _pieces(scene: Scene, start: int, scenes: Sequence[Scene]) -> Iterator[tuple[Scene, int]]:
    yield scene, start
    at = scenes.index(scene)
    for before, piece in zip(scenes[at:], scenes[at + 1 :], strict=False):
        if not before.text.endswith(";") or piece.cues:
            return
        yield piece, 0


def _of_piece(scene: Scene, start: int) -> Iterator[Titled]:
    """Each name of a piece with the offices behind it, without any where words stand between."""
    text = scene.text
    names = [n for n in find_names(text) if n.full and n.start >= start]
    roles = [r for r in find_roles(text) if r.start >= start]
    ends = [*(n.start for n in names), len(text)][1:]
    for i, (name, until) in enumerate(zip(names, ends, strict=True)):
        chain: list[RoleSpan] = []
        at = name.end
        for role in (r for r in roles if name.end <= r.start < until):
            if not (_CHAINED if chain else _TO_OFFICE).fullmatch(text, at, role.start):
                break
            chain.append(role)
            at = role.end
        last = i + 1 == len(names)
        ends_well = _CLOSES.match(text, at) if last else _TO_NEXT.fullmatch(text, at, until)
        yield scene, name, tuple(chain) if ends_well else ()
