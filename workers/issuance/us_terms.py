"""Prices, proceeds, days and ratios around the sentence of an issue in a United States report."""

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
        r"(?i)(?:(?:offering|financing|sale|placement|issuance|transactions?|exchanges?)\W?\s+(?:was\s+|were\s+|has\s+been\s+|contemplated\s+by\s+the\s+(?:\w+\s+){1,4}were\s+)?(?:closed|completed|consummated)|\bclosing\s+(?:of\s+the\s+(?:[\w-]+\s+){1,10}?)?(?:occurred|took\s+place))\s+on\s+(?=[A-Z])"
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
_MONEY = rf"(?P<m>(?:{_SIGN})\s?(?:\d[\d,]*)?(?:\.\d+)?)"
_PRICE = re.compile(
    rf"(?i)(?:at|of|with|and|for|or)\s+(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){{0,4}}?(?:price\s+(?:to\s+the\s+public\s+)?(?:of|equal\s+to)\s+|priced?\s+at\s+)?{_MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,3}}?(?:shares?|ADSs?|units?|American|warrants?)\b)"
)
_PRICE_OF = re.compile(
    rf"(?i)\bprice\s+(?:to\s+the\s+public\s+)?(?:of|for|per)\s+(?:each\s+|one\s+)?(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?|warrants?))\b(?:\s+of\s+(?:\w+\s+){{1,4}}?)?(?:,?\s+(?:together\s+with|and)\s+(?:[\w-]+\s+){{1,7}}?[\w-]+,?)?\s*(?:was|is|will\s+be|of)\s+{_MONEY}"
)
_PRICE_IS = re.compile(
    rf"(?i)\b(?:offering|purchase|issue|issuance|subscription|sale|unit|share)\s+price\s+(?:to\s+the\s+public\s+)?(?:(?:in|of)\s+(?:the|this|our)\s+(?:[\w-]+\s+){{1,4}}?)?(?:was|is|will\s+be|being)\s+(?:equal\s+to\s+)?{_MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?|American|warrants?)\b)"
)
"""``The offering price was $1.00 per share``."""
_PRICED_AT = re.compile(
    rf"(?i)\bpriced\s+at\s+{_MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?)\b)"
)
_PER_SHARE_PRICE = re.compile(
    rf"(?i)\bat\s+an?\s+per[\s-](?P<what>shares?|ADS|unit)\s+(?:purchase\s+|offering\s+|subscription\s+)?price\s+of\s+{_MONEY}"
)
_EACH_SOLD = re.compile(
    rf"(?i)\beach\s+(?P<what>share|unit|ADS)\s+(?:of\s+(?:[\w-]+\s+){{1,3}}?)?(?:was|is|were|being)\s+(?:being\s+)?(?:sold|offered|priced|issued)\s+at\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}?(?:price\s+of\s+)?{_MONEY}"
)
"""``Each Unit was sold at a price of $10.00``."""
_TO_UNDERWRITERS = re.compile(
    r"(?i)\bunderwriters?\b[^.;]{0,60}?\bagreed\s+to\s+(?:purchase|buy)\s+the\s+[^.;$\d]{0,140}$"
)
"""Before the price that underwriters pay the issuer, which is less than the public pays."""
_APIECE = re.compile(rf"(?i)\bat\s+{_MONEY}\s+(?:apiece|each)\b")
_WITH_WARRANT = re.compile(r"(?i),?\s+(?:together\s+with|and)\s+(?:[\w-]+\s+){1,7}?warrants?\b")
"""What a combined price buys beside the share."""
_PENCE = re.compile(
    r"(?i)\b(?:prices?\s+of|priced\s+at|at)\s+(?P<n>\d{1,5}(?:\.\d{1,4})?)\s?(?P<unit>p|pence|cents|¢)\s+(?:per\s+(?:\w+\s+)?(?:share|unit)|each\b)"
)
_PRE_FUNDED = re.compile(r"(?i)\bpre-?funded\s*$")
_PRE_FUNDED_WARRANTS = re.compile(r"(?i)\bpre-?funded\s+warrants\b")
_NOT_ISSUE_PRICE = re.compile(
    r"(?i)exercise|exercisable|conver|strike|discount|valued|closing|par\s+value|average|warrant"
)
_VALUED = re.compile(rf"(?i)\bvalued\s+at\s+{_MONEY}\s+per\s+(?:share|unit|ADS)\b")
EXERCISE = re.compile(
    rf"(?i)(?:exercise\s+price\s+(?:of|is|equal\s+to)?|exercisable\s+at|at\s+an\s+exercise\s+price\s+of|common\s+stock\s+at|exercise\s+of\s+(?:[\w-]+\s+){{0,3}}?warrants\s+at(?:\s+a\s+price\s+of)?)\s*{_MONEY}"
)
REDUCED = re.compile(
    rf"(?i)(?:(?:reduced|lowered|amended|adjusted)\s+(?:cash\s+)?exercise\s+price\s+of|(?:lower|reduc)(?:e|ed|ing)\s+the\s+exercise\s+price\s+of\s+[^.$]{{3,120}}?\bto)\s+{_MONEY}"
)
"""What holders of old warrants pay who are induced to exercise them."""
CONVERSION = re.compile(rf"(?i)conversion\s+(?:price|rate)[^.]{{0,90}}?{_MONEY}")
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


def issue_price(text: str, *, warrants: bool = False) -> tuple[Decimal | None, str | None]:
    """Price and currency per share, ADS or unit (or per warrant); never an exercise or
    conversion price. A value put on shares that were not sold for cash counts last.
    """
    told = (_PRICE, _PER_SHARE_PRICE, _PRICE_OF, _PRICE_IS, _EACH_SOLD)
    net: tuple[Decimal, str | None] | None = None
    for m in (m for pattern in told for m in pattern.finditer(text)):
        lead = re.split(r"[.,;)]\s", text[max(0, m.start() - 24) : m.start()])[-1]
        before = lead + _WITH_WARRANT.sub("", text[m.start() : m.start("m")])
        if ("warrant" in m["what"].lower()) != warrants:
            continue
        if not warrants and _NOT_ISSUE_PRICE.search(before):
            continue
        hits = find_money(m["m"])
        if hits and _TO_UNDERWRITERS.search(text[max(0, m.start() - 220) : m.start()]):
            net = net or (hits[0].amount, hits[0].currency)
        elif hits:
            return hits[0].amount, hits[0].currency
    if net is not None:
        return net
    apiece = money_in(_APIECE, text) if not warrants else None
    if apiece is not None:
        return apiece, None
    pence = _PENCE.search(text)
    if pence:
        return Decimal(pence["n"]) / 100, "GBP" if pence["unit"].lower()[0] == "p" else None
    value = money_in(_VALUED, text) if not warrants else None
    return (value, "USD") if value is not None else (None, None)


def is_pre_funded(text: str, start: int, end: int) -> bool:
    """Whether ``pre-funded`` stands before the warrants, or between them and their number."""
    told = _PRE_FUNDED.search(text[:start]) or _PRE_FUNDED_WARRANTS.search(text[start:end])
    return told is not None


def one_price(text: str) -> Decimal | None:
    """The price that other paragraphs state (``the price was``), where they state only one."""
    told = (*_PRICE_OF.finditer(text), *_PRICE_IS.finditer(text), *_PRICED_AT.finditer(text))
    found = {
        hits[0].amount
        for m in told
        if not _NOT_ISSUE_PRICE.search(_WITH_WARRANT.sub("", m[0])) and (hits := find_money(m["m"]))
    }
    return found.pop() if len(found) == 1 else None


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


def money_after(pattern: re.Pattern[str], text: str) -> Decimal | None:
    """The amount right behind a cue."""
    m = pattern.search(text)
    hits = find_money(text[m.end() : m.end() + 40]) if m else []
    return hits[0].amount if hits else None


def money_in(pattern: re.Pattern[str], text: str) -> Decimal | None:
    """The amount within a cue (its group ``m``)."""
    m = pattern.search(text)
    hits = find_money(m["m"]) if m else []
    return hits[0].amount if hits else None
