"""Dates as filings print them, in English and Chinese; anything doubtful is left alone.

Slash dates have an order that only the venue tells: SEC forms print MM/DD/YYYY, HKEX and
Disclosure of Interests notices DD/MM/YYYY.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import re2

from workers.grammar.numbers import HAN_NUMBER, parse_han

DateOrder: TypeAlias = Literal["mdy", "dmy"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PATTERNS = (
    rf"(?i)\b(?P<m1>{_MONTH})\s*(?P<d1>{_DAY})\s*,?\s*(?P<y1>(?:19|20)\d{{2}})\b",
    rf"(?i)\b(?P<d2>{_DAY})\s*(?:day\s+of\s+)?(?:of\s+)?(?P<m2>{_MONTH})\s*,?\s*(?P<y2>(?:19|20)\d{{2}})\b",
    r"\b(?P<y3>(?:19|20)\d{2})-(?P<m3>\d{2})-(?P<d3>\d{2})(?:\b|T|-\d\d:\d\d)",
    r"\b(?P<a4>\d{1,2})\s?[/.]\s?(?P<b4>\d{1,2})\s?[/.]\s?(?P<y4>(?:19|20)\d{2})\b",
    r"(?P<y5>(?:19|20)\d{2})\s*年\s*(?P<m5>\d{1,2})\s*月\s*(?P<d5>\d{1,2})\s*日",
    rf"(?P<y6>[{HAN_NUMBER}]{{4}})年(?P<m6>[{HAN_NUMBER}]{{1,3}})月(?P<d6>[{HAN_NUMBER}]{{1,4}})日",
)
_ANY = re2.compile("|".join(f"(?:{_pattern})" for _pattern in _PATTERNS))
_QUALIFIER = re.compile(
    r"(on or about|on or before|on or around|no later than|not later than|approximately|or about|around|estimated)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:或前後|或前后|左右|\(or about\))")


@dataclass(frozen=True, slots=True)
class DateHit:
    """A printed date, where it stands, and a qualifier such as ``on or about``."""

    value: date
    start: int
    end: int
    qualifier: str | None = None


def find_dates(
    text: str, start: int = 0, end: int | None = None, *, order: DateOrder | None = None
) -> list[DateHit]:
    """Every full date within a range. Slash dates need an ``order`` unless one number is above 12."""
    return list(_dates(text, start, len(text) if end is None else end, order))


def parse_date(text: str | None, *, order: DateOrder | None = None) -> date | None:
    """The one date that a short text is, or None; ``05/25/2023`` needs its ``order``."""
    bare = (text or "").strip()
    hits = find_dates(bare, order=order)
    if (
        len(hits) == 1
        and hits[0].start == 0
        and not re.sub(r"^[-+]\d\d:\d\d|^T[\d:.Z+-]*|^Z", "", bare[hits[0].end :]).strip(" .,;")
    ):
        return hits[0].value
    return None


def _dates(text: str, start: int, end: int, order: DateOrder | None) -> Iterator[DateHit]:
    whole = text[start:end]
    for found in _ANY.finditer(whole):
        value = _value(found.groupdict(), order)
        if value is not None:
            at, until = start + found.start(), start + found.end()
            yield DateHit(value=value, start=at, end=until, qualifier=_qualifier(text, at, until))


def _qualifier(text: str, start: int, end: int) -> str | None:
    before = _QUALIFIER.search(text[max(0, start - 24) : start])
    if before:
        return before.group(1).lower()
    return "on or about" if _AFTER.match(text[end : end + 12]) else None


def _value(groups: dict[str, str | None], order: DateOrder | None) -> date | None:
    for read in (_month_name, _figures, _slashes, _han):
        value = read(groups, order)
        if value is not None:
            return value
    return None


def _month_name(groups: dict[str, str | None], _order: DateOrder | None) -> date | None:
    for n in "12":
        month = groups[f"m{n}"]
        if month:
            day = re.sub(r"\D", "", groups[f"d{n}"] or "")
            return _date(int(groups[f"y{n}"] or 0), _MONTHS[month.lower().rstrip(".")], int(day))
    return None


def _figures(groups: dict[str, str | None], _order: DateOrder | None) -> date | None:
    for n in "35":
        if groups[f"y{n}"]:
            return _date(*(int(groups[f"{k}{n}"] or 0) for k in "ymd"))
    return None


def _slashes(groups: dict[str, str | None], order: DateOrder | None) -> date | None:
    if not groups["y4"]:
        return None
    a, b, year = int(groups["a4"] or 0), int(groups["b4"] or 0), int(groups["y4"])
    if order is None:
        order = "dmy" if a > 12 else "mdy" if b > 12 else None
    if order is None:
        return None
    return _date(year, a, b) if order == "mdy" else _date(year, b, a)


def _han(groups: dict[str, str | None], _order: DateOrder | None) -> date | None:
    numbers = [parse_han(groups[f"{k}6"] or "") for k in "ymd"]
    if None in numbers:
        return None
    return _date(*(n or 0 for n in numbers))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
