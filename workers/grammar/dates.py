"""Dates as filings print them, in English and Chinese; anything doubtful is left alone.

Slash dates have an order that only the venue tells: SEC forms print MM/DD/YYYY, HKEX and
Disclosure of Interests notices DD/MM/YYYY.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import re2

from workers.grammar.numbers import HAN_NUMBER, parse_han
from workers.grammar.worded import Worded

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
    rf"(?i)\b({_MONTH})\s*({_DAY})\s*,?\s*((?:19|20)\d{{2}})\b",
    rf"(?i)\b({_DAY})\s*(?:day\s+of\s+)?(?:of\s+)?({_MONTH})\s*,?\s*((?:19|20)\d{{2}})\b",
    r"\b((?:19|20)\d{2})-(\d{2})-(\d{2})(?:\b|T|-\d\d:\d\d)",
    r"\b(\d{1,2})\s?[/.]\s?(\d{1,2})\s?[/.]\s?((?:19|20)\d{2})\b",
    r"((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日",
    rf"([{HAN_NUMBER}]{{4}})年([{HAN_NUMBER}]{{1,3}})月([{HAN_NUMBER}]{{1,4}})日",
)
_ANY = re2.compile("|".join(re.sub(r"\((?!\?)", "(?:", f"({p})") for p in _PATTERNS))
_PARTS = tuple(map(re.compile, _PATTERNS))
"""A date is found by one pattern without groups, which is cheap, and then taken apart."""
_ISO = re.compile(r"((?:19|20)\d{2})-(\d{2})-(\d{2})")
_QUALIFIER = Worded(
    re.compile(
        r"(on or about|on or before|on or around|no later than|not later than|approximately|or about|around|estimated)\s*$",
        re.IGNORECASE,
    ),
    "about",
    "before",
    "around",
    "later than",
    "approximately",
    "estimated",
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
    if iso := _ISO.fullmatch(bare):  # the dates of structured forms
        return _year_first(iso[1], iso[2], iso[3], order)
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
    if not ("19" in whole or "20" in whole or "年" in whole):
        return
    for found in _ANY.finditer(whole):
        at, until = start + found.start(), start + found.end()
        value = _value(whole, found.start(), found.end(), order)
        if value is not None:
            yield DateHit(value=value, start=at, end=until, qualifier=_qualifier(text, at, until))


def _qualifier(text: str, start: int, end: int) -> str | None:
    before = _QUALIFIER.search(text[max(0, start - 24) : start])
    if before:
        return before.group(1).lower()
    return "on or about" if _AFTER.match(text[end : end + 12]) else None


def _value(text: str, start: int, end: int, order: DateOrder | None) -> date | None:
    for pattern, read in zip(_PARTS, _READERS, strict=True):
        found = pattern.match(text, start)
        if found and found.end() == end:
            first, second, third = found.groups()
            return read(first, second, third, order)
    return None


def _month_first(month: str, day: str, year: str, _: DateOrder | None) -> date | None:
    name = month.lower().rstrip(".")
    return _date(int(year), _MONTHS[name], int(day.lower().rstrip("stndrh")))


def _day_first(day: str, month: str, year: str, order: DateOrder | None) -> date | None:
    return _month_first(month, day, year, order)


def _year_first(year: str, month: str, day: str, _: DateOrder | None) -> date | None:
    return _date(int(year), int(month), int(day))


def _slashes(first: str, second: str, year: str, order: DateOrder | None) -> date | None:
    a, b = int(first), int(second)
    if order is None:
        order = "dmy" if a > 12 else "mdy" if b > 12 else None
    if order is None:
        return None
    return _date(int(year), a, b) if order == "mdy" else _date(int(year), b, a)


def _han(year: str, month: str, day: str, _: DateOrder | None) -> date | None:
    numbers = [parse_han(part) for part in (year, month, day)]
    if None in numbers:
        return None
    return _date(*(n or 0 for n in numbers))


_READERS: tuple[Callable[[str, str, str, DateOrder | None], date | None], ...] = (
    _month_first,
    _day_first,
    _year_first,
    _slashes,
    _year_first,
    _han,
)
"""For each pattern in turn; its groups are the three parts."""


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
