"""What a sentence names: a security with its number, value or principal amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

NUMBER = r"(?<![\d.,$])(?P<n>\d{1,3}(?:,\d{3})+|\d{4,12}|\d{1,4}(?:\.\d+)?\s+million|\d{2,3}(?=\s+shares\s+of\s+(?:[\w%.-]+\s+){0,7}?(?:preferred|preference)\b))"
LIMIT = r"(?P<q>(?:up\s+to|approximately|about|at\s+least|not\s+more\s+than|a\s+maximum\s+of)\s+)?(?:an\s+(?:additional\s+)?aggregate\s+of\s+|a\s+total\s+of\s+|an\s+additional\s+)?(?:about\s+|approximately\s+)?"
ADJECTIVES = r"(?:of\s+(?:its|our|the\s+Company['’]s)\s+)?(?:(?:pre-?funded|newly(?:-(?:designated|created|authori[sz]ed|issued))?|series\s+[a-z](?:-\d+)?|new|additional|unregistered|restricted|firm|fully\s+paid|issued|primary|private\s+placement|placement|preferred|preference|flow-through|earn-?out|consideration|exchange|conversion|commitment|settlement|purchased|(?:subordinate\s+)?voting|non-voting|common|limited\s+partner(?:ship)?)\s+){0,3}"
PRE_FUNDED = "pre-funded warrants"
"""Warrants that are paid for like the shares they stand in for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A security in a sentence: how many, or worth how much, and where."""

    kind: str
    unit_kind: str
    security: str
    start: int
    end: int
    units: int | None = None
    amount: Decimal | None = None
    qualifier: str = "exact"
    additional: bool = False
    exercised: bool = False
    induced: bool = False
    """Shares on old warrants whose holders exercise them for new ones."""
    earlier: bool = False
    """Warrants of an issue of before (``issued in May 2020``)."""


def qualifier_of(words: str | None) -> str:
    """``exact``, ``approximately`` or ``up_to``, from the words before a number."""
    if not words:
        return "exact"
    return "approximately" if re.match(r"(?i)approx|about", words) else "up_to"
