"""A debt is in default, or must be paid sooner or in a larger sum than agreed.

Source: Form 8-K Item 2.04 (triggering events that accelerate or increase a direct financial
obligation). A risk that it might happen, and a statement that there is none, raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Item, Reading, Thresholds
from workers.governance.passages import items
from workers.grammar.money import find_money
from workers.notices import charges
from workers.notices.drafting import Notice
from workers.notices.statements import saying, sorted_out, unproven

_ITEMS = frozenset({"2.04"})
_DEFAULT = re.compile(
    r"\b(?:events? of default|default(?:ed|s)?|cross-default|fail(?:ed|ure|s)? to (?:pay|make|repay|comply)|not (?:make|made|pay|paid) (?:the|an?) )",
    re.IGNORECASE,
)
_SOONER = re.compile(
    r"\baccelerat\w+|\bimmediately due and payable|\bdemand(?:ed|ing|s)? (?:for )?(?:immediate )?(?:re)?payment|\bnotice of redemption|\bmandator(?:y|ily) (?:pre)?pay",
    re.IGNORECASE,
)
_TOLD = re.compile(f"{_DEFAULT.pattern}|{_SOONER.pattern}", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|not (?:an?|aware of any|in)) (?:events? of )?default|\bno (?:such )?acceleration|\bif (?:an?|any|the) |(?<!\bnot )(?<!\bno )\bwaiv(?:ed?|er)\b",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 2.04 that tells a default or an acceleration."""
    del labels  # items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in items(reading, _ITEMS):
        said = [s for s in saying(passage, _TOLD) if not _NONE.search(s.text)]
        if not said:
            why = "no sentence tells a default or an acceleration"
            yield unproven(reading, passage, "default", why)
            continue
        notice = Notice(reading=reading, passage=passage, said=said)
        words = " ".join(s.text for s in said)
        yield notice.draft(
            "default",
            subtype="default" if _DEFAULT.search(words) else "acceleration",
            status=notice.standing,
            fields=_fields(words),
        )


def _fields(words: str) -> Mapping[str, Value]:
    return {
        **charges.charge(words, find_money(words, dollar="USD"), "amount"),
        "accelerated": bool(_SOONER.search(words)) or None,
    }


def identity(draft: Draft) -> str:
    """What and when."""
    return f"{draft.subtype}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``default on debt: US$30.00m, accelerated``."""
    what = "default on debt" if draft.subtype == "default" else "debt to be paid sooner"
    amount = charges.words(draft.fields, "amount")
    sooner = (
        ", accelerated" if draft.subtype == "default" and draft.fields.get("accelerated") else ""
    )
    return f"{what}{f': {amount}' if amount else ''}{sooner}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High."""
    del draft, thresholds
    return Severity.HIGH


EVENT = EventType(
    name="default",
    subtypes=("default", "acceleration"),
    signals=(Item(numbers=tuple(sorted(_ITEMS))),),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
