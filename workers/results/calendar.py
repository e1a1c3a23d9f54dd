"""Dates as results announcements print them: whole, or in the halves of a table header.

A header often parts a date over lines (``June 30,`` above ``2023``), so a month with its
day and a year are tokens of their own. English and Chinese, digits and Chinese numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from workers.grammar.numbers import parse_han

MonthDay: TypeAlias = tuple[int, int]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_ORDINAL = r"\s*(?:st|nd|rd|th)?"
_HAN_DIGIT = "〇零○一二三四五六七八九"
_HAN_NUMBER = "一二三四五六七八九十"
_HAN_YEAR = rf"(?:[{_HAN_DIGIT}]\s?){{4}}"

_TOKEN = re.compile(
    rf"(?:\b(?=[jfmasond])|(?=[\d{_HAN_DIGIT}十]))(?:"
    rf"(?P<han>(?P<hy>(?:19|20)\d\d|{_HAN_YEAR})\s*年\s*(?P<hm>\d{{1,2}}|[{_HAN_NUMBER}]{{1,2}})\s*月\s*(?P<hd>\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})\s*日)"
    rf"|(?P<han_day>(?P<hm2>\d{{1,2}}|[{_HAN_NUMBER}]{{1,2}})\s*月\s*(?P<hd2>\d{{1,2}}|[{_HAN_NUMBER}]{{1,3}})\s*日)"
    rf"|(?P<han_year>(?:20\d\d|19\d\d|{_HAN_YEAR})\s*年)"
    rf"|\b(?P<mdy>(?P<m1>{_MONTH})\s*(?P<d1>\d{{1,2}}){_ORDINAL}\s*,?\s*(?P<y1>(?:19|20)\d\d))\b"
    rf"|\b(?P<dmy>(?P<d2>\d{{1,2}}){_ORDINAL}\s+(?:day of\s+)?(?P<m2>{_MONTH})\s*,?\s*(?P<y2>(?:19|20)\d\d))\b"
    rf"|(?<![\d/])(?P<slash>(?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})/(?P<y3>(?:19|20)?\d\d))(?![\d/])"
    rf"|\b(?P<md>(?P<m4>{_MONTH})\s*(?P<d4>\d{{1,2}}){_ORDINAL})(?![\d,]\d)"
    rf"|\b(?P<dm>(?P<d5>\d{{1,2}}){_ORDINAL}\s+(?P<m5>{_MONTH}))"
    r"|\bFY\s?(?P<fy>\d\d(?:\d\d)?)\b"
    r"|(?<![\d,./$-])(?P<span>(?:19|20)\d\d/(?P<y6>\d\d(?:\d\d)?))(?![\d,/])"
    r"|(?<![\d,./$-])(?P<year>(?:19|20)\d\d)(?![\d,/]|\.\d|-\d))",
    re.IGNORECASE,
)  # fmt: skip
"""Only a word that begins like a month (or FY) and a numeral are looked at closer."""

_NUMERAL = re.compile(rf"[\d{_HAN_DIGIT}]")
MAY_BE_TIME = (
    "19",
    "20",
    "年",
    "月",
    "/",
    "fy",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
"""A text without any of these holds neither a date nor a year."""

TokenKind = Literal["date", "month_day", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A date, a month with its day, or a year, and where it stands in the text."""

    kind: TokenKind
    start: int
    end: int
    date: date | None = None
    month_day: MonthDay | None = None
    year: int | None = None


def tokens(text: str) -> Iterator[Token]:
    """Every date, month-day and year in order; impossible dates are left out."""
    small = text.lower()
    if not any(mark in small for mark in MAY_BE_TIME) or not _NUMERAL.search(text):
        return
    for found in _TOKEN.finditer(text):
        token = _token(found)
        if token is not None:
            yield token


def first_day(end: date, months: int) -> date:
    """The first day of a period of so many months that ends on ``end``."""
    after = end + timedelta(days=1)
    year, month = divmod(after.year * 12 + after.month - 1 - months, 12)
    return date(year, month + 1, min(after.day, 28))


def _token(found: re.Match[str]) -> Token | None:
    start, end = found.span()
    whole = _whole(found)
    if whole is not None:
        day = _date(*whole)
        if day is None:
            return None
        return Token(
            kind="date", start=start, end=end, date=day, year=day.year, month_day=whole[1:]
        )
    part = _month_day(found)
    if part is None:
        return Token(kind="year", start=start, end=end, year=_year(found))
    if _date(2000, *part) is None:
        return None
    return Token(kind="month_day", start=start, end=end, month_day=part)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole(found: re.Match[str]) -> tuple[int, int, int] | None:
    group = found.groupdict()
    if group["han"]:
        return _han_year(group["hy"]), _han(group["hm"]), _han(group["hd"])
    if group["mdy"]:
        return int(group["y1"]), _month(group["m1"]), int(group["d1"])
    if group["dmy"]:
        return int(group["y2"]), _month(group["m2"]), int(group["d2"])
    if group["slash"]:
        return _century(group["y3"]), int(group["m3"]), int(group["d3"])
    return None


def _month_day(found: re.Match[str]) -> MonthDay | None:
    group = found.groupdict()
    if group["han_day"]:
        return _han(group["hm2"]), _han(group["hd2"])
    if group["md"]:
        return _month(group["m4"]), int(group["d4"])
    if group["dm"]:
        return _month(group["m5"]), int(group["d5"])
    return None


def _year(found: re.Match[str]) -> int:
    group = found.groupdict()
    if group["han_year"]:
        return _han_year(group["han_year"])
    return _century(group["fy"] or group["y6"] or group["year"])


def _century(digits: str) -> int:
    number = int(digits)
    if number >= 100:
        return number
    return number + (1900 if number > 80 else 2000)


def _month(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _han_year(text: str) -> int:
    bare = text.replace(" ", "").removesuffix("年")
    return int(bare) if bare.isascii() else parse_han(bare) or 0


def _han(text: str) -> int:
    return int(text) if text.isascii() else parse_han(text) or 0
