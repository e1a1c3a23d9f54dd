"""Days set apart: ``A and B resigned with effect from D1 and D2 respectively``, 分別自D1及D2起."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.dates import find_dates
from workers.grammar.roles import RoleSpan
from workers.people.model import Touch, When
from workers.people.scene import Scene

SEVERAL = 2
_BEHIND = re.compile(r"[^,;.]{0,24},?\s*respectively\b")
_CHAIR_AND_MEMBER = re.compile(r"(?i)chair\w*\s+and\s+(?:as\s+)?(?:an?\s+)?member\b")
_RESPECTIVELY = re.compile(r"(?i)\brespectively\b|分別")
_SHARED_MONTH = re.compile(
    r"\b(?P<first>\d{1,2})(?P<joint>\s+and\s+)(?P<second>\d{1,2}\s+(?P<month>[A-Z][a-z]+\s+20\d\d))\b"
)


def days_apart(scene: Scene, cue: Cue, people: int, when: When | None) -> Sequence[When | None]:
    """One day for each person of a cue; all the same where the text sets none apart."""
    same: list[When | None] = [when] * people
    if people < SEVERAL or when is None or when.date is None:
        return same
    ahead = scene.text[: cue.start]
    behind = ahead if _RESPECTIVELY.search(ahead) else scene.text[cue.end :]
    if not _RESPECTIVELY.search(behind):
        return same
    whole = _SHARED_MONTH.sub(r"\g<first> \g<month>\g<joint>\g<second>", behind)
    days = [hit.value for hit in find_dates(whole, order="dmy")]
    if len(days) != people or when.date not in days:
        return same
    return [replace(when, date=day, text=day.isoformat()) for day in days]


def offices_apart(
    text: str, people: int, roles: Sequence[RoleSpan], found: Sequence[Touch]
) -> list[tuple[Touch, ...]] | None:
    """One office each behind ``respectively``, with those in the plural before them for everybody:
    ``as executive Directors, and chairman and chief executive officer respectively``; None where
    the text sets none apart.
    """
    if people < SEVERAL or not roles or not _BEHIND.match(text, roles[-1].end):
        return None
    spans = {(r.role, r.committee): r for r in reversed(roles)}
    each: list[tuple[Touch, str]] = []
    for touch in found:
        span = spans.get(touch.key)
        words = text[span.start : span.end] if span else ""
        each.append((touch, words))
        if touch.role == "committee_chair" and _CHAIR_AND_MEMBER.match(words):
            each.append((replace(touch, role="committee_member"), words))
    shared, own = each[:-people], each[-people:]
    pair = len({words for _, words in own}) == 1
    plural = all(words.endswith("s") for _, words in shared)
    if len(own) < people or not (pair or plural):
        return None
    return [(*(t for t, _ in shared), touch) for touch, _ in own]
