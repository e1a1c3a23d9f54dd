"""What a Form 144 leaves in doubt. A doubt is said; it never changes a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from watcher.model import Issuer, QualityFlag
from workers.forms.form144 import Notice
from workers.forms.people import similar_but_not_equal
from workers.forms.places import at
from workers.forms.proposed import (
    LISTED_RELATIONSHIPS,
    classes,
    price_of,
    relationship_words,
    sale_date,
)
from workers.forms.values import PLACEHOLDER_BEFORE, text_of, total
from workers.text.model import FilingText

PRICE_RATIO = 5
"""Rows of one notice whose prices differ by more than this factor are suspect."""
MAX_SOURCES = 40
"""The form has room for this many acquisitions."""
PRICE_CEILING, PRICE_FLOOR = Decimal(10_000), Decimal("0.001")


def notice_flags(notice: Notice, issuer: Issuer | None, text: FilingText) -> Iterator[QualityFlag]:
    """Doubts in the order of the form. None of them changes a figure."""
    yield from _about_filer(notice, issuer, text)
    yield from _about_numbers(notice, text)
    yield from _about_dates(notice, text)
    yield from _about_prices(notice, issuer)
    yield QualityFlag(
        code="CURRENCY_ASSUMED", detail="the form states no currency; USD by form convention"
    )


def _about_filer(notice: Notice, issuer: Issuer | None, text: FilingText) -> Iterator[QualityFlag]:
    name = text_of(notice.issuer_name)
    others = [issuer.name] if issuer else []
    sources = [row.acquired_from.text for row in notice.acquisitions if row.acquired_from]
    others += list(dict.fromkeys(sources))[:MAX_SOURCES]
    unlike = next((o for o in others if name and similar_but_not_equal(name, o)), None)
    if unlike:
        detail = f"'{name}' as issuer of the form, '{unlike}' elsewhere"
        yield QualityFlag(
            code="ISSUER_NAME_MISMATCH", detail=detail, evidence=at(text, notice.issuer_name)
        )
    filer, company = (
        text_of(notice.filer_cik),
        text_of(notice.issuer_cik) or (issuer.cik if issuer else None),
    )
    if filer and (company is None or filer.lstrip("0") != company.lstrip("0")):
        detail = f"Filer CIK {filer} is the seller, not the issuer; never use it as the issuer key"
        yield QualityFlag(
            code="FILER_IS_PERSON", detail=detail, evidence=at(text, notice.filer_cik)
        )
    if notice.live is None:
        detail = "LIVE or TEST cannot be told from the text; treated as LIVE"
        yield QualityFlag(
            code="SUBMISSION_MODE_UNKNOWN", detail=detail, evidence=at(text, notice.live_cell)
        )
    zip_code = text_of(notice.zip_code)
    if zip_code and zip_code.isdigit() and len(set(zip_code)) == 1:
        yield QualityFlag(
            code="ZIP_PLACEHOLDER", detail=f"zip {zip_code}", evidence=at(text, notice.zip_code)
        )
    for cell in notice.relationships:
        if not all(w.startswith(LISTED_RELATIONSHIPS) for w in relationship_words(cell.text)):
            detail = f"'{cell.text}' is not one of the listed values; director or officer is not inferred from it"
            yield QualityFlag(code="RELATIONSHIP_FREE_TEXT", detail=detail, evidence=at(text, cell))


def _about_numbers(notice: Notice, text: FilingText) -> Iterator[QualityFlag]:
    for column, printed in notice.numbers():
        raw = text_of(printed.cell)
        if printed.oddity and raw is None:
            yield QualityFlag(
                code="NUMBER_MISSING",
                detail=f"{column}: the form leaves it empty; sums leave it out",
            )
        elif printed.oddity and printed.value is None:
            detail = f"{column}: '{raw}' is {printed.oddity}; not guessed"
            yield QualityFlag(
                code="NUMBER_UNREADABLE", detail=detail, evidence=at(text, printed.cell)
            )
        elif printed.oddity:
            detail = f"{column}: '{raw}' is {printed.oddity}; read as {printed.value}"
            yield QualityFlag(code="NUMBER_FORMAT", detail=detail, evidence=at(text, printed.cell))
    if notice.columns_lost:
        detail = (
            "the rendering lost the columns of a table; cells are told apart by dates and figures"
        )
        yield QualityFlag(code="COLUMNS_LOST", detail=detail)
    for cell in notice.unread:
        detail = f"a table row fits no columns of the form: '{cell.text[:120]}'; read it by hand"
        yield QualityFlag(code="ROW_UNREADABLE", detail=detail, evidence=at(text, cell))


def _about_dates(notice: Notice, text: FilingText) -> Iterator[QualityFlag]:
    noticed, sold = notice.notice_date.value, sale_date(notice)
    for column, printed in notice.days():
        if printed.cell and printed.value is None:
            detail = (
                f"{column}: '{printed.cell.text}' is no date in month/day/year order; not guessed"
            )
            yield QualityFlag(
                code="DATE_UNREADABLE", detail=detail, evidence=at(text, printed.cell)
            )
        elif printed.value and printed.value < PLACEHOLDER_BEFORE:
            detail = f"{column}: {printed.value} is a placeholder, kept as filed"
            yield QualityFlag(
                code="DATE_PLACEHOLDER", detail=detail, evidence=at(text, printed.cell)
            )
    acquired = max(
        (r.acquired.value for r in notice.acquisitions if r.acquired.value), default=None
    )
    if acquired and noticed and acquired > noticed:
        detail = (
            f"acquired date {acquired} is {(acquired - noticed).days} day(s) after the notice date {noticed}; "
            "normal for a same-day exercise and sale"
        )
        yield QualityFlag(code="ACQUIRED_AFTER_NOTICE", detail=detail)
    if sold and acquired and acquired > sold:
        yield QualityFlag(
            code="ACQUIRED_AFTER_SALE",
            detail=f"acquired date {acquired} is after the sale date {sold}",
        )
    if sold and noticed and sold < noticed:
        yield QualityFlag(
            code="SALE_BEFORE_NOTICE",
            detail=f"sale date {sold} is before the notice date {noticed}",
        )


def _about_prices(notice: Notice, issuer: Issuer | None) -> Iterator[QualityFlag]:
    prices = [p for row in notice.rows if (p := price_of(row))]
    past = [
        s.gross.value / s.units.value for s in notice.past_sales if s.gross.value and s.units.value
    ]
    for price in prices:
        if not PRICE_FLOOR <= price <= PRICE_CEILING:
            yield QualityFlag(
                code="PRICE_OUTLIER",
                detail=f"{price:.2f} a unit is out of the usual range; as filed",
            )
    everything = prices + past
    if prices and everything and max(everything) > PRICE_RATIO * min(everything):
        detail = f"prices a unit on one form run from {min(everything):.2f} to {max(everything):.2f}; as filed"
        yield QualityFlag(code="PRICE_OUTLIER", detail=detail)
    by_class = classes(notice, issuer)
    for sold in by_class:
        if sold.kind == "ads" and sold.ratio and sold.outstanding:
            detail = f"{sold.outstanding} units outstanding beside an ADS class: unit inferred, not stated"
            yield QualityFlag(code="OUTSTANDING_UNIT_INFERRED", detail=detail)
        if sold.units and sold.outstanding and sold.units > sold.outstanding:
            detail = f"{sold.units} units to be sold exceed {sold.outstanding} outstanding of {sold.title}; as filed"
            yield QualityFlag(code="PERCENT_IMPLAUSIBLE", detail=detail)
    acquired, sold_units = (
        total(r.units for r in notice.acquisitions),
        total(r.units for r in notice.rows),
    )
    if acquired is not None and sold_units is not None and acquired < sold_units:
        detail = (
            f"acquisitions of {acquired} do not cover the {sold_units} units to be sold; as filed"
        )
        yield QualityFlag(code="ACQUISITIONS_SHORT", detail=detail)
    kinds = {c.kind for c in by_class}
    if len(kinds) > 1:
        yield QualityFlag(
            code="UNIT_KINDS_MIXED",
            detail="the rows are of different kinds of unit; the sum mixes them",
        )
