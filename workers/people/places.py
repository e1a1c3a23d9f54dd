"""Which blocks of a section hold a pattern: one RE2 pass over the section, not one a block."""

from __future__ import annotations

from bisect import bisect_right

import re2

from watcher.model import Block, Section


class Marks:
    """A linear-time pattern that is looked for once a line."""

    def __init__(self, pattern: str) -> None:
        """Compile; the rest of a line is taken along, for one hit a line is enough."""
        self._pattern = re2.compile(rf"(?i)(?:{pattern})[^\n]*")

    def within(self, section: Section, text: str) -> list[Block]:
        """The blocks that hold the pattern, in order; ``text`` is the canonical text."""
        starts = [block.start for block in section.blocks]
        hits = self._pattern.finditer(text[section.start : section.end])
        found = {bisect_right(starts, section.start + hit.start()) - 1 for hit in hits}
        return [section.blocks[i] for i in sorted(found)]

    def stands_in(self, section: Section, text: str) -> bool:
        """Whether any block holds it."""
        return self._pattern.search(text[section.start : section.end]) is not None
