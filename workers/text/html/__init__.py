"""HTML to blocks: an own walk over the lexbor tree, one block a paragraph or table row.

Inline-XBRL headers and hidden elements are left out. Cells are joined by tabs; spacer
columns go, and ``$``, ``)`` and ``%`` cells join the figure they belong to.
"""

from __future__ import annotations

import re

import re2
from selectolax.lexbor import LexborHTMLParser, LexborNode

from watcher.errors import TooLarge, Unreadable
from workers.grammar.grid import without_spacers
from workers.grammar.marks import clean, one_line, plain_characters, without_markup
from workers.grammar.wrap import is_wrapped, paragraphs
from workers.text.html.cells import (
    BOLD,
    Cell,
    all_bold,
    cells,
    is_bold,
    is_layout,
    rows,
    spread,
    style_of,
    tags_within,
)
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
            elif tag not in _DROPPED and not tag.startswith("-"):
                self._element(child, tag, bold=bold)
            child = child.next
        self._depth -= 1

    def _element(self, child: LexborNode, tag: str, *, bold: bool) -> None:
        style = style_of(child)
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
            self.node(child, bold=bold or style.bold or tag in BOLD)
            self.close(heading=tag in _HEADINGS)
        else:
            self.node(child, bold=bold or style.bold or tag in BOLD)

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
        grid = [list(cells(row)) for row in rows(table)]
        within = tags_within(table)
        if any(is_layout(cell, within) for row in grid for cell in row):
            for row in grid:
                for cell in row:
                    self.node(cell.node, bold=is_bold(cell.node))
                    self.close()
            return
        texts = without_spacers([spread(row, within) for row in grid])
        for printed, row in zip(texts, grid, strict=True):
            self._row(printed, row)

    def _row(self, printed: list[str], row: list[Cell]) -> None:
        full = [cell for cell in printed if cell]
        if not full:
            return
        if len(full) == 1 or (
            len(full) == 2 and (_MARKER.fullmatch(full[0]) or _HEAD_CELL.fullmatch(full[0]))
        ):
            text = " ".join(full)
            short = len(text) <= LONGEST_HEADING and _has_word(text)
            is_heading = (short and all(all_bold(cell.node) for cell in row)) or bool(
                _HEAD_CELL.fullmatch(full[0])
            )
            self.blocks.append(RawBlock(kind="heading" if is_heading else "paragraph", text=text))
        else:
            self.blocks.append(RawBlock(kind="row", text="\t".join(printed).rstrip("\t")))


def _has_word(text: str) -> bool:
    return any(c.isalpha() for c in text)
