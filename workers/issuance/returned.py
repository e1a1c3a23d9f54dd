"""Legs proved by a next day disclosure return: the shares are issued."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from watcher.model import QualityFlag
from workers.issuance.model import Dropped, Leg
from workers.returns.model import NextDayClass, NextDayReturn, ReturnIssue
from workers.text.model import FilingText

_SUBTYPES = (
    ("over_allotment", r"over-?allot|超額配"),
    (
        "treasury_resale",
        r"treasury\s+shares?.{0,40}(?:sale|sold|transfer)|(?:sale|transfer).{0,30}treasury|庫存股份.{0,20}(?:出售|轉讓)|(?:出售|轉讓).{0,20}庫存股份",
    ),
    ("warrant_exercise", r"warrant|認股權證|權證"),
    ("conversion", r"convert|可換股|換股|轉換"),
    ("consideration_issue", r"\bconsideration\b|代價"),
    ("rights_issue", r"rights\s+(?:issue|shares)|供股"),
    ("open_offer", r"open\s+offer|公開發售"),
    ("scrip_dividend", r"\bscrip\b|以股代息"),
    ("bonus_issue", r"\bbonus\b|紅股"),
    ("award_vesting", r"\bawards?\b|\brestricted\s+(?:share|stock)|\bvest|\bRSUs?\b|獎勵|受限制"),
    ("option_exercise", r"\boptions?\b|購股權|股份期權"),
    ("loan_capitalisation", r"capitali[sz]ation|資本化"),
    ("placing", r"placing|placement|配售"),
    ("subscription", r"subscription|認購"),
    ("ipo", r"global\s+offering|initial\s+public|全球發售|首次公開"),
)


def legs(ret: NextDayReturn) -> list[Leg]:
    """One completed leg for each issue row, save one whose number is torn and proved by no sum."""
    return [
        _leg(cls, row) for cls in ret.classes for row in cls.issues if cls.sound or not row.doubtful
    ]


def cues(ret: NextDayReturn) -> list[Dropped]:
    """The rows of a return that change the number of shares and are no issue."""
    regrouped = "A split, or shares that change their class: nothing is issued for value."
    torn = "The number is torn, and opening + changes is not closing: a person must look."
    found = []
    for cls in ret.classes:
        found += [_drop("SPLIT_NOT_ISSUANCE", row, regrouped) for row in cls.regrouped]
        if not cls.sound:
            rows = [row for row in cls.issues if row.doubtful]
            found += [_drop("INSUFFICIENT_EVIDENCE", row, torn) for row in rows]
    return found


def _drop(code: str, row: ReturnIssue, why: str) -> Dropped:
    return Dropped(code=code, span=(row.span.start, row.span.end), why=why)


def flags(text: FilingText, ret: NextDayReturn) -> Iterator[QualityFlag]:
    """Classes whose balances do not agree with their rows, numbers that were joined, and a form
    of which no balance can be read.
    """
    if not ret.classes:
        where = text.evidence(ret.title.start, ret.title.end)
        detail = "a next day disclosure return without opening and closing balances that can be read: look at the form itself"
        yield QualityFlag(code="NEEDS_REVIEW", detail=detail, evidence=where)
    for cls in ret.classes:
        if not cls.sound:
            start, end = trimmed(text.text, cls.span.start, cls.span.end)
            detail = "opening balance and changes are not the closing balance, or cannot be read"
            yield QualityFlag(
                code="BALANCE_MISMATCH", detail=detail, evidence=text.evidence(start, end)
            )
        for row in cls.issues:
            if row.repaired_from is not None:
                left, right = row.repaired_from
                detail = f"{left!r} + {right!r} -> {row.shares:,} (confirmed by opening + changes = closing)"
                where = text.evidence(row.span.start, row.span.end)
                yield QualityFlag(code="OCR_SPLIT_NUMBER", detail=detail, evidence=where)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of at most 600 characters without the white space at its ends."""
    raw = text[start : min(end, start + 600)]
    begin = start + len(raw) - len(raw.lstrip())
    return begin, begin + len(raw.strip())


def _leg(cls: NextDayClass, row: ReturnIssue) -> Leg:
    kind = cls.share_class.kind
    return Leg(
        subtype=subtype(row.description),
        status="completed",
        spans=((row.span.start, row.span.end),),
        units=row.shares,
        security=f"{kind} shares" if kind in {"A", "B", "H"} else "ordinary shares",
        price=row.price,
        currency=row.currency,
        completion_date=row.changed_on,
        mandate="general" if re.search(r"(?i)general mandate|一般授權", row.description) else None,
        pct_existing=row.percent,
        opening_balance=cls.opening,
        closing_balance=cls.closing,
        confidence=Decimal("0.98") if cls.sound else Decimal("0.8"),
    )


def subtype(description: str) -> str:
    """The kind of issue that a row describes; ``subscription`` where nothing is named."""
    return next(
        (name for name, p in _SUBTYPES if re.search(p, description, re.IGNORECASE)), "subscription"
    )
