"""Hong Kong announcements, circulars and prospectuses: which issues they tell, leg by leg."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import re2

from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.issuance import prices, quantities, stages
from workers.issuance.folded import Folded
from workers.issuance.kinds import KINDS, OPTION_ENDED, PERIODIC_TITLE, STABILISED, TOP_UP, Kind
from workers.issuance.model import Convertible, Dropped, Leg
from workers.issuance.quantities import Quantity

LEAD = 9000
"""The deal and its terms stand within this many characters of the title."""

_MASTHEAD = re2.compile(
    r"(?i)\(\s*stock\s+codes?\s*:?[^)]{0,60}\)|（?股份代號[:：][^）\n]{0,30}）?|stock\s+code\s*:\s*\d+"
)
_HISTORY = re2.compile(
    r"(?i)\n[^\n]{0,60}(?:fund[\s-]*raising\s+(?:activities|exercises?)[^\n]{0,60}past\s+(?:12|twelve)|equity\s+fund\s+raising\s+activit|過去十二個月|過往十二個月|前十二個月)"
)
_EXISTING_SOLD = re2.compile(
    r"(?i)(?:vendor|seller)s?\b[^.]{0,260}?(?:agreed?|agrees)\s+to\s+(?:sell|place)|existing\s+Shares[^.]{0,200}?top-?up|(?:賣方)[^。]{0,120}?同意[^。]{0,40}?出售"
)
_TOP_UP = re2.compile(
    r"(?i)top-?up|(?:vendor|seller)\b[^.]{0,120}?(?:agree[sd]?\s+to\s+)?subscribe|allot(?:ted)?\s+and\s+issued?\b[^.]{0,80}?\bto\s+the\s+(?:Vendor|Seller)|先舊後新|補足|(?:賣方)[^。]{0,60}?認購|向賣方配發及?發行"
)
_OTHER_SUBSCRIBER = re2.compile(
    r"(?i)\bthe\s+(?:Company|Group|Purchaser)\s+(?:has\s+|have\s+)?(?:conditionally\s+)?(?:agreed|agrees)\s+to\s+subscribe"
)
_TRANCHE = re2.compile(r"(?i)Tranche\s+([1-9A-C]|I{1,3})\b|第([一二三])批")
_GENERAL = re2.compile(r"(?i)general\s+mandate|一般授權")
_SPECIFIC = re2.compile(r"(?i)specific\s+mandate|特別授權|特定授權")
_NOT_LESS = re2.compile(
    r"(?i)not\s+(?:be\s+)?(?:less|fewer)\s+than\s+(six|6|\d+)|at\s+least\s+(six)|不少於(六|6)名|最少(六|6)名"
)
_CONNECTED = re2.compile(
    r"(?i)\bis\s+(?:therefore\s+)?a\s+connected\s+person\s+of\s+the\s+Company|constitutes?\s+a\s+connected\s+transaction|為本公司之?的?關[連聯]人士|構成[^。]{0,20}關[連聯]交易"
)
_UNDERWRITTEN = re2.compile(r"(?i)non-underwritten|not\s+(?:be\s+)?underwritten|非包銷")
_FULLY_UNDERWRITTEN = re2.compile(r"(?i)fully\s+underwritten|will\s+be\s+underwritten|悉數包銷")
_RATIO = re2.compile(
    r"(?i)basis\s+of\s+\(?(?P<new>\w+)\)?\s*(?:\((?P<new_n>\d+)\))?\s+(?:Rights|Offer|Bonus)\s+Shares?\s+for\s+every\s+\(?(?P<held>[\w-]+)\)?\s*(?:\((?P<held_n>\d+)\))?|"
    r"每(?:持有)?(?P<held_zh>[一二三四五六七八九十]+|\d+)\(?(?P<held_zn>\d*)\)?股[^，。]{0,24}?獲發(?P<new_zh>[一二三四五六七八九十]+|\d+)\(?(?P<new_zn>\d*)\)?股"
)
_WORDS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
_PRINCIPAL = re2.compile(
    r"(?i)(?:aggregate\s+)?principal\s+amount\s+of\s+(?:up\s+to\s+)?(?:approximately\s+)?|本金總?額[^\d。]{0,8}"
)
_COUPON = re2.compile(
    r"(?i)(?:interest\s+(?:rate\s+)?(?:of|at)|coupon\s+of|bear[^.]{0,40}?at|年利率|票面利率)[^\d.。]{0,30}(\d{1,2}(?:\.\d+)?)\s*%"
)
_EXERCISE = re2.compile(
    r"(?i)(?:initial\s+)?(?:subscription|exercise)\s+price\s+of\s+(HK\$\s?[\d.]+)\s+per\s+(?:new\s+|warrant\s+)?Share|(?:初步)?(?:行使價|認購價)[^\d。]{0,16}((?:港幣)?\s?[\d.]+\s?港?元)"
)
_EARLIER = (
    "PREVIOUSLY_DISCLOSED",
    "The exercise was announced before; this tells the end of stabilisation.",
)
_GRANTOR_SELLS = re2.compile(
    r"(?i)(?:sold|transferred)\s+by\s+the\s+over-?allotment\s+option\s+grantor|over-?allotment\s+option\s+grantors?\s+will\s+sell|超額配[股售](?:選擇)?權授[予出]人[^。]{0,160}?出售"
)
_NEW_ISSUED = re2.compile(
    r"(?i)(?:issued|allotted)\s+(?:and\s+(?:issued|allotted)\s+)?by\s+the\s+Company|Option\s+New\s+Shares|由本公司[^。]{0,60}?(?:配發|發行)"
)
_CIRCULAR = re2.compile(r"(?i)this\s+circular\s+is\s+important|此乃要件|本通函")
_PROSPECTUS = re2.compile(r"供股章程|公開發售章程|(?i:this\s+prospectus|\bprospectus\s+documents)")
_ANNOUNCED_BEFORE = re2.compile(
    r"(?i)(?:reference\s+is\s+made\s+to\s+the|as\s+(?:set\s+out|disclosed|stated)\s+in\s+the|in\s+the|referred\s+to\s+the)\s+announcements?\b|the\s+(?:Board|Company|Directors)\s+announced\s+that|(?:茲提述|提述)[^。]{0,40}公[告佈]|董事會(?:已)?(?:宣佈|公佈)"
)
_ALTERED = re2.compile(
    r"(?i)(?:amendments?|alteration|adjustments?|change|extension)s?\s+(?:to|of|in)\s+(?:the\s+)?(?:terms|conversion|exercise|maturity|subscription)|(?:調整|修訂|更改|延長)[^，。]{0,20}(?:換股價|轉換價|行使價|條款|到期日)"
)
_IPO_FACE = re2.compile(
    r"(?i)number\s+of\s+offer\s+shares\s*(?:under\s+the\s+(?:global|share)\s+offer\w*\s*)?[:：]|(?:全球發售|股份發售)項?下?的?發售股份(?:的)?(?:數目|數量)|(?:分配|配發)結果公告"
)
_UPDATE = re2.compile(
    r"(?i)^\W*(?:update\s+on|supplemental|clarification)|補充公告|澄清公告|最新情況|更新"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is read of one document: the title and the body behind the masthead (folded)."""

    title: str
    body: str
    at: int
    folded: Folded
    document_date: date | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Canonical span of a body match."""
        return self.folded.span(self.at + start, self.at + end)


def scene(folded: Folded, told: str | None, items: str, document_date: date | None) -> Scene:
    """The title (told by the venue, or the title items and the lines around the stock code)
    and the body behind the masthead, without the story of earlier fund raising.
    """
    mark = _MASTHEAD.search(folded.text[:9000])
    at = mark.end() if mark else 0
    body = folded.text[at:]
    history = _HISTORY.search(body)
    around = folded.text[at : at + 160]
    return Scene(
        title=told or (items if _speaks(items) else f"{items}\n{around}"),
        body=body[: history.start() if history else len(body)],
        at=at,
        folded=folded,
        document_date=document_date,
    )


def _speaks(title: str) -> bool:
    """Whether a title names something that decides how the document is read."""
    known = (STABILISED, PERIODIC_TITLE, OPTION_ENDED)
    return any(p.search(title) for p in known) or any(re2.search(k.title, title) for k in KINDS)


def legs(s: Scene) -> tuple[list[Leg], list[Dropped]]:
    """The legs that a document announces, and the cues that announce none."""
    if PERIODIC_TITLE.search(s.title[:220]):
        return [], []
    lead = s.body[:LEAD]
    refused = _refused(s, lead)
    if refused is not None:
        return [], [refused]
    found: list[Leg] = []
    for kind in _announced(s, lead):
        if kind.subtype == "ipo":
            s = replace(s, at=0, body=s.folded.text)
        found += (
            _convertible_legs(s, kind) if kind.subtype == "convertible_issue" else _legs(s, kind)
        )
    return _settle(found), list(_side_cues(s, lead, found))


def _side_cues(s: Scene, lead: str, found: list[Leg]) -> Iterator[Dropped]:
    """The holder's leg of a top-up, and shares of another company that the issuer takes up."""
    sold = _EXISTING_SOLD.search(lead)
    if sold is not None and any(leg.subtype == "top_up_placing" for leg in found):
        why = (
            "The holder sells existing shares and takes up as many new ones: no sale by an insider."
        )
        span = s.span(sold.start(), sold.end())
        yield Dropped(code="TOP_UP_LEG", span=span, why=why, would_be_type="insider_sale")
    bought = _OTHER_SUBSCRIBER.search(lead)
    if bought is not None and not found:
        why = "The issuer takes up securities of another company."
        yield Dropped(code="OTHER_ISSUER", span=s.span(bought.start(), bought.end()), why=why)


def _refused(s: Scene, lead: str) -> Dropped | None:
    """Documents that speak of an issue all along and make none."""
    exercised = re2.search(KINDS[0].title, s.title) is not None
    ended = OPTION_ENDED.search(s.title)
    if ended is not None or (STABILISED.search(s.title) and not exercised):
        m = re2.search(r"(?i)over-?allotment\s+option|超額配[股售](?:選擇)?權", s.body)
        code, why = ("NEGATED", "The option lapsed: no share is issued.") if ended else _EARLIER
        return Dropped(code=code, span=s.span(m.start(), m.end()), why=why) if m else None
    granted = _GRANTOR_SELLS.search(lead)
    if exercised and granted is not None and not _NEW_ISSUED.search(lead):
        why = "Existing shares sold by a holder; the issuer issues and receives nothing."
        return Dropped(code="NEGATED", span=s.span(granted.start(), granted.end()), why=why)
    circular = _CIRCULAR.search(s.folded.text[:9000])
    if _PROSPECTUS.search(s.folded.text[:6000]):
        circular = None
    retold = _ANNOUNCED_BEFORE.search(lead)
    if circular is not None and retold is not None:
        why = "The circular sets out a deal that was announced before."
        return Dropped(
            code="PREVIOUSLY_DISCLOSED", span=s.span(retold.start(), retold.end()), why=why
        )
    altered = _ALTERED.search(s.title)
    if altered is not None:
        at = re2.search(
            r"(?i)(?:conversion|subscription|exercise)\s+(?:price|rights)|換股價|轉換價|行使價",
            s.body,
        )
        why = "Terms of securities that exist already are changed; nothing is issued."
        return Dropped(code="NEGATED", span=s.span(at.start(), at.end()), why=why) if at else None
    return None


def _announced(s: Scene, lead: str) -> list[Kind]:
    """Kinds that the title names or the lead tells; over-allotment and rights stand alone."""
    named = {k.subtype for k in KINDS if re2.search(k.title, s.title)}
    told = {k.subtype for k in KINDS if re2.search(k.lead, lead)}
    if "over_allotment" in named:
        return [KINDS[0]]
    if _IPO_FACE.search(s.folded.text[: s.at + 1500]) and not named & {
        "rights_issue",
        "open_offer",
    }:
        named.add("ipo")
    chosen = (named | told) - {"over_allotment"}
    if "ipo" in named and "open_offer" not in named & told:
        return [k for k in KINDS if k.subtype == "ipo"]
    chosen.discard("ipo")
    for offer in ("rights_issue", "open_offer"):
        if offer in named:
            return [k for k in KINDS if k.subtype == offer]
    if named - {"rights_issue", "open_offer"}:
        chosen -= {"rights_issue", "open_offer"}
    if "warrant_issue" in named:
        chosen -= {"placing", "subscription"}
    elif named:
        chosen.discard("warrant_issue")
    shares = re2.search(r"Placing\s+Shares|Subscription\s+Shares|配售股份|認購股份", lead)
    if "convertible_issue" in named and shares is None:
        chosen -= {"placing", "subscription"}
    if chosen & {"placing", "subscription"} and _is_top_up(s.title + lead):
        return [TOP_UP, *(k for k in KINDS if k.subtype in chosen - {"placing", "subscription"})]
    return [k for k in KINDS if k.subtype in chosen]


def _is_top_up(text: str) -> bool:
    """Whether a holder sells existing shares and subscribes for as many new ones."""
    return _EXISTING_SOLD.search(text) is not None and _TOP_UP.search(text) is not None


def _legs(s: Scene, kind: Kind) -> list[Leg]:
    leg = _leg(s, kind)
    return [leg] if leg is not None else []


def _leg(s: Scene, kind: Kind) -> Leg | None:
    """One leg of a kind, or None where neither number nor title proves it."""
    lead = s.body[:LEAD]
    status = _stage(s, kind, lead)
    quantity = _quantity(s, kind, status)
    titled = re2.search(kind.title, s.title) is not None
    closing = status in {"lapsed", "terminated", "completed"}
    update = _UPDATE.search(s.title) is not None
    if quantity is None and not (titled or closing):
        return None
    if kind.subtype == "subscription" and _OTHER_SUBSCRIBER.search(lead) and not titled:
        return None
    price = prices.best_price(s.body, kind.nouns, kind.price_labels)
    if quantity is None and price is None and not closing and not update:
        return None
    leg = Leg(
        subtype=kind.subtype,
        status=status,
        spans=_spans(s, kind, quantity, price),
        units=quantity.units if quantity else None,
        qualifier=quantity.qualifier if quantity and status != "completed" else "exact",
        unit_kind=kind.unit_kind if kind.unit_kind != "convertible" else "ordinary_share",
        security=_security(quantity, kind),
        price=price.amount if price else None,
        currency=price.currency if price else None,
        confidence=Decimal("0.95") if titled and quantity else Decimal("0.85"),
    )
    return _with_terms(s, kind, leg)


def _stage(s: Scene, kind: Kind, lead: str) -> str:
    if kind.subtype == "ipo":
        return "priced"
    sold = kind.subtype == "treasury_resale" and re2.search(kind.lead, lead)
    return "completed" if sold else stages.stage(s.title, lead)


def _quantity(s: Scene, kind: Kind, status: str) -> Quantity | None:
    """The number of the leg: by its defined term, else by the sentence that tells the deal."""
    lead = s.body[:LEAD]
    told = _told_quantity(lead, kind)
    ranked = list(quantities.of_noun(s.body, kind.nouns))
    if kind.subtype == "over_allotment":
        new = [q for tier, q in ranked if re.search(r"(?i)new\s+shares", q.text)]
        return new[0] if new else told or next((q for _, q in ranked), None)
    if kind.subtype == "ipo":
        ranked = [(t, q) for t, q in ranked if q.qualifier != "up_to" and not _optional(s.body, q)]
        ranked = [(0, q) for _, q in ranked]
        issued = re2.search(r"(?i)comprising\s+(?P<n>\d{1,3}(?:,\d{3})+)\s+new\s+Shares", s.body)
        if issued is not None:
            units = quantities.count(issued["n"]) or 0
            return Quantity(units, "exact", issued.start(), issued.end(), issued[0])
    if status == "completed" and kind.subtype != "ipo":
        done = [q for _, q in ranked if _completed_near(s.body, q)]
        if done:
            return done[0]
    first = min(ranked, key=lambda item: (item[0], item[1].start), default=None)
    if first is not None and (first[0] == 0 or told is None):
        return first[1]
    return told


def _optional(text: str, q: Quantity) -> bool:
    """Whether a number belongs to the over-allotment option, which may never be exercised."""
    return re.search(r"(?i)over-?allot|超額", text[max(0, q.start - 60) : q.start + 12]) is not None


def _completed_near(text: str, q: Quantity) -> bool:
    around = text[max(0, q.start - 120) : q.end + 200]
    return (
        re2.search(
            r"(?i)(?:has|have|had|were|was)\s+(?:been\s+)?[^.]{0,60}(?:allotted|placed|issued)|已[^。]{0,30}(?:配發|發行|配售)",
            around,
        )
        is not None
    )


def _told_quantity(lead: str, kind: Kind) -> Quantity | None:
    """The first number of shares in the sentence that tells this kind of deal."""
    for m in re2.compile(kind.lead).finditer(lead):
        start = (
            max(
                lead.rfind(". ", 0, m.start()),
                lead.rfind("。", 0, m.start()),
                lead.rfind("\n", 0, m.start()),
            )
            + 1
        )
        stops = [
            p
            for p in (lead.find(". ", m.end()), lead.find("。", m.end()), lead.find("\n", m.end()))
            if p > 0
        ]
        end = min(stops) if stops else len(lead)
        found = quantities.in_sentence(lead, start, end)
        new = [q for q in found if re.search(r"(?i)\bnew\b|新", q.text)]
        if new or found:
            return (new or found)[0]
    return None


def _security(quantity: Quantity | None, kind: Kind) -> str | None:
    if quantity is None:
        return None
    m = re.search(
        r"(?i)(?:new\s+)?(?:[HAB]\s+)?(?:shares|warrants|ADSs)|H股|內資股|股份|認股權證",
        quantity.text,
    )
    shown = m[0] if m else kind.unit_kind.replace("_", " ")
    return (
        "H shares"
        if re.search(r"\bH\b|H股", quantity.text)
        else shown.lower()
        if shown.isascii()
        else shown
    )


def _spans(
    s: Scene, kind: Kind, quantity: Quantity | None, price: prices.Price | None
) -> tuple[tuple[int, int], ...]:
    spans = [s.span(x.start, x.end) for x in (quantity, price) if x is not None]
    lead = re2.search(kind.lead, s.body[:LEAD])
    if lead is not None and lead.end() - lead.start() < 400:
        spans.append(s.span(lead.start(), lead.end()))
    if not spans:
        titled = re2.search(kind.title, s.body[:LEAD])
        if titled is not None:
            spans.append(s.span(titled.start(), titled.end()))
    return tuple(dict.fromkeys(spans))


def _with_terms(s: Scene, kind: Kind, leg: Leg) -> Leg:
    """The leg with dates, money, mandate, percentages and discounts of the deal."""
    lead = s.body[:LEAD]
    gross, net = prices.proceeds(s.body, net=False), prices.proceeds(s.body, net=True)
    existing, enlarged = prices.percentages(lead)
    done = leg.status == "completed"
    return _replace(
        leg,
        gross=gross[0] if gross else None,
        gross_printed=gross is not None,
        net=net[0] if net else None,
        net_qualifier="approximately" if net and net[2] else None,
        net_price=prices.net_price(s.body),
        agreement_date=_agreed_on(leg, lead),
        completion_date=_completed_on(kind, lead, s.document_date) if done else None,
        exercise_date=_exercise_day(lead) if kind.subtype == "over_allotment" else None,
        listing_date=stages.day_after(
            lead, r"(?i)commence\s+on|開始(?:在|於|上市)|預期[^。]{0,30}?於|上市及買賣[^。]{0,20}於"
        ),
        long_stop_date=stages.day_after(
            s.body,
            r"(?i)long\s+stop\s+date[^.]{0,40}?(?:means|being|is|,)?|on\s+or\s+before|最後截止日期|截止日期",
        ),
        record_date=stages.day_after(s.body, r"(?i)record\s+date|記錄日期")
        if leg.subtype in {"rights_issue", "open_offer", "bonus_issue"}
        else None,
        exercise_price=_exercise_price(s.body) if kind.subtype == "warrant_issue" else None,
        ratio=_ratio(s.title + lead),
        mandate="specific"
        if _SPECIFIC.search(lead)
        else "general"
        if _GENERAL.search(s.body[: 2 * LEAD])
        else None,
        allottees="not less than six" if _NOT_LESS.search(s.body) else None,
        connected=True
        if leg.subtype != "top_up_placing" and _CONNECTED.search(s.body[: 2 * LEAD])
        else None,
        underwritten=False
        if _UNDERWRITTEN.search(lead)
        else True
        if _FULLY_UNDERWRITTEN.search(lead)
        else None,
        pct_existing=existing,
        pct_enlarged=enlarged,
        discounts=prices.discounts(lead),
    )


def _agreed_on(leg: Leg, lead: str) -> date | None:
    """The day of the agreement; of one that ended, not the day of its ending."""
    if leg.subtype in {"over_allotment", "ipo"}:
        return None
    ended = leg.status in {"lapsed", "terminated"}
    return (stages.named_agreement_day(lead) if ended else None) or stages.agreement_day(lead)


def _completed_on(kind: Kind, lead: str, document_date: date | None) -> date | None:
    """The first day of completion; of a top-up the last, when the new shares are issued."""
    days = stages.completion_days(lead, document_date)
    if not days:
        return None
    return max(days) if kind is TOP_UP else days[0]


def _exercise_day(lead: str) -> date | None:
    """The day on which the over-allotment option was exercised."""
    for hit in find_dates(lead, order="dmy"):
        before = lead[max(0, hit.start - 160) : hit.start]
        told = re.search(r"(?i)exercised|行使", before + lead[hit.end : hit.end + 90])
        named = re.search(r"(?i)dated\s*$|日期為\s*$|prospectus\s*$", before[-24:])
        if told and not named:
            return hit.value
    return None


def _exercise_price(text: str) -> Decimal | None:
    m = _EXERCISE.search(text)
    digits = re.search(r"\d[\d,]*\.?\d*", m[1] or m[2]) if m else None
    return Decimal(digits[0].replace(",", "")) if digits else None


def _ratio(text: str) -> tuple[int, int] | None:
    """New shares for held shares of a rights issue, open offer or bonus issue."""
    m = _RATIO.search(text)
    if m is None:
        return None
    new = m["new_n"] or m["new"] or m["new_zn"] or m["new_zh"]
    held = m["held_n"] or m["held"] or m["held_zn"] or m["held_zh"]
    pair = tuple(_small(word) for word in (new, held))
    return (pair[0], pair[1]) if all(pair) and pair[0] is not None and pair[1] is not None else None


def _small(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else _WORDS.get(word.lower()) or quantities.count(word)


def _convertible_legs(s: Scene, kind: Kind) -> list[Leg]:
    """One leg for each tranche that has its own number of conversion shares."""
    found: dict[str, Quantity] = {}
    for tier, q in quantities.of_noun(s.body, kind.nouns):
        if tier > 0 and found:
            continue
        before = s.body[max(0, q.start - 90) : q.end + 60]
        mark = _TRANCHE.search(before)
        key = next((g for g in mark.groups() if g), "") if mark else ""
        found.setdefault(key, q)
    if len(found) > 1:
        found.pop("", None)
    base = _leg(s, kind)
    if base is None:
        return []
    if len(found) < 2:
        return [_replace(base, convertible=_terms(s.body, base))]
    return [
        _replace(
            base,
            units=q.units,
            qualifier=q.qualifier,
            security=f"convertible notes tranche {key}",
            spans=(s.span(q.start, q.end), *base.spans),
            gross=base.price * q.units if base.price else None,
            gross_printed=False,
            convertible=Convertible(conversion_price=base.price, max_shares=q.units),
        )
        for key, q in sorted(found.items())
    ]


def _terms(text: str, leg: Leg) -> Convertible:
    principal = None
    for m in _PRINCIPAL.finditer(text):
        hits = find_money(text[m.end() : m.end() + 40], dollar="HKD")
        if hits and hits[0].start < 4:
            principal = hits[0].amount
            break
    coupon = _COUPON.search(text)
    return Convertible(
        principal=principal,
        coupon=Decimal(coupon[1]) if coupon else None,
        conversion_price=leg.price,
        max_shares=leg.units,
    )


def _replace(leg: Leg, **changes: object) -> Leg:
    return replace(leg, **changes)  # type: ignore[arg-type]


def _settle(found: list[Leg]) -> list[Leg]:
    """Legs without duplicates: same units and price are one leg, the surer kind stays."""
    kept: list[Leg] = []
    for leg in found:
        twin = next((k for k in kept if k.units == leg.units and k.price == leg.price), None)
        if twin is None:
            kept.append(leg)
    return kept


def names(subtype: str, words: str) -> bool:
    """Whether a title item names this kind of issue."""
    wanted = {"placing", "subscription", subtype} if subtype == "top_up_placing" else {subtype}
    return any(k.subtype in wanted and re2.search(k.title, words) for k in (*KINDS, TOP_UP))
