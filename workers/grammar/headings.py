"""What looks like a heading, and which Form 8-K item it opens."""

from __future__ import annotations

import re

from workers.grammar.wrap import is_capitals

LONGEST = 260

_ITEM = re.compile(
    r"\s*item\s*(\d{1,2})\s*\.?\s*(\d{2})?(?!\d)\s*(?:\(?[a-z]\)[\s,;]*)*", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\s*(?:of|above|below|is|and|or|in|to|hereof|shall|was|are|which|as|under|herein)\b"
)
_SIGNED = re.compile(r"(?:by|name|title|date|dated|its)\s*:|/s/", re.IGNORECASE)
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "under",
        "upon",
        "with",
        "per",
        "via",
        "regarding",
        "relating",
        "relation",
        "de",
    ]
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORT_TITLES = frozenset({"停牌", "復牌", "复牌", "盈警", "盈喜", "更名"})
"""Whole titles of two characters; other such lines are labels."""
_HAN_STOP = re.compile(r"[。，；：！？、,;]|先生|女士")
_HAN_CLAUSE = re.compile(r"[。，；]")
_CLOSING_PART = re.compile(r"signatures?|exhibit index|簽署", re.IGNORECASE)
_FIGURES = re.compile(r"\d{4,}|\d,\d{3}|[$%]")


def item_number(text: str) -> str | None:
    """``5.02`` for a paragraph that opens with ``Item 5.02``, ``5`` for the items before
    August 2004; None where the words only refer to an item.
    """
    found = _ITEM.match(text) if text.lstrip()[:4].lower() == "item" else None
    if not found or _REFERENCE.match(text[found.end() :]):
        return None
    whole, part = found.group(1), found.group(2)
    if (
        part is None
        and text[: found.end()].strip() == text.strip()
        and whole not in "1234567891012"
    ):
        return None
    return f"{int(whole)}.{part}" if part else str(int(whole))


def is_capital_heading(text: str) -> bool:
    """A short line in capitals that is no signature and no full sentence."""
    if not 3 < len(text) <= LONGEST or not is_capitals(text) or _SIGNED.search(text):
        return False
    return not (text.endswith(".") and len(text) > 100)


def is_title_heading(text: str) -> bool:
    """A short line of capitalised words without a full stop (``Business Outlook``)."""
    if (
        not 4 < len(text) <= 110
        or text[-1] in ".,;:"
        or _SIGNED.search(text)
        or _FIGURES.search(text)
        or _HAN_CLAUSE.search(text)
    ):
        return False
    words = [w for w in re.findall(r"[A-Za-z][\w’'&-]*", text) if w.lower() not in _SMALL]
    return (
        0 < len(words) <= 14
        and text.lstrip('(“"0123456789.) ')[:1].isupper()
        and all(w[0].isupper() for w in words)
    )


def is_chinese_heading(text: str) -> bool:
    """A short Chinese line without punctuation of a sentence."""
    if text.strip() in _SHORT_TITLES:
        return True
    return (
        len(text) <= 40
        and not text.isascii()
        and len(_HAN.findall(text)) >= 3
        and not _HAN_STOP.search(text)
    )


def level(text: str) -> int:
    """0 for items and closing parts, 1 for capitals and Chinese headings, 2 below."""
    if item_number(text) or _CLOSING_PART.fullmatch(text):
        return 0
    return 1 if is_capitals(text) or is_chinese_heading(text) else 2
