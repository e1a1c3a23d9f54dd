"""Text of strangers made safe to show on one line: no control, format or direction marks.

A filing's title may hold anything: newlines that forge a mail header, escape codes that
paint a terminal, right-to-left overrides that turn a name around.
"""

from __future__ import annotations

import unicodedata

_DROPPED = frozenset({"Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
ELLIPSIS = "…"


def clean(text: str) -> str:
    """One line of printable text: controls become spaces, invisible marks go."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category in _SPACES:
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(character)
    return " ".join("".join(kept).split())


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a word where one ends in the last fifth."""
    if len(text) <= limit:
        return text
    head = text[: limit - len(ELLIPSIS)]
    space = head.rfind(" ")
    return (head[:space] if space >= limit * 4 // 5 else head).rstrip() + ELLIPSIS
