"""Names on SEC forms: keys that ignore word order, spellings of companies, weighty offices."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from workers.grammar.names import person_key

_TITLES = re.compile(
    r"\b(?:mr|ms|mrs|miss|dr|prof|sir|hon|jr|sr|jp|cpa|ph\.?d|m\.?d|esq)\b\.?", re.IGNORECASE
)
_TOP = re.compile(
    r"(?<!vice )(?<!former )(?<!vice-)(?<!deputy )"
    r"\b(?:chief executive|ceo|chief financial|cfo|chair(?:man|woman|person)?)\b(?! of the \w+ committee)",
    re.IGNORECASE,
)
_LEGAL_FORMS = frozenset(
    [
        "limited",
        "ltd",
        "inc",
        "incorporated",
        "corporation",
        "corp",
        "company",
        "co",
        "plc",
        "llc",
        "the",
    ]
)
_SIMILAR = 0.85
MAX_NAME = 200
_SIGNED = re.compile(r"^/s/\s*", re.IGNORECASE)


def key_of(name: str) -> str:
    """``Shen Yulin`` and ``Dr. Yulin Shen`` -> ``shen+yulin``."""
    return person_key(_TITLES.sub(" ", name)) or person_key(name)


def variants_of(name: str, signature: str | None) -> list[str]:
    """The name as signed, where it is the same person in another order or spelling."""
    signed = _SIGNED.sub("", signature).strip() if signature else ""
    same = bool(signed) and key_of(signed) == key_of(name) and signed.casefold() != name.casefold()
    return [signed] if same else []


def holds_top_office(*titles: str | None) -> bool:
    """Whether a printed title is that of a chief executive, finance chief or chair."""
    return any(_TOP.search(title) for title in titles if title)


def plain_company(name: str) -> str:
    """A company name without punctuation and legal form, for comparison only."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return " ".join(w for w in words if w not in _LEGAL_FORMS) or " ".join(words)


def similar_but_not_equal(name: str, other: str) -> bool:
    """Two spellings of one company name: alike after folding, but not the same."""
    one, two = plain_company(name[:MAX_NAME]), plain_company(other[:MAX_NAME])
    if one == two or 2 * min(len(one), len(two)) < _SIMILAR * (len(one) + len(two)):
        return False  # the lengths alone bound the ratio
    pair = SequenceMatcher(None, one, two, autojunk=False)
    return pair.quick_ratio() >= _SIMILAR and pair.ratio() >= _SIMILAR
