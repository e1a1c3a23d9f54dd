"""Lines of plain text put together to paragraphs and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase

_COLUMNS = re.compile(r" {3,}|\t+")
_ROW_TAIL = re.compile(r"\S {3,}[$(]?[\d(-]")
_LEADERS = re.compile(r"(?:\. ?){4,}|-{4,}|={4,}|_{4,}")
_RULES = "=_.·-"
_RULED = re.compile(rf"[\s{_RULES}]+")
_MARKS = "(•·▪●–—-"
_MARKER = re.compile(r"(?:\([a-zA-Z0-9]{1,5}\)|[•·▪●–—-]|\d{1,2}\.)\s")
_NOT_UPPER = bytes(set(range(128)) - set(ascii_uppercase.encode()))
_NOT_LOWER = bytes(set(range(128)) - set(ascii_lowercase.encode()))
_OTHER = re.compile(r"[^\W\d_a-zA-Z]")
WRAPPED_WIDTH = 100
"""Lines of typewriter texts end before this column; longer lines are whole paragraphs."""


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether paragraphs are broken into lines of typewriter width."""
    running = [
        bare
        for bare in map(str.strip, lines)
        if len(bare) > 40 and "   " not in bare and "\t" not in bare
    ]
    broad = sum(len(line) > WRAPPED_WIDTH for line in running)
    return len(running) >= 4 and broad * 10 <= len(running)


def paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """(text, is a table row) of typewriter lines: blank lines part paragraphs."""
    held: list[str] = []
    for line in lines:
        bare = line.strip()
        if bare and bare[0] in _RULES and _RULED.fullmatch(bare):
            continue
        row = _as_row(bare) if _may_be_row(bare) else None
        if held and (not bare or row is not None or _starts_anew(bare, held)):
            yield " ".join(held), False
            held = []
        if row is not None:
            yield row, True
        elif bare:
            held.append(bare)
    if held:
        yield " ".join(held), False


def _may_be_row(bare: str) -> bool:
    """Whether a line has the blanks, tabs or leaders that part cells: most have none."""
    return (
        "   " in bare
        or "\t" in bare
        or ".." in bare
        or ". ." in bare
        or "--" in bare
        or "==" in bare
        or "__" in bare
    )


def _as_row(line: str) -> str | None:
    """The cells of a table line joined by tabs, or None for running text."""
    bare = _LEADERS.sub("   ", line).strip()
    if not bare or not (_ROW_TAIL.search(bare) or len(_COLUMNS.findall(bare)) >= 2):
        return None
    cells = [cell.strip() for cell in _COLUMNS.split(bare)]
    return "\t".join(cell for cell in cells if cell)


def _starts_anew(bare: str, held: Sequence[str]) -> bool:
    """A list marker, or a change between capitals and running text, opens a paragraph."""
    if (bare[0] in _MARKS or bare[0].isdigit()) and _MARKER.match(bare):
        return True
    return len(held[-1]) < 60 and is_capitals(held[-1]) != is_capitals(bare)


def is_capitals(text: str) -> bool:
    """Whether a line has Latin letters, nearly all of them capitals, and few others."""
    plain = text.encode("ascii", "ignore")
    upper = len(plain.translate(None, _NOT_UPPER))
    if upper < 3:
        return False
    letters = upper + len(plain.translate(None, _NOT_LOWER))
    return upper >= 0.85 * letters and len(_OTHER.findall(text)) <= letters
