"""Schedules 13D and 13G: the structured XML (from 18 December 2024) and the older text.

The cover page tells, for each reporting person, the amount owned (row 9 or 11) and the
percent of the class (row 11 or 13). Figures of a group overlap, so they are never added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Value
from workers.grammar.dates import find_dates
from workers.text.model import FilingText, Leaf

FORMS_13D = ("SCHEDULE 13D", "SCHEDULE 13D/A", "SC 13D", "SC 13D/A")
FORMS_13G = ("SCHEDULE 13G", "SCHEDULE 13G/A", "SC 13G", "SC 13G/A")
LONGEST_PURPOSE = 600

_TAGS = {
    "reportingPersonName": "holder",
    "aggregateAmountOwned": "shares",
    "reportingPersonBeneficiallyOwnedAggregateNumberOfShares": "shares",
    "percentOfClass": "percent",
    "classPercent": "percent",
}
_NAME = re2.compile(
    r"(?i)names?\s+of\s+reporting\s+persons?[^\n]{0,80}?[:.\n\t ]\s*(?:(?:S\.S\.|I\.R\.S\.)[^\n]{0,80}\n)?\s*([A-Z][^\n\t]{2,90})"
)
_AMOUNT = re2.compile(
    r"(?i)aggregate\s+amount\s+beneficially\s+owned(?:\s+by\s+(?:each|the)\s+reporting\s+person)?[^\d\n]{0,20}\s*[:\t ]*\s*([\d,]{1,18}|-0-)"
)
_PERCENT = re2.compile(
    r"(?i)percent\s+of\s+class\s+represented\s+by\s+(?:the\s+)?amount\s+in\s+row\s*\(?\d{1,2}\)?[^\d]{0,40}?(\d{1,3}(?:\.\d{1,4})?)\s*%"
)
_EVENT_DATE = re2.compile(r"(?i)\(\s*date\s+of\s+event\s+which\s+requires")
_CLASS = re2.compile(r"([^\n]{3,120})\n[-_ \n]{0,160}\(\s*Title\s+of\s+Class")
_ISSUER = re2.compile(r"([^\n]{2,120})\n[-_ \n]{0,160}\(\s*Name\s+of\s+Issuer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One reporting person as the cover page tells it."""

    name: str
    shares: Decimal | None
    percent: Decimal | None
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """The cover page: holders in order, the class, the day, and the stated purpose; ``spans``
    are the places of what is said of the whole.
    """

    holders: tuple[Holder, ...]
    issuer: str | None = None
    security: str | None = None
    day: date | None = None
    purpose: str | None = None
    supersedes: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def largest(self) -> Holder:
        """The person with the largest part of the class; the first of equals."""
        return max(self.holders, key=lambda h: h.percent or Decimal(-1))


def read_stake(text: FilingText) -> Stake | None:
    """The cover page of a Schedule 13D or 13G, or None where none can be read."""
    stake = _from_rows(text) or _from_cover(text)
    return stake if stake and any(h.percent is not None for h in stake.holders) else None


def fields(stake: Stake) -> dict[str, Value]:
    """The fields of ``activist_stake`` and ``stake_change``; what is not stated is None."""
    top = stake.largest
    return {
        "holder": top.name,
        "shares": _plain(top.shares),
        "percent": top.percent,
        "issuer_name": stake.issuer,
        "security_title": stake.security,
        "purpose": stake.purpose,
        "holders": [
            {"name": h.name, "shares": _plain(h.shares), "percent": h.percent}
            for h in stake.holders
        ],
        "supersedes_accession": stake.supersedes,
    }


def _plain(count: Decimal | None) -> Value:
    """A whole number as int; fractional shares stay exact."""
    return int(count) if count is not None and count == count.to_integral_value() else count


def _from_rows(text: FilingText) -> Stake | None:
    """The XML form, leaf by leaf in document order."""
    single: dict[str, Leaf] = {}
    people: list[dict[str, Leaf]] = []
    for leaf in text.leaves:
        if leaf.value is None:
            continue
        key = _TAGS.get(leaf.name)
        if key == "holder":
            people.append({})
        if key and people and key not in people[-1]:
            people[-1][key] = leaf
        single.setdefault(leaf.name, leaf)
    if not people:
        return None
    found = [_holder(p) for p in people]
    day = single.get("dateOfEvent") or single.get("eventDateRequiresFilingThisStatement")
    named = {
        name: leaf
        for name, leaf in (
            ("issuer", single.get("issuerName")),
            ("security", single.get("securitiesClassTitle")),
            ("day", day),
            ("purpose", single.get("transactionPurpose")),
            ("supersedes", single.get("previousAccessionNumber")),
        )
        if leaf is not None
    }
    said = {name: leaf.value for name, leaf in named.items()}
    return Stake(
        holders=tuple(h for h in found if h is not None),
        issuer=said.get("issuer"),
        security=said.get("security"),
        day=_day(said.get("day")),
        purpose=_cut(said.get("purpose")),
        supersedes=said.get("supersedes"),
        spans=tuple((leaf.start, leaf.end) for leaf in named.values()),
    )


def _holder(cells: dict[str, Leaf]) -> Holder | None:
    """None for a name without figures, as in the signatures."""
    if "percent" not in cells and "shares" not in cells:
        return None
    said = {name: leaf.value or "" for name, leaf in cells.items()}
    return Holder(
        name=said["holder"],
        shares=_number(said["shares"]) if "shares" in said else None,
        percent=_number(said["percent"]) if "percent" in said else None,
        spans=tuple((leaf.start, leaf.end) for leaf in cells.values()),
    )


def _from_cover(text: FilingText) -> Stake | None:
    """The older text: one cover page for each reporting person."""
    body = text.text
    names = list(_NAME.finditer(body))
    holders = []
    for i, name in enumerate(names):
        end = names[i + 1].start() if i + 1 < len(names) else min(len(body), name.end() + 6_000)
        amount, percent = (
            _AMOUNT.search(body, name.end(), end),
            _PERCENT.search(body, name.end(), end),
        )
        if percent is None:
            continue
        spans = [(m.start(), m.end()) for m in (name, amount, percent) if m]
        holders.append(
            Holder(
                name=" ".join(name[1].split()).strip(" .,"),
                shares=_number(amount[1]) if amount else None,
                percent=Decimal(percent[1]),
                spans=tuple(spans),
            )
        )
    mark = _EVENT_DATE.search(body)
    before = max(0, mark.start() - 200) if mark else 0
    hits = find_dates(body, before, mark.start(), order="mdy") if mark else []
    kind, issuer = _CLASS.search(body), _ISSUER.search(body)
    spans = [m.span(1) for m in (issuer, kind) if m]
    return Stake(
        holders=tuple(holders),
        issuer=issuer[1].strip() if issuer else None,
        security=kind[1].strip() if kind else None,
        day=hits[-1].value if hits else None,
        spans=(*spans, *((h.start, h.end) for h in hits[-1:])),
    )


def _number(text: str) -> Decimal | None:
    plain = text.replace(",", "").strip(" %")
    if plain == "-0-":
        return Decimal(0)
    return Decimal(plain) if re.fullmatch(r"\d{1,18}(?:\.\d{1,9})?", plain) else None


def _day(text: str | None) -> date | None:
    hits = find_dates(text or "", order="mdy")
    return hits[-1].value if hits else None


def _cut(text: str | None) -> str | None:
    return None if text is None else text[:LONGEST_PURPOSE]
