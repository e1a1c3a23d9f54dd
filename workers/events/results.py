"""Periodic results: annual, interim, quarterly and preliminary figures as printed.

Sources: HKEX headlines 13300, 13400, 13600 (Listing Rules 13.49, 13.49(6)), Form 8-K Item
2.02 with its press release, exhibits of Form 6-K. Recaps of older periods are no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from watcher.model import Derived, Evidence, Label, QualityFlag, Suppressed, Value
from workers.events import Draft, EventType, Found, HeadlineCode, Item, Phrase, Reading
from workers.results.derive import derived, doubts
from workers.results.detect import TITLE, Announcement, announcements
from workers.results.figures import Figure, figures
from workers.results.labels import INSTANT, Concept
from workers.results.period import Period
from workers.results.prose import Rate, Said, impairment_sentence, said
from workers.results.scale import scaled, unit_doubt
from workers.results.tables import rows
from workers.results.telling import grade, headline

_LOSS_NAMES: Mapping[Concept, tuple[str, str]] = {
    "operating_result": ("operating_profit", "operating_loss"),
    "result_before_tax": ("profit_before_tax", "loss_before_tax"),
    "net_result": ("net_profit", "net_loss"),
    "net_result_attributable": ("net_profit_attributable", "net_loss_attributable"),
    "adjusted_net_result": ("adjusted_net_profit", "adjusted_net_loss"),
}
_ORDER: tuple[Concept, ...] = (
    "revenue",
    "gross_profit",
    "result_before_tax",
    "net_result",
    "net_result_attributable",
    "operating_result",
    "adjusted_net_result",
    "adjusted_ebitda",
    "impairment_long_lived_assets",
    "cash_and_equivalents",
    "total_assets",
    "total_liabilities",
)
_PROVEN: tuple[Concept, ...] = ("revenue", "net_result", "net_result_attributable")
_PRELIMINARY = re.compile(
    r"preliminary (?:unaudited |estimated |selected? |financial |operating |fourth |first |second |third |quarter |fiscal |year |full |20\d\d |and ){0,6}results"
    r"|(?:announces|reports|providing|provides) preliminary\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One announcement with its figures and sentences."""

    announcement: Announcement
    figures: Mapping[Concept, Figure]
    said: Said


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each period announced; the document with most figures is its source."""
    del labels  # a title decides, and a title may stand in a section without a signal
    read = [_read(a, _default_currency(reading)) for a in announcements(reading)]
    drafts: list[Draft] = []
    suppressed: list[Suppressed] = []
    flags: list[QualityFlag] = []
    for best in _by_period(read):
        drafts.append(_draft(reading, best))
        suppressed += _folded(reading, best)
        flags += doubts(best.figures, best.said.rate, reading.text)
        flags += unit_doubt(best.figures, next(_evidence(reading, best)))
    return Found(drafts=tuple(drafts), suppressed=tuple(suppressed), flags=tuple(flags))


def _read(announcement: Announcement, dollar: str | None) -> _Read:
    period, blocks = announcement.period, announcement.blocks
    found = scaled(figures(rows(blocks), period), blocks, dollar) if period else {}
    return _Read(announcement=announcement, figures=found, said=said(announcement.blocks))


def _by_period(read: Sequence[_Read]) -> Iterator[_Read]:
    """Of the documents for one period the fullest; one without a period only if alone."""
    dated = [r for r in read if r.announcement.period is not None]
    for period in dict.fromkeys(r.announcement.period for r in dated):
        same = [r for r in dated if r.announcement.period == period]
        yield max(same, key=lambda r: len(r.figures))
    if read and not dated:
        yield read[0]


def _draft(reading: Reading, read: _Read) -> Draft:
    announcement = read.announcement
    subtype = _subtype(announcement)
    return Draft(
        type="results",
        subtype=subtype,
        status="published",
        confidence=_confidence(read),
        fields=_fields(read, announcement.period, _default_currency(reading)),
        evidence=tuple(_evidence(reading, read)),
        derived=(*derived(read.figures), *_counted(announcement.period)),
        event_date=reading.document_date,
        exhibit=None if announcement.part.label == "main" else announcement.part.label,
        title_item=announcement.title_item,
    )


def _counted(period: Period | None) -> tuple[Derived, ...]:
    return (period.counted,) if period else ()


def _subtype(announcement: Announcement) -> str | None:
    if _PRELIMINARY.search(announcement.title):
        return "preliminary"
    if announcement.period is not None:
        return announcement.period.kind
    title = announcement.title.lower()
    if re.search(r"quarter|季", title):
        return "quarterly"
    if re.search(r"interim|half|中期|半年", title):
        return "interim"
    return "annual" if re.search(r"annual|final|year|全年|年度|末期", title) else None


def _confidence(read: _Read) -> Decimal:
    if read.announcement.period is None:
        return Decimal("0.8")
    return Decimal("0.98") if read.figures else Decimal("0.9")


def _evidence(reading: Reading, read: _Read) -> Iterator[Evidence]:
    yield reading.text.evidence(read.announcement.start, read.announcement.end)
    for concept in _PROVEN:
        figure = read.figures.get(concept)
        if figure is not None:
            yield reading.text.evidence(figure.row.row.start, figure.row.row.end)


def _default_currency(reading: Reading) -> str | None:
    """Form 8-K is US dollars where a table names no other."""
    return "USD" if (reading.form or "").startswith("8-K") else None


def _fields(read: _Read, period: Period | None, default: str | None) -> Mapping[str, Value]:
    told, found = read.said, read.figures
    main = next((found[c] for c in _ORDER if c in found), None)
    return {
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "gaap": told.gaap,
        "audited": told.audited,
        "reviewed_by_audit_committee": told.reviewed_by_audit_committee,
        "auditor": told.auditor,
        "auditor_assurance": told.auditor_assurance,
        "currency": (main.currency or default) if main else None,
        "unit_multiplier": main.multiplier or 1 if main else None,
        "figures": {_name(found[c]): _values(found[c]) for c in _ORDER if c in found},
        "eps_basic": _eps(found.get("eps_basic"), default),
        "dividend_declared": told.dividend_declared,
        "convenience_rate": _rate(told.rate),
        "going_concern_doubt": told.going_concern_doubt,
        "modified_opinion": told.modified_opinion,
        "employees": told.employees,
    }


def _name(figure: Figure) -> str:
    gain, loss = _LOSS_NAMES.get(figure.concept, (figure.concept, figure.concept))
    return loss if figure.current < 0 else gain


def _values(figure: Figure) -> Mapping[str, Value]:
    prior = "prior_year_end" if figure.concept in INSTANT else "prior"
    values: dict[str, Value] = {"current": _number(figure.current), prior: _number(figure.prior)}
    if figure.change_pct is not None:
        values["change_pct_printed"] = figure.change_pct
    return values


def _number(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value


def _eps(figure: Figure | None, default: str | None) -> Value:
    if figure is None:
        return None
    per = "ADS" if figure.per_ads else "ordinary share"
    return {"value": figure.current, "currency": figure.currency or default, "per": per}


def _rate(rate: Rate | None) -> Value:
    if rate is None:
        return None
    return {"rate": rate.rate, "pair": f"{rate.base} per {rate.quote}", "date": rate.on}


def _folded(reading: Reading, read: _Read) -> Iterator[Suppressed]:
    """An impairment is a figure of the results, not an alert of its own."""
    figure = read.figures.get("impairment_long_lived_assets")
    span = impairment_sentence(read.announcement.blocks)
    if span is None and figure is not None and figure.current:
        span = (figure.row.row.start, figure.row.row.end)
    if span is not None:
        yield Suppressed(
            would_be_type="impairment",
            reason_code="FOLDED_INTO_RESULTS",
            evidence=reading.text.evidence(*span),
            why="kept as a figure of the results; not an alert of its own",
        )


def identity(draft: Draft) -> str:
    """Subtype and period end: one announcement and its 6-K twin are one event."""
    end = draft.fields.get("period_end") or draft.event_date
    return f"{draft.subtype}|{end}"


EVENT = EventType(
    name="results",
    subtypes=("annual", "interim", "quarterly", "preliminary"),
    signals=(
        Item(numbers=("2.02", "12")),
        HeadlineCode(codes=("13300", "13400", "13600")),
        Phrase(pattern=TITLE),
        Phrase(pattern=r"annual report|interim report|年報|中期報告|results of .{0,200}as follows"),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
