"""A deal with a director, a holder of 10 % or their associates (Listing Rules chapter 14A).

Sources: HKEX headlines 11200 and 11300, titles. A connected acquisition or disposal is told
as ``m_and_a`` and a connected issue as ``share_issuance``, each with this type beside.
"""

from __future__ import annotations

import re
from decimal import Decimal

from watcher.model import Label, Severity
from workers.deals import deal_hk
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Reading, Thresholds
from workers.governance.passages import Passage

TYPE = "connected_transaction"
_CAPS = re.compile(
    r"(?i)revis\w+\s+(?:of\s+)?(?:the\s+)?(?:existing\s+)?annual\s+cap|修訂[^。]{0,12}年度上限"
)
_CONTINUING = re.compile(r"(?i)continuing|持續")


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each title of a connected transaction that says who or how much."""
    del labels  # titles are found over whole documents
    drafts = [_draft(reading, p) for p in deal_hk.connected_passages(reading)]
    return Found(drafts=tuple(d for d in drafts if d is not None)[:2])


def _draft(reading: Reading, passage: Passage) -> Draft | None:
    values = deal_hk.connected_fields(reading, passage)
    if not any(values[k] for k in ("counterparties", "consideration", "agreement_date")):
        return None
    agreed = values["agreement_date"]
    return Draft(
        type=TYPE,
        subtype=_subtype(passage.title),
        status="announced",
        confidence=Decimal("0.9"),
        fields=values,
        event_date=agreed if hasattr(agreed, "year") else reading.document_date,  # type: ignore[arg-type]
        exhibit=None if passage.part.label == "main" else passage.part.label,
        title_item=passage.title_item,
        evidence=(reading.text.evidence(passage.start, passage.end),),
    )


def _subtype(title: str) -> str:
    if _CAPS.search(title):
        return "cap_revision"
    return "continuing" if _CONTINUING.search(title) else "one_off"


def identity(draft: Draft) -> str:
    """The kind and the day."""
    return f"{draft.subtype}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``continuing connected transaction with Quay Holdings Limited``."""
    parties = draft.fields.get("counterparties")
    who = f" with {', '.join(map(str, parties))}" if isinstance(parties, tuple) else ""
    return f"{str(draft.subtype).replace('_', ' ')} connected transaction{who}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low: the size tests are not known from the announcement alone."""
    del draft, thresholds
    return Severity.LOW


EVENT = EventType(
    name=TYPE,
    subtypes=("one_off", "continuing", "cap_revision"),
    signals=(HeadlineCode(codes=("11200", "11300")), Heading(pattern=deal_hk.CONNECTED)),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
