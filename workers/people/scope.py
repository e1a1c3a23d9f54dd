"""A reading with its moves, and the words around them that details are read from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from watcher.model import Block
from workers.events import Reading
from workers.people.filing import PeopleRead
from workers.people.model import Move, Statement
from workers.people.sentences import LONGEST, plain, sentences

PARAGRAPHS = 14
"""How many paragraphs about a person are read for details."""
AHEAD = 40_000
"""And how many characters ahead they are looked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A reading, what it says of people, and all its moves."""

    reading: Reading
    read: PeopleRead
    _plain: dict[str, list[tuple[int, str]]] = field(default_factory=dict, init=False, repr=False)
    _stays: list[Statement] = field(init=False, repr=False)
    _gains: dict[tuple[str, str | None], list[Move]] = field(init=False, repr=False)
    _said: dict[int, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Sort out who stays in an office and who takes one, once for all moves."""
        gains: dict[tuple[str, str | None], list[Move]] = {}
        for move in self.read.moves:
            for key in dict.fromkeys(t.key for t in move.touches if t.change == "gained"):
                gains.setdefault(key, []).append(move)
        stays = [s for s in self.read.statements if s.action == "continuing"]
        object.__setattr__(self, "_stays", stays)
        object.__setattr__(self, "_gains", gains)
        said = {scene.sentence.start: scene.text for scene in self.read.scenes}
        object.__setattr__(self, "_said", said)

    def staying(self, move: Move) -> list[Statement]:
        """What the document of a move says of others who remain in office."""
        document, key = move.statements[0].document, move.person.key
        return [s for s in self._stays if s.document == document and s.person.key != key]

    def takers(self, move: Move, offices: Iterable[tuple[str, str | None]]) -> list[Move]:
        """The moves by which others take one of these offices, in the order of the text."""
        found = {id(m): m for key in offices for m in self._gains.get(key, ())}
        taken = [m for m in found.values() if m.person.key != move.person.key]
        return sorted(taken, key=self.read.moves.index) if len(taken) > 1 else taken

    def words_of(self, move: Move) -> list[str]:
        """The sentences that tell a move."""
        return [self._said[at] for at in sorted({s.start for s in move.statements})]

    def about(self, move: Move) -> str:
        """The paragraphs of the document that name a person, from the news on, in one text."""
        named = self.read.cast.mentions(move.person)
        document = move.statements[0].document
        paragraphs = self._paragraphs(document)
        first = bisect_left(paragraphs, move.start, key=lambda p: p[0])
        near = [text for _, text in _ahead(paragraphs[first:]) if named.search(text)]
        return " ".join(near[:PARAGRAPHS])

    def _paragraphs(self, document: str) -> list[tuple[int, str]]:
        """Ends and texts of the paragraphs of a document, made ready once."""
        if document not in self._plain:
            self._plain[document] = [
                piece
                for section in self.reading.text.sections
                if section.document == document
                for block in section.blocks
                if block.kind != "heading"
                for piece in _pieces(block)
            ]
        return self._plain[document]


def _ahead(paragraphs: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    read = 0
    for end, text in paragraphs:
        if read > AHEAD:
            return
        read += len(text)
        yield end, text


def _pieces(block: Block) -> Iterator[tuple[int, str]]:
    """A paragraph; one that is far too long for that, in several pieces."""
    if len(block.text) <= LONGEST:
        yield block.end, plain(block)
        return
    for _, cut in groupby(sentences(block), key=lambda s: (s.start - block.start) // LONGEST):
        said = list(cut)
        yield said[-1].end, " ".join(s.text for s in said)
