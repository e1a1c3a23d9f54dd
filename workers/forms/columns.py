"""Table rows of the rendered Form 144 laid on their columns.

A rendering may drop empty cells, so a cell goes to the first column, in order, that
can hold it; the first complete layout wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workers.text.model import Cell

_KINDS = {
    "date": re.compile(r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|\d{4}-\d{2}-\d{2}"),
    "number": re.compile(r"(?:US\$|\$)?\s?-?\d[\d.,\s]*(?:shares?|units?|ADSs?)?", re.IGNORECASE),
    "box": re.compile(r"[☐☒xX]|yes|no|y|n|\[[ x]?\]", re.IGNORECASE),
}


MAX_STRAYS = 2


class Column(NamedTuple):
    """A column of the form and what it can hold."""

    name: str
    kind: str


PROPOSED = (
    Column("title", "text"),
    Column("broker", "text"),
    Column("units", "number"),
    Column("value", "number"),
    Column("outstanding", "number"),
    Column("date", "date"),
    Column("exchange", "text"),
)
ACQUIRED = (
    Column("title", "text"),
    Column("date", "date"),
    Column("nature", "text"),
    Column("from", "text"),
    Column("gift", "box"),
    Column("donor_date", "date"),
    Column("units", "number"),
    Column("paid", "date"),
    Column("payment", "text"),
)
PAST = (
    Column("seller", "text"),
    Column("title", "text"),
    Column("date", "date"),
    Column("units", "number"),
    Column("gross", "number"),
)


def lay_out(cells: Sequence[Cell], columns: Sequence[Column]) -> Mapping[str, Cell] | None:
    """Cells by column name, empty ones left out; None where the row does not fit.

    A row with every cell keeps its columns even where one or two values are unreadable.
    """
    by_place = list(zip(cells, columns, strict=False))
    strays = sum(not _fits(cell, column) for cell, column in by_place)
    complete = len(cells) == len(columns)
    if complete and not strays:
        return {column.name: cell for cell, column in by_place if cell.text}
    laid = _aligned([c for c in cells if c.text], columns)
    if laid is None and complete and strays <= MAX_STRAYS:
        return {column.name: cell for cell, column in by_place if cell.text}
    return laid


def _aligned(cells: Sequence[Cell], columns: Sequence[Column]) -> dict[str, Cell] | None:
    """Depth-first over at most nine columns: take a cell, or skip the column."""
    if not cells:
        return {}
    if len(cells) > len(columns):
        return None
    if _fits(cells[0], columns[0]):
        rest = _aligned(cells[1:], columns[1:])
        if rest is not None:
            return {columns[0].name: cells[0], **rest}
    return _aligned(cells, columns[1:])


def _fits(cell: Cell, column: Column) -> bool:
    if not cell.text:
        return True
    if column.kind == "text":
        return not any(_KINDS[kind].fullmatch(cell.text) for kind in ("date", "number"))
    return bool(_KINDS[column.kind].fullmatch(cell.text))
