"""Structured XML forms (Form 144, ownership forms): every leaf a row, with its place.

Names are matched without their namespace, since the prefixes vary between filers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

import re2
from lxml import etree

from watcher.errors import ForbiddenMarkup, TooLarge, Unreadable
from workers.grammar.marks import one_line, plain_characters
from workers.text.model import RawBlock, RawLeaf, ReadDocument

MAX_ELEMENTS = 50_000
MAX_DEPTH = 40
HEAD = 20_000
"""The root element stands within this many bytes."""

_ROOT = re2.compile(
    rb"(?s)^\s*(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|\s)*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)"
)
_FORMS = {b"edgarSubmission", b"ownershipDocument"}
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNCLOSED = re.compile(rb"(</[\w:.-]+)(?=\s*(?:<|$))")
_NAMED_ENTITIES = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def is_form(body: bytes) -> bool:
    """Whether the root element is that of an EDGAR XML form."""
    root = _ROOT.search(body[:HEAD].removeprefix(b"\xef\xbb\xbf"))
    return root is not None and root.group(1) in _FORMS


def read(body: bytes, label: str = "main") -> ReadDocument:
    """Containers as headings, leaves as rows ``name<tab>value``. Raises ForbiddenMarkup
    for a DOCTYPE, Unreadable for broken XML, TooLarge beyond the element limits.
    """
    if _DOCTYPE.search(body):
        raise ForbiddenMarkup(
            "this XML form declares a DOCTYPE or entities, which no EDGAR form does; not read"
        )
    lines_before = body[: len(body) - len(body.lstrip())].count(b"\n")
    whole = _NAMED_ENTITIES.sub(b"&amp;", body.removeprefix(b"\xef\xbb\xbf").strip())
    closed = _UNCLOSED.sub(rb"\1>", whole)
    walk = _Walk(lines_before)
    walk.element(_parse(closed), (), ())
    flags = () if closed == whole else (("XML_REPAIRED", "an end tag had lost its last bracket"),)
    return ReadDocument(
        label=label, blocks=tuple(walk.blocks), leaves=tuple(walk.leaves), flags=flags
    )


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
    """Collects rows and leaves in document order."""

    def __init__(self, lines_before: int) -> None:
        self.blocks: list[RawBlock] = []
        self.leaves: list[RawLeaf] = []
        self._lines_before = lines_before

    def element(self, node: etree._Element, path: tuple[str, ...], index: tuple[int, ...]) -> None:
        if len(self.leaves) > MAX_ELEMENTS or len(path) > MAX_DEPTH:
            raise TooLarge(
                f"more than {MAX_ELEMENTS} elements or {MAX_DEPTH} levels in an XML form; not read"
            )
        name = etree.QName(node).localname
        here = (*path, name)
        value = (one_line(plain_characters(node.text or "")) or None) if len(node) == 0 else None
        text = _row(node, path, value)
        self.leaves.append(
            RawLeaf(
                path=here,
                index=index or (0,),
                value=value,
                attributes={etree.QName(k).localname: str(v) for k, v in node.attrib.items()},
                block=len(self.blocks),
                at=len(text) - len(value or ""),
                line=_line(node) + self._lines_before,
            )
        )
        if not _is_wrapper(node):
            heading = any(len(child) for child in node)
            self.blocks.append(RawBlock(kind="heading" if heading else "row", text=text))
        seen: Counter[str] = Counter()
        for child in node:
            child_name = etree.QName(child).localname
            self.element(child, here, (*(index or (0,)), seen[child_name]))
            seen[child_name] += 1


def _line(node: etree._Element) -> int:
    return cast("int | None", node.sourceline) or 0


def _is_wrapper(node: etree._Element) -> bool:
    """Whether an element only holds a ``<value>`` (and its footnotes)."""
    return len(node) > 0 and etree.QName(node[0]).localname in {"value", "footnoteId"}


def _row(node: etree._Element, path: tuple[str, ...], value: str | None) -> str:
    """``name<tab>value``; a ``<value>`` goes by the name of the element it belongs to."""
    name = etree.QName(node).localname
    shown = path[-1] if name == "value" and path else name
    mark = node.get("id")
    shown = f"{shown} {mark}" if mark else shown
    return f"{shown}\t{value}" if value else shown
