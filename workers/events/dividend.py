"""A dividend declared or proposed, with its amount per share and its dates.

Sources: HKEX headline 13250, results announcements, Form 8-K items 7.01 and 8.01, 6-Ks.
``did not recommend`` is a figure of the results and no event.
"""

from __future__ import annotations

import re
from decimal import Decimal

from watcher.model import Label, Severity
from workers.deals.payout import Payout, fields, read
from workers.events import Draft, EventType, Found, HeadlineCode, Phrase, Reading, Thresholds
from workers.grammar.currency import sign

TYPE = "dividend"
_REPORT = re.compile(r"(?i)\b(?:annual|interim)\s+report\b|年報|中期報告|this\s+circular")
"""A printed report or a circular repeats the dividend of the results weeks later."""
MOST = 3
"""Dividends of one filing; a table of fund classes is none of our events."""


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The dividends that an 8-K, a 6-K or a Hong Kong announcement tells."""
    form = (reading.form or "").removesuffix("/A")
    retold = not form and _REPORT.search(reading.text.text[:1_500])
    if retold or (form and not form.startswith(("8-K", "6-K"))):
        return Found()
    is_hk = not form and not reading.told.accession
    payouts = list(read(labels, reading.document_date, hong_kong=is_hk))
    return Found(drafts=tuple(_draft(reading, p) for p in payouts[:MOST]))


def _draft(reading: Reading, payout: Payout) -> Draft:
    part = reading.text.part_at(payout.span[0])
    return Draft(
        type=TYPE,
        subtype=payout.subtype,
        status="proposed" if payout.subtype == "proposed" else "announced",
        confidence=Decimal("0.9"),
        fields=fields(payout),
        event_date=payout.declared_on or reading.document_date,
        exhibit=None if part.label == "main" else part.label,
        evidence=(reading.text.evidence(*payout.span),),
    )


def identity(draft: Draft) -> str:
    """The kind, the amount and the first known day."""
    day = draft.fields.get("record_date") or draft.fields.get("pay_date") or draft.event_date
    return f"{draft.fields.get('kind')}|{draft.fields.get('amount_per_share')}|{day}"


def headline(draft: Draft) -> str:
    """``quarterly dividend of US$0.145 per share, declared``."""
    kind, amount = draft.fields.get("kind"), draft.fields.get("amount_per_share")
    word = "dividend" if kind == "ordinary" else f"{kind} dividend"
    return f"{word} of {sign(draft.fields.get('currency'))}{amount} per share, {draft.subtype}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low; medium for a special dividend."""
    del thresholds
    return Severity.MEDIUM if draft.subtype == "special" else Severity.LOW


EVENT = EventType(
    name=TYPE,
    subtypes=("declared", "proposed", "special"),
    signals=(
        HeadlineCode(codes=("13250",)),
        Phrase(pattern=r"\bdividends?\b|cash\s+distribution|股息|股利|紅利"),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
