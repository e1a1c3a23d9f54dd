"""The charge that a notice tells: of several amounts the largest, which the others are part of.

Source: Form 8-K Items 2.05 (costs of an exit) and 2.06 (material impairments), which ask for
an estimate of the total amount or of its range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from watcher.model import Value
from workers.grammar.currency import brief
from workers.grammar.money import MoneyHit

_CEILING = re.compile(r"\b(?:up to|not (?:to )?exceed|no more than|maximum of) *$", re.IGNORECASE)
_RANGE = re.compile(
    r"\d(?: (?:million|billion))? ?(?:to|-|–|—) ?$|\bbetween [^;]{1,30} and $", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:approximately|about|around|roughly|estimated at) *$", re.IGNORECASE)
_BEFORE = 50


def charge(text: str, told: Iterable[MoneyHit], name: str) -> Mapping[str, Value]:
    """The fields ``name``, ``qualifier`` (exact, approximately, up_to) and ``currency``, each
    None without an amount. The upper end of a range is a ceiling.
    """
    largest = max(told, key=lambda m: m.amount, default=None)
    if largest is None:
        return {name: None, "qualifier": None, "currency": None}
    qualifier = _qualifier(text[max(0, largest.start - _BEFORE) : largest.start])
    return {name: largest.amount, "qualifier": qualifier, "currency": largest.currency}


def _qualifier(lead: str) -> str:
    if _CEILING.search(lead) or _RANGE.search(lead):
        return "up_to"
    return "approximately" if _ABOUT.search(lead) else "exact"


def words(fields: Mapping[str, Value], name: str) -> str | None:
    """``up to US$470.00m``; None without an amount."""
    amount = fields.get(name)
    if not isinstance(amount, Decimal):
        return None
    before = {"up_to": "up to ", "approximately": "about "}.get(str(fields.get("qualifier")), "")
    return f"{before}{brief(amount, fields.get('currency'))}"
