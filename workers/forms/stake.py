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
from workers.text.model import FilingText

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
    """The cover page: holders in order, the class, the day, and the stated purpose."""

    holders: tuple[Holder, ...]
    issuer: str | None = None
    security: str | None = None
    day: date | None = None
    purpose: str | None = None
    supersedes: str | None = None

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
    """The XML form, whose elements stand as ``name<TAB>value`` rows in document order."""
    rows = [(b, *b.text.partition("\t")[::2]) for b in text.blocks if "\t" in b.text]
    if not any(name == "reportingPersonName" for _, name, *_ in rows):
        return None
    single: dict[str, str] = {}
    people: list[dict[str, tuple[str, tuple[int, int]]]] = []
    for block, name, value in rows:
        key = _TAGS.get(name)
        if key == "holder":
            people.append({})
        if key and people and key not in people[-1]:
            people[-1][key] = (value.strip(), (block.start, block.end))
        single.setdefault(name, value.strip())
    found = [_holder(p) for p in people]
    return Stake(
        holders=tuple(h for h in found if h is not None),
        issuer=single.get("issuerName"),
        security=single.get("securitiesClassTitle"),
        day=_day(single.get("dateOfEvent") or single.get("eventDateRequiresFilingThisStatement")),
        purpose=_cut(single.get("transactionPurpose")),
        supersedes=single.get("previousAccessionNumber"),
    )


def _holder(cells: dict[str, tuple[str, tuple[int, int]]]) -> Holder | None:
    """None for a name without figures, as in the signatures."""
    if "percent" not in cells and "shares" not in cells:
        return None
    return Holder(
        name=cells["holder"][0],
        shares=_number(cells["shares"][0]) if "shares" in cells else None,
        percent=_number(cells["percent"][0]) if "percent" in cells else None,
        spans=tuple(span for _, span in cells.values()),
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
    near = body[max(0, mark.start() - 200) : mark.start()] if mark else None
    kind, issuer = _CLASS.search(body), _ISSUER.search(body)
    return Stake(
        holders=tuple(holders),
        issuer=issuer[1].strip() if issuer else None,
        security=kind[1].strip() if kind else None,
        day=_day(near),
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
