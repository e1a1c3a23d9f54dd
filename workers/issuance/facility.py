"""What a prospectus lets the issuer sell from time to time: at the market, or to one investor.

A programme has a ceiling (of money, or of shares) and no price. An equity line also pays its
investor in commitment shares, which are issued whatever is drawn later.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import re2

from workers.grammar.numbers import parse_int
from workers.issuance.model import Leg

_SUM = r"\$\s?(?P<sum>[\d,]+(?:\.\d+)?)(?:\s+(?P<m>million|billion))?"
_OWN = r"(?:our\s+|the\s+Company['’]s\s+)?(?:Class\s+[A-C]\s+)?(?:common\s+(?:stock|shares)|ordinary\s+shares|ADSs|American\s+Depositary\s+Shares)"
_SELL = r"(?:offer(?:ing)?|(?:offer|issue)\s+and\s+sell|sell)\s+(?:from\s+time\s+to\s+time\s+)?(?:shares\s+of\s+our\s+common\s+stock\s+having\s+an\s+aggregate\s+value\s+of\s+)?up\s+to\s+(?:an\s+aggregate\s+of\s+)?"
_CEILINGS = (
    re2.compile(
        rf"(?i)(?:aggregate\s+(?:gross\s+)?(?:offering|sales)\s+(?:price|proceeds)|aggregate\s+amount)\s+of\s+(?:not\s+more\s+than\s+|up\s+to\s+){_SUM}"
    ),
    re2.compile(
        rf"(?i)increas(?:e|ed|ing)\s+the\s+(?:maximum\s+)?aggregate\s+(?:offering|sales)\s+price\b[^.$]{{0,200}}?\bto\s+{_SUM}"
    ),
    re2.compile(
        rf"(?i)\b{_SELL}{_SUM}\s+(?:in|of|worth\s+of)\s+(?:aggregate\s+value\s+of\s+)?(?:shares\s+of\s+)?{_OWN}"
    ),
)
_NUMBER = re2.compile(
    rf"(?i)\b{_SELL}(?P<n>\d{{1,3}}(?:,\d{{3}})+)\s+(?:shares\s+of\s+)?(?P<what>{_OWN})"
)
_STANDING = re2.compile(r"(?i)at[- ]the[- ]market|from\s+time\s+to\s+time|commitment\s+shares")
_COMMITMENT = re2.compile(
    r"(?i)\b(?P<n>\d{1,3}(?:,\d{3})+)\s+shares\s+of\s+(?:our\s+)?(?:Class\s+[A-C]\s+)?common\s+stock\s+(?:[^.;,]{0,60}?\s)?as\s+(?:the\s+|initial\s+)*commitment\s+shares"
)
_FACTOR = {"million": 10**6, "billion": 10**9}


def facility(cover: str, at: int, day: date | None) -> list[Leg]:
    """The ceiling of a programme, and the commitment shares beside it; none without such words.
    ``at`` is the offset of the cover in the text, ``day`` the date of the prospectus.
    """
    if not _STANDING.search(cover):
        return []
    money = next((m for pattern in _CEILINGS if (m := pattern.search(cover))), None)
    number = _NUMBER.search(cover) if money is None else None
    found = money or number
    if found is None:
        return []
    programme = Leg(
        subtype="at_the_market",
        status="announced",
        spans=((at + found.start(), at + found.end()),),
        units=parse_int(number["n"]) if number else None,
        qualifier="up_to",
        gross=_amount(money) if money else None,
        gross_is_maximum=True,
        gross_printed=money is not None,
        currency="USD",
        pricing_date=day,
        confidence=Decimal("0.9"),
    )
    return [programme, *_commitment(cover, at, day)]


def _commitment(cover: str, at: int, day: date | None) -> list[Leg]:
    told = _COMMITMENT.search(cover)
    if told is None:
        return []
    return [
        Leg(
            subtype="private_placement",
            status="announced",
            spans=((at + told.start(), at + told.end()),),
            units=parse_int(told["n"]),
            security="commitment shares",
            agreement_date=day,
            confidence=Decimal("0.85"),
        )
    ]


def _amount(told: Any) -> Decimal:
    return Decimal(told["sum"].replace(",", "")) * _FACTOR.get((told["m"] or "").lower(), 1)
