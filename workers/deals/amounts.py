"""Counts of shares and amounts of money near a word, as prose prints them."""

from __future__ import annotations

import re
from decimal import Decimal

from workers.grammar.money import MoneyHit, find_money

_MULTIPLIER = {"million": 10**6, "billion": 10**9, "萬": 10**4, "億": 10**8, "百萬": 10**6}
_UNIT = r"(?:shares?|ADSs?|ADRs|units?|common\s+stock|American\s+[Dd]epositary|股)"
_COUNT = re.compile(
    r"(?<![\d.,$%])(?P<n>\d{1,3}(?:,\d{3})+|\d{4,12}|\d{1,4}(?:\.\d{1,4})?(?=\s*(?:million|billion|百萬|萬|億))|\d{1,3}(?=\s+shares))\s*(?P<m>million|billion|百萬|萬|億)?"
    rf"(?:\s+(?:of\s+|its\s+|own\s+|our\s+|the\s+|Company[’']s\s+|issued\s+|outstanding\s+|ordinary\s+|common\s+|[Cc]lass\s+[A-C]\s+|[ABH]\s+|American\s+|[Dd]epositary\s+|existing\s+|fully\s+paid\s+){{0,6}}|\s?){_UNIT}",
    re.IGNORECASE,
)


def shares_in(text: str) -> tuple[int, int, int] | None:
    """(count, start, end) of the first number of shares, or None."""
    found = _COUNT.search(text)
    if found is None:
        return None
    number = Decimal(found["n"].replace(",", "")) * _MULTIPLIER.get((found["m"] or "").lower(), 1)
    return int(number), found.start(), found.end()


def money_in(text: str, *, hong_kong: bool) -> list[MoneyHit]:
    """Every amount; a bare ``$`` is US dollars in SEC filings, Hong Kong dollars at HKEX."""
    hits = find_money(text, dollar="HKD" if hong_kong else "USD")
    return [m for m in hits if not _is_par(text, m)]


def _is_par(text: str, hit: MoneyHit) -> bool:
    """Par value: neither a price nor a total."""
    behind, before = text[hit.end : hit.end + 30], text[max(0, hit.start - 26) : hit.start]
    return bool(
        re.match(r"(?i)\s*(?:per\s+share\s+)?(?:par|nominal|stated)\b", behind)
        or re.search(r"(?i)(?:par|nominal|stated)\s+value\s*(?:of\s+)?$|面值[^，。]{0,6}$", before)
    )


def price_each(text: str, *, hong_kong: bool) -> MoneyHit | None:
    """The amount that is named per share, per ADS or per unit, or None."""
    for hit in money_in(text, hong_kong=hong_kong):
        behind, before = text[hit.end : hit.end + 40], text[max(0, hit.start - 28) : hit.start]
        if re.match(
            r"(?i)\s*(?:\([^)]{0,24}\)\s*)?(?:net\s+|in\s+cash\s+)?(?:per|for\s+each|a|each)\s+(?:\w+\s+){0,3}(?:share|ADS|unit|American)",
            behind,
        ) or re.search(
            r"每(?:股|份)[^，。]{0,10}$|(?i:at\s+(?:the|a|an\s+average)\s+price\s+of\s)$", before
        ):
            return hit
    return None
