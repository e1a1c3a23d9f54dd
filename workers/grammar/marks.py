"""Markup leftovers and odd characters, taken out before anything is matched.

What readers see afterwards: ordinary spaces, ASCII digits and letters, boxes as ☐ and ☒.
Smart quotes and Chinese punctuation stay as printed, they carry meaning.
"""

from __future__ import annotations

import re

import re2

_WIDE = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_GONE = dict.fromkeys(
    (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x09), *range(0x0E, 0x20))
)
_LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_SIGNS = {0xFF04: "$", 0xFF05: "%", 0xFF0B: "+", 0xFF0F: "/", 0xFFE5: "¥", 0xFE69: "$"}
_BOXES = {0x22A0: "☒", 0x2612: "☒", 0x2611: "☒", 0x25A1: "☐", 0x2610: "☐", 0x2B1C: "☐"}
_TABLE: dict[int, int | str | None] = {
    **_WIDE,
    **_SPACES,
    **_GONE,
    **_LIGATURES,
    **_SIGNS,
    **_BOXES,
}

_MARKUP = re2.compile(
    r"\*\*|</?(?:u|i|b|em|strong|sup|sub)>|\\[$%&#_*]|\\boxtimes|\\square|(?i:<input\b[^<>]*>)|<br\s*/?>"
)
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _TABLE))) + "]")
_WIDE_NUMBER = re.compile("(?<![0-9])[0-9]{1,3}(?:\uff0c[0-9]{3})+(?![0-9])|[0-9]\uff0e(?=[0-9])")
"""Full-width marks within a number; anywhere else they are Chinese punctuation."""
_STARS = re.compile(r"\*(?<![\w*]\*)(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*(?![\w*])")


def plain_characters(text: str) -> str:
    """Full-width digits and letters, odd spaces, ligatures and boxes in their plain form."""
    if text.isascii() and "\x00" not in text:
        return text
    plain = _ODD.sub(_plain, text)
    if "\uff0c" in plain or "\uff0e" in plain:
        return _WIDE_NUMBER.sub(_plain_marks, plain)
    return plain


def without_markup(text: str) -> str:
    """Markdown, stray inline tags and TeX escapes taken out; check boxes kept as ☐ or ☒."""
    if not ("<" in text or "\\" in text or "*" in text):
        return text
    plain = _MARKUP.sub(_replacement, text)
    return _STARS.sub(r"\1", plain) if "*" in plain else plain


def has_markup(text: str) -> bool:
    """Whether a rendering left markup in the text."""
    return bool(_MARKUP.search(text))


def clean(text: str) -> str:
    """One line of plain characters without left-over markup."""
    if text.isascii() and not ("<" in text or "\\" in text or "*" in text or "\x00" in text):
        return " ".join(text.split())
    return one_line(without_markup(plain_characters(text)))


def one_line(text: str) -> str:
    """Runs of white space as one blank, none at the ends."""
    return " ".join(text.split())


def _plain(found: re.Match[str]) -> str:
    character = _TABLE[ord(found.group())]
    return chr(character) if isinstance(character, int) else character or ""


def _plain_marks(found: re.Match[str]) -> str:
    return found[0].replace("\uff0c", ",").replace("\uff0e", ".")


def _replacement(found: re.Match[str]) -> str:
    mark = found.group()
    if mark[:2] in {"<i", "<I"} and len(mark) > 5:
        return "☒" if "checked" in mark.lower() else "☐"
    if mark == "\\boxtimes":
        return "☒"
    if mark == "\\square":
        return "☐"
    if mark.startswith("<br"):
        return " "
    return mark[1] if mark.startswith("\\") else ""
