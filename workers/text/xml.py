"""Structured XML forms (Form 144, ownership forms): every leaf a row, with its place.

Names are matched without their namespace, since the prefixes vary between filers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

import re2
from lxml import etree

from watcher.errors import ForbiddenMarkup, TooLarge, Unreadable
from workers.grammar.marks import one_line, plain_characters
from workers.text.model import Leaf, RawBlock, ReadDocument

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
_INSIDE_VALUES = frozenset({"value", "footnoteId"})
_NO_ATTRIBUTES: Mapping[str, str] = {}
_NAMED_ENTITIES = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def is_form(body: bytes) -> bool:
    """Whether the root element is that of an EDGAR XML form."""
    root = _ROOT.search(body[:HEAD].removeprefix(b"\xef\xbb\xbf"))
    return root is not None and root.group(1) in _FORMS


def read(body: bytes, label: str = "main") -> ReadDocument:
    """One block of lines: containers by their name, leaves as ``name<tab>value``. Raises
    ForbiddenMarkup for a DOCTYPE, Unreadable for broken XML, TooLarge beyond the limits.
    """
    if _DOCTYPE.search(body):
        raise ForbiddenMarkup(
            "this XML form declares a DOCTYPE or entities, which no EDGAR form does; not read"
        )
    if len(_ATTRIBUTE.findall(body)) > MAX_ATTRIBUTES:
        raise TooLarge(f"more than {MAX_ATTRIBUTES:,} attributes in an XML form; not read")
    lines_before = body[: len(body) - len(body.lstrip())].count(b"\n")
    whole = _NAMED_ENTITIES.sub(b"&amp;", body.removeprefix(b"\xef\xbb\xbf").strip())
    closed = _UNCLOSED.sub(rb"\1>", whole)
    walk = _Walk(lines_before)
    root = _parse(closed)
    walk.element(root, _local(root), ("",), (0,))
    block = RawBlock(kind="row", text="\n".join(walk.lines))
    flags = () if closed == whole else (("XML_REPAIRED", "an end tag had lost its last bracket"),)
    return ReadDocument(label=label, blocks=(block,), leaves=tuple(walk.leaves), flags=flags)


def _parse(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"this XML form is broken ({error.msg}); fetch it again or read it by hand"
        ) from error


class _Walk:
    """Collects lines and leaves in document order."""

    def __init__(self, lines_before: int) -> None:
        self.lines: list[str] = []
        self.leaves: list[Leaf] = []
        self._at = 0
        self._lines_before = lines_before

    def element(
        self, node: etree._Element, name: str, parents: tuple[str, ...], index: tuple[int, ...]
    ) -> None:
        """An element and what is below it; ``parents`` begins with an empty name. The line of
        a ``<value>`` goes by the name of the element it belongs to.
        """
        if len(self.leaves) > MAX_ELEMENTS or len(parents) > MAX_DEPTH:
            raise TooLarge(
                f"more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels in an XML form; not read"
            )
        children = list(node)
        value = None if children else _value(node.text)
        named = parents[-1] if name == "value" and parents[-1] else name
        marks = node.items()
        attributes = _attributes(marks) if marks else _NO_ATTRIBUTES
        if "id" in attributes:
            named = f"{named} {attributes['id']}"
        end = self._at + len(named) + (1 + len(value) if value else 0)
        path = (*parents[1:], name)
        line = self._lines_before + (cast("int | None", node.sourceline) or 0)
        start = end - len(value) if value else end
        self.leaves.append(Leaf(path, index, value, attributes, start, end, line))
        names = [_local(child) for child in children]
        if not names or names[0] not in _INSIDE_VALUES:
            self.lines.append(f"{named}\t{value}" if value else named)
            self._at = end + 1
        below, seen = (*parents, name), dict.fromkeys(names, 0)
        for child, child_name in zip(children, names, strict=True):
            number = seen[child_name]
            seen[child_name] = number + 1
            self.element(child, child_name, below, (*index, number))


def _local(node: etree._Element) -> str:
    """The name of an element without its namespace."""
    return node.tag.rpartition("}")[2]


def _attributes(marks: Sequence[tuple[str | bytes, str | bytes]]) -> Mapping[str, str]:
    """The attributes by local name."""
    return {str(name).rpartition("}")[2]: str(value) for name, value in marks}


def _value(printed: str | None) -> str | None:
    """A value on one line in plain characters; None where nothing is printed."""
    if not printed:
        return None
    if printed.isascii():
        return " ".join(printed.split()) or None
    return one_line(plain_characters(printed)) or None
