"""Printed values with their place, read strictly: what is odd is kept and said.

A number is never repaired silently: ``Number.oddity`` says what was unusual, and
``Number.value`` is None where no single reading is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workers.text.model import Cell


class Number(NamedTuple):
    """A number as printed; ``oddity`` is None for a plainly written one."""

    value: Decimal | None
    cell: Cell | None
    oddity: str | None = None


class Day(NamedTuple):
    """A date as printed; ``value`` is None when absent or unreadable."""

    value: date | None
    cell: Cell | None


NO_NUMBER = Number(None, None)
NO_DAY = Day(None, None)
_ABSENT = Number(None, None, "empty")
MAX_NUMBER = 60
PLACEHOLDER_BEFORE = date(1934, 1, 1)
"""The EDGAR form needs some date; filers without one type 01/01/1933 and the like."""

_PLAIN = re.compile(r"-?\d{1,18}(?:\.\d{1,12})?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?")
_DECORATION = re.compile(r"^(?:US\$|USD|\$)\s*|\s*(?:USD|shares?|units?|ADSs?)$", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?")
_ISO_LENGTH = len("2025-01-31")
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_TRUE = frozenset({"1", "true", "y", "yes", "☒", "x", "[x]", "checked"})
_FALSE = frozenset({"0", "false", "n", "no", "☐", "[ ]", "[]", "unchecked"})


def number(cell: Cell | None) -> Number:
    """A decimal number; thousands commas and currency signs are read and noted."""
    if cell is None:
        return _ABSENT
    if not cell.text:
        return Number(None, cell, "empty")
    if _PLAIN.fullmatch(cell.text):
        return Number(Decimal(cell.text), cell, "negative" if cell.text[0] == "-" else None)
    bare = _DECORATION.sub("", cell.text.strip()[:MAX_NUMBER])
    if len(cell.text) <= MAX_NUMBER and (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        return Number(Decimal(bare.replace(",", "")), cell, "written with commas, signs or words")
    return Number(None, cell, "not one readable number")


def count(cell: Cell | None) -> Number:
    """A count of whole units; decimals are kept and noted."""
    found = number(cell)
    if found.oddity is None and "." in (cell.text if cell else ""):
        return found._replace(oddity="written with decimals")
    return found


def day(cell: Cell | None) -> Day:
    """MM/DD/YYYY, or ISO with or without a zone suffix. White space inside is ignored."""
    if cell is None:
        return NO_DAY
    bare = "".join(cell.text.split())
    if len(bare) == _ISO_LENGTH and bare[4] == bare[7] == "-":
        return Day(_iso(bare), cell)
    if iso := _ISO.fullmatch(bare):
        return Day(_date(iso[1], iso[2], iso[3]), cell)
    if us := _US.fullmatch(bare):
        return Day(_date(us[3], us[1], us[2]), cell)
    return Day(None, cell)


def yes_no(cell: Cell | None) -> bool | None:
    """A flag or check box; None where absent or unclear."""
    word = cell.text.strip().lower() if cell else ""
    return True if word in _TRUE else False if word in _FALSE else None


def whole(value: Decimal) -> int | Decimal:
    """A count as int; fractional shares stay exact decimals."""
    return int(value) if value == value.to_integral_value() else value


def total(numbers: Iterable[Number]) -> Decimal | None:
    """The sum of the numbers that could be read, or None where none could."""
    known = [n.value for n in numbers if n.value is not None]
    return sum(known, Decimal(0)) if known else None


def rounded(value: Decimal, places: int = 4, *, at_least: int = 2) -> Decimal:
    """Half-up to ``places``; trailing zeros dropped down to ``at_least`` decimals."""
    exact = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shorter = exact.quantize(Decimal(1).scaleb(-at_least))
    while shorter != exact:
        at_least += 1
        shorter = exact.quantize(Decimal(1).scaleb(-at_least))
    return shorter


def money(value: Decimal) -> Decimal:
    """Half-up to cents."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def text_of(cell: Cell | None) -> str | None:
    """The printed text on one line, or None where absent or empty."""
    return (" ".join(cell.text.split()) or None) if cell else None


def _iso(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _date(year: str, month: str, of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(of_month))
    except ValueError:
        return None
