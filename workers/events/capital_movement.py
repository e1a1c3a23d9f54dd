"""capital_movement: the month's movement in authorised, issued and treasury shares.

Read from the HKEX monthly return (rule 13.25B, form FF301 and the free-text form before
it), filed at HKEXnews or furnished as an exhibit of a 6-K.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Evidence, Label, QualityFlag, Severity, Suppressed
from workers.events import Draft, EventType, Form, Found, HeadlineCode, Phrase, Reading, Thresholds
from workers.returns import facts
from workers.returns.cells import Figure
from workers.returns.model import MonthlyReturn, SchemeRow, SchemeSection, Span
from workers.returns.monthly import read_monthly
from workers.text.model import FilingText

_STANDING_REMARK = re2.compile(r"(?i)no\s+further\s+grant|不(?:會|再)進一步授出")
_FORM_NOTES = (
    (
        "share_repurchase",
        re2.compile(
            r"In the case of repurchase of shares \(shares repurchased and cancelled\)[^\n]{0,60}"
        ),
    ),
    (
        "m_and_a",
        re2.compile(r"completion has taken place of the purchase by the issuer of all property"),
    ),
)
_MOVEMENT_LABELS = {
    "A": "options",
    "B": "warrants",
    "C": "convertibles",
    "D": "agreements",
    "E": "other",
}


def extract(reading: Reading, _labels: tuple[Label, ...]) -> Found:
    """One event for each monthly return; one whose balances cannot be read gives none."""
    drafts: list[Draft] = []
    dropped: list[Suppressed] = []
    flags: list[QualityFlag] = []
    for part in reading.text.parts:
        ret = read_monthly(reading.text.text, part.start, part.end)
        if ret is None:
            continue
        draft = _draft(reading, ret)
        drafts += [draft] if draft else []
        dropped += [
            *([] if draft else [_unreadable(reading.text, ret)]),
            *_suppressed(reading.text, ret),
        ]
        flags += _flags(reading.text, ret)
    return Found(drafts=tuple(drafts), suppressed=tuple(dropped), flags=tuple(flags))


def _readable(ret: MonthlyReturn) -> bool:
    return bool(ret.issued) and ret.month_ended is not None and all(c.sound for c in ret.issued)


def _draft(reading: Reading, ret: MonthlyReturn) -> Draft | None:
    if not _readable(ret):
        return None
    ratio = reading.issuer.ads_ratio(ret.month_ended) if reading.issuer else None
    return Draft(
        type="capital_movement",
        subtype="monthly_return",
        status=_status(ret),
        confidence=Decimal("0.95") if ret.repairs else Decimal("0.99"),
        fields=facts.fields(ret),
        derived=facts.derived(ret, ratio),
        event_date=ret.month_ended,
        exhibit=_exhibit(reading.text, ret),
        evidence=_evidence(reading.text, ret),
    )


def _status(ret: MonthlyReturn) -> str:
    if (ret.status and "resub" in ret.status.lower().replace("-", "")) or ret.status in {
        "重新提交",
        "再次提交",
    }:
        return "corrected"
    return "effective" if facts.moved(ret) else "no_movement"


def _exhibit(text: FilingText, ret: MonthlyReturn) -> str | None:
    label = text.part_at(ret.title.start).label
    return None if label == "main" else label


def _evidence(text: FilingText, ret: MonthlyReturn) -> tuple[Evidence, ...]:
    spans = [ret.title, ret.head, ret.submitted_span, *facts.main_class(ret).evidence]
    return tuple(text.evidence(*_trim(text, s)) for s in spans if s is not None)


def _trim(text: FilingText, span: Span) -> tuple[int, int]:
    """A span without the white space at its ends."""
    raw = text.text[span.start : span.end]
    start = span.start + len(raw) - len(raw.lstrip())
    return start, start + len(raw.strip())


def _unreadable(text: FilingText, ret: MonthlyReturn) -> Suppressed:
    return Suppressed(
        would_be_type="capital_movement",
        reason_code="INSUFFICIENT_EVIDENCE",
        evidence=text.evidence(*_trim(text, ret.title)),
        why="The balances cannot be read, or opening + change is not closing: a person must look.",
    )


def _suppressed(text: FilingText, ret: MonthlyReturn) -> Iterator[Suppressed]:
    for section in ret.sections:
        yield from _rows_without_issue(text, section)
        if section.remark_span and _STANDING_REMARK.search(section.remark or ""):
            why = "Standing remark, repeated in every return; nothing new about the scheme."
            yield _drop(text, "share_scheme", "HISTORICAL_RECAP", section.remark_span, why)
    for entry in ret.authorised:
        if entry.stray_change is not None:
            why = "A stray number in the change row; opening equals closing, so the change is 0."
            yield _drop(text, "authorised_capital_change", "OCR_NOISE", entry.stray_change, why)
    for kind, pattern in _FORM_NOTES:
        m = pattern.search(text.text[ret.span.start : ret.span.end])
        if m is not None:
            span = Span(start=ret.span.start + m.start(), end=ret.span.start + m.end())
            yield _drop(text, kind, "BOILERPLATE", span, "Printed on every form.")
    if ret.submitter_span is not None:
        why = "Title of the person who submits the form, not an appointment."
        yield _drop(text, "officer_change", "SIGNATURE_BLOCK", ret.submitter_span, why)


def _rows_without_issue(text: FilingText, section: SchemeSection) -> Iterator[Suppressed]:
    for row in section.rows:
        issued = [v for k, v in row.values.items() if k.startswith("new_shares_issued")]
        if row.readable and issued and not any(issued):
            why = (
                f"No share was issued under these {_MOVEMENT_LABELS[section.letter]} in the month."
            )
            yield _drop(text, "share_issuance", "ZERO_MOVEMENT", row.span, why)


def _drop(text: FilingText, kind: str, code: str, span: Span, why: str) -> Suppressed:
    evidence = text.evidence(*_trim(text, span))
    return Suppressed(would_be_type=kind, reason_code=code, evidence=evidence, why=why)


def _flags(text: FilingText, ret: MonthlyReturn) -> Iterator[QualityFlag]:
    seen: set[tuple[str, str]] = set()
    for figure in ret.repairs:
        if figure.repaired_from is not None and figure.repaired_from not in seen:
            seen.add(figure.repaired_from)
            yield _repair_flag(text, ret, figure)
    for section in ret.sections:
        for row in section.rows:
            yield from _row_flags(text, row)
    for entry in ret.authorised:
        if not entry.sound:
            detail = "authorised shares x par value is not the printed capital; left empty"
            span = _trim(text, entry.share_class.span)
            yield QualityFlag(code="BALANCE_MISMATCH", detail=detail, evidence=text.evidence(*span))
    if not _readable(ret):
        detail = "opening, change and closing balances do not agree or cannot be read"
        yield QualityFlag(
            code="BALANCE_MISMATCH", detail=detail, evidence=text.evidence(*_trim(text, ret.title))
        )
    for doubt in ret.noise:
        where = text.evidence(doubt.span.start, doubt.span.end) if doubt.span else None
        yield QualityFlag(code=doubt.code, detail=doubt.detail, evidence=where)


def _repair_flag(text: FilingText, ret: MonthlyReturn, figure: Figure) -> QualityFlag:
    left, right = figure.repaired_from or ("", "")
    detail = f"{left!r} + {right!r} -> {figure.text} ({_proof(ret, figure)})"
    return QualityFlag(
        code="OCR_SPLIT_NUMBER", detail=detail, evidence=text.evidence(figure.start, figure.end)
    )


def _proof(ret: MonthlyReturn, figure: Figure) -> str:
    """Which identity of the form confirms a joined number."""
    balances = [m for c in ret.issued if c.sound for m in (c.issued, c.treasury, c.total) if m]
    if any(figure.count in {m.opening, m.closing} for m in balances):
        return "confirmed by opening + change = closing and by the total column"
    for entry in ret.authorised:
        if figure.count in {entry.shares.opening, entry.shares.closing} and entry.capital:
            return f"confirmed by x {entry.par_value} = {entry.capital}"
    rows = [r for s in ret.sections for r in s.rows]
    if any(r.values.get("options_closing") == figure.count for r in rows):
        return "confirmed by the opening column"
    return "thousands groups fit; no sum on the form proves it, confidence 0.9"


def _row_flags(text: FilingText, row: SchemeRow) -> Iterator[QualityFlag]:
    where = text.evidence(*_trim(text, row.span))
    if not row.readable:
        detail = f"a number in the row of {row.name!r} cannot be read; the row is left empty"
        yield QualityFlag(code="OCR_UNREADABLE_NUMBER", detail=detail, evidence=where)
    if row.shifted is not None:
        detail = f"{row.shifted.text} is taken as issuable at the close, the last column but one; confidence 0.85"
        yield QualityFlag(
            code="OCR_COLUMN_SHIFT",
            detail=detail,
            evidence=text.evidence(row.shifted.start, row.shifted.end),
        )


def _identity(draft: Draft) -> str:
    month = draft.event_date or date.min
    return f"{draft.subtype}|{month:%Y-%m}"


def _headline(draft: Draft) -> str:
    balance = draft.fields.get("issued_excluding_treasury")
    closing = balance.get("closing") if isinstance(balance, dict) else None
    change = draft.fields.get("net_increase_issued")
    shown = f"{closing:,} shares" if isinstance(closing, int) else "balances"
    moved = f"{change:+,}" if isinstance(change, int) and change else "no movement"
    return (
        f"Monthly return {draft.event_date:%B %Y}: {shown}, {moved}"
        if draft.event_date
        else "Monthly return"
    )


def _grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Info below ``low_pct`` of the issued shares, low below ``medium_pct``, then medium."""
    balance = draft.fields.get("issued_excluding_treasury")
    if not isinstance(balance, dict) or not balance.get("opening"):
        return Severity.INFO
    pct = abs(Decimal(str(balance["change"]))) * 100 / Decimal(str(balance["opening"]))
    if pct >= thresholds.get("medium_pct", Decimal(5)):
        return Severity.MEDIUM
    return Severity.LOW if pct >= thresholds.get("low_pct", Decimal(1)) else Severity.INFO


EVENT = EventType(
    name="capital_movement",
    subtypes=("monthly_return",),
    signals=(
        HeadlineCode(codes=("51500",)),
        Form(names=("FF301",)),
        Phrase(pattern=r"Monthly\s+Return\s+(?:for|of)\s+Equity\s+Issuer|證券變動月報表"),
    ),
    extract=extract,
    identity=_identity,
    headline=_headline,
    grade=_grade,
    doc="Monthly return: authorised, issued and treasury balances, schemes, and what moved.",
)
