"""How many securities a deal concerns: quantities tied to a defined term or a deal sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from workers.grammar.numbers import parse_han

_NUMBER = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{4,12}|\d{1,4}(?:\.\d+)?\s+million)"
_LIMIT = (
    r"(?:(?P<q>[Uu]p\s+to|[Aa]t\s+most|(?:[Aa]\s+|[Tt]he\s+)?[Mm]aximum\s+(?:number\s+)?of|[Nn]ot\s+(?:more|exceeding)\s+(?:than\s+)?|[Nn]o\s+more\s+than|[Aa]pproximately|[Aa]bout)"
    r"\s*(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+|approximately\s+)?)?"
)
_ADJECTIVES = r"(?:(?:new|New|existing|additional|unlisted|non-listed|ordinary|fully\s+paid|paid-up|[HAB]|Class\s+[AB])\s+){0,4}"
OWN_TERMS = r"Remuneration|Fee|Earn-?[Oo]ut|Incentive|Commission|Introducer|Adjustment"
"""Terms of shares that pay for a service or an earlier purchase."""
MARK = r"(?:[A-Z]{2,4}|Top-?[Uu]p|First|Second|Third|Tranche\s+\w{1,3})"
"""What tells one defined term of a deal from its fellow: ``First Subscription Shares``."""
_LIMIT_ZH = r"(?P<q>最多|至多|不超過|不多於|上限為|約|合共最多)?(?:合共|共計|合計)?"
_NUMBER_ZH = r"(?P<n>\d{1,3}(?:,\d{3})+[萬億]?|\d{4,12}|\d+(?:\.\d+)?百?[萬億]|[一二三四五六七八九十百千萬億零〇]{3,16})"
_CEILING = re.compile(
    r"(?i)up\s+to|at\s+most|maximum|not\s+(?:more|exceed)|no\s+more|最多|至多|不超過|不多於|上限"
)
_FLOOR = re.compile(
    r"(?i)(?:(?:not|no)\s+less\s+than|minimum\s+(?:number\s+)?of|at\s+least|不少於|最少)\s*$"
)
_TO_CEILING = re.compile(
    r"(?i)[^.;。；\d]{0,180}?(?:(?:not|no)\s+more\s+than|maximum\s+(?:number\s+)?of|up\s+to|at\s+most|不多於|不超過|最多)\s*\d"
)
"""``not less than 10,000 Offer Shares and not more than 12,000``: the second is what may be issued."""
_BETWEEN = re.compile(r"(?i)(?:\bbetween|\branging\s+from|介乎)\s*$")
_SPANS_TO = re.compile(r"(?i)\s*(?:\w+\s+){0,4}?(?:and|to)\s+\d|股[^。；\d]{0,12}[至及與]\s*\d")
_RANGE_END = re.compile(
    r"(?i)(?:\bbetween|\branging\s+from|介乎)\s*\d{1,3}(?:,\d{3})+\s*(?:(?:\w+\s+){0,4}?(?:and|to)|股[^。；\d]{0,12}[至及與])\s*$"
)
"""``between 10,000 and 12,000 Rights Shares``: a range, whose end is the ceiling."""
_AT_MOST = re.compile(
    r"(?i)\bmaximum\s+number\s+of\s+(?:\w+\s+){1,4}?(?:shares|warrants|units)\b[^.;\d]{0,60}$|股份(?:數目|數量)?(?:的|之)?上限(?:數目)?為?$"
)
"""``the maximum number of Rights Shares to be issued is 12,000``."""
_ABOUT = re.compile(r"(?i)approximately|about|約")
_ZH_UNITS = {"萬": 10**4, "億": 10**8, "百萬": 10**6, "百億": 10**10}


UP_FROM = re.compile(r"(?i)\bbetween\s+(?:approximately\s+)?\d{1,3}(?:,\d{3})+\s+and\s*$")
"""``between 3,000,000 and`` 3,500,000 shares: the second is a ceiling."""
_COUNTS = re.compile(r"(?<![\d.,$€£])\d{1,3}(?:,\d{3})+(?=,?\s)")
_ENUMERATED = re.compile(
    r"(?<![\d.,$€£])\d{1,3}(?:,\d{3})+(?:,\s+\d{1,3}(?:,\d{3})+){0,8},?\s+and\s*$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of securities, its qualifier, the words around it, and its place (folded)."""

    units: int
    qualifier: str
    start: int
    end: int
    text: str


@cache
def _patterns(nouns: str) -> tuple[Any, ...]:
    """Patterns in order of trust: number + noun, noun + number, both languages."""
    return (
        re2.compile(
            rf"{_LIMIT}{_NUMBER}\)?\s+{_ADJECTIVES}(?:(?:{MARK}\s+)?(?:{nouns})|(?:[Ss]hares|[Uu]nits)\s*\((?:the\s+|collectively,?\s+)*\"(?:the\s+)?(?:{nouns})\")"
        ),
        re2.compile(
            rf"{_LIMIT_ZH}{_NUMBER_ZH}(?:股|份)(?:新)?(?:的|之|該等|特[別定]授權|一般授權)*(?:{nouns})"
        ),
        re2.compile(
            rf"(?:{nouns})[^.\d\n]{{0,60}}?(?:\n[^.\d\n]{{0,25}}?){{0,2}}(?:comprising|of|being|are|is|:|will\s+be|[Uu]p\s+to)?\s*{_LIMIT}{_NUMBER}\s+{_ADJECTIVES}(?:[Ss]hares|[Ww]arrants|[A-Z])"
        ),
        re2.compile(
            rf"(?:{nouns})(?:的|之)?(?:數目|數量|總數)?[^\d。；]{{0,14}}?{_LIMIT_ZH}{_NUMBER_ZH}股?"
        ),
        re2.compile(
            rf"number\s+of\s+(?:{nouns})[^.;\d\n]{{0,60}}?not\s+less\s+than\s+[\d,]+\s+and\s+{_LIMIT}{_NUMBER}\b"
        ),
    )


_GENERIC = (
    re2.compile(
        rf"{_LIMIT}{_NUMBER}\)?\s+{_ADJECTIVES}(?:(?:{OWN_TERMS})\s+)?(?:Shares|shares|ADSs|Warrants)\b"
    ),
    re2.compile(rf"{_LIMIT_ZH}{_NUMBER_ZH}股[^，。；\d]{{0,30}}?(?:股份|新股|H股)"),
    re2.compile(rf"(?:配售|發行|認購){_LIMIT_ZH}{_NUMBER_ZH}股[，。；（]"),
)


def of_noun(text: str, nouns: str) -> Iterator[tuple[int, Quantity]]:
    """Quantities of a defined term as (tier, quantity); tier 0 is the surest."""
    for tier, pattern in enumerate(_patterns(nouns)):
        for m in pattern.finditer(text):
            quantity = _quantity(m, text)
            if quantity is not None:
                yield tier // 2, quantity


def in_sentence(text: str, start: int, end: int) -> list[Quantity]:
    """Quantities of shares of any name within one sentence."""
    found = []
    for pattern in _GENERIC:
        for m in pattern.finditer(text[start:end]):
            q = _quantity(m, text[start:end])
            if q is not None:
                found.append(Quantity(q.units, q.qualifier, start + q.start, start + q.end, q.text))
    return sorted(found, key=lambda q: q.start)


def _quantity(m: Any, text: str) -> Quantity | None:
    units = count(m["n"])
    at, end = m.span(m.re.groupindex["n"])
    money = text[max(0, at - 2) : at].strip()[-1:] in {"$", "元", "幣"}
    year = len(m["n"]) == 4 and units is not None and 1900 <= units < 2100
    if (
        units is None
        or units < 100
        or year
        or money
        or re.match(r"\.\d|%|港?元|百萬港", text[end : end + 4])
        or _is_floor(text, at, end)
    ):
        return None
    limit = m["q"] or ""
    before = text[max(0, at - 110) : at]
    ceiling = _CEILING.search(limit) or _RANGE_END.search(before) or _AT_MOST.search(before)
    qualifier = "up_to" if ceiling else "approximately" if _ABOUT.search(limit) else "exact"
    return Quantity(units, qualifier, m.start(), m.end(), m[0])


def _is_floor(text: str, at: int, end: int) -> bool:
    """Whether a number is the lower end of a range that goes on behind it."""
    before, after = text[max(0, at - 30) : at], text[end : end + 240]
    if _FLOOR.search(before):
        return _TO_CEILING.match(after) is not None
    return _BETWEEN.search(before) is not None and _SPANS_TO.match(after) is not None


def counts_before(sentence: str, at: int) -> list[tuple[int, int, int]]:
    """(start, end, count) of the numbers that share a noun with the one at ``at``: ``400,000 and
    250,000 shares``. A range is none.
    """
    head = sentence[:at]
    told = _ENUMERATED.search(head, max(0, at - 160))
    if told is None or UP_FROM.search(head):
        return []
    hits = _COUNTS.finditer(head, told.start())
    return [(m.start(), m.end(), int(m[0].replace(",", ""))) for m in hits]


def count(text: str) -> int | None:
    """``120,000,000``, ``8.3 million``, ``3.38億`` or Chinese numerals as a whole number."""
    plain = text.replace(",", "").strip()
    if plain.isdigit():
        return int(plain)
    word = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(million|百萬|百億|萬|億)", plain)
    if word is not None:
        factor = 10**6 if word[2] == "million" else _ZH_UNITS[word[2]]
        value = Decimal(word[1]) * factor
        return int(value) if value == value.to_integral_value() else None
    return parse_han(plain)
