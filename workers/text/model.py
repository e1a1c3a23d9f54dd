"""The canonical text of a filing and what stands where in it.

One filing has one canonical text: the texts of its documents in order. Every
offset in the program, in evidence and in the contract, is into this text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count, repeat
from operator import add, sub
from typing import Any, Literal, NamedTuple, Protocol

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


class Cell(NamedTuple):
    """A printed value and its span in the canonical text."""

    text: str
    start: int
    end: int


_new_tuple: Callable[[type[Cell], Iterable[Any]], Cell] = tuple.__new__
"""What ``Cell`` itself calls; a form has hundreds."""


class Leaf(NamedTuple):
    """An element with its value (None: nothing is printed), span and 1-based source line."""

    name: str
    value: str | None
    start: int
    end: int
    line: int


class Sourced(Protocol):
    """An element of the parsed XML, which knows its source line."""

    @property
    def sourceline(self) -> Any:
        """The 1-based line, None where the parser lost count."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaves:
    """The elements of a structured form as columns, an entry for each line of its text.

    An element that wraps its content (``<transactionShares><value>``) has it as its own.
    ``values`` holds "" for containers and empty elements; ``stops`` gives for a container the
    number behind the last element below it; ``notes`` are the citations of footnotes: the
    line, the element that cites, the footnote's id. Most of the hundreds of elements are never
    asked for, so a place in the canonical text is worked out when somebody asks; ``nodes`` are
    all elements of the XML, of which those before the entries ``wrapped`` have no line.
    """

    root: str = ""
    names: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    nodes: Sequence[Sourced] = ()
    wrapped: Sequence[int] = ()
    stops: Mapping[int, int] = field(default_factory=dict)
    notes: Sequence[tuple[int, str, str]] = ()
    lines_before: int = 0
    start: int = 0
    _cells: list[Cell] = field(default_factory=list, init=False, repr=False)
    _said: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Leaf]:
        for i, (name, cell) in enumerate(zip(self.names, self.cells, strict=True)):
            yield Leaf(name, cell.text or None, cell.start, cell.end, self.line(i))

    @property
    def cells(self) -> list[Cell]:
        """Every entry's value with its place; an empty one stands behind the name."""
        if not self._cells:
            ends = list(map(add, accumulate(map(len, self.lines)), count(self.start)))
            starts = map(sub, ends, map(len, self.values))
            placed = zip(self.values, starts, ends, strict=True)
            self._cells.extend(map(_new_tuple, repeat(Cell), placed))
        return self._cells

    @property
    def said(self) -> Mapping[str, str]:
        """The first value that is printed under each name."""
        if not self._said:
            backwards = zip(reversed(self.names), reversed(self.values), strict=True)
            self._said.update((name, value) for name, value in backwards if value)
        return self._said

    def children(self, number: int) -> dict[str, list[int]]:
        """The elements right below one, by name and in order."""
        found: dict[str, list[int]] = {}
        stops, stop, at = self.stops, self.stop(number), number + 1
        while at < stop:
            found.setdefault(self.names[at], []).append(at)
            at = stops.get(at, at + 1)
        return found

    def below(self, number: int) -> dict[str, Cell]:
        """The values below an element by name, of several of a name the first."""
        last = self.stop(number) - 1
        backwards = zip(self.names[last:number:-1], self.cells[last:number:-1], strict=True)
        return {name: cell for name, cell in backwards if cell.text}

    def cell(self, number: int) -> Cell | None:
        """The value of an element; None where nothing is printed."""
        return self.cells[number] if self.values[number] else None

    def place(self, number: int) -> Cell:
        """A whole element, without a text of its own."""
        return Cell("", self.cells[number].end, self.cells[self.stop(number) - 1].end)

    def stop(self, number: int) -> int:
        """The number behind the last element below this one."""
        return self.stops.get(number, number + 1)

    def mark(self, number: int) -> str:
        """The id that an element goes by in its line (``footnote F1``)."""
        return self.lines[number].partition("\t")[0].partition(" ")[2]

    def line(self, number: int) -> int:
        """The 1-based source line of an element."""
        node = self.nodes[number + bisect_right(self.wrapped, number)]
        return self.lines_before + (node.sourceline or 0)


NO_LEAVES = Leaves()
"""Those of prose."""


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
    its elements; ``leaves`` say where each value stands in it.
    """

    label: str
    blocks: tuple[RawBlock, ...]
    type: str | None = None
    title: str | None = None
    leaves: Leaves = NO_LEAVES
    flags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingText:
    """What the readers see of a filing.

    ``sections`` partition the blocks in order; ``leaves`` are those of the first structured
    XML form (Form 144, ownership forms), if there is one. ``language`` is found from the text.
    ``needs_review`` says why a person must look (no text layer, nothing readable).
    """

    text: str
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    leaves: Leaves = NO_LEAVES
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
        part = self.parts[0] if len(self.parts) == 1 else self.part_at(start)
        return Evidence(
            document=part.label,
            start=start,
            end=end,
            quote=self.text[start:end],
            page=block.page if block else None,
        )

    def find(self, quote: str, start: int = 0, end: int | None = None) -> Evidence | None:
        """The first place of an exact quote within a range, or None."""
        at = self.text.find(quote, start, len(self.text) if end is None else end)
        return None if at < 0 or not quote else self.evidence(at, at + len(quote))
