"""The words of a table header: times, lengths of periods, currencies, multipliers, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from workers.results.calendar import MAY_BE_TIME, MonthDay, tokens

LONGEST_HEADER = 320

_MONTHS = {
    6: r"2[67][- ]weeks?|twenty-(?:six|seven) weeks|six[- ]months?|6[- ]months?|half[- ]years?|六個月|六个月|半年度?",
    9: r"nine[- ]months?|9[- ]months?|九個月|九个月",
    12: r"5[23][- ]weeks?|fifty-(?:two|three) weeks|twelve[- ]months?|12[- ]months?|(?:fiscal |financial )?years?(?=\s+(?:period\s+)?end)|full[- ]year|止(?:財政)?年度|十二個月|全年|(?<!Q[1-4] )(?<!Q[1-4])(?=\bFY\s?\d)",
    3: r"1[34][- ]weeks?|thirteen weeks|fourteen weeks|three[- ]months?|3[- ]months?|quarters?(?=\s+(?:period\s+)?end)|(?:first|second|third|fourth)[- ]quarter(?!ly)|\bQ[1-4]\b|\b[1-4]Q\b|三個月|三个月|第[一二三四]季度?",
}
_DURATION = re.compile(
    "|".join(f"(?P<m{n}>{words})" for n, words in _MONTHS.items()), re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:for|the|as|at|of|on|and|to|in|from|periods?|ended|ending|ends?|group|company|months?|years?|quarters?|consolidated|"
    r"thousands?|millions?|expressed|except|per|share|data|yoy|qoq|translated|into|dollars|convenience|translation)\b|[截至止於在以及（）()\s,.:;|/╱–—'’*$%-]+",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\(?\b(?:un)?audited\b\)?|\(?\brestated\b\)?|未經審[核計]|經審[核計]|經重列|未经审计|经审计",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\bnotes?\b|附註|附注", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?<!\()[%％](?!\))|year[- ]?on[- ]?year(?:\s+change)?|y-?o-?y|\b[yq]/[yq]\b|(?:year\s+|%\s*)?\bchanges?\b|\bvariance\b|\bincrease\b|\(?\bdecrease\b\)?|變動|變化|增減|增幅|同比|变动",
    re.IGNORECASE,
)
_SIGN = {
    "RMB": "RMB", "CNY": "RMB", "人民幣": "RMB", "人民币": "RMB", "RENMINBI": "RMB", "HK$": "HKD", "HKD": "HKD", "港幣": "HKD", "港元": "HKD",
    "港币": "HKD", "US$": "USD", "USD": "USD", "$": "USD", "美元": "USD", "U.S. DOLLARS": "USD", "US DOLLARS": "USD", "NT$": "TWD", "S$": "SGD",
    "€": "EUR", "EUR": "EUR", "£": "GBP", "¥": "JPY", "JPY": "JPY", "元": "RMB",
}  # fmt: skip
_MULTIPLIER = {
    "000": 10**3, "thousand": 10**3, "千": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6, "百萬": 10**6, "百万": 10**6,
    "billion": 10**9, "億": 10**8, "亿": 10**8, "萬": 10**4, "万": 10**4,
}  # fmt: skip
_SIGNS = "|".join(re.escape(s) for s in sorted(_SIGN, key=len, reverse=True) if s != "元")
_HAN_MULTIPLIER = "千|百萬|百万|億|亿|萬|万"
_UNIT = re.compile(
    rf"\b(?:in\s+)?(?P<word>thousands?|millions?|billions?) of (?P<of>{_SIGNS})"
    rf"|(?P<han_mult>{_HAN_MULTIPLIER})(?P<han_sign>港元|美元|港幣|元)(?P<han_rmb>人民幣)?"
    rf"|\(\s?[%％]\s?\)"
    rf"|(?P<sign>{_SIGNS})\s?(?P<mult>['’‘`´]?\s?000|(?:in )?(?:thousand|million|billion)s?|mn\b|['’‘]?\s?m\b|{_HAN_MULTIPLIER})?s?元?",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    rf"\bin\s+(?P<word>thousand|million|billion)s?\b|(?:^|\()\s*(?P<of>thousand|million)s(?:\s+of\s+(?:U\.?S\.?\s+)?dollars|\s*[,)])|(?:^|[\s($])(?P<zeros>000)['’]?s\b|以(?:人民幣|港幣)?(?P<han>{_HAN_MULTIPLIER})(?:元|港元|美元)?(?:計|列示|為單位|呈列)",
    re.IGNORECASE,
)
_PREAMBLE_WORDS = ("thousand", "million", "billion", "000", "以")


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time as a header prints it: a year, a month and day, or both."""

    year: int | None = None
    month_day: MonthDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """The months of a period."""

    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Currency and multiplier of a column; a percentage column has neither."""

    currency: str | None = None
    multiplier: int | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A header word that is no column of figures: ``note``, ``change`` or ``quality``."""

    kind: str


Meaning: TypeAlias = Time | Length | Unit | Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A header word, the line it stands in and its cell (tabs before it)."""

    meaning: Meaning
    line: int
    cell: int


_Hit: TypeAlias = tuple[int, int, Meaning]


def marks(text: str, line: int = 0) -> tuple[tuple[Mark, ...], int]:
    """The header words of a line in order, and how many letters are none of them: all of
    them, where it has no such word.
    """
    if len(text) > LONGEST_HEADER:
        return (), len(text)
    hits: list[_Hit] = []
    rest, small = text, text.lower()
    for words, find in _FINDERS:
        if not any(word in small for word in words):
            continue
        for start, end, meaning in list(find(rest)):
            hits.append((start, end, meaning))
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
    if not hits:
        return (), len(text)
    left = len(_FILLER.sub("", rest.replace("\x00", " ")))
    hits.sort(key=lambda hit: hit[0])
    return tuple(Mark(meaning=m, line=line, cell=text.count("\t", 0, s)) for s, _, m in hits), left


def preamble_multiplier(text: str) -> int | None:
    """``(All amounts in thousands, except …)`` -> 1000, for the tables that follow."""
    small = text.lower() if len(text) <= LONGEST_HEADER else ""
    found = _PREAMBLE.search(text) if any(word in small for word in _PREAMBLE_WORDS) else None
    if not found:
        return None
    return _MULTIPLIER[(found["word"] or found["of"] or found["zeros"] or found["han"]).lower()]


def preamble_currency(text: str) -> str | None:
    """The first currency named in a table's preamble."""
    found = _UNIT.search(text) if len(text) <= LONGEST_HEADER else None
    return _unit(found).currency if found else None


def _times(text: str) -> Iterator[_Hit]:
    for token in tokens(text):
        yield token.start, token.end, Time(year=token.year, month_day=token.month_day)


def _lengths(text: str) -> Iterator[_Hit]:
    for found in _DURATION.finditer(text):
        yield found.start(), found.end(), Length(months=int((found.lastgroup or "m0")[1:]))


def _units(text: str) -> Iterator[_Hit]:
    for found in _UNIT.finditer(text):
        yield found.start(), found.end(), _unit(found)


def _unit(found: re.Match[str]) -> Unit:
    if "%" in found.group() or "％" in found.group():
        return Unit(percent=True)
    sign = "人民幣" if found["han_rmb"] else (found["sign"] or found["of"] or found["han_sign"])
    printed = (found["mult"] or found["word"] or found["han_mult"] or "").lower()
    bare = printed.strip("'’‘`´ ").removeprefix("in ").rstrip("s")
    return Unit(currency=_SIGN[sign.upper()], multiplier=_MULTIPLIER.get(bare))


def _words(kind: str, pattern: re.Pattern[str]) -> Callable[[str], Iterator[_Hit]]:
    def find(text: str) -> Iterator[_Hit]:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), Word(kind=kind)

    return find


_FINDERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[_Hit]]], ...] = (
    (("week", "month", "half", "year", "quarter", "q", "fy", "月", "年", "季"), _lengths),
    (MAY_BE_TIME, _times),
    (
        (
            "$",
            "%",
            "％",
            "rmb",
            "cny",
            "renminbi",
            "人民",
            "元",
            "港",
            "dollar",
            "usd",
            "hkd",
            "€",
            "eur",
            "£",
            "¥",
            "jpy",
        ),
        _units,
    ),
    (("audited", "restated", "審", "审", "經", "经"), _words("quality", _QUALITY)),
    (
        (
            "%",
            "％",
            "year",
            "oy",
            "o-y",
            "/y",
            "/q",
            "change",
            "variance",
            "crease",
            "變",
            "变",
            "增",
            "同比",
        ),
        _words("change", _CHANGE),
    ),
    (("note", "附"), _words("note", _NOTE)),
)
"""Each with words of which a line must hold one."""
