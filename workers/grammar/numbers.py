"""Numbers as filings print them: commas, brackets for negative, dashes for nil, Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import re2

_NUMBER = re2.compile(r"\(?-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?|\(?-?\d+(?:\.\d+)?\)?")
_SHAPE = re.compile(r"(\()?([-−–])?\s*(\d{1,3}(?:,\d{3})+|\d+|(?=\.\d))(\.\d+)?\s*(\))?")
_NIL = frozenset({"-", "–", "—", "nil", "none", "無", "无", "零"})
_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "○": 0, "兩": 2, "两": 2}
    | {c: i for i, c in enumerate("零壹貳叁肆伍陸柒捌玖")}
)
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8}
HAN_NUMBER = "零〇○一二三四五六七八九十百千萬万億亿兩两壹貳叁肆伍陸柒捌玖拾佰仟"


@dataclass(frozen=True, slots=True)
class NumberHit:
    """A printed number: its value and where it stands."""

    value: Decimal
    start: int
    end: int


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[NumberHit]:
    """Every number within a range, brackets and thousands groups understood."""
    return list(_numbers(text, start, len(text) if end is None else end))


def parse_decimal(text: str | None) -> Decimal | None:
    """``1,234.5`` ``(1,234)`` ``-3``; a dash or nil is 0; None for anything else."""
    bare = (text or "").strip().lower()
    if bare in _NIL:
        return Decimal(0)
    found = _SHAPE.fullmatch(bare)
    if not found:
        han = parse_han(bare)
        return None if han is None else Decimal(han)
    opened, minus, whole, fraction, closed = found.groups()
    if bool(opened) != bool(closed) or not (whole or fraction):
        return None
    value = Decimal((whole or "0").replace(",", "") + (fraction or ""))
    return -value if opened or minus else value


def parse_int(text: str | None) -> int | None:
    """A whole number (``1250000.00`` counts as one), or None."""
    value = parse_decimal(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def parse_han(text: str) -> int | None:
    """三億三千八百萬 -> 338000000, 二零二六 -> 2026, 十五 -> 15; None for anything else."""
    if not text or any(c not in HAN_NUMBER for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = group = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            group, digit = group + (digit or (0 if group else 1)) * _UNITS[c], 0
        else:
            total, group, digit = (
                (total + group + digit) * _GROUPS[c]
                if _GROUPS[c] > 10**4
                else total + (group + digit) * _GROUPS[c],
                0,
                0,
            )
    return total + group + digit


def _numbers(text: str, start: int, end: int) -> Iterator[NumberHit]:
    for found in _NUMBER.finditer(text[start:end]):
        words = found.group()
        at, until = found.start(), found.end()
        if words.startswith("(") != words.endswith(")"):
            at, until = at + words.startswith("("), until - words.endswith(")")
            words = words.strip("()")
        value = parse_decimal(words)
        if value is not None:
            yield NumberHit(value=value, start=start + at, end=start + until)
