"""Prices and sums as headlines and facts write them: ``HK$3.15``, ``RMB9,558,619``."""

from __future__ import annotations

from collections.abc import Mapping

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


def sign(currency: object) -> str:
    """What stands before an amount: ``HK$``; ``CHF `` for a code without a sign; else nothing."""
    if not isinstance(currency, str) or not currency:
        return ""
    return SIGNS.get(currency, f"{currency} ")
