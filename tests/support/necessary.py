"""Whether every match of a pattern holds one of some words: proved from the parsed pattern."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")
"""Python's own parser of patterns; it has no public door since ``sre_parse`` is deprecated."""


def proves(pattern: str, words: Iterable[str]) -> bool:
    """Whether no match can do without all of the words, in whatever case."""
    plain = pattern.replace(r"\p{Han}", r"[\u3400-\u9fff]")
    return _holds(list(_parser.parse(plain)), tuple(words))


def _holds(items: Sequence[Any], words: tuple[str, ...], lead: str = "") -> bool:
    """Whether a sequence of parsed items does; ``lead`` are the letters just before it."""
    run = lead
    for at, (op, value) in enumerate(items):
        name = str(op)
        ways = _ways(name, value)
        if ways is not None:
            return all(_holds([*way, *items[at + 1 :]], words, run) for way in ways)
        if name == "LITERAL":
            run += chr(value).lower()
            if any(word in run for word in words):
                return True
        elif name not in {"AT", "ASSERT_NOT"}:
            if _holds(_needed(name, value), words, run):
                return True
            run = ""
    return False


def _ways(name: str, value: Any) -> list[Any] | None:
    """The ways in which an item goes on with what is behind it; None where it has one."""
    if name == "BRANCH":
        return list(value[1])
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return [[letter] for letter in value]
    if name == "SUBPATTERN":
        return [value[-1]]
    return [value] if name == "ATOMIC_GROUP" else None


def _needed(name: str, value: Any) -> list[Any]:
    """What must match inside an item: a repeat at least once, a look ahead."""
    if name.endswith("_REPEAT") and value[0] > 0:
        return list(value[2])
    return list(value[1]) if name == "ASSERT" and value[0] > 0 else []
