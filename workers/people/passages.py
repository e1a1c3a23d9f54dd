"""Paragraphs worth reading for people, cut into sentences once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from watcher.model import Block, Section
from workers.events import Reading
from workers.grammar import cues
from workers.grammar.dates import find_dates
from workers.people.cast import Cast, cast_of, read_ages
from workers.people.issuer import issuer_of
from workers.people.scene import World
from workers.people.sentences import Sentence, sentences
from workers.people.when import calendar_of
from workers.people.zones import is_circular

SHORT_ROW = 60
"""Cells of a table below this length are figures and labels."""
_HEAD, _TAIL = 6000, 2500


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its sentences; ``text`` is plain, without a typesetter's gaps."""

    section: Section
    block: Block
    sentences: tuple[Sentence, ...]
    text: str


def passages(sections: Sequence[Section]) -> list[Passage]:
    """Every paragraph that names an office."""
    return [p for section in sections for p in _of_section(section)]


def _of_section(section: Section) -> Iterator[Passage]:
    for block in section.blocks:
        if block.kind == "row" and len(block.text) < SHORT_ROW:
            continue
        cut = tuple(sentences(block))
        text = " ".join(s.text for s in cut)
        if cues.PERSONNEL.search(text):
            yield Passage(section, block, cut, text)


def world_of(reading: Reading, read: Sequence[Passage], sections: Sequence[Section]) -> World:
    """People, dates and names that the whole filing fixes."""
    texts = [p.text for p in read]
    opening = [b.text for s in sections for b in s.blocks[:3]]
    known = [reading.issuer_name, reading.issuer.name if reading.issuer else None]
    dated = [b.text for s in sections for b in s.blocks if "20" in b.text or "年" in b.text]
    return World(
        cast=_cast(read),
        calendar=calendar_of(dated, reading.document_date or _closing_date(reading)),
        issuer=issuer_of([*opening, *texts], known),
        circular=is_circular(reading.text.text[:_HEAD]),
    )


def _cast(read: Sequence[Passage]) -> Cast:
    spoken = [(s.text, s.start) for p in read for s in p.sentences]
    return read_ages(cast_of(spoken), spoken)


def _closing_date(reading: Reading) -> date | None:
    """The date under the text where no other was found; the venue's date at last."""
    found = find_dates(reading.text.text, max(0, len(reading.text.text) - _TAIL))
    told = reading.told.published_at
    return max((d.value for d in found), default=told.date() if told else None)
