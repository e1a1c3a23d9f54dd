"""The cells of HTML tables: spacer columns taken out, signs joined to their figures."""

from __future__ import annotations

from itertools import zip_longest

_BEFORE = frozenset({"$", "US$", "HK$", "RMB", "€", "£", "¥"})
_BEHIND = frozenset({")", "%", ")%"})
_OPENS = frozenset("0123456789(-–—.")


def without_spacers(grid: list[list[str]]) -> list[list[str]]:
    """The rows with signs joined to their figures and columns that are empty throughout gone."""
    columns = zip_longest(*map(join_signs, grid), fillvalue="")
    kept = [column for column in columns if any(column)]
    return [list(row) for row in zip(*kept, strict=True)] if kept else [[] for _ in grid]


def join_signs(row: list[str]) -> list[str]:
    """``$ | (12 | )`` becomes ``| $(12) |``: the figure's own cell keeps its signs. A sign
    without a figure behind it, as in a heading row, stays where it is.
    """
    cells = list(row)
    for i, cell in enumerate(row):
        if cell in _BEFORE:
            after = next((j for j in range(i + 1, len(row)) if row[j]), None)
            if after is not None and row[after][0] in _OPENS:
                cells[after], cells[i] = cell + row[after], ""
        elif cell in _BEHIND:
            before = next((j for j in range(i - 1, -1, -1) if cells[j]), None)
            if before is not None:
                cells[before], cells[i] = cells[before] + cell, ""
    return cells
