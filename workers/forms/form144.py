"""Form 144, notice of proposed sale (Securities Act Rule 144): what the form holds.

The XML and the rendered page give the same ``Notice``. ``noOfUnitsSold`` is the number
to be sold, and past sales are history: nothing on this form proves a sale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.forms.values import NO_DAY, NO_NUMBER, Day, Number
from workers.text.model import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedRow:
    """One line of the securities information: what is to be sold, through whom."""

    title: Cell | None
    broker: Cell | None
    broker_address: str | None
    units: Number = NO_NUMBER
    value: Number = NO_NUMBER
    outstanding: Number = NO_NUMBER
    sale_date: Day = NO_DAY
    exchange: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcquiredRow:
    """One line of how the securities to be sold were acquired; ``gift`` is None if unclear."""

    title: Cell | None
    acquired: Day = NO_DAY
    nature: Cell | None = None
    acquired_from: Cell | None = None
    gift: bool | None = None
    gift_cell: Cell | None = None
    donor_acquired: Day = NO_DAY
    units: Number = NO_NUMBER
    paid: Day = NO_DAY
    payment: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSale:
    """One sale of the past three months, by the person or a seller to be aggregated."""

    seller: Cell | None
    title: Cell | None
    sold: Day = NO_DAY
    units: Number = NO_NUMBER
    gross: Number = NO_NUMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A whole Form 144 or 144/A. ``live`` is None where the selection was lost;
    ``unread`` are table lines that fit no columns, ``columns_lost`` says that a rendering
    dropped the marks between cells.
    """

    form: str
    previous_accession: Cell | None = None
    filer_cik: Cell | None = None
    live: bool | None = None
    live_cell: Cell | None = None
    issuer_cik: Cell | None = None
    issuer_name: Cell | None = None
    zip_code: Cell | None = None
    person: Cell | None = None
    relationships: tuple[Cell, ...] = ()
    rows: tuple[ProposedRow, ...] = ()
    acquisitions: tuple[AcquiredRow, ...] = ()
    nothing_to_report: bool | None = None
    nothing_cell: Cell | None = None
    past_sales: tuple[PastSale, ...] = ()
    remarks: Cell | None = None
    notice_date: Day = NO_DAY
    plan_dates: tuple[Day, ...] = ()
    signature: Cell | None = None
    heading: Cell | None = None
    plan_sentence: Cell | None = None
    unread: tuple[Cell, ...] = ()
    columns_lost: bool = False

    @property
    def amends(self) -> bool:
        """Whether this is a 144/A, which replaces an earlier notice."""
        return self.form.endswith("/A")

    def numbers(self) -> Iterator[tuple[str, Number]]:
        """Every number that the form asks for, with the name of its column."""
        for row in self.rows:
            yield "units to be sold", row.units
            yield "aggregate market value", row.value
            yield "units outstanding", row.outstanding
        for acquired in self.acquisitions:
            yield "units acquired", acquired.units
        for sale in self.past_sales:
            yield "units sold in the past three months", sale.units
            yield "gross proceeds", sale.gross

    def days(self) -> Iterator[tuple[str, Day]]:
        """Every date on the form, with the name of its column."""
        yield "notice date", self.notice_date
        for row in self.rows:
            yield "approximate sale date", row.sale_date
        for acquired in self.acquisitions:
            yield "date acquired", acquired.acquired
            yield "date the donor acquired", acquired.donor_acquired
            yield "date of payment", acquired.paid
        for sale in self.past_sales:
            yield "date of a past sale", sale.sold
        for adopted in self.plan_dates:
            yield "plan adoption date", adopted


_NATURES = (
    ("gift", re.compile(r"\b(?:gift|donat)", re.IGNORECASE)),
    ("inheritance", re.compile(r"\b(?:inherit|bequest|estate of|descent)", re.IGNORECASE)),
    (
        "employee_equity",
        re.compile(
            r"\b(?:esop|espp|rsus?|psus?|sars?|employee|restricted st|stock option|share option|option|award|"
            r"equity incentive|incentive|compensat|vest|performance s|grant|exercise)",
            re.IGNORECASE,
        ),
    ),
    (
        "open_market",
        re.compile(
            r"\bopen.?market|\bmarket purchase|\bon.market|\bpurchased? (?:on|in)", re.IGNORECASE
        ),
    ),
    ("founder", re.compile(r"\bfounde|\bincorporation\b|\bformation\b", re.IGNORECASE)),
    (
        "conversion",
        re.compile(r"\b(?:conver|reclassif|exchange|merger|reorgani[sz])", re.IGNORECASE),
    ),
    ("private_placement", re.compile(r"\bprivate|\bsubscription|\bpurchase", re.IGNORECASE)),
)
_PAYMENTS = (
    (
        "cashless_exercise",
        re.compile(r"\bcashless|\bsame.day sale|\bnet exercise|\bbroker.assisted", re.IGNORECASE),
    ),
    (
        "not_applicable",
        re.compile(
            r"\bn/?a\b|\bnot applicable|\bnone\b|\bno (?:payment|consideration)", re.IGNORECASE
        ),
    ),
    ("cash", re.compile(r"\bcash|\bcheck|\bcheque|\bwire", re.IGNORECASE)),
    ("services", re.compile(r"\bcompensat|\bservice|\bemploy", re.IGNORECASE)),
    ("gift", re.compile(r"\bgift", re.IGNORECASE)),
    ("conversion", re.compile(r"\bconver|\bexchange", re.IGNORECASE)),
)


def nature_class(printed: str | None) -> str | None:
    """The class of an acquisition: employee_equity, open_market, private_placement,
    founder, gift, inheritance, conversion or other; None where nothing is printed.
    """
    return _classed(_NATURES, printed)


def payment_class(printed: str | None) -> str | None:
    """The class of a payment: cashless_exercise, cash, services, gift, conversion,
    not_applicable or other; None where nothing is printed.
    """
    return _classed(_PAYMENTS, printed)


def _classed(classes: tuple[tuple[str, re.Pattern[str]], ...], printed: str | None) -> str | None:
    if not printed:
        return None
    return next((name for name, pattern in classes if pattern.search(printed)), "other")
