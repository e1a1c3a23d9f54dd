"""Which organisations of a text are the issuer itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import re2

_BRACKET = r"[(（](?:the\s+|together[^()]{0,80}|collectively[^()]{0,60}|hereinafter[^()]{0,30})?[“\"‘']+\s*(?P<short>[^”\"’']{2,40}?)\s*[,.]?[”\"’']+(?:\s*(?:,|,?\s+or|,?\s+and)\s+(?:the\s+)?[“\"‘']+\s*(?P<other>[^”\"’']{2,40}?)\s*[,.]?[”\"’']+)?"
_SHORT = re.compile(_BRACKET)
_DEFINED = re.compile(
    r"(?P<name>[A-Z0-9][\w&.’'\-]*(?:,?\s+(?:[A-Z0-9&(][\w&.’'\-)]*|of|and|the|de|plc)){0,9}?),?\s*"
    + _BRACKET
)
_BOARD_OF = re.compile(
    r"(?<!oins )(?<!oin )(?<!oins the )(?<!oin the )(?<!oined the )(?<!on the )(?<!member of the )\b[Bb]oard\s+of\s+(?:[Dd]irectors|[Tt]rustees)\s+of\s+(?P<name>[A-Z0-9][\w&’'-]*(?:,?\s+(?:[A-Z0-9&][\w&’'-]*|of|and)){0,7})"
)
FIRST_TEXTS, FIRST_WORDS = 6, 600
_OPENS = re2.compile(r"[(（][^()（）]{0,90}?[“\"‘']")
_QUOTES = "“\"‘'"
_AROUND = (240, 60)
"""Characters before and behind an opening quote that a definition takes."""
_BANK_NAME = r"(?:[A-Z][\w&.’'\-]*\s+){0,5}?Bank(?:\s+(?:of|&|and|[A-Z][\w&’'\-]*)){0,4}"
_BANK = re.compile(
    rf"(?P<bank>{_BANK_NAME}),\s+(?:the|an?|its|our|(?:the\s+)?Company[’']s)\s+wholly[-\s]owned\s+(?:[\w-]+\s+){{0,2}}subsidiary\b"
    rf"|wholly[-\s]owned\s+(?:[\w-]+\s+){{0,2}}subsidiary,\s+(?P<own>{_BANK_NAME})"
)
_SELF = re.compile(
    r"(?i)^(?:the\s+)?(?:company|registrant|corporation|issuer|bank|group|firm|trust|fund|holding company|partnership|(?:REIT |trustee-)?manager)$"
)
_LEGAL = re.compile(
    r"(?i)[,.]|\b(?:the|inc|incorporated|corp|corporation|co|company|ltd|limited|llc|l\.?l\.?c|plc|n\.?v|s\.?a|holdings?|group)\b"
)
_LLC = re.compile(r"(?i)\bL\.?\s?L\.?\s?C\b|\blimited\s+liability\s+company\b")
_DIVISION = re.compile(r"(?i)\b(?:division|segment|business\s+unit|Americas|EMEA|APAC)$")
_ORGANISED = re.compile(
    r"\b(?:Company|Co|Corporation|Corp|Inc|Limited|Ltd|LLC|plc|Group|Holdings?|Institute|University|Association|Exchange|Authority|Ministry|Commission|Foundation|Fund)\b"
)
"""The name of an organisation, not of a committee, an office or a rule."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The names under which a text speaks of its issuer, folded."""

    names: frozenset[str]
    banks: frozenset[str] = frozenset()
    """Its wholly owned banks; their executives are those of a bank holding company."""
    others: frozenset[str] = frozenset()
    """Acronyms that the text defines as somebody else."""
    managed: bool = False
    """Whether it is a limited liability company, which managers govern as directors do."""

    def runs(self, body: str) -> bool:
        """Whether an executive of an organisation is one of the issuer."""
        return self.owns(body) or _fold(body) in self.banks

    def owns(self, body: str) -> bool:
        """Whether an organisation behind an office is the issuer or a unit of it.

        A name that merely begins alike is another company.
        """
        folded = _fold(body)
        if not folded or folded in self.names or _SELF.match(body):
            return True
        unit = body not in self.others and re.fullmatch(r"[A-Z]{2,5}", body)
        return bool(unit or _DIVISION.search(body))


def issuer_of(
    texts: Iterable[str], known: Iterable[str | None], reported: Iterable[str] = ()
) -> Issuer:
    """From definitions such as ``ABC Inc. (“ABC” or the “Company”)`` and known names.

    ``reported`` are texts under Item 5.02 of Form 8-K, which is about the registrant's own
    executives: those of its wholly owned bank are such (Exchange Act Rule 3b-7).
    """
    given = tuple(name for name in known if name)
    names = {_fold(name) for name in given}
    managed = any(map(_LLC.search, given))
    others: set[str] = set()
    listed = tuple(texts)
    for text in listed:
        for m in _definitions(text):
            name, shorts = _fold(m.group("name")), [s for s in m.group("short", "other") if s]
            if any(map(_SELF.match, shorts)):
                managed = managed or _LLC.search(m.group("name")) is not None
                names |= {name, _fold(m.group("name").rpartition(" of ")[2])}
                names |= {_fold(s) for s in shorts}
            elif name and any(name == n or name.endswith(" " + n) for n in names):
                names |= {_fold(s) for s in shorts}
            elif _ORGANISED.search(m.group("name")):
                others |= set(shorts)
    banks = (_fold(m["bank"] or m["own"]) for text in reported for m in _BANK.finditer(text))
    own = frozenset(n for n in names if n) or _first_board(listed)
    return Issuer(own, frozenset(banks), frozenset(others), managed)


def _first_board(texts: Sequence[str]) -> frozenset[str]:
    """A text that names its issuer nowhere else speaks first of its own board."""
    found = (_BOARD_OF.search(text[:FIRST_WORDS]) for text in texts[:FIRST_TEXTS])
    return frozenset(_fold(m.group("name")) for m in found if m)


def _definitions(text: str) -> Iterator[re.Match[str]]:
    if "(" not in text and "（" not in text:
        return
    if not any(quote in text for quote in _QUOTES):
        return
    before, behind = _AROUND
    for quote in _OPENS.finditer(text):
        if not _SHORT.match(text, quote.start()):
            continue
        yield from _DEFINED.finditer(text, max(0, quote.start() - before), quote.end() + behind)


def _fold(name: str) -> str:
    return " ".join(_LEGAL.sub(" ", name.replace("’", "'")).lower().split())
