"""Shares that are issued because a holder converts a bond or exercises an option."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import re2

from workers.grammar.money import find_money
from workers.issuance import quantities, stages
from workers.issuance.model import Leg
from workers.issuance.scene import LEAD, Scene
from workers.issuance.terms import convertible_terms

_ALLOTTED = re2.compile(
    r"(?i)\ballotted\s+and\s+issued\s+(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+)?(?P<a>\d{1,3}(?:,\d{3})+)\s+(?:new\s+|Conversion\s+|ordinary\s+)*Shares|(?P<c>\d{1,3}(?:,\d{3})+)\s+(?:new\s+|Conversion\s+|ordinary\s+)*Shares\s+(?:were|have\s+been)\s+(?:duly\s+)?allotted\s+and\s+issued|(?:已|經已)[^。]{0,80}配發及發行(?:合共|共計)?(?P<b>\d{1,3}(?:,\d{3})+)股"
)
_OPTIONS = re2.compile(
    r"(?i)exercise\s+of\s+(?:the\s+)?(?:share\s+)?options?\b|購股權(?:獲|之|的)?行使|行使購股權"
)
_WARRANTS = re2.compile(
    r"(?i)exercise\s+of\s+(?:the\s+)?(?:subscription\s+rights\s+(?:attaching\s+to|of)\s+)?(?:\w+\s+){0,3}?warrants?\b|認股權證(?:獲|之|的)?行使|行使(?:非上市)?認股權證"
)
_EXERCISE_PRICE = re.compile(
    r"(?i)(?:exercise|subscription)\s+price\s+of\s+|行使價(?:為|每股|為每股)?"
)


def converted(s: Scene, base: Leg) -> Leg:
    """Shares issued to holders who convert: their number and day, where the text says so."""
    leg = replace(base, subtype="conversion", convertible=convertible_terms(s.body, base))
    return _allotted(s, leg) or leg


def options(s: Scene) -> Leg | None:
    """Shares issued on the exercise of options or warrants, where the title announces them."""
    kinds = (("option_exercise", _OPTIONS), ("warrant_exercise", _WARRANTS))
    subtype = next((name for name, title in kinds if title.search(s.title)), None)
    if subtype is None:
        return None
    leg = _allotted(
        s, Leg(subtype=subtype, status="completed", spans=(), confidence=Decimal("0.9"))
    )
    told = _EXERCISE_PRICE.search(s.body[:LEAD])
    hits = find_money(s.body[told.end() : told.end() + 24], dollar="HKD") if told else []
    if leg is None or not hits:
        return leg
    return replace(leg, price=hits[0].amount, currency=hits[0].currency)


def _allotted(s: Scene, leg: Leg) -> Leg | None:
    """The leg with what was allotted and issued, and when; None where nothing was."""
    told = _ALLOTTED.search(s.body[:LEAD])
    if told is None:
        return None
    days = stages.completion_days(s.body[: told.end() + 120], s.document_date)
    return replace(
        leg,
        status="completed",
        units=quantities.count(told["a"] or told["b"] or told["c"]),
        qualifier="exact",
        security="shares",
        completion_date=days[-1] if days else leg.completion_date,
        spans=(s.span(told.start(), told.end()), *leg.spans),
    )
