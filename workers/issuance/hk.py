"""Hong Kong announcements, circulars and prospectuses: which issues they tell, leg by leg."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import re2

from workers.issuance import apart, exercised, prices, quantities, stages
from workers.issuance.kinds import KINDS, PERIODIC_TITLE, TOP_UP, Kind, found_in
from workers.issuance.model import Convertible, Dropped, Leg
from workers.issuance.quantities import Quantity
from workers.issuance.refusals import OTHER_SUBSCRIBER, refused, side_cues
from workers.issuance.revised import revised
from workers.issuance.scene import LEAD, Scene, is_top_up
from workers.issuance.terms import convertible_terms, with_terms
from workers.issuance.units import quantity_of, security_of

_TRANCHE = re2.compile(r"(?i)Tranche\s+([1-9A-C]|I{1,3})\b|第([一二三])批")
_IPO_FACE = re2.compile(
    r"(?i)number\s+of\s+offer\s+shares\s*(?:under\s+the\s+(?:global|share)\s+offer\w*\s*)?[:：]|(?:全球發售|股份發售)項?下?的?發售股份(?:的)?(?:數目|數量)|(?:分配|配發)結果公告"
)
_ALONE = ("over_allotment", "ipo", "rights_issue", "open_offer")
_TO_HOLDERS = frozenset({"rights_issue", "open_offer"})
_CASH = frozenset({"placing", "subscription"})
_TOP_UP_TITLE = re2.compile(r"(?i)\btop-?up\s+(?:placing|subscription)|先舊後新|補足(?:配售|認購)")
_CORRECTION = re2.compile(
    r"(?i)\b(?:clarification|supplemental)\s+announcement|澄清公[告佈]|補充公[告佈]"
)
_CONVERTED = re2.compile(
    r"(?i)\bexercise\s+of\s+(?:the\s+)?conversion\s+rights?|行使[^，。\n]{0,12}(?:換股|兌換|轉換)權|\bconversion\s+of\s+(?:the\s+)?(?:\S+\s+){0,3}?convertible|\bconversion\s+of\s+preference\s+shares|\bconversion\s+notice|可換股(?:債券|票據|優先股)(?:獲|之)?轉換|轉換可換股"
)
"""Shares issued to holders who convert: no new bond."""
_SUPPLEMENT = re2.compile(
    r"(?i)^\W*(?:(?:second|third|further|entering|into|of|the)\s+){0,4}supplemental\s+(?:\w+\s+){0,3}agreement|^\W*(?:訂立|第二份)?補充(?:配售|認購)?協議"
)
_OF_OLD_ONES = re2.compile(
    r"(?i)redempt|redeem|repurchas|buy-?back|cancel|matur|repay|default|exten|delay|despatch|refresh|adjust|amend|modif|waiver|held\s+by\s+the\s+(?:Group|Company)|贖回|購回|償還|到期|註銷|延|調整|修訂|寄發|更新"
)
"""Titles about securities that exist, or about papers of a deal that is out."""
_WILL_ISSUE = re2.compile(
    r"\b(?:Placing|Subscription|Consideration|Conversion|Capitali[sz]ation)\s+(?:H\s+)?Shares\s+(?:will|shall|are\s+to)\s+be\s+(?:allotted\s+and\s+)?issued\b|(?:配售|認購|代價|換股|轉換|資本化)股份將[^。]{0,24}?(?:配發|發行)"
)
_UPDATE = re2.compile(
    r"(?i)^\W*(?:update\s+on|supplemental|clarification)|補充公告|澄清公告|最新情況|更新"
)


def legs(s: Scene) -> tuple[list[Leg], list[Dropped]]:
    """The legs that a document announces, and the cues that announce none."""
    if PERIODIC_TITLE.search(s.title[:220]):
        return [], []
    lead = s.body[:LEAD]
    refusal = refused(s, lead)
    if refusal is not None:
        return [], [refusal]
    taken = exercised.options(s)
    if taken is not None:
        return [taken], []
    found: list[Leg] = []
    for kind in _announced(s, lead):
        if kind.subtype == "ipo":
            s = replace(s, at=0, body=s.folded.text)
        found += (
            _convertible_legs(s, kind) if kind.subtype == "convertible_issue" else _legs(s, kind)
        )
    if found and found[0].subtype in _TO_HOLDERS:
        found += apart.beside(s)
    empty = [leg for leg in found if _adds_nothing(s, leg)]
    told = [leg for leg in found if leg not in empty]
    return _settle(told), [*side_cues(s, lead, told), *(_repeated(s, leg) for leg in empty[:1])]


def _adds_nothing(s: Scene, leg: Leg) -> bool:
    """Whether a clarification or supplement states no term of the deal anew.

    Of a supplemental agreement a new long stop date or new conditions alone issue nothing.
    """
    if any(v is not None for v in (leg.units, leg.price, leg.gross, leg.net)):
        return False
    if leg.status == "corrected":
        return leg.long_stop_date is None
    return leg.status == "announced" and _SUPPLEMENT.search(s.title) is not None


def _repeated(s: Scene, leg: Leg) -> Dropped:
    why = "It adds to an announcement of before and states no term of the deal anew."
    span = leg.spans[0] if leg.spans else s.span(0, min(len(s.body), 60))
    return Dropped(code="PREVIOUSLY_DISCLOSED", span=span, why=why)


def _announced(s: Scene, lead: str) -> list[Kind]:
    """Kinds that the title names or the lead tells; an offer to all holders stands alone."""
    named = {k.subtype for k in KINDS if found_in(k.title, s.title)}
    told = {k.subtype for k in KINDS if found_in(k.lead, lead)} - {"over_allotment", "ipo"}
    if _IPO_FACE.search(s.folded.text[: s.at + 1500]) and not named & _TO_HOLDERS:
        named.add("ipo")
    if "ipo" in named and "open_offer" in named & told:
        named.discard("ipo")
    alone = next((kind for kind in _ALONE if kind in named), None)
    if alone is not None:
        return [k for k in KINDS if k.subtype == alone]
    chosen = _without_echoes(named, named | told, lead)
    if chosen & _CASH and (_TOP_UP_TITLE.search(s.title) or is_top_up(s.title + lead)):
        return [TOP_UP, *(k for k in KINDS if k.subtype in chosen - _CASH)]
    return [k for k in KINDS if k.subtype in chosen]


def _without_echoes(named: set[str], chosen: set[str], lead: str) -> set[str]:
    """Kinds without those that only lend their words to the kind that the title names."""
    if named:
        chosen = chosen - (_TO_HOLDERS - named)
    if "scrip_dividend" in named:
        return chosen - _CASH
    if "warrant_issue" in named:
        return chosen - _CASH
    if named:
        chosen = chosen - {"warrant_issue"}
    shares = re2.search(r"Placing\s+Shares|Subscription\s+Shares|配售股份|認購股份", lead)
    return chosen - _CASH if "convertible_issue" in named and shares is None else chosen


def _legs(s: Scene, kind: Kind) -> list[Leg]:
    leg = _leg(s, kind)
    return apart.by_mark(s, kind, leg) if leg is not None else []


def _leg(s: Scene, kind: Kind) -> Leg | None:
    """One leg of a kind, or None where neither number nor title proves it."""
    lead = s.body[:LEAD]
    status = _stage(s, kind, lead)
    quantity = quantity_of(s, kind, status)
    titled = found_in(kind.title, s.title) is not None
    closing = status in {"lapsed", "terminated", "completed"}
    update = _UPDATE.search(s.title) is not None
    if quantity is None and not (titled or closing):
        return None
    if kind.subtype == "subscription" and OTHER_SUBSCRIBER.search(lead) and not titled:
        return None
    price = prices.best_price(s.body, kind.nouns, kind.price_labels)
    if quantity is None and kind.subtype == "scrip_dividend":
        return None
    leg = Leg(
        subtype=kind.subtype,
        status=status,
        spans=_spans(s, kind, quantity, price),
        units=quantity.units if quantity else None,
        qualifier=quantity.qualifier if quantity and status != "completed" else "exact",
        unit_kind=kind.unit_kind if kind.unit_kind != "convertible" else "ordinary_share",
        security=security_of(quantity, kind),
        price=price.amount if price else None,
        currency=price.currency if price else None,
        confidence=Decimal("0.95") if titled and quantity else Decimal("0.85"),
    )
    leg = with_terms(s, kind, leg)
    if quantity is None and price is None and not closing and not update and not _meant(s, leg):
        return None
    return revised(s, leg)


def _meant(s: Scene, leg: Leg) -> bool:
    """Whether an issue that the title names is told without number and price: by its proceeds,
    by the mandate under which its shares will be issued, or by how many bonus shares go to a
    holder.
    """
    if _OF_OLD_ONES.search(s.title) is not None:
        return False
    will_issue = leg.mandate is not None and _WILL_ISSUE.search(s.body[:LEAD]) is not None
    bonus = leg.subtype == "bonus_issue" and leg.ratio is not None
    return leg.gross is not None or will_issue or bonus


def _stage(s: Scene, kind: Kind, lead: str) -> str:
    """The stage of the deal; a clarification corrects what was announced."""
    if kind.subtype == "ipo":
        return "priced"
    if kind.subtype == "treasury_resale" and found_in(kind.lead, lead):
        return "completed"
    told = stages.stage(s.title, lead)
    return "corrected" if told == "announced" and _CORRECTION.search(s.title) else told


def _spans(
    s: Scene, kind: Kind, quantity: Quantity | None, price: prices.Price | None
) -> tuple[tuple[int, int], ...]:
    spans = [s.span(x.start, x.end) for x in (quantity, price) if x is not None]
    lead = found_in(kind.lead, s.body[:LEAD])
    if lead is not None and lead.end() - lead.start() < 400:
        spans.append(s.span(lead.start(), lead.end()))
    if not spans:
        titled = found_in(kind.title, s.body[:LEAD])
        if titled is not None:
            spans.append(s.span(titled.start(), titled.end()))
    return tuple(dict.fromkeys(spans))


def _convertible_legs(s: Scene, kind: Kind) -> list[Leg]:
    """One leg for each tranche that has its own number of conversion shares."""
    found: dict[str, Quantity] = {}
    for tier, q in quantities.of_noun(s.body, kind.nouns):
        if tier > 0 and found:
            continue
        before = s.body[max(0, q.start - 90) : q.end + 60]
        mark = _TRANCHE.search(q.text) or _TRANCHE.search(before)
        key = next((g for g in mark.groups() if g), "") if mark else ""
        found.setdefault(key, q)
    if len(found) > 1:
        found.pop("", None)
    base = _leg(s, kind)
    if base is None:
        return []
    if _CONVERTED.search(s.title):
        return [exercised.converted(s, base)]
    if len(found) < 2:
        return [replace(base, convertible=convertible_terms(s.body, base))]
    return [
        replace(
            base,
            units=q.units,
            qualifier=q.qualifier,
            security=f"convertible notes tranche {key}",
            part=f"tranche {key}",
            spans=(s.span(q.start, q.end), *base.spans),
            gross=base.price * q.units if base.price else None,
            gross_printed=False,
            convertible=Convertible(conversion_price=base.price, max_shares=q.units),
        )
        for key, q in sorted(found.items())
    ]


def _settle(found: list[Leg]) -> list[Leg]:
    """Legs without duplicates: same units and price are one leg, the surer kind stays."""
    kept: list[Leg] = []
    for leg in found:
        twin = next((k for k in kept if _same(k, leg)), None)
        if twin is None:
            kept.append(leg)
        elif twin.units is None:
            kept[kept.index(twin)] = leg
    return kept


def _same(one: Leg, other: Leg) -> bool:
    """Whether two legs state one issue; of one that lacks its number, the price tells."""
    units = one.units == other.units or (one.units is None) != (other.units is None)
    return units and one.price == other.price


def names(subtype: str, words: str) -> bool:
    """Whether a title item names this kind of issue."""
    wanted = {"placing", "subscription", subtype} if subtype == "top_up_placing" else {subtype}
    return any(k.subtype in wanted and found_in(k.title, words) for k in (*KINDS, TOP_UP))
