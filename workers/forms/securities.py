"""What a printed class title says: the kind of unit and the ADS ratio."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from watcher.model import Issuer
from workers.grammar.spelled import SPELLED

_KINDS = (
    (
        "ads",
        re.compile(
            r"\bamerican\s+deposit[ao]ry|\bADSs?\b|\bADRs?\b|\bdeposit[ao]ry\s+(?:share|receipt)",
            re.IGNORECASE,
        ),
    ),
    ("warrant", re.compile(r"\bwarrant", re.IGNORECASE)),
    (
        "option",
        re.compile(
            r"^\W*(?:\w+\s+){0,2}options?\b|\bright to buy|\bstock units?\b|\bRSUs?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "convertible_nominal",
        re.compile(r"\bconvertible\s+(?:note|bond|debenture)|\bnotes?\b", re.IGNORECASE),
    ),
    ("preferred_share", re.compile(r"\bprefer(?:red|ence)", re.IGNORECASE)),
    ("h_share", re.compile(r"\bH\s+shares?\b", re.IGNORECASE)),
    ("class_", re.compile(r"\bclass\s+([A-Z])\b|\bseries\s+([A-Z])\b", re.IGNORECASE)),
    ("partnership_unit", re.compile(r"\b(?:partner\w*|limited|common)?\s*units?\b", re.IGNORECASE)),
    (
        "ordinary_share",
        re.compile(r"\bordinary|\bcommon|\bcapital stock|\bshares?\b|\bstock\b", re.IGNORECASE),
    ),
)
_RATIO = re.compile(
    rf"\brepresent(?:s|ing)\s+(?:the right to receive\s+)?(\d{{1,5}}|{'|'.join(SPELLED)})\b"
    r"\s*(?:\(\d{1,5}\)\s*)?(?:(?:fully paid|class [a-z]|[a-z])\s+){0,2}(?:ordinary|common|underlying)?\s*(?:share|stock)",
    re.IGNORECASE,
)
_WORDS = {"ads": "ADS", "warrant": "warrants", "option": "options", "partnership_unit": "units"}


def unit_kind(title: str | None) -> str | None:
    """ads, ordinary_share, class_a …, preferred_share, warrant …; None without a title."""
    if not title:
        return None
    for kind, pattern in _KINDS:
        if found := pattern.search(title):
            return kind + (found[1] or found[2]).lower() if kind == "class_" else kind
    return "other"


def one_kind(kinds: set[str | None]) -> str | None:
    """The kind that all rows share; ``mixed`` where they differ."""
    return next(iter(kinds)) if len(kinds) == 1 else "mixed" if kinds else None


def unit_word(kind: str | None) -> str:
    """The unit for people: ``ADS``, ``shares``, ``Class A shares``, ``units``."""
    if kind and kind.startswith("class_"):
        return f"Class {kind[-1].upper()} shares"
    return _WORDS.get(kind or "", "shares" if kind != "other" else "units")


def printed_ratio(title: str | None) -> int | None:
    """Shares per ADS as the class title states it (``each representing 8 Ordinary Shares``)."""
    found = _RATIO.search(title) if title else None
    if not found:
        return None
    word = found[1].lower()
    return int(word) if word.isdigit() else SPELLED[word]


def ads_ratio(title: str | None, issuer: Issuer | None, on: date | None) -> int | None:
    """Shares per ADS: as printed, else as known for the issuer on that day; ADSs only."""
    if unit_kind(title) != "ads":
        return None
    return printed_ratio(title) or (issuer.ads_ratio(on) if issuer else None)


def folded(title: str | None) -> str:
    """A class title for comparison: letters and digits only, lower case."""
    return re.sub(r"[^a-z0-9]+", "", (title or "").lower())


def outstanding_unit(printed: Decimal, ratio: int, issued: Decimal | None) -> str:
    """Which unit a count of units outstanding beside an ADS class is in.

    With the issued ordinary shares known, the reading that lands within one ratio wins;
    else the form's own column (units of the class titled) decides.
    """
    if issued is not None and abs(printed - issued) < ratio:
        return "ordinary_share"
    return "ads_equivalent"
