"""Guidance that a press release lowers or raises: by its title, else by the figures before and now."""

from __future__ import annotations

import re
from decimal import Decimal

from workers.governance.passages import Passage
from workers.grammar.money import find_money
from workers.notices.statements import Statement, statements

_WHAT = r"(?:guidance|outlook|forecasts?|(?:revenue|sales|earnings|financial)\s+(?:expectations|estimates|projections))"
_LOWERS = r"(?:lowers?|lowering|lowered|reduces?|reduced|reducing|cuts?|cutting)"
_RAISES = r"(?:raises?|raising|raised|increases?|increased|increasing)"
_MOVES = r"(?:revises?|revising|revised|updates?|updating|updated|provides)"
TITLE = rf"(?:{_LOWERS}|{_RAISES}|{_MOVES})\s+(?:[\w’'/&-]+\s+){{0,7}}?{_WHAT}|{_WHAT}\s+(?:is\s+)?(?:lowered|reduced|cut|raised|revised)|(?:results|revenues?|sales|earnings)\s+(?:to\s+be\s+|will\s+be\s+|expected\s+to\s+be\s+)?(?:below|lower\s+than)\s+(?:\w+\s+){{0,3}}?(?:expectations|guidance|expected)"
_KEPT = re.compile(r"\b(?:re-?affirm|reiterat|maintain|confirm|reconfirm)\w*", re.IGNORECASE)
_MEASURE = re.compile(
    r"\b(?:revenues?|sales|earnings|income|profits?|loss|EBITDA|bookings)\b", re.IGNORECASE
)
_DOWN = re.compile(rf"\b{_LOWERS}\b|\bbelow\b|\blower\s+than\b|\bshortfall\b", re.IGNORECASE)
_UP = re.compile(rf"\b{_RAISES}\b|\babove\b|\bexceed", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:previous(?:ly)?|prior|originally|earlier) (?:\w+ ){0,4}?(?:indicat\w+|guid\w+|announc\w+|estimat\w+|expect\w+|forecast\w*|provid\w+|range|outlook)",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|currently) (?:expects?|anticipates?|estimates?|projects?|sees)\b|\brevised (?:guidance|outlook|range)|\bexpects?\b",
    re.IGNORECASE,
)


def is_lowered(passage: Passage) -> bool | None:
    """Whether less is expected than before; None where neither title nor figures tell."""
    if _KEPT.search(passage.title):
        return None
    down, up = _DOWN.search(passage.title), _UP.search(passage.title)
    if bool(down) is not bool(up):
        return bool(down)
    said = list(statements(passage))
    before = next((top for s in said if _BEFORE.search(s.text) and (top := _top(s))), None)
    now = next((top for s in said if _is_now(s) and (top := _top(s))), None)
    return now < before if before and now and now != before else None


def expected(passage: Passage) -> list[Statement]:
    """The sentences that say what is expected now."""
    return [s for s in statements(passage) if _is_now(s) and _top(s)]


def _is_now(said: Statement) -> bool:
    told = _NOW.search(said.text) and _MEASURE.search(said.text)
    return bool(told) and not _BEFORE.search(said.text)


def _top(said: Statement) -> Decimal | None:
    """The largest amount of a sentence."""
    return max((m.amount for m in find_money(said.text, dollar="USD")), default=None)
