"""Words that say somebody takes, leaves or keeps an office, and words that only look so.

Cue lists as data. A cue knows its direction, the action that it names
and on which side the person stands: ``Mr. X resigned`` before, ``the Board appointed
Mr. X`` behind. English and Chinese cues are read by the same rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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


WORD_BEGINS = r"(?:(?<![a-z])(?=[a-z])|(?=[’']))"
"""English cues begin with a word or a possessive; no other place is tried."""


def _compiled(table: Table, guard: str) -> re.Pattern[str]:
    cues = "|".join(f"(?P<c{i}>{row[-1]})" for i, row in enumerate(table))
    return re.compile(f"{guard}(?:{cues})", re.IGNORECASE)


_EN, _ZH = _compiled(ENGLISH, WORD_BEGINS), _compiled(CHINESE, "")


def find_cues(text: str) -> list[Cue]:
    """Every cue of a sentence in order. The longest reading at a place wins."""
    if not GATE.search(text):
        return []
    cues = [_cue(m, ENGLISH) for m in _EN.finditer(text)]
    if is_chinese(text):
        cues += [_cue(m, CHINESE) for m in _ZH.finditer(text)]
    return sorted(cues, key=lambda c: c.start)


def _cue(found: re.Match[str], table: Table) -> Cue:
    direction, action, side, noun, _ = table[int((found.lastgroup or "c0")[1:])]
    return Cue(found.start(), found.end(), direction, action, side, noun, found.group())
