"""The sentence around a place in a paragraph, with bounds on its length."""

from __future__ import annotations

import re

LONGEST = 600

_STOP = re.compile(
    r"[.;。；](?:(?<=[。；])|(?=\s+(?![IVX]{2,4}\b)[^a-z\s])"
    r"(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bMrs.)(?<!\bNo.)(?<!\bLtd.)(?<!\bCo.)(?<!\bInc.)(?<!\b[A-Z].))"
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the sentence that holds a span; at most ``LONGEST`` characters and
    never less than the span.
    """
    low = max(0, start - LONGEST // 2)
    before = [m.end() for m in _STOP.finditer(text, low, start)]
    after = _STOP.search(text, end, min(len(text), end + LONGEST // 2))
    at = before[-1] if before else (low if low == 0 else start)
    until = after.end() if after else (len(text) if len(text) <= end + LONGEST // 2 else end)
    while at < start and text[at].isspace():
        at += 1
    return at, until
