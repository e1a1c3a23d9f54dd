"""Prospectuses: what the cover of a 424B prospectus or a free writing prospectus prices.

Rules 424(b)(1), (4), (2) and (5) carry prices; (3) and (7) are mostly resales by holders and
supplements. A registration (S-1, S-3, S-8, F-1, F-3, POS AM, EFFECT) sells nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import re2

from workers.grammar.dates import find_dates
from workers.issuance.cover_notes import notes
from workers.issuance.cover_offers import offered, offers
from workers.issuance.cover_warrants import warrants
from workers.issuance.facility import facility
from workers.issuance.model import Dropped, Leg
from workers.issuance.price_table import PriceTable, counts, price_table
from workers.issuance.us_terms import per_ads
from workers.text.model import FilingText, Part

FORMS = ("424B1", "424B2", "424B3", "424B4", "424B5", "424B7", "FWP")
REGISTRATIONS = (
    *("S-1", "S-1/A", "F-1", "F-1/A", "S-3", "S-3/A", "S-3ASR", "F-3", "F-3/A", "F-3ASR"),
    *("S-8", "S-8 POS", "F-6", "POS AM", "POSASR", "EFFECT"),
)
COVER = 9_000
"""Characters of a cover page, before summary and risk factors."""

_RULE = re2.compile(
    r"(?i)filed\s+pursuant\s+to\s+rules?\s+424\(?b\)?\s*\(?[1-8]\)?|free\s+writing\s+prospectus"
)
_PRELIMINARY = re2.compile(
    r"(?i)subject\s+to\s+completion|preliminary\s+prospectus|is\s+not\s+complete\s+and\s+may\s+be\s+changed"
)
_RESALE = re2.compile(
    r"(?i)(?:selling|registered)\s+(?:share|stock|security)\s?holders?\b[^.]{0,300}|we\s+(?:will|are)\s+not\s+(?:receive|selling)\b[^.]{0,120}"
)
_UPDATE = re2.compile(
    r"(?i)(?:prospectus\s+)?supplement\s+is\s+being\s+filed\s+to\s+(?:update|supplement)[^.]{0,200}|updates\s+and\s+supplements\s+the\s+prospectus"
)
_PRICE_ROW = re2.compile(
    r"(?i)(?:(?:public\s+offering|offering|purchase|subscription)\s+price|price\s+to\s+(?:the\s+)?public)(?:\s*\(\d\))?(?:\s+per\s+(?:share|ADS|unit))?[\s:\t]*(?:US)?\$[\s\t]*(?P<each>\d[\d,]*(?:\.\d+)?)(?:[\s\t]+(?:US)?\$[\s\t]*(?P<total>\d[\d,]*(?:\.\d+)?))?"
)
_PRICE = re2.compile(
    r"(?i)(?:public\s+offering|offering|purchase|subscription)\s+price\s+(?:of|is|will\s+be|(?:per|for\s+each)\s+(?:[\w-]+\s+){0,2}?(?:share|ADS|unit)\s+(?:of\s+(?:[\w-]+\s+){1,5}?)?(?:(?:and|together\s+with)\s+(?:[\w-]+\s+){1,6}?)?(?:is|was))\s+(?:US)?\$\s?(?P<each>\d[\d,]*(?:\.\d+)?)"
)
_PROCEEDS_ROW = re2.compile(
    r"(?i)proceeds,?\s*(?:\(?before\s+expenses\)?,?)?\s*to\s+(?:us|the\s+company|[A-Z][\w.,& ]{2,60}?)(?:,?\s*\(?before\s+(?:other\s+)?expenses\)?)?(?:\s*\(\d\))?[\s\t]*(?:US)?\$[\s\t]*(?P<each>\d[\d,]*(?:\.\d+)?)(?:[\s\t]+(?:US)?\$[\s\t]*(?P<total>\d[\d,]*(?:\.\d+)?))?"
)
_DISCOUNT_ROW = re2.compile(
    r"(?i)(?:underwriting\s+discounts?(?:\s+and\s+commissions?)?|placement\s+agents?['’]?s?\s+fees?)(?:\s*\(\d\))?[\s\t]*(?:US)?\$[\s\t]*\d[\d,.]*\d[\s\t]+(?:US)?\$[\s\t]*(?P<total>\d[\d,]*(?:\.\d+)?)"
)
_LAST_SALE = re2.compile(
    r"(?i)(?:last|closing)\s+(?:reported\s+)?(?:sale|sales|closing|trading)?\s*price\b[^.]{0,160}?\bwas\s+(?:US)?\$\s?(?P<each>\d[\d,]*\.\d+)"
)
_DATED = re2.compile(
    r"(?i)(?:the\s+date\s+of\s+this\s+prospectus(?:\s+supplement)?\s+is|prospectus(?:\s+supplement)?,?\s+dated(?:\s+as\s+of)?)\s+"
)
_DIRECT = re2.compile(
    r"(?i)registered\s+direct|placement\s+agent|directly\s+to\s+(?:certain\s+)?(?:institutional|investors)"
)
_INITIAL = re2.compile(r"(?i)(?:this\s+is|our)\s+(?:the\s+|an\s+)?initial\s+public\s+offering")


def applies(form: str | None, text: FilingText, part: Part) -> bool:
    """Whether a document is a prospectus, by its form or by the words of Rule 424(b)."""
    name = (form or "").removesuffix("/A")
    if name:
        return name in FORMS or name in REGISTRATIONS
    return part.label == "main" and bool(_RULE.search(text.text[part.start : part.start + 2_000]))


def read(
    text: FilingText, part: Part, form: str | None, document: date | None
) -> tuple[list[Leg], list[Dropped]]:
    """The priced legs of the cover, or why there is none."""
    cover = text.text[part.start : min(part.end, part.start + COVER)]
    why = _no_sale(cover, (form or "").removesuffix("/A"))
    if why is not None:
        reason, a, b = why
        span = (part.start + a, part.start + max(b, a + 1))
        return [], [Dropped(code="REGISTRATION_ONLY", span=span, why=reason)]
    table = price_table(cover)
    whole = text.text[part.start : part.end]
    day = _dated(cover, document)
    shares = _priced(cover, part.start, day, table) or _tabled(whole, part.start, day, table)
    owed = notes(cover, part.start, day, table)
    legs = [leg for leg in (shares, owed) if leg is not None]
    if shares is not None:
        sold = counts(whole, table)[1:] if table else ()
        legs += warrants(cover, part.start, shares, table, sold)
    return legs or facility(cover, part.start, day), []


def _no_sale(cover: str, form: str) -> tuple[str, int, int] | None:
    """(why, start, end) where the document sells nothing for the issuer at a price."""
    first = cover.find("\n") if "\n" in cover else min(len(cover), 200)
    if form in REGISTRATIONS:
        return "the form registers securities; it sells none", 0, first
    for pattern, why in (
        (_PRELIMINARY, "a preliminary prospectus has no price yet"),
        (_UPDATE, "a supplement that brings the prospectus up to date sells nothing"),
    ):
        found = pattern.search(cover)
        if found:
            return why, found.start(), found.end()
    resale = _RESALE.search(cover)
    if resale and not offers(cover):
        return "holders resell existing shares; the issuer sells none", resale.start(), resale.end()
    if form in {"424B3", "424B7"} and not offers(cover):
        return "a prospectus without an offer by the issuer", 0, first
    return None


def _priced(cover: str, at: int, day: date | None, table: PriceTable | None) -> Leg | None:
    offer = offered(cover)
    row = _PRICE_ROW.search(cover) or _PRICE.search(cover)
    if offer is None or (row is None and not offer.said):
        return None
    price = _money(row["each"]) if row else None
    total = _money(row["total"]) if row and "total" in row.groupdict() else None
    if table is not None and table.prices[0][1] == price:
        total = table.total if len(table.prices) == 1 else None
    proceeds = _PROCEEDS_ROW.search(cover)
    net = _net(_money(proceeds["total"]) if proceeds else None, offer.units, price)
    spans = [(offer.start, offer.end), *((m.start(), m.end()) for m in (row, proceeds) if m)]
    return Leg(
        subtype="rights_issue" if offer.rights else _subtype(cover),
        status="priced" if row and not offer.rights else "announced",
        spans=tuple((at + a, at + b) for a, b in spans),
        units=offer.units,
        qualifier=offer.qualifier,
        unit_kind=offer.kind,
        security=offer.security,
        price=price,
        currency="USD",
        gross=total,
        gross_printed=total is not None,
        net=net,
        net_qualifier="before expenses" if net else None,
        underwriting_discount=_discount(cover, total),
        market_price=_market_price(cover),
        pricing_date=day,
        shares_per_ads=per_ads(cover) if offer.kind == "ads" else None,
        underwritten="underwrit" in cover.lower() or None,
        confidence=Decimal("0.95"),
    )


def _tabled(whole: str, at: int, day: date | None, table: PriceTable | None) -> Leg | None:
    """Shares of which only the price table tells: their number is what its total pays for."""
    column = table.price_of("ordinary_share", "ads", "preferred_share") if table else None
    if table is None or column is None or table.prices[0] != column:
        return None
    kind, price = column
    cover = whole[:COVER]
    sold = counts(whole, table)
    spans = [(table.start, table.end), *((n.start, n.end) for n in sold[:1])]
    total = table.total if len(table.prices) == 1 else None
    proceeds = _PROCEEDS_ROW.search(cover)
    return Leg(
        subtype=_subtype(cover),
        status="priced",
        spans=tuple((at + a, at + b) for a, b in spans),
        units=sold[0].units if sold else None,
        unit_kind=kind,
        security="ADSs" if kind == "ads" else "shares",
        price=price,
        currency="USD",
        gross=total,
        gross_printed=total is not None,
        net=_net(_money(proceeds["total"]) if proceeds else None, table.units(), price),
        net_qualifier="before expenses" if proceeds else None,
        underwriting_discount=_discount(cover, total),
        market_price=_market_price(cover),
        pricing_date=day,
        shares_per_ads=per_ads(cover) if kind == "ads" else None,
        underwritten="underwrit" in cover.lower() or None,
        confidence=Decimal("0.85"),
    )


def _discount(cover: str, gross: Decimal | None) -> Decimal | None:
    """The total of the underwriters' discounts, less than the gross proceeds."""
    row = _DISCOUNT_ROW.search(cover)
    total = _money(row["total"]) if row else None
    return total if total is not None and gross is not None and total < gross else None


def _market_price(cover: str) -> Decimal | None:
    """The last reported sale price, by which the discount is reckoned."""
    told = _LAST_SALE.search(cover)
    return _money(told["each"]) if told else None


def _net(net: Decimal | None, units: int | None, price: Decimal | None) -> Decimal | None:
    """Net proceeds between half of the gross and all of it; a figure per share is none."""
    if net is None or not units or not price:
        return None
    return net if units * price / 2 <= net <= units * price else None


def _subtype(cover: str) -> str:
    if _INITIAL.search(cover):
        return "ipo"
    return "registered_direct" if _DIRECT.search(cover) else "public_offering"


def _dated(cover: str, document: date | None) -> date | None:
    """The date of the prospectus, which is the day of pricing."""
    for found in _DATED.finditer(cover):
        hits = find_dates(cover, found.end(), found.end() + 24, order="mdy")
        base = cover[max(0, found.start() - 30) : found.start()].lower()
        if hits and "(to " not in base and "accompanying" not in base:
            return hits[0].value
    return document


def _money(figure: str | None) -> Decimal | None:
    return Decimal(figure.replace(",", "").rstrip(".")) if figure else None
