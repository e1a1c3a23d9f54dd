"""A buy-back as printed, and its terms as event fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Derived, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyback:
    """One purchase of own shares, or a programme. Money is in ``currency``; None is not
    stated. ``spans`` are offsets of the words that prove it.
    """

    subtype: str
    status: str
    spans: tuple[tuple[int, int], ...]
    shares: int | None = None
    is_maximum: bool = False
    highest: Decimal | None = None
    lowest: Decimal | None = None
    price: Decimal | None = None
    total: Decimal | None = None
    currency: str | None = None
    day: date | None = None
    trading_dates: tuple[date, ...] = ()
    to_cancel: int | None = None
    to_treasury: int | None = None
    under_mandate: int | None = None
    mandate_limit: int | None = None
    pct_of_issued: Decimal | None = None
    expires: date | None = None
    confidence: Decimal = Decimal("0.95")


def fields(found: Buyback) -> dict[str, Value]:
    """The fields of ``share_repurchase``; what the text does not state is None."""
    used = None
    if found.under_mandate and found.mandate_limit:
        used = _rounded(Decimal(found.under_mandate) * 100 / found.mandate_limit)
    return {
        "shares": found.shares,
        "qualifier": ("up_to" if found.is_maximum else "exact") if found.shares else None,
        "highest": found.highest,
        "lowest": found.lowest,
        "price": found.price,
        "total": found.total,
        "currency": found.currency,
        "trading_dates": found.trading_dates or None,
        "cancelled": found.to_cancel,
        "treasury": found.to_treasury,
        "repurchased_under_mandate": found.under_mandate,
        "mandate_limit_shares": found.mandate_limit,
        "mandate_used_pct": used,
        "pct_of_issued_printed": found.pct_of_issued,
        "expires": found.expires,
    }


def derived(found: Buyback) -> tuple[Derived, ...]:
    """The average price of what was bought."""
    if not (found.shares and found.total) or found.is_maximum:
        return ()
    value = (found.total / found.shares).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    unit = f"{found.currency}/share"
    text = f"{found.total} / {found.shares}"
    return (Derived(name="average_price", value=value, unit=unit, arithmetic=text),)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP)
