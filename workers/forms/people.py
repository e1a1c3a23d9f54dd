"""Names on SEC forms: keys that ignore word order, and weighty offices."""

from __future__ import annotations

import re

from workers.grammar.names import person_key

_TITLES = re.compile(
    r"\b(?:mr|ms|mrs|miss|dr|prof|sir|hon|jr|sr|jp|cpa|ph\.?d|m\.?d|esq)\b\.?", re.IGNORECASE
)
_TOP = re.compile(
    r"(?<!vice )(?<!former )(?<!vice-)(?<!deputy )"
    r"\b(?:chief executive|ceo|chief financial|cfo|chair(?:man|woman|person)?)\b(?! of the \w+ committee)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^/s/\s*", re.IGNORECASE)


def key_of(name: str) -> str:
    """``Liang Shouxing`` and ``Dr. Shouxing Liang`` -> ``liang+shouxing``."""
    return person_key(_TITLES.sub(" ", name)) or person_key(name)


def variants_of(name: str, signature: str | None) -> list[str]:
    """The name as signed, where it is the same person in another order or spelling."""
    signed = _SIGNED.sub("", signature).strip() if signature else ""
    same = bool(signed) and key_of(signed) == key_of(name) and signed.casefold() != name.casefold()
    return [signed] if same else []


def holds_top_office(*titles: str | None) -> bool:
    """Whether a printed title is that of a chief executive, finance chief or chair."""
    return any(_TOP.search(title) for title in titles if title)
