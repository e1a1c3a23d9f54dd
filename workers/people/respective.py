"""Days set apart: ``A and B resigned with effect from D1 and D2 respectively``, 分別自D1及D2起."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.dates import find_dates
from workers.people.model import When
from workers.people.scene import Scene

_RESPECTIVELY = re.compile(r"(?i)\brespectively\b|分別")
_SHARED_MONTH = re.compile(
    r"\b(?P<first>\d{1,2})(?P<joint>\s+and\s+)(?P<second>\d{1,2}\s+(?P<month>[A-Z][a-z]+\s+20\d\d))\b"
)


def days_apart(scene: Scene, cue: Cue, people: int, when: When | None) -> Sequence[When | None]:
    """One day for each person of a cue; all the same where the text sets none apart."""
    same: list[When | None] = [when] * people
    if people < 2 or when is None or when.date is None:
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
