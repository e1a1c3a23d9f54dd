"""The leg of a share issue and its terms, as printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """Discount (premium negative) of the issue price to a market price, as printed."""

    reference: str
    pct: Decimal
    reference_price: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Convertible:
    """Terms of notes that convert into shares."""

    principal: Decimal | None = None
    principal_currency: str | None = None
    coupon: Decimal | None = None
    conversion_price: Decimal | None = None
    max_shares: int | None = None
    maturity: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One instrument and one step of an issue. Money is in ``currency``; None is not stated.

    ``option_units`` is the over-allotment option that was granted on top of ``units``.
    ``market_price`` is the last price on the market before the issue, where no discount is printed.
    ``announcement_date`` is the day of the announcement that a closing refers to, and ``part``
    the words by which it says that it closes a part of the deal only.
    ``conditions`` are those of the completion, as listed. ``revised_units`` and
    ``revised_price`` are what a supplemental agreement of ``revised_date`` replaced.
    ``spans`` are the offsets of the words that prove it, in the canonical text.
    """

    subtype: str
    status: str
    spans: tuple[tuple[int, int], ...]
    units: int | None = None
    qualifier: str = "exact"
    unit_kind: str = "ordinary_share"
    security: str | None = None
    price: Decimal | None = None
    currency: str | None = None
    gross: Decimal | None = None
    gross_is_maximum: bool = False
    gross_printed: bool = False
    net: Decimal | None = None
    net_qualifier: str | None = None
    net_price: Decimal | None = None
    agreement_date: date | None = None
    announcement_date: date | None = None
    part: str | None = None
    pricing_date: date | None = None
    completion_date: date | None = None
    long_stop_date: date | None = None
    record_date: date | None = None
    listing_date: date | None = None
    exercise_date: date | None = None
    exercise_price: Decimal | None = None
    ratio: tuple[int, int] | None = None
    shares_per_ads: int | None = None
    mandate: str | None = None
    allottees: str | tuple[str, ...] | None = None
    connected: bool | None = None
    underwritten: bool | None = None
    pct_existing: Decimal | None = None
    pct_enlarged: Decimal | None = None
    discounts: tuple[Discount, ...] = ()
    convertible: Convertible | None = None
    option_units: int | None = None
    underwriting_discount: Decimal | None = None
    market_price: Decimal | None = None
    expected_closing_date: date | None = None
    conditions: tuple[str, ...] = ()
    revised_date: date | None = None
    revised_units: int | None = None
    revised_price: Decimal | None = None
    opening_balance: int | None = None
    closing_balance: int | None = None
    confidence: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A cue of an issue that is none, with the closed reason code and why."""

    code: str
    span: tuple[int, int]
    why: str
    would_be_type: str = "share_issuance"
