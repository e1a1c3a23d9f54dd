"""The cells of HTML tables: their words, the columns that they span, and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from workers.grammar.marks import clean

BOLD = frozenset(["b", "strong", "u", "h1", "h2", "h3", "h4", "h5", "h6"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE
)
_PARAGRAPHS = frozenset(["table", "p", "div"])
_BREAKS = frozenset(["table", "p", "div", "br"])
_BOXES = frozenset(["table", "input"])
"""Tags that a cell may hold where its table does; below an inner table none was looked for."""
LONG_PARAGRAPH = 120
"""Characters; two longer paragraphs in one cell make a table the layout of a page."""


class Style(NamedTuple):
    """What a style attribute says."""

    hidden: bool
    bold: bool


@lru_cache(maxsize=256)
def _style(style: str) -> Style:
    return Style(bool(_HIDDEN.search(style)), bool(_BOLD_STYLE.search(style)))


def style_of(node: LexborNode) -> Style:
    """What the style attribute of an element says."""
    return _style(node.attributes.get("style") or "")


def is_bold(node: LexborNode) -> bool:
    """Whether an element makes its text bold or underlined."""
    return node.tag in BOLD or style_of(node).bold


class Cell(NamedTuple):
    """A cell of a table and the columns that it spans."""

    node: LexborNode
    span: int


def all_bold(cell: LexborNode) -> bool:
    """Whether a cell is bold: itself, or by one element around all of its text."""
    text = clean(cell.text(deep=True))
    node: LexborNode | None = cell if text else None
    while node is not None:
        if is_bold(node):
            return True
        node = next((c for c in node.iter() if clean(c.text(deep=True)) == text), None)
    return not text


def tags_within(table: LexborNode) -> frozenset[str]:
    """The tags below a table, as far as the first inner table."""
    tags: set[str] = set()
    for node in islice(table.traverse(), 1, None):
        tags.add(node.tag or "")
        if "table" in tags:
            break
    return frozenset(tags)


def is_layout(cell: Cell, within: frozenset[str]) -> bool:
    """A cell that holds another table or several paragraphs is page layout, not data.
    ``within`` are the tags below its table.
    """
    if within.isdisjoint(_PARAGRAPHS):
        return False
    if "table" in within and cell.node.css_first("table") is not None:
        return True
    if len(cell.node.text(deep=True)) <= LONG_PARAGRAPH:
        return False
    paragraphs = (clean(p.text(deep=True)) for p in cell.node.css("p, div"))
    return sum(len(text) > LONG_PARAGRAPH for text in paragraphs) > 1


def rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, and its caption."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")
        elif child.tag == "caption":
            yield child


def cells(row: LexborNode) -> Iterator[Cell]:
    """The cells of a row that are shown."""
    if row.tag == "caption":
        yield Cell(row, 1)
    for cell in row.iter():
        if cell.tag not in {"td", "th"}:
            continue
        attributes = cell.attributes
        if not _style(attributes.get("style") or "").hidden:
            span = attributes.get("colspan") or "1"
            yield Cell(cell, min(int(span), 100) if span.isdigit() else 1)


def spread(row: list[Cell], within: frozenset[str]) -> list[str]:
    """The texts of a row, one for each column. ``within`` are the tags below its table."""
    breaks, boxes = not within.isdisjoint(_BREAKS), not within.isdisjoint(_BOXES)
    texts: list[str] = []
    for cell, span in row:
        text = _cell_text(cell, breaks=breaks) or (_checked(cell) if boxes else "")
        texts.append(text)
        if span > 1:
            texts += [""] * (span - 1)
    return texts


def _cell_text(cell: LexborNode, *, breaks: bool) -> str:
    """The words of a cell; paragraphs and line ends inside it are blanks."""
    bare = cell.text(deep=True)
    if not bare or bare.isspace():
        return ""
    parted = cell.text(deep=True, separator=" ") if breaks else bare
    return clean(bare if bare == parted or cell.css_first("p, div, br") is None else parted)


def _checked(cell: LexborNode) -> str:
    """The check boxes of a cell without words."""
    boxes = cell.css("input")
    return " ".join("☒" if "checked" in box.attributes else "☐" for box in boxes)
