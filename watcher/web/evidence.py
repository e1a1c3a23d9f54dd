"""The text of a filing cut into pieces, with the evidence marked. Pure.

Offsets are into the canonical text. A long text is shown around its evidence only; what
is left out is counted, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from watcher.ledger.rows import CanonicalText

MOST_SHOWN = 120_000
"""Characters of a text that are shown whole; of a longer one, what stands around evidence."""

AROUND = 1_500
"""Characters before and behind a quote in a long text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Words to highlight: where, and the anchors that lead there."""

    start: int
    end: int
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words in the order of the text, or in ``left_out`` how many of them are not here."""

    words: str = ""
    marked: bool = False
    anchors: tuple[str, ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One document inside a text."""

    label: str
    title: str
    pieces: tuple[Piece, ...]


Place: TypeAlias = tuple[int, int]


def number_of(document: str) -> int:
    """Which file of the filing a document label is in: ``file 2: main`` -> 2, else 1."""
    head, colon, _ = document.partition(":")
    digits = head.removeprefix("file ").strip()
    return int(digits) if colon and head.startswith("file ") and digits.isdecimal() else 1


def show(note: CanonicalText, text: str, marks: Sequence[Mark]) -> tuple[Shown, ...]:
    """The documents of a text with their marks."""
    good = _apart([m for m in marks if 0 <= m.start < m.end <= len(text)])
    places = _places(text, good)
    parts = note.parts or (("main", "", 0, len(text)),)
    return tuple(
        Shown(label=label, title=title, pieces=tuple(_pieces(text, start, end, good, places)))
        for label, title, start, end in parts
    )


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """In order and without overlap: what overlaps becomes one mark with all anchors."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
            continue
        last = kept[-1]
        anchors = (*last.anchors, *mark.anchors)
        kept[-1] = replace(last, end=max(last.end, mark.end), anchors=anchors)
    return kept


def _places(text: str, marks: Sequence[Mark]) -> list[Place]:
    """What of the text is shown, in order."""
    if len(text) <= MOST_SHOWN:
        return [(0, len(text))]
    places: list[Place] = [(0, AROUND)]
    for mark in marks:
        start, end = max(mark.start - AROUND, 0), min(mark.end + AROUND, len(text))
        if start <= places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return places


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], places: Sequence[Place]
) -> Iterator[Piece]:
    at = start
    for place in places:
        left, right = max(place[0], start), min(place[1], end)
        if left >= right:
            continue
        if left > at:
            yield Piece(left_out=left - at)
        yield from _marked(text, left, right, marks)
        at = right
    if at < end:
        yield Piece(left_out=end - at)


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    at = start
    for mark in marks:
        left, right = max(mark.start, at), min(mark.end, end)
        if left >= right:
            continue
        if left > at:
            yield Piece(words=text[at:left])
        anchors = mark.anchors if left == mark.start else ()
        yield Piece(words=text[left:right], marked=True, anchors=anchors)
        at = right
    if at < end:
        yield Piece(words=text[at:end])
