"""The price table of a prospectus cover: what each security costs, and what all of them bring.

Item 501(b)(3) of Regulation S-K asks for it: a column for each security (``Per Share``,
``Per Pre-Funded Warrant``, ``Per Note``) and one for the total, a row for the price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_PRICE = re.compile(
    r"(?i)\W*(?:(?:initial\s+)?(?:public\s+)?offering|purchase|subscription)\s+price\b|\W*price\s+to\s+(?:the\s+)?public\b"
)
_PER = re.compile(r"(?i)\W*per\s+\w")
_TOTAL = re.compile(r"(?i)\W*total\b")
_KINDS = (
    ("notes", re.compile(r"(?i)\b(?:notes?|debentures?|bonds?)\b")),
    ("warrant", re.compile(r"(?i)\bpre-?funded\b")),
    ("unit", re.compile(r"(?i)\bunits?\b|\bwarrants?\b")),
    ("ads", re.compile(r"(?i)\bADSs?\b|american\s+depositary")),
    ("preferred_share", re.compile(r"(?i)\b(?:depositary|preferred)\b")),
    ("ordinary_share", re.compile(r"(?i)\bshares?\b")),
)
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?![\d.,]*\s*[%)])")
_SUM_ROW = re.compile(r"(?m)^\W*Total\W*\t[\d,\t ]+$")
_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
_HEAD = 4
"""Lines before the row of prices among which the headings of its columns stand."""
_LEAST = 1_000
"""Fewer securities than this are a figure of another kind (a dilution per share)."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The prices by kind of security, their total, and where the row stands."""

    prices: tuple[tuple[str, Decimal], ...]
    total: Decimal | None
    start: int
    end: int

    def price_of(self, *kinds: str) -> tuple[str, Decimal] | None:
        """The first column of one of these kinds."""
        return next((column for column in self.prices if column[0] in kinds), None)

    def units(self) -> int | None:
        """How many securities the total pays for, where they are of one kind and none is left over."""
        if self.total is None or len(self.prices) != 1:
            return None
        units, rest = divmod(self.total, self.prices[0][1])
        return int(units) if not rest and units >= _LEAST else None


@dataclass(frozen=True, slots=True)
class Count:
    """How many securities of one column are sold, and where the number stands."""

    units: int
    start: int
    end: int


def counts(whole: str, table: PriceTable) -> tuple[Count, ...]:
    """The number of each security, as the prospectus prints it: the total of the table pays for
    exactly so many. Empty where no such number is printed.
    """
    if table.total is None:
        return ()
    if len(table.prices) == 1:
        units = table.units()
        at = whole.find(f"{units:,}") if units else -1
        return (Count(units or 0, at, at + len(f"{units:,}")),) if at >= 0 else ()
    for row in _SUM_ROW.finditer(whole):
        told = [
            Count(int(m[0].replace(",", "")), *m.span())
            for m in _COUNT.finditer(whole, *row.span())
        ]
        if len(told) != len(table.prices):
            continue
        paid = sum(n.units * price for n, (_, price) in zip(told, table.prices, strict=True))
        if abs(paid - table.total) <= 1:
            return tuple(told)
    return ()


def price_table(cover: str) -> PriceTable | None:
    """The first row of prices under headings ``Per …``; None where the headings do not fit it."""
    lines = list(_lines(cover))
    for i, (at, cells) in enumerate(lines):
        figures = _figures(cells[1:]) if _PRICE.match(cells[0]) else []
        heads = _heads(lines[max(0, i - _HEAD) : i])
        if not figures or heads is None or len(heads) != len(figures):
            continue
        columns = list(zip(heads, figures, strict=True))
        prices = tuple(
            (kind, price) for head, price in columns if price and (kind := _kind(head)) is not None
        )
        total = next((value for head, value in columns if _TOTAL.match(head)), None)
        if prices and (total is None or total >= prices[0][1] * _LEAST):
            end = at + len("\t".join(cells))
            return PriceTable(prices=prices, total=total, start=at, end=end)
    return None


def _lines(cover: str) -> Iterator[tuple[int, list[str]]]:
    at = 0
    for line in cover.split("\n"):
        if "\t" in line:
            yield at, line.split("\t")
        at += len(line) + 1


def _heads(lines: Sequence[tuple[int, list[str]]]) -> list[str] | None:
    """The headings of the columns, from the nearest line that has one for a security."""
    named = ([cell for cell in cells if cell.strip()] for _, cells in reversed(lines))
    return next((cells for cells in named if any(_PER.match(cell) for cell in cells)), None)


def _figures(cells: Sequence[str]) -> list[Decimal]:
    told = (m[0] for m in _FIGURE.finditer("\t".join(cells)))
    return [Decimal(figure.replace(",", "")) for figure in told]


def _kind(head: str) -> str | None:
    if not _PER.match(head):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), None)
