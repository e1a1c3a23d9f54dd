"""The columns of a financial table, paired from the words of its header.

Which column is current is decided by printed years and dates, never by position. Where the
words cannot be paired with certainty there are no columns, and so no figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from workers.results.calendar import MonthDay
from workers.results.headers import Length, Mark, Time, Unit, Word

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``end`` needs a printed day; ``months`` is the length of a period, None
    for a day (balance sheet) or where none is printed. ``cell`` is its place in the header.
    """

    year: int
    end: date | None = None
    months: int | None = None
    currency: str | None = None
    multiplier: int | None = None
    percent: bool = False
    cell: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a table header says. ``has_change`` and ``has_notes`` tell of further columns."""

    columns: tuple[Column, ...]
    has_change: bool = False
    has_notes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the lines above a table say, for what its header leaves out."""

    month_day: MonthDay | None = None
    months: int | None = None
    currency: str | None = None
    multiplier: int | None = None


def header(marks: Sequence[Mark], around: Surroundings) -> Header:
    """The columns that the header's words make, or none."""
    times = _column_times(marks)
    units = _units(marks, len(times))
    lengths = _lengths(marks, times)
    days = _month_days(marks, times, around)
    if not times or units is None:
        return Header(columns=())
    repeated: list[int | None] = [around.months] * len(times)
    columns = tuple(
        Column(
            year=_year(mark),
            end=_end(_year(mark), day),
            months=months,
            currency=unit.currency or around.currency,
            multiplier=unit.multiplier or around.multiplier,
            percent=unit.percent,
            cell=mark.cell,
        )
        for mark, unit, months, day in zip(times, units, lengths or repeated, days, strict=True)
    )
    kinds = {m.meaning.kind for m in marks if isinstance(m.meaning, Word)}
    return Header(columns=columns, has_change="change" in kinds, has_notes="note" in kinds)


def spread(words: Sequence[T], places: int) -> list[T] | None:
    """One word for all places, one for each, or each for an equal run of them."""
    if not words or places % len(words):
        return None
    run = places // len(words)
    return [word for word in words for _ in range(run)]


def _column_times(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with a year of the line that has most of them; the last such line wins.

    Two bare years beside a whole date are the columns, the date is the statement's.
    """
    found = _fullest_line(
        [m for m in marks if isinstance(m.meaning, Time) and m.meaning.year is not None]
    )
    bare = [m for m in found if isinstance(m.meaning, Time) and m.meaning.month_day is None]
    return bare if len(bare) > 1 else found


def _fullest_line(marks: Sequence[Mark]) -> list[Mark]:
    """The marks of the line that has most of them; the last such line wins."""
    lines = Counter(m.line for m in marks)
    best = max(lines, key=lambda line: (lines[line], line), default=None)
    return [m for m in marks if m.line == best]


def _units(marks: Sequence[Mark], places: int) -> list[Unit] | None:
    """A unit for each column; None where more units than one do not pair with them."""
    line = _fullest_line([m for m in marks if isinstance(m.meaning, Unit)])
    found = [m.meaning for m in line if isinstance(m.meaning, Unit)]
    if not found or not places:
        return [Unit()] * places
    figures = [u for u in found if not u.percent]
    if len(found) > places and len(figures) == places:
        found = figures
    return spread(found, places)


def _lengths(marks: Sequence[Mark], times: Sequence[Mark]) -> list[int] | None:
    found = _fullest_line([m for m in marks if isinstance(m.meaning, Length)])
    if not found or not times:
        return None
    values = [m.meaning.months for m in found if isinstance(m.meaning, Length)]
    return spread(values, len(times)) or _by_cell(found, values, times)


def _by_cell(
    heads: Sequence[Mark], values: Sequence[int], times: Sequence[Mark]
) -> list[int] | None:
    """Group heads over uneven runs of columns: each rules from its cell to the next head."""
    if len({m.cell for m in heads}) != len(heads) or times[0].cell < heads[0].cell:
        return None
    return [
        next(v for m, v in reversed(list(zip(heads, values, strict=True))) if m.cell <= time.cell)
        for time in times
    ]


def _month_days(
    marks: Sequence[Mark], times: Sequence[Mark], around: Surroundings
) -> list[MonthDay | None]:
    own = [m.meaning.month_day for m in times if isinstance(m.meaning, Time)]
    if all(own):
        return own
    others = [
        m.meaning.month_day
        for m in marks
        if isinstance(m.meaning, Time) and m.meaning.month_day and m not in times
    ]
    found = spread([*others, *(day for day in own if day)], len(times))
    return list(found) if found else [around.month_day] * len(times)


def _year(mark: Mark) -> int:
    return (mark.meaning.year or 0) if isinstance(mark.meaning, Time) else 0


def _end(year: int, day: MonthDay | None) -> date | None:
    if day is None:
        return None
    try:
        return date(year, *day)
    except ValueError:
        return date(year, day[0], 28) if day[0] == 2 else None
