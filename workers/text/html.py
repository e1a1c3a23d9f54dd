"""HTML to blocks: an own walk over the lexbor tree, one block a paragraph or table row.

Inline-XBRL headers and hidden elements are left out. Cells are joined by tabs; spacer
columns go, and ``$``, ``)`` and ``%`` cells join the figure they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import re2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from watcher.errors import TooLarge, Unreadable
from workers.grammar.grid import without_spacers
from workers.grammar.marks import one_line, plain_characters, without_markup
from workers.grammar.wrap import is_wrapped, paragraphs
from workers.text.model import RawBlock, ReadDocument

MAX_NODES = 2_000_000
MAX_DEPTH = 200

_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "td", "th", "ul", "title",
])  # fmt: skip
_DROPPED = frozenset([
    "script", "style", "head", "ix:header", "ix:hidden", "noscript", "template", "svg", "img",
    "iframe", "object",
])  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD = frozenset(["b", "strong", "u", "h1", "h2", "h3", "h4", "h5", "h6"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)|text-decoration\s*:\s*underline", re.IGNORECASE
)
_RULED = re.compile(r"[\s=_-]{3,}")
_MARKER = re.compile(r"[•·▪●○◦‣–—*-]|\(?[A-Za-z0-9]{1,4}[.)]|\([ivxlc]{1,6}\)")
_HEAD_CELL = re.compile(r"item\s*\d{1,2}(?:\.\d{2})?\.?(?:\([a-z]\))?\.?", re.IGNORECASE)
_REFUSED = re2.compile(
    r"(?i)Request Rate Threshold Exceeded|Undeclared Automated Tool|Access Denied|<title>\s*(?:404|403|50\d)\b|File Not Found|This page is temporarily unavailable"
)
_HEADER = re2.compile(r"(?i)(?:<div\b[^>]{0,200}>\s*)?<ix:header\b")
_HEADER_ELEMENT = re.compile(r"</?(?:ix|link|xbrldi|xbrli):[^>]{0,2000}>", re.IGNORECASE)
_LETTERS = re.compile(r"(?:^|>)[^<>]*[^\W\d_]{2}")
_HEADER_END = re2.compile(r"(?i)</ix:header\b")
_VISIBLE = re2.compile(r"(?i)<(?:p|div|table|tr|td|center|h[1-6]|span|font|b)\b")
LONGEST_HEADING = 240
LONG_PARAGRAPH = 120
"""Characters; two longer paragraphs in one cell make a table the layout of a page."""


def read(source: str, label: str = "main") -> ReadDocument:
    """The blocks in reading order. Raises Unreadable for an error page in place of a document."""
    if len(source) < 30_000 and _REFUSED.search(source):
        raise Unreadable(
            "this is an error or block page of the site, not a document; fetch it again later"
        )
    whole = _without_torn_header(source)
    tree = LexborHTMLParser(whole)
    walk = _Walk()
    if tree.body is not None:
        walk.node(tree.body, bold=False)
        walk.close()
    flags = () if whole is source else (("HEADER_NOT_CLOSED", "the hidden header has no end"),)
    return ReadDocument(label=label, blocks=tuple(walk.blocks), flags=flags)


def _without_torn_header(source: str) -> str:
    """An excerpt may be cut inside the hidden Inline-XBRL header: what stands behind the cut
    is then read, from the words behind the header's last element on, and not hidden with it.
    """
    opened = _HEADER.search(source) if "<ix:header" in source.lower() else None
    if opened is None or _HEADER_END.search(source, opened.end()):
        return source
    seen = _VISIBLE.search(source, opened.end())
    shown = len(source) if seen is None else seen.start()
    hidden = opened.end()
    for element in _HEADER_ELEMENT.finditer(source, opened.end(), shown):
        hidden = element.end()
    words = source[hidden:shown]
    kept = words if _LETTERS.search(words) else ""
    return source[: opened.start()] + kept + source[shown:]


class _Walk:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._text: list[str] = []
        self._bold: list[bool] = []
        self._nodes = 0
        self._depth = 0

    def node(self, node: LexborNode, *, bold: bool) -> None:
        """Everything below one element; below the depth limit its bare text."""
        if self._depth >= MAX_DEPTH:
            self._add(node.text(deep=True), bold=bold)
            return
        self._depth += 1
        child = node.first_child
        while child is not None:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise TooLarge(f"more than {MAX_NODES} nodes in an HTML document; not read")
            tag = child.tag or ""
            if tag == "-text":
                self._add(child.text_content or "", bold=bold)
            elif tag not in _DROPPED and tag[0] != "-":
                self._element(child, tag, bold=bold)
            child = child.next
        self._depth -= 1

    def _element(self, child: LexborNode, tag: str, *, bold: bool) -> None:
        style = _style_of(child)
        if style.hidden:
            return
        if tag == "br":
            self._break()
        elif tag == "input":
            self._add("☒" if "checked" in child.attributes else "☐", bold=bold)
        elif tag == "table":
            self.close()
            self._table(child)
        elif tag == "pre":
            self.close()
            self._typewriter(child.text(deep=True))
        elif tag in _BLOCKS:
            self.close()
            self.node(child, bold=bold or style.bold or tag in _BOLD)
            self.close(heading=tag in _HEADINGS)
        else:
            self.node(child, bold=bold or style.bold or tag in _BOLD)

    def _add(self, text: str, *, bold: bool) -> None:
        self._text.append(text)
        if text.strip():
            self._bold.append(bold)

    def _break(self) -> None:
        """One ``<br>`` is a blank, two in a row end the paragraph."""
        if self._text and self._text[-1] == "\n":
            self.close()
        else:
            self._text.append("\n")

    def close(self, *, heading: bool = False) -> None:
        """End the open paragraph, if it has words."""
        text = clean("".join(self._text))
        if text and not _RULED.fullmatch(text):
            bold = bool(self._bold) and all(self._bold) and len(text) <= LONGEST_HEADING
            ends = text.endswith((".", ";", ",", ":")) and not text.isupper() and len(text) > 80
            is_heading = (heading or (bold and not ends)) and _has_word(text)
            self.blocks.append(RawBlock(kind="heading" if is_heading else "paragraph", text=text))
        self._text, self._bold = [], []

    def _typewriter(self, text: str) -> None:
        lines = without_markup(plain_characters(text)).split("\n")
        pairs = (
            paragraphs(lines) if is_wrapped(lines) else ((one_line(line), False) for line in lines)
        )
        self.blocks += [
            RawBlock(kind="row" if row else "paragraph", text=text if row else one_line(text))
            for text, row in pairs
            if text.strip()
        ]

    def _table(self, table: LexborNode) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        within = _tags_within(table)
        if any(_is_layout(cell, within) for row in rows for cell in row):
            for row in rows:
                for cell in row:
                    self.node(cell.node, bold=_is_bold(cell.node))
                    self.close()
            return
        grid = [_spread(row) for row in rows]
        for cells, row in zip(without_spacers(grid), rows, strict=True):
            self._row(cells, row)

    def _row(self, cells: list[str], row: list[_Cell]) -> None:
        full = [cell for cell in cells if cell]
        if not full:
            return
        if len(full) == 1 or (
            len(full) == 2 and (_MARKER.fullmatch(full[0]) or _HEAD_CELL.fullmatch(full[0]))
        ):
            text = " ".join(full)
            short = len(text) <= LONGEST_HEADING and _has_word(text)
            is_heading = (short and all(_all_bold(cell.node) for cell in row)) or bool(
                _HEAD_CELL.fullmatch(full[0])
            )
            self.blocks.append(RawBlock(kind="heading" if is_heading else "paragraph", text=text))
        else:
            self.blocks.append(RawBlock(kind="row", text="\t".join(cells).rstrip("\t")))


def clean(text: str) -> str:
    """One line of plain characters without left-over markup."""
    return one_line(without_markup(plain_characters(text)))


def _has_word(text: str) -> bool:
    return any(c.isalpha() for c in text)


class _Style(NamedTuple):
    """What a style attribute says."""

    hidden: bool
    bold: bool


@lru_cache(maxsize=256)
def _style(style: str) -> _Style:
    return _Style(bool(_HIDDEN.search(style)), bool(_BOLD_STYLE.search(style)))


def _style_of(node: LexborNode) -> _Style:
    return _style(node.attributes.get("style") or "")


def _is_bold(node: LexborNode) -> bool:
    return node.tag in _BOLD or _style_of(node).bold


class _Cell(NamedTuple):
    """A cell of a table and the columns that it spans."""

    node: LexborNode
    span: int


def _all_bold(cell: LexborNode) -> bool:
    """Whether a cell is bold: itself, or by one element around all of its text."""
    text = clean(cell.text(deep=True))
    node: LexborNode | None = cell if text else None
    while node is not None:
        if _is_bold(node):
            return True
        node = next((c for c in node.iter() if clean(c.text(deep=True)) == text), None)
    return not text


def _tags_within(table: LexborNode) -> frozenset[str]:
    """The tags below a table, as far as the first inner table."""
    tags: set[str] = set()
    for node in islice(table.traverse(), 1, None):
        tags.add(node.tag or "")
        if "table" in tags:
            break
    return frozenset(tags)


def _is_layout(cell: _Cell, within: frozenset[str]) -> bool:
    """A cell that holds another table or several paragraphs is page layout, not data."""
    if "table" in within and cell.node.css_first("table") is not None:
        return True
    if len(cell.node.text(deep=True)) <= LONG_PARAGRAPH:
        return False
    paragraphs = (clean(p.text(deep=True)) for p in cell.node.css("p, div"))
    return sum(len(text) > LONG_PARAGRAPH for text in paragraphs) > 1


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (row for row in child.iter() if row.tag == "tr")
        elif child.tag == "caption":
            yield child


def _cells(row: LexborNode) -> Iterator[_Cell]:
    if row.tag == "caption":
        yield _Cell(row, 1)
    for cell in row.iter():
        if cell.tag in {"td", "th"} and not _style_of(cell).hidden:
            span = cell.attributes.get("colspan") or "1"
            yield _Cell(cell, min(int(span), 100) if span.isdigit() else 1)


def _spread(row: list[_Cell]) -> list[str]:
    cells: list[str] = []
    for cell, span in row:
        cells += [_cell_text(cell), *[""] * (max(span, 1) - 1)]
    return cells


def _cell_text(cell: LexborNode) -> str:
    """The words of a cell; paragraphs and line ends inside it are blanks."""
    bare = cell.text(deep=True)
    parted = cell.text(deep=True, separator=" ")
    text = clean(bare if bare == parted or cell.css_first("p, div, br") is None else parted)
    if text:
        return text
    boxes = cell.css("input") if cell.first_child is not None else ()
    return " ".join("☒" if "checked" in box.attributes else "☐" for box in boxes)
