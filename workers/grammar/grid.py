"""The cells of HTML tables: spacer columns taken out, signs joined to their figures."""

from __future__ import annotations

_BEFORE = frozenset({"$", "US$", "HK$", "RMB", "€", "£", "¥"})
_BEHIND = frozenset({")", "%", ")%"})
_OPENS = frozenset("0123456789(-–—.")


def without_spacers(grid: list[list[str]]) -> list[list[str]]:
    """The rows with signs joined to their figures and columns that are empty throughout gone."""
    joined = [join_signs(row) for row in grid]
    width = max((len(row) for row in joined), default=0)
    padded = [row + [""] * (width - len(row)) for row in joined]
    kept = [i for i in range(width) if any(row[i] for row in padded)]
    return [[row[i] for i in kept] for row in padded]


def join_signs(row: list[str]) -> list[str]:
    """``$ | (12 | )`` becomes ``| $(12) |``: the figure's own cell keeps its signs. A sign
    without a figure behind it, as in a heading row, stays where it is.
    """
    cells = list(row)
    for i, cell in enumerate(row):
        after = next((j for j in range(i + 1, len(row)) if row[j]), None)
        before = next((j for j in range(i - 1, -1, -1) if cells[j]), None)
        if cell in _BEFORE and after is not None and row[after][0] in _OPENS:
            cells[after], cells[i] = cell + row[after], ""
        elif cell in _BEHIND and before is not None:
            cells[before], cells[i] = cells[before] + cell, ""
    return cells
