"""Assets are written down: the company concluded that a material impairment must be charged.

Source: Form 8-K Item 2.06. An impairment that results report is one of their figures.
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

_ITEMS = frozenset({"2.06"})
_CHARGE = re.compile(
    r"\bimpair\w*|\bwrite-?(?:downs?|offs?)\b|\bwr(?:ite|itten|ote) (?:down|off)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:conclud\w+|determin\w+|expect\w*|record\w*|recogni[sz]\w+|estimat\w+|will|requir\w+|tak(?:e|ing)|result\w*|incur\w*)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not)\b[^.;]{0,60}\bimpair", re.IGNORECASE)
_ASSETS = (
    ("goodwill", r"goodwill"),
    ("intangible assets", r"intangible|in-process research|IPR&D|trade ?(?:name|mark)s?"),
    ("property and equipment", r"property, plant|long-lived|fixed assets|real estate|vessels?|facilit(?:y|ies)"),
    ("investments", r"investments?|securities|loans?|notes? receivable"),
    ("inventory", r"inventor(?:y|ies)"),
)  # fmt: skip


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 2.06 that tells a charge."""
    del labels  # items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in items(reading, _ITEMS):
        said = [s for s in saying(passage, _CHARGE, _DECIDED) if not _NONE.search(s.text)]
        if not said:
            why = "no sentence tells a charge"
            yield unproven(reading, passage, "impairment", why)
            continue
        notice = Notice(reading=reading, passage=passage, said=said)
        yield notice.draft(
            "impairment",
            subtype=None,
            status=notice.standing,
            fields=_fields(" ".join(s.text for s in said)),
        )


def _fields(text: str) -> Mapping[str, Value]:
    named = tuple(name for name, words in _ASSETS if re.search(words, text, re.IGNORECASE))
    return {
        **charges.charge(text, find_money(text, dollar="USD"), "amount"),
        "assets": named or None,
    }


def identity(draft: Draft) -> str:
    """The day of the conclusion."""
    return f"{draft.event_date}"


def headline(draft: Draft) -> str:
    """``impairment of goodwill: about US$470.00m``."""
    assets, amount = draft.fields.get("assets"), charges.words(draft.fields, "amount")
    told = (
        f"impairment of {', '.join(map(str, assets))}"
        if isinstance(assets, tuple)
        else "impairment"
    )
    return f"{told}: {amount}" if amount else told


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low."""
    del draft, thresholds
    return Severity.LOW


EVENT = EventType(
    name="impairment",
    signals=(Item(numbers=tuple(sorted(_ITEMS))),),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
