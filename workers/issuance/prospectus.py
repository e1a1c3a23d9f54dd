"""Prospectuses: what the cover of a 424B prospectus or a free writing prospectus prices.

Rules 424(b)(1), (4), (2) and (5) carry prices; (3) and (7) are mostly resales by holders and
supplements. A registration (S-1, S-3, S-8, F-1, F-3, POS AM, EFFECT) sells nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import re2

from workers.grammar.dates import find_dates
from workers.grammar.numbers import parse_int
from workers.issuance.cover_notes import notes
from workers.issuance.facility import facility
from workers.issuance.model import Dropped, Leg
from workers.issuance.price_table import Count, PriceTable, counts, price_table
from workers.issuance.us_terms import per_ads
from workers.text.model import FilingText, Part

FORMS = ("424B1", "424B2", "424B3", "424B4", "424B5", "424B7", "FWP")
REGISTRATIONS = (
    *("S-1", "S-1/A", "F-1", "F-1/A", "S-3", "S-3/A", "S-3ASR", "F-3", "F-3/A", "F-3ASR"),
    *("S-8", "S-8 POS", "F-6", "POS AM", "POSASR", "EFFECT"),
)
TITLE = 3_000
"""Characters within which a cover prints what is offered in a line of its own."""
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
_UNIT = r"(?P<unit>American\s+Depositary\s+Shares?|ADSs?|depositary\s+shares|(?:Class\s+[A-C]\s+)?(?:ordinary|common)\s+shares|shares|units)"
_OFFER = re2.compile(
    rf"(?i)\b(?:we\s+are|(?:[A-Z][\w.,&’'-]*\s+){{1,8}}is)\s+(?:hereby\s+)?(?:offering|selling|issuing\s+and\s+selling|offering\s+and\s+selling),?\s+(?:on\s+an?\s+[\w\s-]{{3,40}}?\s+basis,?\s+)?(?:directly\s+to\s+[^.]{{0,60}}?\s)?(?:an\s+aggregate\s+of\s+)?(?P<n>[\d,]{{5,15}})\s+(?:of\s+our\s+|newly\s+issued\s+)?{_UNIT}"
)
_PRICE_ROW = re2.compile(
    r"(?i)(?:(?:public\s+offering|offering|purchase|subscription)\s+price|price\s+to\s+(?:the\s+)?public)(?:\s*\(\d\))?(?:\s+per\s+(?:share|ADS|unit))?[\s:\t]*(?:US)?\$[\s\t]*(?P<each>\d[\d,]*(?:\.\d+)?)(?:[\s\t]+(?:US)?\$[\s\t]*(?P<total>\d[\d,]*(?:\.\d+)?))?"
)
_PRICE = re2.compile(
    r"(?i)(?:public\s+offering|offering|purchase)\s+price\s+(?:of|is|will\s+be|(?:per|for\s+each)\s+(?:[\w-]+\s+){0,2}?(?:share|ADS|unit)\s+(?:of\s+(?:[\w-]+\s+){1,5}?)?(?:(?:and|together\s+with)\s+(?:[\w-]+\s+){1,6}?)?(?:is|was))\s+(?:US)?\$\s?(?P<each>\d[\d,]*(?:\.\d+)?)"
)
_PROCEEDS_ROW = re2.compile(
    r"(?i)proceeds,?\s*(?:\(?before\s+expenses\)?,?)?\s*to\s+(?:us|the\s+company|[A-Z][\w.,& ]{2,60}?)(?:,?\s*\(?before\s+(?:other\s+)?expenses\)?)?(?:\s*\(\d\))?[\s\t]*(?:US)?\$[\s\t]*(?P<each>\d[\d,]*(?:\.\d+)?)(?:[\s\t]+(?:US)?\$[\s\t]*(?P<total>\d[\d,]*(?:\.\d+)?))?"
)
_TITLE = re2.compile(
    rf"(?im)^\W*(?:up\s+to\s+)?(?P<n>\d{{1,3}}(?:,\d{{3}})+)\s+(?:of\s+our\s+)?{_UNIT}(?:\s+of\s+(?:class\s+[a-c]\s+)?common\s+stock)?\W*$"
)
_TERM = re2.compile(
    rf"(?im)^[^\t\n]{{0,60}}?\b(?:offered|offering\s+size|securities|number\s+of\s+(?:shares|ADSs))\b[^\t\n]{{0,60}}\t\W*(?P<n>\d{{1,3}}(?:,\d{{3}})+)\s+(?:firm\s+)?{_UNIT}[^\n]{{0,80}}"
)
"""A row of a term sheet: ``Shares offered: 5,000,000 shares of common stock``."""
_PRE_FUNDED = re2.compile(
    r"(?i)pre-?funded\s+warrants\s+(?:\([^)]{0,40}\)\s*)?to\s+purchase\s+(?:up\s+to\s+)?(?:an\s+aggregate\s+of\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:[\w-]+\s+){0,3}?(?:shares|ADSs|American)"
)
_PRE_FUNDED_PRICE = re2.compile(
    r"(?i)(?:US)?\$\s?(?P<each>\d[\d,]*\.\d+)\s+(?:per|for\s+each)\s+pre-?funded\s+warrant"
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
        legs += _pre_funded(cover, part.start, shares, table, sold)
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
    if resale and not _OFFER.search(cover):
        return "holders resell existing shares; the issuer sells none", resale.start(), resale.end()
    if form in {"424B3", "424B7"} and not _OFFER.search(cover):
        return "a prospectus without an offer by the issuer", 0, first
    return None


def _priced(cover: str, at: int, day: date | None, table: PriceTable | None) -> Leg | None:
    said = _of_issuer(cover) or _OFFER.search(cover)
    offer = said or _TITLE.search(cover[:TITLE])
    row = _PRICE_ROW.search(cover) or _PRICE.search(cover)
    if offer is None or (row is None and said is None):
        return None
    units, price = parse_int(offer["n"]), _money(row["each"]) if row else None
    total = _money(row["total"]) if row and "total" in row.groupdict() else None
    if table is not None and table.prices[0][1] == price:
        total = table.total if len(table.prices) == 1 else None
    proceeds = _PROCEEDS_ROW.search(cover)
    net = _net(_money(proceeds["total"]) if proceeds else None, units, price)
    kind = _unit_kind(offer["unit"])
    is_ads = kind == "ads"
    spans = [(m.start(), m.end()) for m in (offer, row, proceeds) if m]
    return Leg(
        subtype=_subtype(cover),
        status="priced" if row else "announced",
        spans=tuple((at + a, at + b) for a, b in spans),
        units=units,
        unit_kind=kind,
        security="ADSs" if is_ads else " ".join(offer["unit"].split()),
        price=price,
        currency="USD",
        gross=total,
        gross_printed=total is not None,
        net=net,
        net_qualifier="before expenses" if net else None,
        underwriting_discount=_discount(cover, total),
        market_price=_market_price(cover),
        pricing_date=day,
        shares_per_ads=per_ads(cover) if is_ads else None,
        underwritten="underwrit" in cover.lower() or None,
        confidence=Decimal("0.95"),
    )


def _of_issuer(cover: str) -> Any:
    """The row of a term sheet that tells what the issuer offers; what holders sell is no issue."""
    return next((m for m in _TERM.finditer(cover) if "selling" not in m[0].lower()), None)


def _unit_kind(unit: str) -> str:
    """Depositary shares that are not American stand for preferred stock."""
    name = unit.lower()
    if name.startswith(("ads", "american")):
        return "ads"
    return "preferred_share" if name.startswith("depositary") else "ordinary_share"


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


def _pre_funded(
    cover: str, at: int, leg: Leg, table: PriceTable | None, sold: tuple[Count, ...]
) -> list[Leg]:
    """Pre-funded warrants that are offered in place of shares, at their own price."""
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
    each = column[1] if column else _money(price["each"]) if price else None
    return [
        replace(
            leg,
            subtype="warrant_issue",
            spans=tuple((at + a, at + b) for a, b in spans),
            units=units,
            qualifier="up_to" if offer and "up to" in offer[0].lower() else "exact",
            unit_kind="warrant",
            security="pre-funded warrants",
            price=each,
            gross=None,
            net=None,
            net_qualifier=None,
            underwriting_discount=None,
            shares_per_ads=None,
        )
    ]


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
