"""The same story under other names, years and figures, so that no rule can know a story.

The mapping is made from the text itself: names behind honorifics and signatures, the
issuer's name and keys from the watch list, years, and figures of five digits or with
thousands groups. Digits are exchanged in pairs, so that equal figures stay equal and
greater ones mostly stay greater.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from watcher.model import AdsRatio, Issuer

YEARS = 4
"""A multiple of four keeps the 29th of February."""

_NAMED = re.compile(r"(?:Mr|Ms|Mrs|Dr|Prof)\. ([A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\b")
_SIGNED = re.compile(r"/s/ ([A-Z][a-z]+(?: [A-Z][a-z]+){1,2})\b")
_FOR_ACCOUNT = re.compile(r"To Be Sold ([A-Z][a-z]+ [A-Z][a-z]+)$", re.MULTILINE)
_YEAR = re.compile(r"(?<![\d,.-])(?:19|20)\d\d(?!\d|,\d|\.\d)")
_FIGURE = re.compile(r"(?<![\w.,-])(?:\d*(?:,\d+)+(?:\.\d+)?|[1-9]\d{4,}(?:\.\d+)?)(?![\w-])")
_PAIRS = str.maketrans("345678", "436587")
_GIVEN = [
    "Aoki",
    "Brandt",
    "Castel",
    "Dorwin",
    "Elstad",
    "Fenwick",
    "Galvan",
    "Horvat",
    "Ilmari",
    "Jarvis",
    "Kovacs",
    "Lundby",
    "Marlow",
    "Norvik",
    "Orsini",
    "Pradel",
    "Quillan",
    "Rosten",
    "Sandor",
    "Tervo",
    "Ulvik",
    "Varga",
    "Wexler",
    "Ystad",
    "Zelko",
    "Anders",
    "Berit",
    "Corin",
    "Delia",
]
_FIRM = ["Harbour", "Ridge", "Meridian", "Falcon", "Juniper", "Orchard"]
_FORMS = frozenset(["limited", "ltd", "holdings", "corporation", "the", "company", "inc"])


@dataclass(frozen=True, slots=True)
class Disguise:
    """Words to words, and the issuer under its other name."""

    words: Mapping[str, str]
    issuer: Issuer

    def apply(self, text: str) -> str:
        """The text with every name, key, year and figure exchanged."""
        exchanged = _FIGURE.sub(lambda m: m.group().translate(_PAIRS), text)
        exchanged = _YEAR.sub(lambda m: str(int(m.group()) + YEARS), exchanged)
        for word, other in sorted(self.words.items(), key=lambda pair: -len(pair[0])):
            exchanged = re.sub(
                rf"(?<![\w\d-]){re.escape(word)}(?![\w\d])",
                _like(other),
                exchanged,
                flags=re.IGNORECASE,
            )
        return exchanged

    def name(self, printed: str) -> str:
        """A person's name in the disguise."""
        return self.apply(printed)


def disguise(text: str, issuer: Issuer) -> Disguise:
    """A disguise for one text about a watched issuer."""
    people = _people(text)
    firm = {w: _FIRM[i] for i, w in enumerate(_firm_words(issuer))}
    slips = {
        slip: _slipped(slip, word, other)
        for word, other in firm.items()
        for slip in _slips(text, word)
    }
    codes = {
        issuer.hkex_codes[0].lstrip("0"): "5127",
        issuer.hkex_codes[0]: "05127",
        issuer.file_numbers[0]: "001-45811",
    }
    tickers = {f"Ticker: {issuer.tickers[0]}": "Ticker: HRX"}
    words = {**people, **firm, **slips, **codes, **tickers}
    other = replace(
        issuer,
        key="disguised",
        name=" ".join(firm.get(w, w) for w in issuer.name.split()),
        cik="0000987650",
        hkex_codes=("05127",),
        file_numbers=("001-45811",),
        tickers=("HRX",),
        ads_ratios=tuple(AdsRatio(shares=r.shares) for r in issuer.ads_ratios),
    )
    return Disguise(words=words, issuer=other)


def later(day: str | None) -> str | None:
    """An ISO date in the disguised years."""
    if day is None:
        return None
    own = date.fromisoformat(day)
    return own.replace(year=own.year + YEARS).isoformat()


def _people(text: str) -> dict[str, str]:
    """Names to names: whole ones always, single words unless they are common words too."""
    full = dict.fromkeys(
        m.group(1) for p in (_NAMED, _SIGNED, _FOR_ACCOUNT) for m in p.finditer(text)
    )
    tokens = dict.fromkeys(token for name in full for token in name.split())
    other = {token: _GIVEN[i] for i, token in enumerate(tokens)}
    names = {name: " ".join(other[t] for t in name.split()) for name in full}
    turned = {
        " ".join(reversed(n.split())): " ".join(reversed(o.split())) for n, o in names.items()
    }
    single = {t: o for t, o in other.items() if not re.search(rf"\b{t.lower()}\b", text)}
    return {**turned, **names, **single}


def _firm_words(issuer: Issuer) -> list[str]:
    return [w for w in issuer.name.split() if w.lower() not in _FORMS]


def _slips(text: str, word: str) -> Iterator[str]:
    """Words of the text that are one letter more than a word of the issuer's name."""
    for other in set(re.findall(r"[A-Za-z]+", text)):
        if (
            len(other) == len(word) + 1
            and SequenceMatcher(None, other.lower(), word.lower()).ratio() > 0.9
        ):
            yield other


def _slipped(slip: str, word: str, other: str) -> str:
    at = next(
        (i for i, (a, b) in enumerate(zip(slip.lower(), word.lower(), strict=False)) if a != b),
        len(word),
    )
    return other[: min(at, 3)] + other[min(at, 3) - 1] + other[min(at, 3) :]


def _like(other: str) -> Callable[[re.Match[str]], str]:
    """The new word in the capitals of the old one."""
    return lambda found: (
        other.upper() if found.group().isupper() and len(found.group()) > 2 else other
    )
