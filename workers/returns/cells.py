"""Cells of a form row and the figures in them.

A row is text between two labels. Where the source kept its table, cells are separated
by tabs; a PDF line has only blanks. Both give the same sequence of cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_TABBED = re.compile(r"[^\t\n]+")
_SPACED = re.compile(r"\S+")
_PLAIN = re.compile(r"[(（]?[-–+]?(?:[A-Z]{0,3}\$)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[)）]?")
_FRAGMENT = re.compile(r"[(（]?-?[\d,]+[)）]?")
_GARBLED = re.compile(r"[(（]?-?(?=\S*\d,)[\dOoIlSB,.]{4,}[)）]?")
_MOVEMENT = re.compile(
    r"(?i)(?P<word>(?:options\s+)?(?:granted|exercised|lapsed|cancelled|canceled|forfeited|vested|expired|adjusted)|(?:已)?(?:授出|授予|行使|失效|註銷|注销|沒收|歸屬))\s*[:：]?\s*(?=[(（]?[-–]?\d)"
)
"""A movement of options and its figure, which some forms print in one cell."""
_PIECES = re.compile(r"[(（]?[-–]?[\d,]+(?: [\d,]+)+[)）]?")
"""Several numbers, or the pieces of a torn one, in one cell."""
_UNIT = r"(?:HKD|HK\$|USD|US\$|RMB|CNY|SGD|GBP|EUR|JPY|港元|港幣|人民幣|美元)"
_PRICED = re.compile(rf"(?P<word>{_UNIT})\s+(?=[(（]?[-–]?\d[\d,.]*[)）]?$)")
_FOLLOWED = re.compile(
    rf"(?i)(?P<number>[(（]?[-–]?\d[\d,]*(?:\.\d+)?[)）]?)\s+(?P<word>{_UNIT}|"
    r"(?:options\s+)?(?:granted|exercised|lapsed|cancelled|converted|redeemed|issued|forfeited|vested|expired|adjusted|others?)|"
    r"已?(?:授出|授予|行使|失效|註銷|沒收|歸屬|轉換|換股|發行|贖回)|其他)"
)
"""A figure and the head of the next column, which stand close together on the page."""
_ZERO_WORDS = frozenset({"-", "–", "—", "n/a", "nil", "na", "不適用", "無", "零"})


@dataclass(frozen=True, slots=True)
class Cell:
    """The trimmed text of a cell and where it stands in the canonical text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a form. ``value`` is None where the text is a number nobody can trust.

    ``repaired_from`` holds the printed fragments when two cells were joined.
    """

    value: Decimal | None
    text: str
    start: int
    end: int
    repaired_from: tuple[str, str] | None = None
    word: bool = False

    @property
    def count(self) -> int | None:
        """The figure as a count, when it is one."""
        whole = self.value is not None and self.value == self.value.to_integral_value()
        return int(self.value) if whole and self.value is not None else None


def cells(text: str, start: int, end: int) -> list[Cell]:
    """The non-empty cells of a span, in reading order."""
    found: list[Cell] = []
    at = start
    for line in text[start:end].split("\n"):
        pattern = _TABBED if "\t" in line else _SPACED
        for m in pattern.finditer(line):
            stripped = m[0].strip()
            if stripped:
                left = at + m.start() + len(m[0]) - len(m[0].lstrip())
                found += _parted(Cell(stripped, left, left + len(stripped)))
        at += len(line) + 1
    return found


def _parted(cell: Cell) -> list[Cell]:
    """``Exercised -1,250,000`` and ``5,000,000 HKD`` as a word and its figure; any other cell
    as it is.
    """
    if _PIECES.fullmatch(cell.text):
        pieces = _SPACED.finditer(cell.text)
        return [Cell(m[0], cell.start + m.start(), cell.start + m.end()) for m in pieces]
    followed = _FOLLOWED.fullmatch(cell.text)
    if followed is not None:
        at = cell.start + followed.start("word")
        return [
            Cell(followed["number"], cell.start, cell.start + len(followed["number"])),
            Cell(followed["word"], at, cell.end),
        ]
    named = _MOVEMENT.match(cell.text) or _PRICED.match(cell.text)
    if named is None:
        return [cell]
    at = cell.start + named.end()
    return [
        Cell(named["word"], cell.start, cell.start + len(named["word"])),
        Cell(cell.text[named.end() :], at, cell.end),
    ]


def well_formed(text: str) -> bool:
    """Whether a text is a number with correct thousands groups."""
    return _PLAIN.fullmatch(text) is not None


def value_of(text: str) -> Decimal:
    """The value of a well-formed number; brackets and a leading minus mean a decrease."""
    negative = text[0] in "(（-–"
    digits = re.sub(r"[^\d.]", "", text)
    return -Decimal(digits) if negative else Decimal(digits)


def figures(row: list[Cell]) -> list[Figure]:
    """The figures of a row, torn numbers joined, unreadable ones kept as holes."""
    found: list[Figure] = []
    i = 0
    while i < len(row):
        cell = row[i]
        joined = _join(cell, row[i + 1]) if i + 1 < len(row) else None
        if joined is not None:
            found.append(joined)
            i += 2
            continue
        figure = _single(cell)
        if figure is not None:
            found.append(figure)
        i += 1
    return found


def _single(cell: Cell) -> Figure | None:
    text = cell.text
    if text.lower() in _ZERO_WORDS:
        return Figure(Decimal(0), text, cell.start, cell.end, word=True)
    if well_formed(text):
        return Figure(value_of(text), text, cell.start, cell.end)
    if _FRAGMENT.fullmatch(text) and any(c.isdigit() for c in text):
        return Figure(None, text, cell.start, cell.end)
    if _GARBLED.fullmatch(text):
        return Figure(None, text, cell.start, cell.end)
    return None


def could_be_one(left: Figure, right: Figure) -> bool:
    """Whether two good neighbours may be one number torn where both halves look good:
    ``1`` ``2,480,000``, ``1,234,567`` ``7,890``. Only a sum on the form can tell.
    """
    if left.word or right.word or left.value is None or right.value is None:
        return False
    return bool(_candidates(left.text, right.text))


def joined_count(left: str, right: str) -> int | None:
    """The count of two neighbouring fragments as one number, where exactly one fits."""
    good = _candidates(left, right)
    return int(re.sub(r"\D", "", good[0])) if len(good) == 1 else None


def _candidates(left: str, right: str) -> list[str]:
    """The well-formed results of joining two fragments with no or one digit printed twice."""
    joined = [left + right]
    if left[-1:] == right[:1] != "," and len(right) > 1:
        joined.append(left + right[1:])
    return [c for c in joined if "," in c and c.lstrip("(-")[:1] != "0" and well_formed(c)]


def _join(left: Cell, right: Cell) -> Figure | None:
    """Two neighbouring fragments as one number, when exactly one overlap (0 or 1) fits.

    At least one of the two must be no number by itself, and the result must have
    correct thousands groups; both are needed, or two good numbers would melt.
    """
    if not (_FRAGMENT.fullmatch(left.text) and _FRAGMENT.fullmatch(right.text)):
        return None
    if well_formed(left.text) and well_formed(right.text):
        return None
    good = _candidates(left.text, right.text)
    if len(good) != 1:
        return None
    return Figure(value_of(good[0]), good[0], left.start, right.end, (left.text, right.text))
