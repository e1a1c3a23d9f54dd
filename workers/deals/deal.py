"""A purchase, sale, merger or offer as printed; the names, sums and days that prose tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.model import Value
from workers.deals import amounts

_WORD = r"[A-Z0-9][\w&.’'/-]*"
_NAME = rf"{_WORD}(?:,?\s+(?:{_WORD}|of|and|de|the)){{0,9}}"
_NAMED = re.compile(_NAME)
_LEGAL = re.compile(
    r"\b(?:Inc|Corp|Corporation|Ltd|Limited|LLC|L\.?P|LP|plc|PLC|GmbH|S\.?A|N\.?V|B\.?V|AG|Co|Company|Group|Holdings|Bancorp|Bank|Technologies|Systems|Partners)\b"
)
_TITLES = re.compile(
    r"^(?:the\s+)?(?:Company|Buyer|Purchaser|Seller|Vendor|Parent|Merger|Board|Item|Agreement|Stock|Share|Asset|Securities|Exchange|Nasdaq|NYSE|Exhibit|Form|Section|Delaware|Nevada|Cayman|Hong Kong|Closing|Effective|Acquisition|Transaction|On|As|In|Purchase|Equity|Plan|Common|Class|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_VEHICLE = re.compile(
    r"(?i)\b(?:acquisition|merger)\s+(?:sub|corp|co|company|inc|llc|corporation)\b|^\S+$"
)
"""A company formed for the deal, or a single word: neither names the target."""
_PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d{1,4})?)\s?%\s+(?:of\s+)?(?:the\s+)?(?:entire\s+|total\s+|aggregate\s+)?(?:issued|equity|outstanding|registered|share|interest|capital|membership)|(\d{1,3}(?:\.\d{1,4})?)\s?%\s?(?:的)?(?:股權|股本|權益|已發行)"
)
_PAID = re.compile(
    r"(?i)purchase\s+price|consideration|in\s+exchange\s+for|\bfor\s+(?:an?\s+)?(?:aggregate\s+|total\s+|approximately\s+|cash\s+)*(?:US|HK|RMB)?\$|valued\s+at|代價|總代價"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """One deal and its stage. Money is in ``currency``; None is not stated."""

    subtype: str
    status: str
    spans: tuple[tuple[int, int], ...]
    target: str | None = None
    counterparties: tuple[str, ...] = ()
    consideration: Decimal | None = None
    per_share: Decimal | None = None
    currency: str | None = None
    percent: Decimal | None = None
    size_class: str | None = None
    agreed: date | None = None
    completed: date | None = None
    conditions: str | None = None
    issuer_is_target: bool = False
    title_item: str | None = None
    recommendation: str | None = None
    connected: bool = False
    confidence: Decimal = Decimal("0.9")


def fields(deal: Deal) -> dict[str, Value]:
    """The fields of ``m_and_a``; what the text does not state is None."""
    return {
        "target": deal.target,
        "counterparties": deal.counterparties or None,
        "consideration": deal.consideration,
        "price_per_share": deal.per_share,
        "currency": deal.currency,
        "percent": deal.percent,
        "size_class": deal.size_class,
        "agreement_date": deal.agreed,
        "completion_date": deal.completed,
        "conditions": deal.conditions,
        "issuer_is_target": deal.issuer_is_target or None,
        **({"recommendation": deal.recommendation} if deal.recommendation else {}),
    }


def company_after(text: str, at: int, within: int = 260) -> str | None:
    """The first company named behind an offset: a name with a legal form, not a party word."""
    for found in _NAMED.finditer(text, at, min(len(text), at + within)):
        name = _trimmed(found[0])
        if _LEGAL.search(name) and not _TITLES.match(name) and not _VEHICLE.search(name):
            return name
    return None


def _trimmed(name: str) -> str:
    """The name up to its legal form; what follows is the next clause."""
    last = None
    for found in _LEGAL.finditer(name):
        last = found
        if found[0] in {
            "Inc",
            "Corp",
            "Corporation",
            "Ltd",
            "Limited",
            "LLC",
            "plc",
            "PLC",
            "GmbH",
            "LP",
        }:
            break
    end = last.end() if last else len(name)
    return name[: end + (name[end : end + 1] == ".")].strip(" ,")


def consideration_in(text: str, *, hong_kong: bool) -> tuple[Decimal | None, str | None]:
    """(amount, currency) that stands behind a word of payment, the largest of them."""
    money = amounts.money_in(text, hong_kong=hong_kong)
    each = amounts.price_each(text, hong_kong=hong_kong)
    named = [
        m
        for m in money
        if (each is None or m.start != each.start)
        and any(0 <= m.start - p.end() + 4 <= 140 for p in _PAID.finditer(text))
    ]
    best = max(named, key=lambda m: m.amount, default=None)
    return (best.amount, best.currency) if best else (None, None)


def percent_in(text: str) -> Decimal | None:
    """The part of the target's equity that changes hands."""
    found = _PERCENT.search(text)
    value = Decimal(found[1] or found[2]) if found else None
    return value if value is not None and 0 < value <= 100 else None


def as_company(text: str, issuer: str | None) -> str:
    """The text with the registrant's name as ``the Company``."""
    first = re.split(r"[\s.,]", issuer or "")[0]
    own = rf"\b{re.escape(first)}\b(?:(?:,?\s+[A-Z][\w&-]*){{0,5}}?,?\s+(?:Inc|Corp|Ltd|Co|LLC|PLC|plc)\b\.?)?"
    return re.sub(own, "the Company", text) if len(first) > 3 else text
