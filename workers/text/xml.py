"""Structured XML forms (Form 144, ownership forms): every element a row, with its place.

Names are matched without their namespace, since the prefixes vary between filers.
"""

from __future__ import annotations

import re
from operator import attrgetter

import re2
from lxml import etree

from watcher.errors import ForbiddenMarkup, TooLarge, Unreadable
from workers.grammar.marks import one_line, plain_characters
from workers.text.model import Leaves, RawBlock, ReadDocument

MAX_ELEMENTS = 50_000
MAX_DEPTH = 40
MAX_ATTRIBUTES = 20_000
"""The parser compares the attributes of an element with each other, so many cost their square."""
HEAD = 20_000
"""The root element stands within this many bytes."""

_ROOT = re2.compile(
    rb"(?s)^\s*(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|\s)*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)"
)
_FORMS = {b"edgarSubmission", b"ownershipDocument"}
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNCLOSED = re.compile(rb"(</[\w:.-]+)(?=\s*(?:<|$))")
_ATTRIBUTE = re2.compile(rb"=\s*[\"']")
_NAMED_ENTITIES = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
_INSIDE = frozenset({"value", "footnoteId"})
"""An element that begins with one of these is a field, and has no line of its own."""
_MARKED = frozenset({"footnote", "footnoteId"})
"""Elements that go by their id."""
_TAG, _TEXT = attrgetter("tag"), attrgetter("text")
_BOM = b"\xef\xbb\xbf"
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,
)
"""One for all forms: making one costs a tenth of reading a form."""


def is_form(body: bytes) -> bool:
    """Whether the root element is that of an EDGAR XML form."""
    root = _ROOT.search(body[:HEAD].removeprefix(_BOM))
    return root is not None and root.group(1) in _FORMS


def read(body: bytes, label: str = "main") -> ReadDocument:
    """One block of lines: containers by their name, values as ``name<tab>value``. Raises
    ForbiddenMarkup for a DOCTYPE, Unreadable for broken XML, TooLarge beyond the limits.
    """
    _refuse(body)
    lines_before = body[: len(body) - len(body.lstrip())].count(b"\n")
    whole = body.removeprefix(_BOM).strip()
    if b"&" in whole:
        whole = _NAMED_ENTITIES.sub(b"&amp;", whole)
    root, flags = _parsed(whole)
    leaves = _leaves(root, lines_before, prefixed=b"xmlns" in whole)
    block = RawBlock(kind="row", text="\n".join(leaves.lines))
    return ReadDocument(label=label, blocks=(block,), leaves=leaves, flags=flags)


def _refuse(body: bytes) -> None:
    """What no EDGAR form has, told before anything is parsed; a form too short to reach a limit
    is not counted.
    """
    if b"!" in body and _DOCTYPE.search(body):
        raise ForbiddenMarkup(
            "this XML form declares a DOCTYPE or entities, which no EDGAR form does; not read"
        )
    if len(body) > MAX_ATTRIBUTES * len('a=""') and len(_ATTRIBUTE.findall(body)) > MAX_ATTRIBUTES:
        raise TooLarge(f"more than {MAX_ATTRIBUTES:,} attributes in an XML form; not read")
    if (
        len(body) > MAX_ELEMENTS * len("<a/>")
        and body.count(b"<") - body.count(b"</") > MAX_ELEMENTS
    ):
        raise TooLarge(f"more than {MAX_ELEMENTS:,} elements in an XML form; not read")


def _parsed(whole: bytes) -> tuple[etree._Element, tuple[tuple[str, str], ...]]:
    """The root element, where need be after a repair, which is flagged."""
    try:
        return etree.fromstring(whole, _PARSER), ()
    except etree.XMLSyntaxError as error:
        closed = _UNCLOSED.sub(rb"\1>", whole)
        if closed == whole:
            raise _broken(error) from error
    try:
        root = etree.fromstring(closed, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    return root, (("XML_REPAIRED", "an end tag had lost its last bracket"),)


def _broken(error: etree.XMLSyntaxError) -> Unreadable:
    return Unreadable(f"this XML form is broken ({error.msg}); fetch it again or read it by hand")


def _leaves(root: etree._Element, lines_before: int, *, prefixed: bool) -> Leaves:
    """The elements in document order. Raises TooLarge beyond the depth.

    One loop over flat lists that lxml fills, without a call or an object for an element: half
    of reading a form is this.
    """
    nodes = list(root.iter())
    tags = [tag.rpartition("}")[2] for tag in map(_TAG, nodes)] if prefixed else [*map(_TAG, nodes)]
    names, values, lines = list[str](), list[str](), list[str]()
    stops, wrapped, notes = dict[int, int](), list[int](), list[tuple[int, str, str]]()
    around: list[tuple[str, int, int]] = []  # the elements that are open: name, line, children due
    inside, line, due = "", -1, 1
    columns = zip(tags, map(_TEXT, nodes), map(len, nodes), [*tags[1:], ""], nodes, strict=True)
    for tag, text, below, following, node in columns:
        due -= 1
        if below:
            around.append((inside, line, due))
            inside, due = inside if tag == "value" else tag, below
            if following in _INSIDE:
                line = -1
                wrapped.append(len(names))
            else:
                line = len(names)
                names.append(inside)
                values.append("")
                lines.append(inside)
            if len(around) > MAX_DEPTH:
                raise TooLarge(f"more than {MAX_DEPTH} levels in an XML form; not read")
            continue
        value = " ".join(text.split()) if text and text.isascii() else _value(text)
        name = inside if tag == "value" else tag
        mark = node.get("id") if tag in _MARKED else None
        if tag == "footnoteId":
            notes.append((len(names), inside, mark or ""))
        names.append(name)
        values.append(value)
        shown = f"{name} {mark}" if mark else name
        lines.append(f"{shown}\t{value}" if value else shown)
        while not due and around:
            if line >= 0:
                stops[line] = len(names)
            inside, line, due = around.pop()
    return Leaves(
        root=tags[0], names=names, values=values, lines=lines, stops=stops, notes=notes,
        nodes=nodes, wrapped=wrapped, lines_before=lines_before,
    )  # fmt: skip


def _value(printed: str | None) -> str:
    """A value on one line in plain characters."""
    return one_line(plain_characters(printed)) if printed else ""
