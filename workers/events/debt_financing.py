"""The company takes on a material obligation to pay: a loan, a credit facility, notes.

Source: Form 8-K Item 2.03; where it only points to another item, Items 1.01 and 8.01 of the same
report. Recorded, not delivered. Convertible notes are a share issue as well, and debt that
matures faster a default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Item, Reading, Thresholds
from workers.governance.passages import Passage, items
from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.notices import charges
from workers.notices.drafting import Notice
from workers.notices.statements import saying, sorted_out, unproven

_ITEMS, _BESIDE = frozenset({"2.03"}), frozenset({"1.01", "8.01"})
_KINDS = (
    ("credit_facility", r"credit (?:agreement|facilit(?:y|ies))|revolving|line of credit|loan facility"),
    ("term_loan", r"term loan|loan agreement|loan and security agreement|\bloans?\b|\bborrow(?:ed|ing|ings)?\b"),
    ("notes", r"\bnotes?\b|debentures?|\bbonds\b|indenture"),
    ("lease", r"\b(?:finance|capital) lease"),
    ("guarantee", r"\bguarant(?:y|ee|eed)\b"),
)  # fmt: skip
_KIND = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _KINDS)
_DEBT = re.compile("|".join(words for _, words in _KINDS), re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:entered into|issued|sold|closed|completed|borrowed|drew|executed|incurred|became (?:obligated|effective)|amended|increased|obtained|consummated)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:terminated|repaid in full|redeemed|satisf\w+ and discharg)", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:matur(?:es?|ing|ity)(?: date)?(?: (?:of|is|on|in|will be))*|due(?: (?:and payable )?on)?|expires? on)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:interest[^.;%]{0,80}?|bear[^.;%]{0,60}?|coupon of )(\d{1,2}(?:\.\d{1,4})?) ?%|\b(\d{1,2}(?:\.\d{1,4})?) ?% (?:[\w-]+ ){0,4}(?:notes|debentures|bonds)",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 2.03 that tells, or points to, an obligation."""
    del labels  # items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in items(reading, _ITEMS):
        told = next(
            (n for p in (passage, *items(reading, _BESIDE)) if (n := _told(reading, p))), None
        )
        if told is None:
            why = "no sentence tells an obligation that the company took on"
            yield unproven(reading, passage, "debt_financing", why)
            continue
        yield told.draft(
            "debt_financing", subtype=_kind(told.text), status=told.standing, fields=_fields(told)
        )


def _told(reading: Reading, passage: Passage) -> Notice | None:
    news = [s for s in saying(passage, _DEBT, _DONE) if _begins(s.text) and not s.is_retold]
    return Notice(reading=reading, passage=passage, said=news) if news else None


def _begins(text: str) -> bool:
    """Not ``terminated the agreement, entered into in 2021``; a new debt may repay an old one."""
    ended, done = _ENDED.search(text), _DONE.search(text)
    return ended is None or (done is not None and done.start() < ended.start())


def _kind(text: str) -> str:
    """The obligation that the sentence names first."""
    named = [(m.start(), name) for name, words in _KIND if (m := words.search(text))]
    return min(named)[1] if named else "term_loan"


def _fields(notice: Notice) -> Mapping[str, Value]:
    near = " ".join(s.text for s in notice.said[:3])
    rate = _RATE.search(near)
    return {
        **charges.charge(near, find_money(near, dollar="USD"), "amount"),
        "maturity": _maturity(notice.passage.body),
        "rate_percent": Decimal(rate[1] or rate[2]) if rate else None,
    }


def _maturity(body: str) -> date | None:
    """The first day that stands right behind words of maturity."""
    for due in _DUE.finditer(body):
        days = find_dates(body, due.end(), due.end() + 40, order="mdy")
        if days:
            return days[0].value
    return None


def identity(draft: Draft) -> str:
    """The kind and the day."""
    return f"{draft.subtype}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``debt financing: credit facility, up to US$500.00m, due 2031-03-01``."""
    due = draft.fields.get("maturity")
    parts = (
        str(draft.subtype).replace("_", " "),
        charges.words(draft.fields, "amount"),
        f"due {due}" if due else None,
    )
    return f"debt financing: {', '.join(filter(None, parts))}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Recorded only."""
    del draft, thresholds
    return Severity.INFO


EVENT = EventType(
    name="debt_financing",
    subtypes=tuple(name for name, _ in _KINDS),
    signals=(Item(numbers=tuple(sorted(_ITEMS))),),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
