"""A pattern behind the words that it cannot do without: most texts hold none of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

END = sys.maxsize


class Compiled(Protocol):
    """A pattern compiled by re or re2."""

    @property
    def pattern(self) -> str:
        """Its source."""

    def search(self, text: str, pos: int = 0, endpos: int = END, /) -> re.Match[str] | None:
        """The first match."""

    def finditer(self, text: str, pos: int = 0, endpos: int = END, /) -> Iterator[re.Match[str]]:
        """Every match."""


class Worded:
    """A compiled pattern that is run only where one of its words stands, in whatever case.

    To look for a few words costs a tenth of running a pattern over a sentence. Each match
    holds one of the words; that is proved from the pattern (tests/workers/grammar/test_worded.py).
    """

    __slots__ = ("compiled", "words")

    def __init__(self, compiled: Compiled, *words: str) -> None:
        """Keep both; ``words`` are in small letters."""
        self.compiled = compiled
        self.words = words

    def search(self, text: str, pos: int = 0, endpos: int = END) -> re.Match[str] | None:
        """The first match, or None."""
        small = _small(text)
        for word in self.words:
            if word in small:
                return self.compiled.search(text, pos, endpos)
        return None

    def finditer(self, text: str, pos: int = 0, endpos: int = END) -> Iterator[re.Match[str]]:
        """Every match from left to right, without overlaps."""
        small = _small(text)
        for word in self.words:
            if word in small:
                return self.compiled.finditer(text, pos, endpos)
        return iter(())


@lru_cache(maxsize=8)
def _small(text: str) -> str:
    """A text in small letters; the same sentence is asked for by many patterns in turn."""
    return text.lower()
