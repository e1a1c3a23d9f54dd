"""Prices and sums as headlines and facts write them: ``HK$3.15``, ``RMB9,558,619``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

SIGNS: Mapping[str, str] = {
    "AUD": "A$",
    "CAD": "C$",
    "CNY": "RMB",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "JPY": "¥",
    "RMB": "RMB",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "US$",
}


_SCALES = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"))
READABLE = Decimal(1_000_000)
"""Sums below are as easily read in full."""


def brief(amount: Decimal, currency: object) -> str:
    """``US$1.17bn``, ``HK$46.80m``, ``US$875,000``: a sum in a headline; the facts have it exactly."""
    if abs(amount) < READABLE:
        return f"{sign(currency)}{amount:,.{0 if amount == int(amount) else 2}f}"
    size, unit = next(s for s in _SCALES if abs(amount) >= s[0])
    return f"{sign(currency)}{(amount / size).quantize(Decimal('0.01'), ROUND_HALF_UP):,f}{unit}"


def sign(currency: object) -> str:
    """What stands before an amount: ``HK$``; ``CHF `` for a code without a sign; else nothing."""
    if not isinstance(currency, str) or not currency:
        return ""
    return SIGNS.get(currency, f"{currency} ")
