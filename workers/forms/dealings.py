"""Dealings at HKEX as drafts: Form 3A notices first, then what the issuer announces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.model import Label, QualityFlag
from workers.events import Draft, Found, HeadlineCode, Phrase, Reading
from workers.forms.dealing import Dealing, derived, fields
from workers.forms.dealing_prose import TOLD
from workers.forms.dealing_prose import read as announced_dealings
from workers.forms.di_notice import FORM_WORDS, read_notice
from workers.text.model import Part
from workers.text.sections import title_items

_TITLE = re.compile(
    r"(?i)shareholding|dealing|(?:disposal|acquisition|purchase)\s+of\s+shares|增持|減持|股權|權益"
)
CODES = ("17200", "17350")
SIGNALS = (
    HeadlineCode(codes=CODES),
    Phrase(pattern=rf"{FORM_WORDS}|{TOLD}"),
)


def found(reading: Reading, labels: tuple[Label, ...], kind: str, *, sales: bool) -> Found:
    """The sales (or the purchases) of a Hong Kong document; nothing for EDGAR's own forms."""
    if reading.form not in {None, "6-K", "6-K/A", "3A", "Form 3A"}:
        return Found()
    dealings = list(_dealings(reading, labels))
    drafts = tuple(_draft(reading, d, kind) for d in dealings if d.sold is sales)
    doubts = tuple(_doubt(reading, d) for d in dealings if d.sold is None and sales)
    return Found(drafts=drafts, flags=doubts)


def _dealings(reading: Reading, labels: tuple[Label, ...]) -> Iterator[Dealing]:
    text = reading.text
    notices = [read_notice(text.text, part.start, part.end) for part in text.parts]
    told = [notice for notice in notices if notice is not None]
    if told:
        yield from told
        return
    under = any(code in CODES for code in reading.told.headline_codes)
    yield from announced_dealings(labels, reading.document_date, announced=under)


def _draft(reading: Reading, dealing: Dealing, kind: str) -> Draft:
    part = reading.text.part_at(dealing.spans[0][0])
    return Draft(
        type=kind,
        subtype="executed",
        status="completed",
        confidence=dealing.confidence,
        fields=fields(dealing),
        derived=derived(dealing),
        event_date=dealing.day,
        title_item=_title_item(reading, part),
        exhibit=None if part.label == "main" else part.label,
        evidence=tuple(reading.text.evidence(a, b) for a, b in dealing.spans),
    )


def _title_item(reading: Reading, part: Part) -> str | None:
    items = title_items(reading.text, part)
    return next((item.text for item in items if _TITLE.search(item.text)), None)


def _doubt(reading: Reading, dealing: Dealing) -> QualityFlag:
    detail = f"code {dealing.reason_code}, but the holding goes from {dealing.owned_before} to {dealing.owned_after}; read it by hand"
    return QualityFlag(
        code="NEEDS_REVIEW", detail=detail, evidence=reading.text.evidence(*dealing.spans[0])
    )
