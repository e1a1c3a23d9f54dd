"""The conditions of a deal, as listed (Listing Rule 13.28(12)): one entry for each item."""

from __future__ import annotations

import re

import re2

_CUE = re2.compile(
    r"(?i)\b(?:is|are|shall\s+be|be)\s+(?:subject\s+to\s+and\s+)?conditional\s+(?:up)?on\b|\bsubject\s+to\s+(?:the\s+)?(?:fulfil?lment|satisfaction)(?:\s+or\s+waiver)?\s+of\s+(?:all\s+(?:of\s+)?)?the\s+following|\bfollowing\s+conditions?\s+(?:precedent\s+)?(?:being|having\s+been)\s+(?:fulfilled|satisfied)"
    r"|須?待(?:以下|下列)[^。：:\n]{0,30}(?:達成|完成|獲豁免)|(?:須|取決於)[^。：:\n]{0,20}下列(?:先決)?條件"
)
_ITEM = re.compile(
    r"^[ \t]*(?:[(（](?:[ivx]{1,5}|[a-hA-H]|\d{1,2}|[一二三四五六七八九十])[)）]|\d{1,2}\.(?=\s))[ \t]*(?P<words>\S.*)$"
)
_TAIL = re.compile(r"[;；,，、.。]?\s*(?:and|及|以及|或|or)?\s*[;；,，.。]?$")
_HAN_END = re.compile(r"(?<=\S)。")
_SENTENCE = re.compile(r"[^.。\n]{12,400}")
REACH = 4_000
LONGEST = 400
MOST = 15


def conditions(text: str) -> tuple[str, ...]:
    """The items of the list behind ``conditional upon``, else the one condition in its sentence."""
    for cue in _CUE.finditer(text):
        found = _items(text[cue.end() : cue.end() + REACH])
        if found:
            return tuple(found)
    cue = _CUE.search(text)
    rest = _SENTENCE.match(text, cue.end()) if cue else None
    words = rest[0].strip(" :：,，") if rest else ""
    named = "following" not in words and "下列" not in words and "以下" not in words
    return (words[:LONGEST],) if words and named else ()


def _items(after: str) -> list[str]:
    """The marked lines that follow, up to the first line that is none."""
    found: list[str] = []
    for line in after.split("\n")[1:]:
        item = _ITEM.match(line)
        if item is not None:
            words = _HAN_END.split(item["words"])[0]
            found.append(_TAIL.sub("", words).strip()[:LONGEST])
        elif line.strip() and found:
            break
        elif len(line) > LONGEST:
            return []
    return [words for words in found if words][:MOST]
