"""Proceeds, days and ratios around the sentence of an issue in a United States report."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.grammar.worded import Worded
from workers.issuance.quantities import count

_CLOSED = Worded(
    re.compile(
        r"(?i)(?:(?:offering|financing|sale|placement|issuance|transactions?|exchanges?)\W?\s+(?:that\s+|which\s+|was\s+|were\s+|has\s+been\s+|contemplated\s+by\s+the\s+(?:\w+\s+){1,4}were\s+)?(?:closed|completed|consummated)|\bclosing\s+(?:of\s+the\s+(?:[\w-]+\s+){1,10}?)?(?:occurred|took\s+place))\s+on\s+(?=[A-Z])"
    ),
    "closed",
    "completed",
    "consummated",
    "occurred",
    "took",
)
_TO_CLOSE = re.compile(
    r"(?i)\b(?:expect(?:s|ed)|anticipate[sd]?|scheduled)\s+(?:that\s+the\s+\w+\s+will\s+|to\s+)(?:be\s+)?(?:clos|complet|consummat|occur|take\s+place|settle)\w*\s+(?:the\s+\w+\s+)?on\s+(?:or\s+about\s+)?(?=[A-Z])"
)
_OPTION = Worded(
    re.compile(
        r"(?i)\boption\b[^.;]{0,90}?\bto\s+(?:purchase|subscribe\s+for|acquire)\s+(?:up\s+to\s+)?(?:an\s+(?:aggregate\s+of\s+)?)?(?:additional\s+)?(?:aggregate\s+of\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:additional\s+)?(?:[\w-]+\s+){0,4}?(?:shares|ADSs|American)"
    ),
    "option",
)
_PER_ADS = re.compile(
    r"(?i)each\s+(?:ADS\s+)?represent(?:ing|s)\s+(?P<n>\d{1,4}|one|two|three|four|five|six|eight|ten|twenty)\s+(?:Class\s+[A-C]\s+)?(?:ordinary|common)\s+shares?"
)
_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twenty": 20,
}
_SIGN = (
    r"(?:HK|US|CAD|CDN|CA|C|AU|A|NZ|S|R)?\$|€|£|RMB|CAD|AUD|SEK|NOK|DKK|PLN|ZAR|INR|KRW|ILS|MXN|BRL"
)
MONEY = rf"(?P<m>(?:{_SIGN})\s?(?:\d[\d,]*)?(?:\.\d+)?)"
"""A sign of a currency and an amount (group ``m``)."""
EXERCISE = re.compile(
    rf"(?i)(?:exercise\s+price\s+(?:of|is|equal\s+to)?|exercisable\s+at|at\s+an\s+exercise\s+price\s+of|common\s+stock\s+at|exercise\s+of\s+(?:[\w-]+\s+){{0,3}}?warrants\s+at(?:\s+a\s+price\s+of)?)\s*{MONEY}"
)
REDUCED = re.compile(
    rf"(?i)(?:(?:reduced|lowered|amended|adjusted)\s+(?:cash\s+)?exercise\s+price\s+of|(?:lower|reduc)(?:e|ed|ing)\s+the\s+exercise\s+price\s+of\s+[^.$]{{3,120}}?\bto)\s+{MONEY}"
)
"""What holders of old warrants pay who are induced to exercise them."""
CONVERSION = re.compile(rf"(?i)conversion\s+(?:price|rate)[^.]{{0,90}}?{MONEY}")
TOTAL_PRICE = re.compile(
    r"(?i)(?:for\s+(?:a\s+|an\s+)?(?:aggregate\s+|total\s+)?(?:purchase\s+price|consideration|(?:gross\s+|cash\s+)?proceeds)\s+of|gross\s+proceeds[^.]{0,60}?of|for\s+an\s+aggregate\s+of)\s+(?:approximately\s+|about\s+)?(?=[\$€£U])"
)
_STATED = r"[^.$]{0,240}?\b(?:of|were|was|is|are|be|totall?ed|totall?ing|(?:come|amount(?:ed|ing)?)\s+to)\s+(?:approximately\s+|about\s+|around\s+|up\s+to\s+)?(?=(?:US|C)?[\$€£])"
"""Between the proceeds and their amount, so that what they are spent on is not taken for them."""
GROSS = re.compile(
    rf"(?i)(?<!% of )(?<!% of the )(?<!percent of the )gross\s+(?:cash\s+)?proceeds(?:{_STATED}|[^.$]{{0,40}}?(?:approximately\s+|about\s+)?(?=(?:US|C)?[\$€£]))"
)
NET = re.compile(rf"(?i)net\s+(?:cash\s+)?proceeds{_STATED}")
_IN_PROCEEDS = r"(?P<m>(?:US|C)?\$\s?\d[\d,.]*(?:\s+(?:million|billion))?)\s+(?:in|of)\s+(?:aggregate\s+|total\s+)?"
GROSS_OF = re.compile(rf"(?i){_IN_PROCEEDS}gross\s+(?:cash\s+)?proceeds\b")
NET_OF = re.compile(rf"(?i){_IN_PROCEEDS}net\s+(?:cash\s+)?proceeds\b")
"""``received approximately $8.6 million of net cash proceeds``: the amount stands first."""


def closed_on(text: str) -> date | None:
    """``The offering closed on D`` in the sentences that follow."""
    m = _CLOSED.search(text)
    hits = find_dates(text[m.end() : m.end() + 30], order="mdy") if m else []
    return hits[0].value if hits and hits[0].start < 3 else None


def closing_expected_on(text: str) -> date | None:
    """``The offering is expected to close on or about D``."""
    m = _TO_CLOSE.search(text)
    hits = find_dates(text[m.end() : m.end() + 30], order="mdy") if m else []
    return hits[0].value if hits and hits[0].start < 3 else None


def option_granted(text: str) -> int | None:
    """How many more shares or ADSs the underwriters may take up under their option."""
    m = _OPTION.search(text)
    return count(m["n"]) if m and re.search(r"(?i)additional|over-?allot", m.group()) else None


def days_of(sentence: str, status: str) -> dict[str, date | None]:
    """``dated D`` is the agreement; another date is when it was done, or agreed."""
    days: dict[str, date | None] = {}
    span = status == "completed" and re.search(r"(?i)\b(?:between|from)\s+[A-Z]", sentence)
    for hit in find_dates(sentence, order="mdy"):
        if re.search(
            r"(?i)\b(?:due|maturing|expir\w+)\s+(?:on\s+)?$",
            sentence[max(0, hit.start - 14) : hit.start],
        ):
            continue
        dated = re.search(
            r"(?i)dated(?:\s+as\s+of)?\s*$", sentence[max(0, hit.start - 14) : hit.start]
        )
        key = "completion_date" if status == "completed" and not dated else "agreement_date"
        if span and not dated:
            days[key] = hit.value
        days.setdefault(key, hit.value)
    return days


def per_ads(text: str) -> int | None:
    """Ordinary shares per ADS as the text prints it."""
    m = _PER_ADS.search(text)
    if m is None:
        return None
    return _NUMBER_WORDS.get(m["n"].lower()) or int(m["n"])


def only_amount(pattern: re.Pattern[str], text: str) -> Decimal | None:
    """The amount of a cue (its group ``m``, else right behind it), where every such cue has
    the same one.
    """
    own = "m" in pattern.groupindex
    found = {
        hits[0].amount
        for m in pattern.finditer(text)
        if (hits := find_money(m["m"] if own else text[m.end() : m.end() + 40]))
    }
    return found.pop() if len(found) == 1 else None


def money_after(pattern: re.Pattern[str], text: str, reach: int | None = None) -> Decimal | None:
    """The amount right behind a cue, which starts within ``reach`` characters."""
    m = pattern.search(text)
    if m is not None and reach is not None and m.start() > reach:
        return None
    hits = find_money(text[m.end() : m.end() + 40]) if m else []
    return hits[0].amount if hits else None


def money_in(pattern: re.Pattern[str], text: str) -> Decimal | None:
    """The amount within a cue (its group ``m``)."""
    m = pattern.search(text)
    hits = find_money(m["m"]) if m else []
    return hits[0].amount if hits else None
