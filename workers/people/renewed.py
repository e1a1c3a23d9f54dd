"""Contracts that confirm an office: who holds it for years and signs again takes none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workers.grammar.worded import Worded
from workers.people.careers import RECENT_DAYS
from workers.people.model import Statement, Touch
from workers.people.scene import Scene

_CONTRACT = Worded(
    re.compile(
        r"(?i)\b(?:employment|service|executive|letter|retention|transition)\s+(?:\w+\s+)?(?:agreement|contract|letter)\b|\bamended\s+and\s+restated\b|\bthe\s+(?:[\w&]+\s+){0,2}agreement\b"
    ),
    "agreement",
    "contract",
    "letter",
    "restated",
)
_SINCE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?")


def without_renewed(
    said: Sequence[Statement],
    scenes: Iterable[Scene],
    holds: Mapping[str, tuple[Touch, ...]],
    document: date | None,
) -> list[Statement]:
    """The statements, those dropped in which a contract gives only offices held for long."""
    contracts = {s.sentence.start for s in scenes if _CONTRACT.search(s.text)}
    return [
        replace(s, drop="CONTINUING_ROLE", why=f"{s.person.name} holds the office already")
        if s.drop is None
        and s.start in contracts
        and _all_held(s, holds.get(s.person.key, ()), document)
        else s
        for s in said
    ]


def _all_held(s: Statement, held: tuple[Touch, ...], document: date | None) -> bool:
    known = {t.key for t in held if t.acting is None and _long_since(t, document)}
    gained = [t for t in s.touches if t.change == "gained"]
    return bool(gained) and all(t.key in known for t in gained)


def _long_since(touch: Touch, document: date | None) -> bool:
    found = _SINCE.fullmatch(touch.since or "")
    if found is None or document is None:
        return False
    first = date(int(found["year"]), int(found["month"] or 12), 28)
    return (document - first).days > RECENT_DAYS
