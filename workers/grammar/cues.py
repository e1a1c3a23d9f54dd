"""Words that say somebody takes, leaves or keeps an office, and words that only look so.

Cue lists as data. A cue knows its direction, the action that it names
and on which side the person stands: ``Mr. X resigned`` before, ``the Board appointed
Mr. X`` behind. English and Chinese cues are read by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from workers.grammar.alternatives import Alternatives, Found
from workers.grammar.cue_words import ENGLISH, GATE, Direction, Side, Table
from workers.grammar.cue_words_zh import CHINESE
from workers.grammar.names import is_chinese


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as found: ``noun`` for ``the resignation of``, which alone announces nothing."""

    start: int
    end: int
    direction: Direction
    action: str
    side: Side
    noun: bool
    words: str


_WORD_BEGINS = r"(?:\b(?=[a-z])|(?=[’']))"
"""English cues begin with a word or a possessive; no other place is tried."""


def _alternatives(table: Table, opening: str = "") -> Alternatives:
    bare = (row[-1].removeprefix(r"\b") if opening else row[-1] for row in table)
    return Alternatives(tuple(bare), opening=opening)


_EN, _ZH = _alternatives(ENGLISH, _WORD_BEGINS), _alternatives(CHINESE)


def find_cues(text: str) -> list[Cue]:
    """Every cue of a sentence in order. The longest reading at a place wins."""
    chinese = is_chinese(text)
    if not GATE.search(text):
        return []
    cues = [_cue(found, text, ENGLISH) for found in _EN.finditer(text)]
    if chinese:
        cues += [_cue(found, text, CHINESE) for found in _ZH.finditer(text)]
    return sorted(cues, key=lambda c: c.start)


def _cue(found: Found, text: str, table: Table) -> Cue:
    direction, action, side, noun, _ = table[found.number]
    words = text[found.start : found.end]
    return Cue(found.start, found.end, direction, action, side, noun, words)
