"""The canonical text of a filing and what stands where in it.

One filing has one canonical text: the texts of its documents in order. Every
offset in the program, in evidence and in the contract, is into this text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from watcher.model import Block, BlockKind, Evidence, QualityFlag, Section

RECOGNISED = "OCR_TEXT"
"""The flag of a document whose words were recognised in pictures."""

PartKind = Literal["form", "exhibit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document inside the canonical text.

    ``label`` is ``main`` or the exhibit number (``99.2``); ``type`` is the SGML type
    where one was given (``EX-99.2``); ``title`` comes from the exhibit index or the
    document's own title. ``start``/``end`` are offsets in the canonical text.
    """

    label: str
    type: str | None = None
    title: str | None = None
    start: int
    end: int


class Leaf(NamedTuple):
    """An XML element in document order: local names from the root, value, span, line.

    ``value`` is None for containers and for empty elements; ``start``/``end`` delimit
    the value in the document's text, and later in the canonical text; ``line`` is the
    1-based source line. A form has hundreds, hence the plain tuple.
    """

    path: tuple[str, ...]
    index: tuple[int, ...]  # type: ignore[assignment]  # nobody asks a leaf for tuple.index
    value: str | None
    attributes: Mapping[str, str]
    start: int
    end: int
    line: int


class RawBlock(NamedTuple):
    """A block before it has a place in the canonical text. A report has thousands."""

    kind: BlockKind
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One document cut out of a submission, before it is read."""

    body: bytes
    type: str | None = None
    title: str | None = None
    filename: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """The blocks of one document in order. A structured XML form is one block, whose lines are
    its elements; its leaves say where each value stands in it.
    """

    label: str
    blocks: tuple[RawBlock, ...]
    type: str | None = None
    title: str | None = None
    leaves: tuple[Leaf, ...] = ()
    flags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingText:
    """What the readers see of a filing.

    ``sections`` partition the blocks in order; ``leaves`` is non-empty for structured
    XML forms only (Form 144, ownership forms). ``language`` is found from the text.
    ``needs_review`` says why a person must look (no text layer, nothing readable).
    """

    text: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    leaves: tuple[Leaf, ...] = ()
    language: Literal["en", "zh"] | None = None
    flags: tuple[QualityFlag, ...] = ()
    needs_review: str | None = None
    header: Mapping[str, str] = field(default_factory=dict)

    def part_at(self, offset: int) -> Part:
        """The part that holds an offset."""
        i = bisect_right([p.start for p in self.parts], offset) - 1
        return self.parts[max(i, 0)]

    def block_at(self, offset: int) -> Block | None:
        """The block that holds an offset, if one does."""
        i = bisect_right(self.blocks, offset, key=lambda b: b.start) - 1
        block = self.blocks[i] if i >= 0 else None
        return block if block is not None and offset <= block.end else None

    def evidence(self, start: int, end: int) -> Evidence:
        """The span as evidence, labelled with its part and page."""
        block = self.block_at(start)
        return Evidence(
            document=self.part_at(start).label,
            start=start,
            end=end,
            quote=self.text[start:end],
            page=block.page if block else None,
        )

    def find(self, quote: str, start: int = 0, end: int | None = None) -> Evidence | None:
        """The first place of an exact quote within a range, or None."""
        at = self.text.find(quote, start, len(self.text) if end is None else end)
        return None if at < 0 or not quote else self.evidence(at, at + len(quote))
