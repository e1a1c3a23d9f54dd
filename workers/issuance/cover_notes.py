"""Convertible notes on the cover of a prospectus, or in the term sheet of a free writing one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import re2

from workers.issuance.model import Convertible, Leg
from workers.issuance.price_table import PriceTable

TITLE = 3_000
"""Characters within which a cover names what is offered."""

_CONVERTIBLE = re2.compile(
    r"(?i)(?P<what>(?:(?P<coupon>\d{1,2}(?:\.\d+)?)\s?%\s+)?(?:convertible|exchangeable)\s+(?:senior\s+|subordinated\s+|secured\s+|unsecured\s+){0,3}(?:notes|debentures|bonds))\s+due\b"
)
_PRINCIPAL = re2.compile(
    r"(?im)^[^\t\n]{0,40}?principal\s+amount[^\t\n]{0,40}\t\W*(?:US)?\$\s?(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<m>\s+million|\s+billion)?"
)
_RATE = re2.compile(
    r"(?i)conversion\s+price[^\n$]{0,60}?(?:US)?\$\s?(?P<each>\d[\d,]*\.\d+)\s+per\s+(?:share|ADS)"
)
_FACTOR = {"million": 10**6, "billion": 10**9}


def notes(cover: str, at: int, day: date | None, table: PriceTable | None) -> Leg | None:
    """The notes: the cover names them; the total of its table, or a row of terms, is their
    principal. Notes that do not convert are no shares.
    """
    named = _CONVERTIBLE.search(cover[:TITLE])
    if named is None:
        return None
    told = _principal(cover, table)
    if told is None:
        return None
    principal, start, end = told
    rate = _RATE.search(cover)
    return Leg(
        subtype="convertible_issue",
        status="priced",
        spans=((at + named.start(), at + named.end()), (at + start, at + end)),
        unit_kind="convertible",
        security=" ".join(named["what"].split()),
        currency="USD",
        gross=principal,
        gross_printed=True,
        convertible=Convertible(
            principal=principal,
            coupon=Decimal(named["coupon"]) if named["coupon"] else None,
            conversion_price=Decimal(rate["each"].replace(",", "")) if rate else None,
        ),
        pricing_date=day,
        underwritten="underwrit" in cover.lower() or None,
        confidence=Decimal("0.9"),
    )


def _principal(cover: str, table: PriceTable | None) -> tuple[Decimal, int, int] | None:
    """The principal amount and where it stands."""
    if table is not None and table.total is not None and table.prices[0][0] == "notes":
        return table.total, table.start, table.end
    row = _PRINCIPAL.search(cover)
    if row is None:
        return None
    factor = _FACTOR.get((row["m"] or "").strip().lower(), 1)
    return Decimal(row["sum"].replace(",", "")) * factor, row.start(), row.end()
