"""The tables of a large file without holding it all in the parser at once.

The parser of the standard library keeps some three kilobytes for each table until it has
read the last one. So a large file is read in parts that begin at a ``[kind.name]`` line.
Where that does not work out, the file is read whole, and faults are told of the whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from watcher.settings import read_toml

LARGE = 500_000
"""Characters from which on a file is read in parts."""

PART = 200_000
"""Characters of a part, until the next table begins."""

_TABLE = re.compile(r"^\[[a-z]+\.[a-z0-9_-]+\][ \t]*$", re.MULTILINE)


def read_tables(path: Path) -> dict[str, Any]:
    """What ``read_toml`` gives. Raises ConfigError as it does."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return read_toml(path)
    if len(text) < LARGE:
        return read_toml(path)
    found: dict[str, dict[str, Any]] = {}
    try:
        for part in _parts(text):
            for kind, tables in tomllib.loads(part).items():
                mine = found.setdefault(kind, {})
                if not isinstance(tables, dict) or not mine.keys().isdisjoint(tables):
                    return read_toml(path)
                mine.update(tables)
    except tomllib.TOMLDecodeError:
        return read_toml(path)
    return dict(found)


def _parts(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        following = _TABLE.search(text, min(start + PART, len(text)))
        end = following.start() if following else len(text)
        yield text[start:end]
        start = end
