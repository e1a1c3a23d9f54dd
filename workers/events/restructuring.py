"""A plan to leave a business, close a site or dismiss employees, with the charges it brings.

Sources: Form 8-K Item 2.05, press releases by title or lead. Written-down assets (Item 2.06)
are an impairment. Debts that are restructured, and charges of a period that results report, raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Heading, Item, Phrase, Reading, Thresholds
from workers.governance.passages import Passage
from workers.grammar.money import find_money
from workers.notices import charges
from workers.notices.drafting import Notice
from workers.notices.statements import Statement, noticed, saying, sorted_out, unproven

_ITEMS = frozenset({"2.05"})
_STAFF = r"(?:work-?\s?force|headcount|head\s+count|staff(?:ing)?|employee\s+base)"
_OF = r"(?:(?:its|our|the|global|worldwide|total|overall|company)\s+){0,3}"
_CUT = rf"{_STAFF}\s+reductions?|reductions?\s+(?:in|of)\s+{_OF}{_STAFF}|reduction[- ]in[- ]force|(?:reduc\w+|cut\w*|downsiz\w+)\s+{_OF}{_STAFF}|lay-?offs?"
TITLE = rf"{_CUT}|(?<!debt )(?:restructuring|reorgani[sz]ation|cost[- ](?:reduction|saving)s?)\s+(?:plan|program(?:me)?|initiative|measure|action)s?|reduc(?:e|es|ing)\s+{_OF}(?:operating\s+)?(?:expenses|costs|cost\s+(?:base|structure))|(?:announces|announcing)\s+(?:\w+\s+){{0,3}}?restructuring\b"
_TITLE = re.compile(TITLE, re.IGNORECASE)
LEAD = rf"(?:announc\w+|approv\w+|commit\w+|adopt\w+|implement\w+|initiat\w+|will|plans?\s+to)\b[^;]{{0,300}}?(?:{_CUT})"
_LEAD = re2.compile(f"(?i){LEAD}")
_DEBTS = re.compile(
    r"\b(?:debts?|financial restructuring|creditors?|lenders?|bondholders?|notes|chapter 11|capital structure|support agreement|balance sheet|bankruptcy|going concern)\b",
    re.IGNORECASE,
)
"""Whose restructuring it is; a release that opens with them is about what the company owes."""
OPENING = 800
"""Characters of a release that say whose restructuring it is."""
_TELLS = re.compile(
    rf"{_CUT}|\b(?:restructuring|severance|separation)[^.;]{{0,40}} (?:charges?|costs?|expens\w+|plan|program)|\b(?:cease|clos)\w*[^.;]{{0,60}}(?:operations|facilit|plants?|sites?|offices?)",
    re.IGNORECASE,
)
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
    """One event for each Item 2.05, title or lead that tells a plan."""
    del labels  # items and titles are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, lead=_LEAD):
        if not passage.item and _DEBTS.search(f"{passage.title} {passage.body[:OPENING]}"):
            continue
        said = saying(passage, _PLAN, _DECIDED) if passage.item else _news(passage)
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


def _news(passage: Passage) -> list[Statement]:
    """The sentences of a release that tell who goes or what closes, not what was told before."""
    return [s for s in saying(passage, _TELLS, _DECIDED) if not s.is_retold]


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
    """``restructuring: 7% of the workforce, charges of up to US$875,000``."""
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
    signals=(
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE.replace("(?<!debt )", "")),
        Phrase(pattern=_CUT),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
