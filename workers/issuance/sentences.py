"""Sentences of a paragraph, with their places; abbreviations do not end one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?。；](?:(?<=[。；])|(?<=[a-z0-9)\]%\"'’”][.!?])['\"’”]?\s+(?=[A-Z(\"“'‘]))")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Inc|Corp|Ltd|Co|No|Mr|Ms|Mrs|Messrs|Dr|Jr|Sr|St|vs|approx|L\.P|N\.A|U\.S|S\.A|i\.e|e\.g)|\b[A-Z])$"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of a paragraph."""
    start = 0
    for m in _END.finditer(text):
        if _ABBREVIATED.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        yield start, m.start() + 1
        start = m.end()
    if text[start:].strip():
        yield start, len(text)
