"""Closings told far from their deal, under the name that the report gave it.

``The Registered Offering closed on D`` may stand under another item than the agreement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from workers.grammar.dates import find_dates
from workers.issuance.model import Leg
from workers.issuance.named import PRE_FUNDED

_NAMES = {
    "registered_direct": r"Registered\s+(?:Direct\s+)?Offering",
    "public_offering": r"(?:Public\s+|Underwritten\s+)?Offering",
    "private_placement": r"Private\s+Placement",
}
_DAY = r"(?P<day>[A-Z][a-z]+\s+\d{1,2},\s+\d{4})"
_CLOSED = {
    subtype: (
        re.compile(
            rf"\b[Tt]he\s+{name}\s+(?:and\s+the\s+(?:[A-Z]\w+\s+){{1,3}})?(?:(?:has\s+|was\s+)?(?:closed|completed|consummated)|was\s+(?:completed|consummated))\s+(?:on\s+)?{_DAY}"
        ),
        re.compile(
            rf"\b(?:[Cc]ompany|[Ww]e|[Rr]egistrant)\s+(?:has\s+|have\s+)?(?:closed|completed|consummated)\s+the\s+{name},?\s+on\s+{_DAY}"
        ),
        re.compile(
            rf"\b[Oo]n\s+{_DAY},?\s+(?:the\s+[Cc]ompany|we|the\s+[Rr]egistrant)\s+(?:closed|completed|consummated)\s+the\s+{name}\b"
        ),
    )
    for subtype, name in _NAMES.items()
}
"""The names are defined terms, hence capitals; ``its initial public offering`` is history."""
_LONGEST = timedelta(days=45)
"""A deal that is told now closes within this time of its agreement."""


def closed_by_name(legs: Sequence[Leg], text: str) -> list[Leg]:
    """The legs, completed where the text says on one day only that their deal has closed."""
    sold = [leg for leg in legs if leg.subtype in _CLOSED]
    days = {_day(leg, text) for leg in sold}
    shared = next(iter(days)) if len(days) == 1 else None
    return [
        _done(leg, shared)
        if leg.security == PRE_FUNDED
        else _done(leg, _day(leg, text))
        if leg in sold
        else leg
        for leg in legs
    ]


def _done(leg: Leg, day: date | None) -> Leg:
    if day is None or leg.status not in {"announced", "priced"}:
        return leg
    return replace(leg, status="completed", completion_date=day, expected_closing_date=None)


def _day(leg: Leg, text: str) -> date | None:
    """The one day of the closing, not before the agreement; None where no day is known of it."""
    agreed = leg.agreement_date or leg.pricing_date
    told = {
        hit.value
        for pattern in _CLOSED[leg.subtype]
        for m in pattern.finditer(text)
        for hit in find_dates(m["day"], order="mdy")
    }
    day = told.pop() if len(told) == 1 else None
    return day if day and agreed and agreed <= day <= agreed + _LONGEST else None
