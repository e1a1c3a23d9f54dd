"""Many patterns looked for in a text: the words that they need first, then the few left over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import re2

MEMORY = 16 << 20
"""Bytes that a pattern may take for its automaton before it is run more slowly."""


class Patterns:
    """RE2 patterns by number, whatever the case of the text.

    RE2's filter finds in one pass which words of all patterns stand in a text, and runs only
    the patterns whose words are complete. The obvious ``re2.Set`` makes one automaton of all
    patterns: their counted repetitions multiply its states, so that it takes six times as
    long and hundreds of megabytes.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        options = re2.Options()
        options.case_sensitive = False
        options.max_mem = MEMORY
        self._filter = re2.Filter()
        for pattern in patterns:
            self._filter.Add(pattern, options)
        self._single = [self._filter.re(i) for i in range(len(patterns))]
        if patterns:
            self._filter.Compile()

    def hits(self, text: str) -> list[int]:
        """The numbers of the patterns that match somewhere, in order."""
        return sorted(self._filter.Match(text) or ()) if text and self._single else []

    def possible(self, text: str) -> list[int]:
        """The numbers of those that may match in some part of a text: their words stand there."""
        found = self._filter.Match(text, potential=True) if text and self._single else None
        return sorted(found or ())

    def hits_among(self, numbers: Iterable[int], text: str) -> list[int]:
        """Those of the numbers whose patterns match somewhere."""
        return [i for i in numbers if self._single[i].search(text)]
