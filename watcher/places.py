"""Where in a TOML file a key stands: the parser keeps no lines, and people need them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

__all__ = ["Places", "place"]

_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=\s*""")


class Places:
    """Lines of one file, found by table and key; only made when something is wrong."""

    def __init__(self, path: Path) -> None:
        self._lines = path.read_text(encoding="utf-8", errors="replace").split("\n")

    def line(self, loc: Sequence[object]) -> int | None:
        """The line (from 1) of ``("subscriptions", "desk", "types", 0)``: its key, else its table."""
        found = self._find([str(part) for part in loc])
        return found[0] if found else None

    def column(self, loc: Sequence[object], at: int) -> tuple[int, int] | None:
        """Line and column (from 1) of character ``at`` of a text value."""
        found = self._find([str(part) for part in loc])
        if found is None:
            return None
        line, start = found
        rest = "\n".join([self._lines[line - 1][start:], *self._lines[line:]])
        quotes = re.match(r'"""\n?|' + r"'''\n?|\"|'", rest)
        before = rest[: (quotes.end() if quotes else 0) + at]
        below = before.count("\n")
        return line + below, (start if not below else 0) + len(before) - before.rfind("\n")

    def _find(self, loc: Sequence[str]) -> tuple[int, int] | None:
        """Line, and offset in it behind ``key =``; a key of the table wins over its header,
        and where there is neither the first line of what is below it stands for it.
        """
        best: tuple[int, int] | None = None
        depth, table = 0, tuple[str, ...]()
        for number, line in enumerate(self._lines, 1):
            if header := _HEADER.match(line):
                table = _parts(header[1])
                path, end = table, 0
            elif key := _KEY.match(line):
                path, end = (*table, *_parts(key[1])), key.end()
            else:
                continue
            if len(path) > depth and tuple(loc[: len(path)]) == path:
                best, depth = (number, end), len(path)
            elif best is None and path[: len(loc)] == tuple(loc):
                best = number, end
        return best


def place(path: Path, *loc: object) -> str:
    """``PATH line 12``: where the key stands, else its table; the path alone where neither does."""
    line = Places(path).line(loc)
    return f"{path} line {line}" if line else str(path)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
