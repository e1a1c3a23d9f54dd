"""Issue prices, proceeds, discounts and percentages, read beside the words that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import re2

from workers.grammar.money import find_money
from workers.issuance.model import Discount
from workers.issuance.quantities import MARK

_CURRENCY = r"(?:HK\$|HKD\s?|US\$|USD\s?|RMB|A\$|S\$|\$|£|€)"
_PER_EN = re2.compile(
    rf"(?P<money>{_CURRENCY}\s?[\d,]*\.?\d+)\s+(?:per|for\s+each|each)\s+(?:[Nn]ew\s+|existing\s+|final\s+|each\s+)?(?P<noun>[A-Z]?[\w-]+(?:\s+[A-Z][\w-]+){{0,3}})"
)
_PER_ZH = re2.compile(
    r"每(?:股|份)(?P<noun>[^\d，。；：（）港人美]{0,12}?)(?:(?:之|的)?[^\d，。；]{0,6}?)(?:約|為)?(?P<money>(?:港幣|港元|HK\$|US\$|人民幣|美元)?\s?\d[\d,]*\.?\d*\s?(?:港元|元|美元|港仙)?)"
)
_EACH = re2.compile(
    rf"(?P<noun>(?:[A-Z][\w-]+\s+)?Shares)\s+(?:(?:were|was|are|will\s+be|shall\s+be|have\s+been|has\s+been)\s+(?:duly\s+)?(?:allotted|issued|placed)\b[^.;\d]{{0,80}}?\s+)?at\s+(?P<money>{_CURRENCY}\s?[\d,]*\.?\d+)\s+each\b"
)
_LABELLED = r"(?i:{labels})(?:\s*\([^)]{{0,30}}\))?[^.\d。；]{{0,40}}?(?P<money>(?:HK\$|HKD\s?|US\$|USD\s?|RMB|港幣|人民幣)\s?[\d,]*\.?\d+|\d[\d,]*\.?\d*\s?(?:港元|美元|元))"
_NOT_PRICE = re.compile(
    r"(?i)closing|net\s+asset|par\s+value|nominal|benchmark|theoretical|exercise(?!d\))|range|maximum(?!\s+(?:number\s+)?(?:of\s+)?\d)|"
    r"收市|資產淨值|面值|理論|基準價|行使價|範圍|上限(?!為?(?:合共)?\d)|淨(?:配售|認購|發行)?價|最高|最低"
)
_MARKET = (
    (
        "5d_average",
        re.compile(
            r"(?i)(?:five|5)\s+(?:consecutive\s+)?(?:last\s+)?trading\s+days|五個(?:連續)?交易日|5個交易日"
        ),
    ),
    (
        "10d_average",
        re.compile(
            r"(?i)(?:ten|10)\s+(?:consecutive\s+)?trading\s+days|十個(?:連續)?交易日|10個交易日"
        ),
    ),
    (
        "30d_average",
        re.compile(r"(?i)(?:thirty|30)\s+(?:consecutive\s+)?trading\s+days|三十個(?:連續)?交易日"),
    ),
    ("benchmark", re.compile(r"(?i)benchmark|基準價")),
    ("theoretical", re.compile(r"(?i)theoretical|理論")),
    ("net_asset_value", re.compile(r"(?i)net\s+asset|資產淨值")),
    ("close", re.compile(r"(?i)clos(?:ing|ed)|收市")),
)
_DISCOUNT_EN = re2.compile(
    r"(?P<word>discount|premium)\s+of\s+(?:approximately\s+|about\s+)?(?P<pct>\d{1,3}(?:\.\d+)?)\s*%\s+(?:to|over|on|as\s+compared)"
)
_DISCOUNT_ZH = re2.compile(
    r"(?P<tail>[^%。；]{0,160})(?P<word>折讓|折價|溢價)約?(?P<pct>\d{1,3}(?:\.\d+)?)%"
)
_GROSS = re2.compile(r"(?i)gross\s+proceeds|所得款項總額|總所得款項|籌集(?:最多)?(?:約)?")
_NET = re2.compile(r"(?i)net\s+proceeds|所得款項淨額|所得款淨額|淨額")
_RESPECTIVELY = re2.compile(
    r"(?i)gross\s+proceeds\s+and\s+(?:the\s+)?(?:maximum\s+|estimated\s+)?net\s+proceeds\b[^.;]{0,260}?(?P<sums>(?:HK\$|US\$|RMB)[^;]{3,70}?)\W{1,2}respectively"
)
"""``gross proceeds and net proceeds … HK$50 million and HK$48 million, respectively``."""
_NET_PRICE = re2.compile(
    r"(?i)net\s+(?:placing\s+|subscription\s+|issue\s+)?price\b|net\s+proceeds?\s+(?:of\s+each|per)\b|淨(?:配售|認購|發行)?價"
)
_NET_AFTER = re.compile(
    r"(?i)\bnet\s+(?:placing\s+|subscription\s+|issue\s+)?price\b(?:\s*,[^,]{3,80},)?\s*(?:\w+\s+){0,6}$"
)
"""``The net Subscription Price, after deducting all expenses, is estimated to be``."""
_DEDUCTED = re.compile(
    r"(?i)(?:deduct\w*[^,);]*(?:expenses?|costs?|commissions?|fees?|charges?)(?:\s+in\s+total)?\s+of\s+(?:approximately\s+|about\s+)?|"
    r"扣除[^，）;；後]*(?:開支|費用|成本|佣金)(?:合共|約|為)*)$"
)
"""What stands before an amount that was taken off: ``net proceeds, after deduction of expenses of``."""
_NET_OF = re.compile(r"(?i)\bnet\s+$|淨$")


@dataclass(frozen=True, slots=True)
class Price:
    """A price per security, how well it fits the kind (higher is better), and its place."""

    amount: Decimal
    currency: str
    score: int
    start: int
    end: int


def best_price(text: str, nouns: str, labels: str) -> Price | None:
    """The issue price of a kind: named by its noun or its label, never a market price."""
    found = [*_per(text, nouns, labels), *_each(text, nouns), *_labelled(text, labels)]
    return max(found, key=lambda p: (p.score, -p.start), default=None)


def _per(text: str, nouns: str, labels: str) -> list[Price]:
    found = []
    for pattern in (_PER_EN, _PER_ZH):
        for m in pattern.finditer(text):
            before = text[max(0, m.start() - 70) : m.start()]
            near = re.split(r"[.;。；]\s|\([ivx]+\)", before)[-1]
            if _NOT_PRICE.search(near[-48:]) or _NOT_PRICE.search(m["noun"]):
                continue
            told = re.split(r"[.;。；]\s|\n", text[max(0, m.start() - 160) : m.start()])[-1]
            if _NET_AFTER.search(told) is not None:
                continue
            if _NET_PRICE.search(near) is not None or _NET_PRICE.search(m[0]) is not None:
                continue
            money = _money(m["money"])
            if money is None:
                continue
            term = rf"(?:{MARK}\s+)?(?:{nouns})"
            named = any(re.match(term, words) for words in (m["noun"], m[0][2:]))
            labelled = re.search(labels, near, re.IGNORECASE) is not None
            plain = (
                re.fullmatch(r"(?:[HAB]\s+)?(?:Offer\s+)?[Ss]hares?|股份|[HAB]股|", m["noun"])
                is not None
            )
            if not (named or labelled or plain):
                continue
            score = 3 * named + 2 * labelled + plain
            found.append(Price(money[1], money[0], score, m.start(), m.end()))
    return found


def _each(text: str, nouns: str) -> list[Price]:
    """``Rights Shares at HK$0.42 each``, ``existing Shares at HK$3.08 each``."""
    found = []
    for m in _EACH.finditer(text):
        money = _money(m["money"])
        if money is not None:
            named = re.fullmatch(nouns, m["noun"]) is not None
            found.append(Price(money[1], money[0], 3 if named else 1, m.start(), m.end()))
    return found


def _labelled(text: str, labels: str) -> list[Price]:
    found = []
    for m in re2.compile(_LABELLED.format(labels=labels)).finditer(text):
        if _NOT_PRICE.search(m[0]) or _NET_OF.search(text[max(0, m.start() - 6) : m.start()]):
            continue
        money = _money(m["money"])
        if money is not None:
            found.append(Price(money[1], money[0], 2, m.start(), m.end()))
    return found


def _money(text: str) -> tuple[str, Decimal] | None:
    hits = find_money(text, dollar="HKD")
    if hits:
        return hits[0].currency, hits[0].amount
    plain = re.fullmatch(r"(\d[\d,]*\.?\d*)\s?元", text.strip())
    return ("HKD", Decimal(plain[1].replace(",", ""))) if plain else None


def proceeds(text: str, *, net: bool) -> tuple[Decimal, str, bool] | None:
    """Amount, currency and whether ``approximately`` stands before it; the first that is printed."""
    both = _RESPECTIVELY.search(text)
    pair = find_money(both["sums"], dollar=None) if both else []
    if both is not None and len(pair) == 2:
        told = pair[1 if net else 0]
        return told.amount, told.currency, "approximately" in both[0]
    for m in (_NET if net else _GROSS).finditer(text):
        tail = re.split(r"(?<=[a-z)])\.\s|[。；]", text[m.end() : m.end() + 170])[0]
        other = (_GROSS if net else _NET).search(tail)
        tail = tail[: other.start()] if other else tail
        hits = [
            h
            for h in find_money(tail, dollar=None)
            if not re.match(r"\s*(?:per|each)\b", tail[h.end :])
            and not _DEDUCTED.search(tail[: h.start])
        ]
        if hits and not re.search(r"每股|per\s+\w+\s+Share", tail[: hits[0].start]):
            about = re.search(r"(?i)approximately|about|約", tail[: hits[0].start]) is not None
            return hits[0].amount, hits[0].currency, about
    return None


def net_price(text: str, nouns: str = r"(?:$^)", labels: str = r"(?:$^)") -> Decimal | None:
    """Net price per security, as printed; of several the one told of these nouns or labels."""
    first: Decimal | None = None
    for m in _NET_PRICE.finditer(text):
        tail = re.split(r"[。；;]|(?<=[a-z)])\.\s", text[m.end() : m.end() + 110])[0]
        hits = find_money(tail, dollar="HKD")
        if not hits or hits[0].amount >= 10_000:
            continue
        if re.search(rf"{nouns}|{labels}", m[0] + tail, re.IGNORECASE):
            return hits[0].amount
        first = first or hits[0].amount
    return first


def discounts(text: str) -> tuple[Discount, ...]:
    """Discounts and premiums to market prices, each reference once, in order."""
    found: dict[str, Discount] = {}
    for m in _DISCOUNT_EN.finditer(text):
        tail = re.split(r"(?:discount|premium)\s+of|[;；]", text[m.end() : m.end() + 260])[0]
        _note(found, m["word"] == "premium", m["pct"], tail, 0)
    for m in _DISCOUNT_ZH.finditer(text):
        tail = re.split(r"折讓|溢價|[;；]", m["tail"])[-1]
        _note(found, m["word"] == "溢價", m["pct"], tail, -1)
    return tuple(found.values())


def _note(found: dict[str, Discount], premium: bool, pct: str, words: str, which: int) -> None:  # noqa: FBT001 - private, one call each way
    reference = next((name for name, p in _MARKET if p.search(words)), None)
    if reference is None or reference in found:
        return
    hits = find_money(words, dollar="HKD")
    found[reference] = Discount(
        reference=reference,
        pct=-Decimal(pct) if premium else Decimal(pct),
        reference_price=hits[which].amount if hits else None,
    )


_EXISTING = re.compile(
    r"(?i)existing\s+(?:issued|total|share|number)|existing\s+number|現有已發行|現有股本|當時已發行|於本公[告布佈]日期[^%]{0,20}已發行"
)
_OF_ANOTHER = re.compile(
    r"(?i)\s*of\s+[^,%]{0,70}?\b(?:capital|shares|interests?)\s+(?:in|of)\s+(?:the\s+|each\s+)?(?:target|vendor|seller|purchaser|offeror|joint\s+venture|jv|project|subsidiar|associate|investee)"
)
"""``60% of the issued share capital of the Target Company``: what is bought, not what is issued."""
_BOUGHT = re.compile(
    r"(?i)\bsale\s+(?:shares?|interests?|equity)\b[^.;。]{0,60}$|(?:目標公司|目标公司|銷售股份|待售股份|销售股份)[^。；]{0,40}$"
)
_OUR_OWN = re.compile(r"(?i)\bexisting\b|\bof\s+(?:the|our)\s+company\b|現有|本公司")
_SHARE_OF = re2.compile(r"(?:approximately\s+|about\s+|約)?(?P<pct>\d{1,3}(?:\.\d+)?)\s*%")


def percentages(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Percent of the existing and of the enlarged share capital, as printed."""
    existing = enlarged = None
    hits = list(_SHARE_OF.finditer(text))
    for i, m in enumerate(hits):
        after = text[m.end() : hits[i + 1].start() if i + 1 < len(hits) else m.end() + 200][:200]
        before = text[hits[i - 1].end() if i else max(0, m.start() - 90) : m.start()][-90:]
        english = re.match(r"\s*(?:of|to)\s+(?:the|its|our|all)?", after)
        where = re.split(r"[.;；。]", after)[0] if english else before
        if re.search(
            r"(?i)discount|premium|折讓|溢價|levy|fee|brokerage|commission|徵費|佣金", before[-40:]
        ):
            continue
        if _OF_ANOTHER.match(where) or (_BOUGHT.search(before) and not _OUR_OWN.search(where)):
            continue
        if enlarged is None and re.search(r"(?i)enlarged|擴大", where):
            enlarged = Decimal(m["pct"])
        elif existing is None and (_represents(before, where) or _EXISTING.search(where)):
            existing = Decimal(m["pct"])
    return existing, enlarged


def _represents(before: str, where: str) -> bool:
    """``the Shares represent approximately 8.00% of the total number of issued Shares``."""
    return (
        re.search(r"(?i)\brepresent(?:s|ing|ed)?\b[^%]{0,60}$", before) is not None
        and re.match(
            r"(?i)\s*of\s+(?:the\s+|its\s+|our\s+)?(?:total\s+)?(?:number\s+of\s+)?(?:issued\s+(?:Shares|share\s+capital)|Shares\s+in\s+issue)",
            where,
        )
        is not None
    ) or (
        re.search(
            r"(?:相當於|佔|占)[^%]{0,40}(?:已發行股[本份]|已發行股份總數)(?:總數)?(?:之|的)?$",
            before,
        )
        is not None
    )
