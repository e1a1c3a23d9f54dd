"""Sums as people read them, with the exact figure beside: ``US$0.92m (US$924,000.50)``."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

_SCALES = ((10**12, "tn"), (10**9, "bn"), (10**6, "m"))
READABLE = 100_000
"""Sums below are as easily read in full."""


def number_of(value: Any) -> Decimal | None:
    """A finite number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def exact(number: Decimal) -> str:
    """Thousands separated and at least two decimals; more only where they say something."""
    exponent = number.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 0)
    return f"{number:,.{places}f}"


def short(number: Decimal) -> str | None:
    """``2.80bn``, ``0.92m``; None where the figure itself is as short."""
    if abs(number) < READABLE:
        return None
    scale, unit = next((s for s in _SCALES if abs(number) >= s[0]), _SCALES[-1])
    rounded = (number / scale).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{rounded:,}{unit}"


def amount(number: Decimal, sign: str) -> str:
    """``HK$2.80bn (HK$2,802,020,000.00)``; the exact sum alone where it is short."""
    whole, brief = f"{sign}{exact(number)}", short(number)
    return f"{sign}{brief} ({whole})" if brief else whole
