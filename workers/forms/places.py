"""Printed values as evidence: the value itself, or the lines in which values stand."""

from __future__ import annotations

from watcher.model import Evidence
from workers.text.model import Cell, FilingText

MAX_LINE = 1_000
"""Characters of a line that is quoted whole."""


def at(text: FilingText, cell: Cell | None) -> Evidence | None:
    """The printed value; None where nothing is printed."""
    return text.evidence(cell.start, cell.end) if cell and cell.end > cell.start else None


def line(text: FilingText, cell: Cell | None) -> Evidence | None:
    """The whole line, row or element in which a value stands; the value alone where the
    line is long, as in a page that lost its line breaks.
    """
    if cell is None or not text.leaves:
        block = text.block_at(cell.start) if cell else None
        if block is None or len(block.text) > MAX_LINE:
            return at(text, cell)
        return text.evidence(block.start, block.end)
    return text.evidence(_opening(text, cell.start), _ending(text, cell.end))


def lines(text: FilingText, *cells: Cell | None) -> tuple[Evidence, ...]:
    """The lines in which values stand, in order, each once."""
    found = {place.start: place for cell in cells if (place := line(text, cell))}
    return tuple(found[start] for start in sorted(found))


def stretch(text: FilingText, *cells: Cell | None) -> tuple[Evidence, ...]:
    """The values of one row: in a structured form all lines from the first to the last of
    them as one quote, elsewhere the lines in which they stand.
    """
    placed = [cell for cell in cells if cell]
    if not text.leaves or not placed:
        return lines(text, *placed)
    start, end = min(c.start for c in placed), max(c.end for c in placed)
    return (text.evidence(_opening(text, start), _ending(text, end)),)


def _opening(text: FilingText, offset: int) -> int:
    return text.text.rfind("\n", 0, offset) + 1


def _ending(text: FilingText, offset: int) -> int:
    end = text.text.find("\n", offset)
    return len(text.text) if end < 0 else end
