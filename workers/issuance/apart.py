"""Issues of one announcement that stand apart: terms with marks of their own, and a placing or
subscription beside an offer to all holders.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import re2

from workers.issuance import prices, quantities, stages
from workers.issuance.kinds import KINDS, Kind, found_in
from workers.issuance.model import Leg
from workers.issuance.quantities import Quantity
from workers.issuance.scene import LEAD, Scene

_CASH = frozenset({"placing", "subscription"})
_MARKED = re2.compile(rf"\b({quantities.MARK})\s+(?:Placing|Subscription)\b")
_MARKED_ZH = re2.compile(
    r"(?P<before>第[一二三四五]|首)[批次]?(?:配售|認購)(?:H股)?股份|(?:配售|認購)(?:H股)?股份(?P<behind>[IVX]{1,4}|[A-E]|[一二三四五甲乙丙丁])(?:[，。；、（佔將的之及與]|$)"
)
"""認購股份甲, 認購股份II, 第二批配售股份."""
_FIRST = frozenset({"I", "A", "一", "甲", "首", "第一"})
_BESIDE = re2.compile(r"\b(placing|subscription)\s+of\s+new\s+(?:h\s+)?shares\b")
"""What ``(II) PLACING OF NEW SHARES UNDER SPECIFIC MANDATE`` adds to a rights issue."""


def by_mark(s: Scene, kind: Kind, leg: Leg) -> list[Leg]:
    """A leg for each marked term (``First``, ``GM Subscription Shares``) with its own number
    and price; one leg where their sum is stated or the marks share a number.
    """
    if leg.status != "announced" or kind.subtype not in _CASH:
        return [leg]
    own = [q for tier, q in quantities.of_noun(s.body[:LEAD], kind.nouns) if tier == 0]
    found: dict[str, Quantity] = {}
    for q in own:
        mark = _mark_of(s.body, q)
        if mark is not None:
            found.setdefault(mark, q)
    parts = [*_unmarked_first(own, found), *found.values()]
    numbers = [q.units for q in parts]
    if len(set(numbers)) < 2 or leg.units == sum(numbers):
        return [leg]
    return [_marked(s, kind, leg, q) for q in parts]


def _unmarked_first(own: list[Quantity], marked: dict[str, Quantity]) -> list[Quantity]:
    """The number before ``認購股份II`` where nothing is marked as the first."""
    if not marked or _FIRST & set(marked) or any(m.isascii() and len(m) > 3 for m in marked):
        return []
    numbers = [q.units for q in marked.values()]
    start = min(q.start for q in marked.values())
    ahead = [q for q in own if q.start < start and q.units not in (*numbers, sum(numbers))]
    return ahead[:1]


def _mark_of(body: str, q: Quantity) -> str | None:
    """The mark of the term that a number counts, before the noun or behind it."""
    english = _MARKED.search(q.text)
    if english is not None:
        return str(english[1])
    chinese = _MARKED_ZH.search(body[q.start : q.end + 5])
    return str(chinese["before"] or chinese["behind"]) if chinese is not None else None


def beside(s: Scene) -> list[Leg]:
    """The placings and subscriptions that a title names beside an offer to all holders."""
    named = set(_BESIDE.findall(s.title.lower()))
    return [_beside(s, kind) for kind in KINDS if kind.subtype in named]


def _beside(s: Scene, kind: Kind) -> Leg:
    """A placing or subscription of its own beside an offer to all holders, as the title names it.

    Only a number of its own defined term is taken: ``Subscription Price`` is the offer's as well.
    """
    lead = s.body[:LEAD]
    own = next((q for tier, q in quantities.of_noun(lead, kind.nouns) if tier == 0), None)
    named = found_in(kind.title, lead)
    leg = Leg(
        subtype=kind.subtype,
        status=stages.stage(s.title, lead),
        spans=(s.span(named.start(), named.end()),) if named else (s.span(0, min(len(lead), 60)),),
        security="shares",
        confidence=Decimal("0.7"),
    )
    return _marked(s, kind, leg, own) if own else leg


def _marked(s: Scene, kind: Kind, leg: Leg, q: Quantity) -> Leg:
    start = (
        max(s.body.rfind(stop, 0, q.start) for stop in "。\n") + 1 if "股" in q.text else q.start
    )
    price = prices.best_price(s.body[start : q.end + 400], kind.nouns, kind.price_labels)
    return replace(
        leg,
        units=q.units,
        qualifier=q.qualifier,
        price=price.amount if price else leg.price,
        gross=None,
        gross_printed=False,
        net=None,
        net_price=None,
        pct_existing=None,
        pct_enlarged=None,
        spans=(s.span(q.start, q.end),),
    )
