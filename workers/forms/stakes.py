"""A stake as a draft: what both schedules share."""

from __future__ import annotations

from decimal import Decimal

from watcher.model import QualityFlag, Suppressed
from workers.events import Draft, Found, Reading
from workers.forms.people import key_of
from workers.forms.stake import Stake, fields, read_stake


def found(reading: Reading, kind: str, forms: tuple[str, ...]) -> Found:
    """The stake that a schedule of these forms tells; an unread one is flagged."""
    if reading.form not in forms:
        return Found()
    text, stake = reading.text, read_stake(reading.text)
    if stake is None:
        why = f"the cover page of this {reading.form} cannot be read; read it by hand"
        block = text.blocks[0] if text.blocks else None
        place = text.evidence(block.start, block.end) if block else None
        dropped = Suppressed(
            would_be_type=kind, reason_code="INSUFFICIENT_EVIDENCE", evidence=place, why=why
        )
        flag = QualityFlag(code="NEEDS_REVIEW", detail=why, evidence=place)
        return Found(suppressed=(dropped,), flags=(flag,))
    amended = reading.form.endswith("/A")
    draft = Draft(
        type=kind,
        subtype=_subtype(stake.largest.percent, amended=amended),
        status="effective",
        confidence=Decimal("0.97"),
        fields=fields(stake),
        event_date=stake.day,
        evidence=tuple(text.evidence(a, b) for a, b in _spans(stake)),
    )
    return Found(drafts=(draft,))


def _spans(stake: Stake) -> tuple[tuple[int, int], ...]:
    """The largest holder first, then the issuer, class and day, then the others of the group."""
    others = (span for holder in stake.holders for span in holder.spans)
    return tuple(dict.fromkeys((*stake.largest.spans, *stake.spans, *others)))


def _subtype(percent: Decimal | None, *, amended: bool) -> str:
    """New, changed, or below five per cent (Rule 13d-1)."""
    if percent is not None and percent < 5:
        return "below_threshold"
    return "amended" if amended else "new"


def identity(draft: Draft) -> str:
    """The holder and the day."""
    return f"{key_of(str(draft.fields.get('holder')))}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``Northern Pier Fund LP holds 9.9 % of the class``."""
    return f"{draft.fields.get('holder')} holds {draft.fields.get('percent')} % of the class"
