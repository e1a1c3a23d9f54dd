"""Cues on a Form 144 that are no event of their own, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.model import Suppressed
from workers.forms.form144 import Notice, nature_class
from workers.forms.people import plain_company
from workers.forms.places import at
from workers.forms.values import text_of
from workers.text.model import Cell, FilingText


def notice_suppressed(notice: Notice, text: FilingText) -> Iterator[Suppressed]:
    """Cues on the form that are no event of their own, each with its reason."""
    yield from _about_execution(notice, text)
    yield from _about_acquisitions(notice, text)
    if notice.plan_sentence:
        why = "This sentence is printed on every Form 144. Only adoption dates or the remarks may set the plan flag."
        yield Suppressed(
            would_be_type="plan_10b5_1",
            reason_code="BOILERPLATE",
            evidence=at(text, notice.plan_sentence),
            why=why,
        )
    if notice.live is None and notice.live_cell:
        why = "Both radio labels survive the rendering, the selection is lost; EDGAR disseminates only live filings."
        yield Suppressed(
            would_be_type="test_filing",
            reason_code="BOILERPLATE",
            evidence=at(text, notice.live_cell),
            why=why,
        )


def _about_execution(notice: Notice, text: FilingText) -> Iterator[Suppressed]:
    if notice.nothing_to_report:
        why = "No sale in the past three months is reported; nothing has been executed."
        yield Suppressed(
            would_be_type="insider_sale/executed",
            reason_code="NEGATED",
            evidence=at(text, notice.nothing_cell),
            why=why,
        )
    for sale in notice.past_sales[:1]:
        why = f"{len(notice.past_sales)} sale(s) of the past three months are history, kept in sold_past_3_months."
        cell = sale.sold.cell or sale.units.cell or sale.seller
        yield Suppressed(
            would_be_type="insider_sale/executed",
            reason_code="HISTORICAL_RECAP",
            evidence=at(text, cell),
            why=why,
        )
    yield Suppressed(
        would_be_type="insider_sale/executed",
        reason_code="NOTICE_NOT_EXECUTION",
        evidence=at(text, notice.heading),
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
            place = at(text, row.nature or row.acquired.cell or row.title)
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
            evidence=at(text, new[0].nature or new[0].acquired_from),
            why=why,
        )
    if notice.acquisitions and all(row.gift is False for row in notice.acquisitions):
        yield Suppressed(
            would_be_type="gift",
            reason_code="NEGATED",
            evidence=at(text, notice.acquisitions[0].gift_cell),
            why="The gift box is not checked and no donor date is given.",
        )


def _may_be_new(nature: Cell | None, acquired_from: Cell | None, notice: Notice) -> bool:
    if nature_class(text_of(nature)) in {"employee_equity", "conversion", "private_placement"}:
        return True
    source = plain_company(text_of(acquired_from) or "")
    return (source in {"issuer", "the issuer", "company", ""} and bool(acquired_from)) or (
        bool(source) and source == plain_company(text_of(notice.issuer_name) or "")
    )
