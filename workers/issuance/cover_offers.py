"""What a prospectus cover offers: in a sentence, in a row of terms, in a line of the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import re2

from workers.grammar.numbers import parse_int

TITLE = 3_000
"""Characters within which a cover prints what is offered in a line of its own."""

_N = r"(?P<n>\d{1,3}(?:,\d{3})+)"
_UNIT = r"(?P<unit>American\s+Depositary\s+Shares?|ADSs?|depositary\s+shares|(?:Class\s+[A-C]\s+)?(?:ordinary|common)\s+shares|shares|units)"
_OFFER = re2.compile(
    rf"(?i)\b(?:we\s+are|(?:[A-Z][\w.,&’'-]*\s+){{1,8}}is)\s+(?:hereby\s+)?(?:offering|selling|issuing\s+and\s+selling|offering\s+and\s+selling),?\s+(?:on\s+an?\s+[\w\s-]{{3,40}}?\s+basis,?\s+)?(?:directly\s+to\s+[^.]{{0,60}}?\s)?(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?(?P<n>[\d,]{{5,15}})\s+(?:of\s+our\s+|newly\s+issued\s+)?{_UNIT}"
)
_RIGHTS = re2.compile(
    rf"(?i)\b(?:distributing|issuing)\b[^.]{{0,160}}?\bsubscription\s+rights\b[^.]{{0,80}}?\bto\s+(?:purchase|subscribe\s+for)\s+(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?{_N}\s+(?:of\s+our\s+)?{_UNIT}"
)
"""``We are distributing … subscription rights to purchase up to 6,000,000 shares``."""
_TERM = re2.compile(
    rf"(?im)^[^\t\n]{{0,60}}?\b(?:offered|offering\s+size|securities|number\s+of\s+(?:shares|ADSs))\b[^\t\n]{{0,60}}\t\W*{_N}\s+(?:firm\s+)?{_UNIT}[^\n]{{0,80}}"
)
"""A row of a term sheet: ``Shares offered: 5,000,000 shares of common stock``."""
_TITLE = re2.compile(
    rf"(?im)^\W*(?:up\s+to\s+)?{_N}\s+(?:of\s+our\s+)?{_UNIT}(?:\s+of\s+(?:class\s+[a-c]\s+)?common\s+stock)?\W*$"
)
_PREFERRED = re2.compile(r"(?i)^(?:[^.;]|\.\d){0,90}\b(?:preferred|preference)\s+(?:stock|shares)")
_IN_ADSS = re2.compile(
    rf"(?i)^(?:[^.]|\.\d){{0,70}}?\b(?:represented\s+by|in\s+the\s+form\s+of)\s+(?:an\s+aggregate\s+of\s+)?{_N}\s+(?:American\s+Depositary|ADSs?\b)"
)
"""Behind ordinary shares that are sold as ADSs, which is what the price is for."""
BEHIND = 110
"""Characters behind the number within which the class of the shares is named."""


@dataclass(frozen=True, slots=True)
class Offered:
    """How many securities of which kind, and where the cover says so.

    ``said`` is False where only a line of the title names them, which resales print as well.
    """

    units: int | None
    kind: str
    security: str
    qualifier: str
    start: int
    end: int
    said: bool
    rights: bool


def offers(cover: str) -> bool:
    """Whether a sentence says that the issuer itself offers, or gives rights."""
    return bool(_OFFER.search(cover) or _RIGHTS.search(cover))


def offered(cover: str) -> Offered | None:
    """The issuer's offer: a row of terms first, then a sentence, then a line of the title."""
    rights = _RIGHTS.search(cover)
    said = _of_issuer(cover) or _OFFER.search(cover) or rights
    found = said or _TITLE.search(cover[:TITLE])
    if found is None:
        return None
    behind = cover[found.end() : found.end() + BEHIND]
    in_adss = _IN_ADSS.search(behind)
    kind = "ads" if in_adss else _kind(found["unit"], behind)
    ceiling = found is rights or "up to" in " ".join(found[0].lower().split())
    return Offered(
        units=parse_int((in_adss or found)["n"]),
        kind=kind,
        security="ADSs" if kind == "ads" else " ".join(found["unit"].split()),
        qualifier="up_to" if ceiling else "exact",
        start=found.start(),
        end=found.end() + (in_adss.end() if in_adss else 0),
        said=said is not None,
        rights=found is rights,
    )


def _of_issuer(cover: str) -> Any:
    """The row of a term sheet that tells what the issuer offers; what holders sell, and what
    is outstanding before or after, is no issue.
    """
    for row in _TERM.finditer(cover):
        label = row[0].split("\t")[0].lower()
        if "selling" not in row[0].lower() and "outstanding" not in label:
            return row
    return None


def _kind(unit: str, behind: str) -> str:
    """Depositary shares that are not American stand for preferred stock."""
    name = unit.lower()
    if name.startswith(("ads", "american")):
        return "ads"
    if name == "units":
        return "unit"
    preferred = name.startswith("depositary") or _PREFERRED.search(behind) is not None
    return "preferred_share" if preferred else "ordinary_share"
