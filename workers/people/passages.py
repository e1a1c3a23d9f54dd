"""Paragraphs worth reading for people, cut into sentences once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import re2

from watcher.model import Block, Section
from workers.events import Reading
from workers.grammar import cue_context as cues
from workers.grammar.dates import find_dates
from workers.grammar.names import is_chinese
from workers.people.cast import Cast, cast_of, read_ages
from workers.people.issuer import issuer_of
from workers.people.scene import World
from workers.people.sentences import Sentence, sentences
from workers.people.when import calendar_of
from workers.people.zones import is_circular

SHORT_ROW = 60
"""Cells of a table below this length are figures and labels."""
_HEAD = 6000
_FIXES_DATES = re2.compile(
    r"(?:Date|Time)[,.]?\s?[”\"’']|AGM|(?i:general meeting|annual meeting)|大會"
)
_DATE_LINE = 60
"""``Hong Kong, 14 September 2004`` is shorter than this."""


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
        if not cues.PERSONNEL.search(block.text) and not is_chinese(block.text):
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
    dated = [b.text for s in sections for b in s.blocks if _FIXES_DATES.search(b.text)]
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
    for block in reversed(reading.text.blocks):
        found = find_dates(block.text) if len(block.text) < _DATE_LINE else []
        if found and found[0].end == len(block.text.rstrip(" .")):
            return found[0].value
    told = reading.told.published_at
    return told.date() if told else None
