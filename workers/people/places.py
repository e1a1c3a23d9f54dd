"""Which blocks hold a pattern: one RE2 pass over the text, not one a block."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import re2

from watcher.model import Block


class Marks:
    """A linear-time pattern that is looked for once a line."""

    def __init__(self, pattern: str) -> None:
        """Compile; the rest of a line is taken along, for one hit a line is enough."""
        self._pattern = re2.compile(rf"(?i)(?:{pattern})[^\n]*")

    def within(self, blocks: Sequence[Block], text: str) -> list[Block]:
        """The blocks that hold the pattern, in order; ``text`` is the canonical text."""
        if not blocks:
            return []
        first, starts = blocks[0].start, [block.start for block in blocks]
        hits = self._pattern.finditer(text[first : blocks[-1].end])
        found = {bisect_right(starts, first + hit.start()) - 1 for hit in hits}
        return [blocks[i] for i in sorted(found)]
