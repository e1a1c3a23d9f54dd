"""Terms that a supplemental agreement changes: the price and the number, from what to what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import re2

from workers.grammar.money import find_money
from workers.issuance import quantities, stages
from workers.issuance.model import Leg
from workers.issuance.scene import LEAD, Scene

_CUE = re2.compile(
    r"(?i)\bsupplement(?:al|ary)\s+(?:(?:placing|subscription)\s+)?(?:agreement|deed|letter)|\b(?:amend(?:ment|ed|ing)?|revis(?:ion|ed|ing)|chang(?:e|ed|ing)|adjust(?:ment|ed|ing)|reduc(?:tion|ed)|increased?)\b[^.]{0,60}\b(?:placing|subscription|issue)\s+price|補充(?:配售|認購)?協議|(?:修訂|更改|調整|下調|上調)[^。]{0,30}(?:配售|認購|發行)價"
)
_PRICE = r"(?:HK\$|HKD\s?|US\$|RMB)\s?\d[\d,]*(?:\.\d+)?"
_NUMBER = r"\d{1,3}(?:,\d{3})+"
_PRICE_EN = re2.compile(
    rf"(?i)price\b[^.\n]{{0,120}}?\bfrom\s+(?P<old>{_PRICE})(?:[^.\n\d]{{0,40}})\bto\s+(?P<new>{_PRICE})"
)
_PRICE_ZH = re2.compile(
    r"價[^。\n]{0,60}?由(?:每股[^\d。]{0,12})?(?P<old>(?:港幣)?\d[\d,.]*\s?港?元)[^\d。]{0,24}?(?:至|為)(?:每股[^\d。]{0,12})?(?P<new>(?:港幣)?\d[\d,.]*\s?港?元)"
)
_COUNT_EN = re2.compile(
    rf"(?i)(?:number|maximum|shares)\b[^.\n]{{0,120}}?\bfrom\s+(?:(?:up\s+to|a\s+maximum\s+of)\s+)?(?P<old>{_NUMBER})\b(?:[^.\n\d]{{0,60}})\bto\s+(?:(?:up\s+to|a\s+maximum\s+of)\s+)?(?P<new>{_NUMBER})\b"
)
_COUNT_ZH = re2.compile(
    rf"(?:數目|數量|股份)[^。\n]{{0,60}}?由(?:最多|合共)?(?P<old>{_NUMBER})股[^\d。]{{0,30}}?(?:至|為)(?:最多|合共)?(?P<new>{_NUMBER})股"
)
_CEILING = re.compile(r"(?i)up\s+to|maximum|最多|上限")
_SAME_PRICE = re2.compile(
    r"(?i)\b(?:placing|subscription|issue)\s+price\b[^.;\n]{0,60}?(?:\.\d+[^.;\n]{0,40}?)?\b(?:remains?|shall\s+remain|will\s+remain)\s+(?:unchanged|the\s+same)"
)
"""The number changes; the price that is printed does not."""


@dataclass(frozen=True, slots=True)
class Step:
    """A term before and after, and its place in the body of the document."""

    old: Decimal
    new: Decimal
    currency: str | None
    start: int
    end: int
    text: str


def revised(s: Scene, leg: Leg) -> Leg:
    """The leg with the new terms, as a correction of the deal that was announced before.

    The day of the deal is that of its first agreement; what it was is kept beside.
    """
    lead = s.body[:LEAD]
    if leg.status not in {"announced", "corrected"} or _CUE.search(s.title + lead[:3000]) is None:
        return leg
    price, number = _price(lead), _number(lead)
    changed = steps(lead)
    if not changed:
        return leg
    ceiling = number is not None and _CEILING.search(number.text + lead[: number.start][-60:])
    return replace(
        leg,
        status="corrected",
        units=int(number.new) if number else leg.units,
        qualifier="up_to" if ceiling else "exact" if number else leg.qualifier,
        price=price.new if price else leg.price if _SAME_PRICE.search(lead) else None,
        currency=price.currency if price else leg.currency,
        agreement_date=stages.named_agreement_day(lead),
        announcement_date=stages.announcement_day(lead),
        revised_date=stages.agreement_day(lead),
        revised_units=int(number.old) if number else None,
        revised_price=price.old if price else None,
        spans=tuple(s.span(step.start, step.end) for step in changed),
    )


def steps(lead: str) -> list[Step]:
    """The price and the number that change, where the text says from what to what."""
    return [step for step in (_price(lead), _number(lead)) if step is not None]


def _price(lead: str) -> Step | None:
    for pattern in (_PRICE_EN, _PRICE_ZH):
        m = pattern.search(lead)
        if m is None:
            continue
        old, new = (find_money(m[name], dollar="HKD") for name in ("old", "new"))
        if old and new and old[0].currency == new[0].currency:
            return Step(old[0].amount, new[0].amount, new[0].currency, m.start(), m.end(), m[0])
    return None


def _number(lead: str) -> Step | None:
    m = _COUNT_EN.search(lead) or _COUNT_ZH.search(lead)
    old, new = (quantities.count(m[name]) for name in ("old", "new")) if m else (None, None)
    if m is None or old is None or new is None:
        return None
    return Step(Decimal(old), Decimal(new), None, m.start(), m.end(), m[0])
