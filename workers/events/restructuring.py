"""A plan to leave a business, close a site or dismiss employees, with the charges it brings.

Source: Form 8-K Item 2.05. Written-down assets (Item 2.06) are an impairment. Charges of a period that results report raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Item, Reading, Thresholds
from workers.governance.passages import items
from workers.grammar.money import find_money
from workers.notices import charges
from workers.notices.drafting import Notice
from workers.notices.statements import saying, sorted_out, unproven

_ITEMS = frozenset({"2.05"})
_PLAN = re.compile(
    r"\b(?:reduc\w+|restructur\w+|realign\w+|reorgani[sz]\w+|eliminat\w+|clos(?:e|es|ed|ing|ure)|consolidat\w+|exit(?:s|ed|ing)?|discontinu\w+|wind(?:ing)?[- ]down|transition|divest\w*|terminat\w+|lay-?\s?offs?|severance|workforce|headcount|cost[- ](?:reduction|saving)s?)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:announc\w+|approv\w+|commit(?:s|ted|ting|ment)\b|adopt\w+|authori[sz]\w+|implement\w+|initiat\w+|notif\w+|decid\w+|determin\w+|began|begun|plans?\b|enter(?:ed|ing)|complet\w+|undert\w+|(?:has|have) (?:eliminated|reduced|closed))",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent)[^.;]{0,60}?\b(?:workforce|employees|headcount|staff|positions)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d{1,6}) (?:\w+ ){0,3}?(?:employees|positions|jobs|associates|roles)\b",
    re.IGNORECASE,
)
_COST = re.compile(r"\b(?:charges?|costs?|expens\w+|severance|payments?)\b", re.IGNORECASE)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 2.05 that tells a plan."""
    del labels  # items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in items(reading, _ITEMS):
        said = saying(passage, _PLAN, _DECIDED)
        if not said:
            why = "no sentence tells a plan"
            yield unproven(reading, passage, "restructuring", why)
            continue
        notice = Notice(reading=reading, passage=passage, said=said)
        yield notice.draft(
            "restructuring",
            subtype=None,
            status=notice.standing,
            fields=_fields(passage.body),
        )


def _fields(body: str) -> Mapping[str, Value]:
    share, heads = _SHARE.search(body), _HEADS.search(body)
    told = [m for m in find_money(body, dollar="USD") if _COST.search(body, *_around(m.start))]
    return {
        "employees": int(heads[1].replace(",", "")) if heads else None,
        "workforce_percent": Decimal(share[1]) if share else None,
        **charges.charge(body, told, "charges"),
    }


def _around(at: int) -> tuple[int, int]:
    return max(0, at - 140), at + 140


def identity(draft: Draft) -> str:
    """The day of the decision."""
    return f"{draft.event_date}"


def headline(draft: Draft) -> str:
    """``restructuring: 7% of the workforce, charges of up to USD 875,000``."""
    get = draft.fields.get
    share, heads = get("workforce_percent"), get("employees")
    who = f"{share}% of the workforce" if share else f"{heads} employees" if heads else ""
    cost = charges.words(draft.fields, "charges")
    told = ", ".join(filter(None, (who, cost and f"charges of {cost}")))
    return f"restructuring: {told}" if told else "restructuring"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low."""
    del draft, thresholds
    return Severity.LOW


EVENT = EventType(
    name="restructuring",
    signals=(Item(numbers=tuple(sorted(_ITEMS))),),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
