"""Many patterns looked for at once in running text, told apart by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ESCAPE_OR_CAPITAL = re.compile(r"\\.|[A-Z]")


class Found(NamedTuple):
    """Which pattern matched, and where."""

    number: int
    start: int
    end: int


class Alternatives:
    """The first of several patterns that matches at a place, whatever its case.

    An empty group behind each pattern tells which one it was, and the case is folded
    beforehand. So every pattern opens with its own first letter, and the engine passes over
    those whose letter does not stand there: with named groups and IGNORECASE it enters each of
    them at each word, which takes five times as long.
    """

    def __init__(self, patterns: Sequence[str], *, opening: str = "") -> None:
        """Compile. ``opening`` is what must hold at any place, such as a word's beginning; the
        patterns have no capturing groups.
        """
        numbered = "|".join(f"(?:{_folded_pattern(pattern)})()" for pattern in patterns)
        self._pattern = re.compile(f"{opening}(?:{numbered})")

    def finditer(self, text: str) -> Iterator[Found]:
        """Every match from left to right, without overlaps."""
        for match in self._pattern.finditer(folded(text)):
            yield Found((match.lastindex or 1) - 1, match.start(), match.end())


def folded(text: str) -> str:
    """The text in small letters, character for character."""
    return text.replace("İ", "I").lower()


def _folded_pattern(pattern: str) -> str:
    r"""A pattern in small letters; escapes such as ``\S`` stay."""
    if "(?-i" in pattern:
        message = f"the case is folded, so that no part of {pattern!r} can ask for capitals"
        raise ValueError(message)
    return _ESCAPE_OR_CAPITAL.sub(_small, pattern)


def _small(found: re.Match[str]) -> str:
    return found.group() if found.group().startswith("\\") else found.group().lower()
