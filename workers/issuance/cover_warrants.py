"""Warrants on the cover of a prospectus: pre-funded ones in place of shares, others beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import re2

from workers.grammar.numbers import parse_int
from workers.issuance.cover_offers import TITLE
from workers.issuance.model import Leg
from workers.issuance.price_table import Count, PriceTable

_UNDER = r"(?:\([^)]{0,40}\)\s*)?to\s+purchase\s+(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:[\w-]+\s+){0,3}?(?:shares|ADSs|American)"
_PRE_FUNDED = re2.compile(rf"(?i)pre-?funded\s+warrants\s+{_UNDER}")
_PRE_FUNDED_PRICE = re2.compile(
    r"(?i)(?:US)?\$\s?(?P<each>\d[\d,]*\.\d+)\s+(?:per|for\s+each)\s+pre-?funded\s+warrant"
)
_LETTERED = frozenset({"series", "class"})
_OTHER = re2.compile(
    rf"(?im)^\W*(?:(?:up\s+to\s+)?[\d,]+\s+)?(?P<what>(?:(?:common|series\s+[a-z]\d?|class\s+[a-z]|purchase|accompanying)\s+(?:(?:common|ordinary)\s+)?(?:(?:stock|share)\s+)?(?:purchase\s+)?)?warrants)\s+{_UNDER}"
)
"""A line of the title that opens with warrants other than pre-funded ones."""


def warrants(
    cover: str, at: int, leg: Leg, table: PriceTable | None, sold: tuple[Count, ...]
) -> list[Leg]:
    """The warrants beside the shares of ``leg``. ``sold`` are the numbers of the price table
    behind the first, ``at`` is the offset of the cover in the text.
    """
    return [*_pre_funded(cover, at, leg, table, sold), *_others(cover, at, leg)]


def _pre_funded(
    cover: str, at: int, leg: Leg, table: PriceTable | None, sold: tuple[Count, ...]
) -> list[Leg]:
    offer = _PRE_FUNDED.search(cover)
    column = table.price_of("warrant") if table else None
    if offer is not None:
        units, spans = parse_int(offer["n"]), [offer.span()]
    elif table is not None and column is not None:
        units = sold[0].units if sold else None
        spans = [(table.start, table.end), *((n.start, n.end) for n in sold)]
    else:
        return []
    price = _PRE_FUNDED_PRICE.search(cover)
    each = column[1] if column else Decimal(price["each"].replace(",", "")) if price else None
    warrant = replace(
        _warrant(leg, tuple((at + a, at + b) for a, b in spans), units, "pre-funded warrants"),
        qualifier="up_to" if offer and "up to" in offer[0].lower() else "exact",
        price=each,
    )
    return [warrant]


def _others(cover: str, at: int, leg: Leg) -> list[Leg]:
    """Warrants that come with the shares; their price is within that of the shares."""
    found: dict[int | None, Leg] = {}
    for line in _OTHER.finditer(cover[:TITLE]):
        units = parse_int(line["n"])
        words = line["what"].split()
        series = f"{words[0].title()} {words[1].upper()}" if words[0].lower() in _LETTERED else ""
        what = f"{series or words[0].lower()} warrants" if len(words) > 1 else "warrants"
        limit = "up_to" if "up to" in line[0].lower() else "exact"
        one = _warrant(leg, ((at + line.start(), at + line.end()),), units, what)
        found.setdefault(units, replace(one, qualifier=limit, price=None))
    return list(found.values())


def _warrant(leg: Leg, spans: tuple[tuple[int, int], ...], units: int | None, what: str) -> Leg:
    return replace(
        leg,
        subtype="warrant_issue",
        spans=spans,
        units=units,
        unit_kind="warrant",
        security=what,
        gross=None,
        gross_printed=False,
        net=None,
        net_qualifier=None,
        underwriting_discount=None,
        shares_per_ads=None,
    )
