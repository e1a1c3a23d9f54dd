"""Paragraphs worth reading for people, cut into sentences once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import re2

from watcher.model import Block, Section
from workers.events import Reading
from workers.grammar import cue_context as cues
from workers.grammar.dates import find_dates
from workers.grammar.names import is_chinese
from workers.people.calendar import calendar_of
from workers.people.cast import Cast, cast_of, read_ages
from workers.people.issuer import issuer_of
from workers.people.places import Marks
from workers.people.scene import World
from workers.people.sentences import Sentence, sentences
from workers.people.surnames import family_names
from workers.people.when import names_a_year
from workers.people.zones import is_circular, tells_results
from workers.text.model import FilingText
from workers.text.sections import item_of

SHORT_ROW = 60
"""Cells of a table below this length are figures and labels."""
MOST_SENTENCES = 2000
"""Sentences about offices that are read of one filing: twice the longest proxy statement we know."""
_FOLLOWING = re2.compile(r"(?i)\bthe\s+following\b")
_BELOW = re.compile(r"以下(?![簡合統]?稱)")
"""``（以下簡稱「公司」）`` opens no list."""
_ENUMERATED = re.compile(
    r"\s*[•●▪·]|\s*[(（]?(?:[a-z]|[ivx]{1,4}|[A-Z]|[IVX]{2,4}|\d{1,2}|[一二三四五六七八九十]{1,2})[)）.、]"
)
_HEAD = 6000
_FIXES_DATES = Marks(
    r"(?-i:(?:Date|Time|Closing)[,.]?\s?[”\"’']|[AES]GM)|general meeting|annual meeting|大會"
)
_OPENS = r"following\s+(?:[\w-]+\s+){0,3}(?:appointment|promotion|change|departure|transition)s?\b|\bwith\s+(?:immediate\s+)?effect\b[^\n.;]{0,40}:|\b(?:all|both|each)\s+(?:with\s+(?:immediate\s+)?effect|effective)\b|(?m:^\s*with\s+(?:immediate\s+)?effect\b)"
_LEAD = re2.compile(f"(?i){_OPENS}")
_PERSONNEL = Marks(f"{cues.PERSONNEL.pattern}|{_OPENS}")
_DEFINES = Marks(
    r"[“\"](?-i:M[rs]s?|Miss|Dr|Prof|Professor|Madam)\.?\s|「\p{Han}{1,3}(?:先生|女士|博士|教授|小姐)」"
)
"""Where a short form of a person may be defined."""
_SIGNED_ON = re2.compile(r"(?:承董事會命[^。]{0,60}?|^)(?:香港|中國[^，。]{0,8})，")
"""A signature that a typesetter's lines run into one block with its day."""
_DATE_LINE = 60
"""``Hong Kong, 14 September 2004`` is shorter than this."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its sentences; ``text`` is plain, without a typesetter's gaps."""

    section: Section
    block: Block
    sentences: tuple[Sentence, ...]
    text: str

    def below(self, most: int) -> Sequence[Block]:
        """The blocks of the section that follow this one, so many at most."""
        blocks = self.section.blocks
        at = bisect_right(blocks, self.block.start, key=lambda b: b.start)
        return blocks[at : at + most]


def passages(reading: Reading) -> tuple[list[Passage], bool]:
    """Every paragraph that names an office, up to ``MOST_SENTENCES``; and whether some were left."""
    found: list[Passage] = []
    left = MOST_SENTENCES
    named = _candidates(reading.text)
    for section in reading.text.sections:
        for passage in _of_section(section, named, left):
            found.append(passage)
            left -= len(passage.sentences)
            if left <= 0:
                return found, True
    return found, False


def _of_section(section: Section, named: set[int], left: int) -> Iterator[Passage]:
    for block in section.blocks:
        if block.start not in named or (block.kind == "row" and len(block.text) < SHORT_ROW):
            continue
        cut = tuple(islice(sentences(block), left))
        text = " ".join(s.text for s in cut)
        if block.text.isascii() or cues.PERSONNEL.search(text) or _LEAD.search(text):
            yield Passage(section, block, cut, text)


def _candidates(text: FilingText) -> set[int]:
    """Where the blocks begin that may name an office; blanks inside Chinese words hide some
    from a search.
    """
    named = {block.start for block in _PERSONNEL.within(text.blocks, text.text)}
    if text.text.isascii():
        return named
    return named | {block.start for block in text.blocks if is_chinese(block.text)}


def world_of(reading: Reading, read: Sequence[Passage]) -> World:
    """People, dates and names that the whole filing fixes."""
    sections = reading.text.sections
    texts = [p.text for p in read]
    opening = [b.text for s in sections for b in s.blocks[:3]]
    reported = [p.text for p in read if item_of(p.section) == "5.02"]
    known = [reading.issuer_name, reading.issuer.name if reading.issuer else None]
    dated = [b.text for b in _FIXES_DATES.within(reading.text.blocks, reading.text.text)]
    cast = _cast(reading, read)
    issuer = issuer_of([*opening, *texts], known, reported)
    return World(
        cast=cast,
        calendar=calendar_of(dated, reading.document_date or _closing_date(reading)),
        issuer=issuer,
        circular=is_circular(reading.text.text[:_HEAD]),
        results=tells_results(reading.text.text[:_HEAD]),
        families=family_names(cast.people, issuer.names, texts),
    )


def _cast(reading: Reading, read: Sequence[Passage]) -> Cast:
    """The people of the passages, and of paragraphs that only define how they are called."""
    known = {p.block.start for p in read}
    text = reading.text
    defining = (b for b in _DEFINES.within(text.blocks, text.text) if b.start not in known)
    own = [s for p in read for s in p.sentences]
    own += [s for b in islice(defining, MOST_SENTENCES) for s in sentences(b)]
    spoken = [(s.text, s.start) for s in sorted(own, key=lambda s: s.start)]
    return read_ages(cast_of(spoken), spoken)


def _closing_date(reading: Reading) -> date | None:
    """The date under the text where no other was found; the venue's date at last."""
    for block in reversed(reading.text.blocks):
        short = len(block.text) < _DATE_LINE and names_a_year(block.text)
        found = find_dates(block.text) if short else []
        if found and found[0].end == len(block.text.rstrip(" .")):
            return found[0].value
    for block in reversed(reading.text.blocks):
        signed = _SIGNED_ON.search(block.text)
        found = find_dates(block.text[signed.end() :][:_DATE_LINE]) if signed else []
        if found:
            return found[0].value
    told = reading.told.published_at
    return told.date() if told else None


def opens_list(text: str) -> bool:
    """``The Board announces the following changes with effect from D:``."""
    if text.rstrip("-–— ").endswith((":", "：")) or ("以下" in text and _BELOW.search(text)):
        return True
    return "following" in text.lower() and _FOLLOWING.search(text) is not None


def is_entry(text: str) -> bool:
    """Whether a paragraph is an entry of a list: ``(a) …``, ``• …``."""
    return _ENUMERATED.match(text) is not None
