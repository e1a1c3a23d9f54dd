"""What a Form 144 leaves in doubt (flags) and what on it is no event (suppressed)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from watcher.model import Evidence, Issuer, QualityFlag, Suppressed
from workers.forms.form144 import Notice, nature_class
from workers.forms.proposed import LISTED_RELATIONSHIPS, classes, price_of, sale_date
from workers.forms.securities import folded
from workers.forms.values import PLACEHOLDER_BEFORE, Cell, text_of
from workers.text.model import FilingText

PRICE_RATIO = 5
"""Rows of one notice whose prices differ by more than this factor are suspect."""
PRICE_CEILING, PRICE_FLOOR = Decimal(10_000), Decimal("0.001")
_SIMILAR = 0.85
_SUFFIXES = (
    "limited",
    "ltd",
    "inc",
    "incorporated",
    "corporation",
    "corp",
    "company",
    "co",
    "plc",
    "llc",
    "the",
)


def notice_flags(notice: Notice, issuer: Issuer | None, text: FilingText) -> Iterator[QualityFlag]:
    """Doubts in the order of the form. None of them changes a figure."""
    yield from _about_filer(notice, issuer, text)
    yield from _about_numbers(notice, text)
    yield from _about_dates(notice, text)
    yield from _about_prices(notice, issuer)
    yield QualityFlag(
        code="CURRENCY_ASSUMED", detail="the form states no currency; USD by form convention"
    )


def notice_suppressed(notice: Notice, text: FilingText) -> Iterator[Suppressed]:
    """Cues on the form that are no event of their own, each with its reason."""
    yield from _about_execution(notice, text)
    yield from _about_acquisitions(notice, text)
    if notice.plan_sentence:
        why = "This sentence is printed on every Form 144. Only adoption dates or the remarks may set the plan flag."
        yield Suppressed(
            would_be_type="plan_10b5_1",
            reason_code="BOILERPLATE",
            evidence=_at(text, notice.plan_sentence),
            why=why,
        )
    if notice.live is None and notice.live_cell:
        why = "Both radio labels survive the rendering, the selection is lost; EDGAR disseminates only live filings."
        yield Suppressed(
            would_be_type="test_filing",
            reason_code="BOILERPLATE",
            evidence=_at(text, notice.live_cell),
            why=why,
        )


def row_evidence(text: FilingText, *cells: Cell | None) -> tuple[Evidence, ...]:
    """The lines in which the values stand, in order, each once."""
    found = {place.start: place for cell in cells if cell and (place := _line(text, cell))}
    return tuple(found[start] for start in sorted(found))


def similar_but_not_equal(name: str, other: str) -> bool:
    """Two spellings of one company name: alike after folding, but not the same."""
    one, two = _plain(name), _plain(other)
    return one != two and SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SIMILAR


def _about_filer(notice: Notice, issuer: Issuer | None, text: FilingText) -> Iterator[QualityFlag]:
    name = text_of(notice.issuer_name)
    others = [issuer.name] if issuer else []
    others += [row.acquired_from.text for row in notice.acquisitions if row.acquired_from]
    unlike = next((o for o in others if name and similar_but_not_equal(name, o)), None)
    if unlike:
        detail = f"'{name}' as issuer of the form, '{unlike}' elsewhere; exact keys decide, never the spelling"
        yield QualityFlag(
            code="ISSUER_NAME_MISMATCH", detail=detail, evidence=_at(text, notice.issuer_name)
        )
    filer, company = (
        text_of(notice.filer_cik),
        text_of(notice.issuer_cik) or (issuer.cik if issuer else None),
    )
    if filer and (company is None or filer.lstrip("0") != company.lstrip("0")):
        detail = f"Filer CIK {filer} is the seller, not the issuer; never use it as the issuer key"
        yield QualityFlag(
            code="FILER_IS_PERSON", detail=detail, evidence=_at(text, notice.filer_cik)
        )
    if notice.live is None:
        detail = "LIVE or TEST cannot be told from the text; treated as LIVE"
        yield QualityFlag(
            code="SUBMISSION_MODE_UNKNOWN", detail=detail, evidence=_at(text, notice.live_cell)
        )
    zip_code = text_of(notice.zip_code)
    if zip_code and zip_code.isdigit() and len(set(zip_code)) == 1:
        yield QualityFlag(
            code="ZIP_PLACEHOLDER", detail=f"zip {zip_code}", evidence=_at(text, notice.zip_code)
        )
    for cell in notice.relationships:
        if not cell.text.strip().lower().startswith(LISTED_RELATIONSHIPS):
            detail = f"'{cell.text}' is not one of the listed values; director or officer is not inferred from it"
            yield QualityFlag(
                code="RELATIONSHIP_FREE_TEXT", detail=detail, evidence=_at(text, cell)
            )


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
                code="NUMBER_UNREADABLE", detail=detail, evidence=_at(text, printed.cell)
            )
        elif printed.oddity:
            detail = f"{column}: '{raw}' {printed.oddity}; read as {printed.value}"
            yield QualityFlag(code="NUMBER_FORMAT", detail=detail, evidence=_at(text, printed.cell))
    if notice.columns_lost:
        detail = (
            "the rendering lost the columns of a table; cells are told apart by dates and figures"
        )
        yield QualityFlag(code="COLUMNS_LOST", detail=detail)
    for cell in notice.unread:
        detail = f"a table row fits no columns of the form: '{cell.text[:120]}'; read it by hand"
        yield QualityFlag(code="ROW_UNREADABLE", detail=detail, evidence=_at(text, cell))


def _about_dates(notice: Notice, text: FilingText) -> Iterator[QualityFlag]:
    noticed, sold = notice.notice_date.value, sale_date(notice)
    for column, printed in notice.days():
        if printed.cell and printed.value is None:
            detail = (
                f"{column}: '{printed.cell.text}' is no date in month/day/year order; not guessed"
            )
            yield QualityFlag(
                code="DATE_UNREADABLE", detail=detail, evidence=_at(text, printed.cell)
            )
        elif printed.value and printed.value < PLACEHOLDER_BEFORE:
            detail = f"{column}: {printed.value} is a placeholder, kept as filed"
            yield QualityFlag(
                code="DATE_PLACEHOLDER", detail=detail, evidence=_at(text, printed.cell)
            )
    acquired = max(
        (r.acquired.value for r in notice.acquisitions if r.acquired.value), default=None
    )
    if acquired and noticed and acquired > noticed:
        detail = (
            f"acquired date {acquired} is {(acquired - noticed).days} day(s) after the notice date {noticed}; "
            "normal for a same-day exercise and sale, both kept"
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
    for sold in classes(notice, issuer):
        if sold.kind == "ads" and sold.ratio and sold.outstanding:
            detail = f"{sold.outstanding} units outstanding beside an ADS class: unit inferred, not stated"
            yield QualityFlag(code="OUTSTANDING_UNIT_INFERRED", detail=detail)
        if sold.units and sold.outstanding and sold.units > sold.outstanding:
            detail = f"{sold.units} units to be sold exceed {sold.outstanding} outstanding of {sold.title}; as filed"
            yield QualityFlag(code="PERCENT_IMPLAUSIBLE", detail=detail)
    kinds = {c.kind for c in classes(notice, issuer)}
    if len(kinds) > 1:
        yield QualityFlag(
            code="UNIT_KINDS_MIXED",
            detail="the rows are of different kinds of unit; read `classes`, not the sum",
        )


def _about_execution(notice: Notice, text: FilingText) -> Iterator[Suppressed]:
    if notice.nothing_to_report:
        why = "No sale in the past three months is reported; nothing has been executed."
        yield Suppressed(
            would_be_type="insider_sale/executed",
            reason_code="NEGATED",
            evidence=_at(text, notice.nothing_cell),
            why=why,
        )
    for sale in notice.past_sales[:1]:
        why = f"{len(notice.past_sales)} sale(s) of the past three months are history, kept in sold_past_3_months."
        cell = sale.sold.cell or sale.units.cell or sale.seller
        yield Suppressed(
            would_be_type="insider_sale/executed",
            reason_code="HISTORICAL_RECAP",
            evidence=_at(text, cell),
            why=why,
        )
    yield Suppressed(
        would_be_type="insider_sale/executed",
        reason_code="NOTICE_NOT_EXECUTION",
        evidence=_at(text, notice.heading),
        why="A Form 144 is an intention; only a Form 4 (code S), a DI notice or an announcement can prove a sale.",
    )


def _about_acquisitions(notice: Notice, text: FilingText) -> Iterator[Suppressed]:
    seen: set[str] = set()
    for row in notice.acquisitions:
        bought = nature_class(text_of(row.nature)) == "open_market"
        code = "HISTORICAL_RECAP" if bought else "NOT_A_PURCHASE"
        if code not in seen:
            seen.add(code)
            why = (
                "How the securities to be sold were once bought is history."
                if bought
                else "Acquired otherwise than by a market purchase; how the securities came is no purchase event."
            )
            place = _at(text, row.nature or row.acquired.cell or row.title)
            yield Suppressed(
                would_be_type="insider_purchase", reason_code=code, evidence=place, why=why
            )
    new = [r for r in notice.acquisitions if _may_be_new(r.nature, r.acquired_from, notice)]
    if new:
        why = (
            "Securities under an employee plan or from the issuer can be already issued; a Form 144 never proves "
            "a new issue."
        )
        yield Suppressed(
            would_be_type="share_issuance",
            reason_code="INSUFFICIENT_EVIDENCE",
            evidence=_at(text, new[0].nature or new[0].acquired_from),
            why=why,
        )
    if notice.acquisitions and all(row.gift is False for row in notice.acquisitions):
        yield Suppressed(
            would_be_type="gift",
            reason_code="NEGATED",
            evidence=_at(text, notice.acquisitions[0].gift_cell),
            why="The gift box is not checked and no donor date is given.",
        )


def _may_be_new(nature: Cell | None, acquired_from: Cell | None, notice: Notice) -> bool:
    if nature_class(text_of(nature)) in {"employee_equity", "conversion", "private_placement"}:
        return True
    source = _plain(text_of(acquired_from) or "")
    return (source in {"issuer", "the issuer", "company", ""} and bool(acquired_from)) or (
        bool(source) and source == _plain(text_of(notice.issuer_name) or "")
    )


def _plain(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return " ".join(w for w in words if w not in _SUFFIXES) or folded(name)


def _at(text: FilingText, cell: Cell | None) -> Evidence | None:
    return text.evidence(cell.start, cell.end) if cell and cell.end > cell.start else None


def _line(text: FilingText, cell: Cell) -> Evidence | None:
    block = text.block_at(cell.start)
    return text.evidence(block.start, block.end) if block else _at(text, cell)
