"""Deals announced by a title at HKEX: notifiable transactions (chapter 14), offers (Takeovers
Code), connected transactions (chapter 14A).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Value
from workers.deals import prose
from workers.deals.deal import Deal, consideration_in, percent_in
from workers.events import Reading
from workers.governance.passages import Passage, announced
from workers.grammar.sentences import sentence_around
from workers.grammar.worded import Worded

_CLASSES = (
    ("very_substantial", r"very\s+substantial|非常重大"),
    ("reverse_takeover", r"reverse\s+take-?over|反收購"),
    ("major", r"major\s+(?:and\s+connected\s+)?transaction|主要(?:及關連)?交易"),
    ("discloseable", r"discloseable|disclosable|須予披露"),
    ("share_transaction", r"share\s+transaction|股份交易"),
)
TITLE = r"(?:discloseable|disclosable|very\s+substantial|major|share|reverse\s+take-?over)\s+(?:and\s+connected\s+)?(?:transactions?|acquisition|disposal)|reverse\s+take-?over|(?:mandatory|voluntary|general|possible|conditional|unconditional)\s+[^.\n]{0,60}\boffers?\b|privati[sz]ation|須予披露|主要(?:及關連)?交易|非常重大|反收購|股份交易|要約|私有化"
CONNECTED = r"connected\s+transactions?|關連交易"
_TITLE = re2.compile(f"(?i){TITLE}")
_CONNECTED = re2.compile(f"(?i){CONNECTED}")
_CIRCULAR = Worded(
    re2.compile(
        r"(?i)this\s+circular\s+is\s+important|contents\s+of\s+this\s+circular|此乃要件|本通函"
    ),
    "circular",
    "此乃要件",
    "本通函",
)
_NOT_DEAL = re2.compile(
    r"(?i)despatch|delay|clarification|poll\s+results|circular\s+in|notice\s+of|monthly\s+update|update\s+on|extension|supplemental|further\s+announcement|寄發|延遲|澄清|補充|進一步|最新|投票|通告|annual\s+review"
)
_OFFER = re.compile(r"(?i)\boffers?\b|privati[sz]ation|要約|私有化")
_SELLS = re.compile(r"(?i)dispos(?:al|e)|\bsale\b(?! and purchase)(?! shares)|\bto\s+sell\b|出售")
_BUYS = re.compile(r"(?i)acqui(?:sition|re)|purchase|收購|購買|購入")
_DONE = re.compile(r"(?i)\bcompletion\s+of|completed|完成")
_ENDED = re.compile(r"(?i)terminat|lapse|終止|失效")
_ISSUE = re2.compile(
    r"(?i)subscription\s+of\s+(?:new\s+)?shares|placing|rights\s+issue|認購新股|配售|供股|convertible|可換股"
)
_SIGNED = re2.compile(
    r"(?i)[^.。\n]{0,220}(?:entered\s+into|signed|訂立|簽訂)[^。\n]{0,500}?[.。\n]"
)
_COMPANY = r"((?:[A-Z][\w&.’'-]*(?:\s\([A-Z][\w ]{1,20}\))?,?\s+(?:(?:of|and|&)\s+)?){1,8}(?:Limited|Ltd\.?|Inc\.?|Corporation|LLC|L\.P\.|GmbH|Partnership|Co\.?,\s+Ltd\.?)|\p{Han}{2,24}(?:有限公司|公司))"
_NAMED = re2.compile(_COMPANY)
_TARGET = re2.compile(r"[(（](?:the\s+)?[“\"「](?:Target(?:\s+Company)?|目標公司)[”\"」]")
_INTEREST = re2.compile(
    rf"(?:interests?|share\s+capital|shares|shareholding)\s+(?:in|of)\s+(?:the\s+)?{_COMPANY}"
)
_PARTY = re2.compile(
    r"[(（](?:the\s+)?[“\"「](?:Vendors?|Purchasers?|Sellers?|Offeror|Counterparty|Lessor|Supplier|賣方|買方|要約人)[”\"」]"
)
_LEAD = re.compile(
    r"\b(?:between|among|with|by|in|from|to|that|(?:Company|Purchaser|Vendor|Seller|Buyer),?\s+and)\s+(?=[A-Z])|[與和向於售]"
)
_CONTINUING = re.compile(r"(?i)continuing|持續")
_TRADED = re2.compile(
    r"(?i)\bagreed?\s+to\s+(?:sell|dispose\s+of|acquire|purchase)\b[^.\n]{0,200}?\b(?:equity\s+interests?|issued\s+share\s+capital|entire\s+interests?|shareholding|sale\s+shares|propert(?:y|ies)|business)\b|同意(?:出售|收購|購買)[^。\n]{0,80}?(?:股權|已發行股本|銷售股份|待售股份|物業|業務)"
)
_PARTY_NAMED = re2.compile(rf"\b(?:Purchaser|Vendor|Seller|Buyer|Counterparty),\s+{_COMPANY}")
_PAPERS = re.compile(r"(?i)sale\s+and\s+purchase|\bpurchasers?\b|買賣")
_OURS = re2.compile(
    r"(?i)\b(vendor|seller|purchaser|buyer)\b[^.。;]{0,60}?[,(]\s*(?:which\s+is\s+|being\s+)?(?:an?\s+)?(?:direct\s+|indirect\s+)?(?:(?:wholly|non-wholly)[\s-]owned\s+)?subsidiary\s+of\s+the\s+Company|\bthe\s+Company\s*[,(]?\s*as\s+(?:the\s+)?(vendor|seller|purchaser|buyer)\b|(賣方|買方)\s*[（(][^）)]{0,10}本公司[^）)]{0,16}附屬公司|本公司[（(]?作為(賣方|買方)"
)
_CAP = re2.compile(r"(?i)annual\s+caps?|年度上限")
_RELATION = re2.compile(
    r"(?i)\b(?:is|are|being)\s+(?:therefore\s+|thus\s+|hence\s+)?(?:an?\s+)?(connected\s+persons?[^.]{0,100})|(本公司[^。]{0,30}關連人士)"
)


def read(reading: Reading) -> Iterator[Deal]:
    """A deal for each title item that announces one; a connected one may name no more than that."""
    if is_circular(reading):
        return
    for passage in announced(reading, _TITLE):
        deal = _deal(reading, passage)
        if deal is not None:
            yield deal
    for passage in announced(reading, _CONNECTED):
        deal = _deal(reading, passage) if _trades_an_interest(passage) else None
        if deal is not None:
            yield deal
            return


def _trades_an_interest(passage: Passage) -> bool:
    """Whether a connected transaction that happens once buys or sells a company or a property."""
    title = passage.title
    if _TITLE.search(title) or _ISSUE.search(title) or _CONTINUING.search(title):
        return False
    return _TRADED.search(passage.text[:6_000]) is not None


def is_circular(reading: Reading) -> bool:
    """A circular repeats in full what an announcement told weeks before."""
    return bool(_CIRCULAR.search(reading.text.text[:6_000]))


def _deal(reading: Reading, passage: Passage) -> Deal | None:
    title, text = passage.title, passage.text[:40_000]
    if _NOT_DEAL.search(title) or not _names_a_deal(title, text):
        return None
    signed = _SIGNED.search(text)
    told = text[signed.start() : signed.start() + 2_500] if signed else text[:3_000]
    amount, currency = consideration_in(told, hong_kong=True)
    if amount is None:
        amount, currency = consideration_in(text, hong_kong=True)
    stage = (
        "terminated"
        if _ENDED.search(title)
        else "completed"
        if _DONE.search(title)
        else "announced"
    )
    interest = _INTEREST.search(told)
    target = _defined(_TARGET, text) or ([_clean(interest[1])] if interest else [])
    day = _signed_on(text, signed, reading.document_date) if signed else None
    completed = _completed(reading, passage) if stage == "completed" else None
    if not (signed or target or amount or completed or _OFFER.search(title)):
        return None
    spans = [(passage.start, passage.end)]
    if signed:
        lead = len(signed[0]) - len(signed[0].lstrip())
        spans.insert(0, passage.span(signed.start() + lead, signed.end()))
    return Deal(
        subtype="terminated" if stage == "terminated" else _subtype(title, told),
        status=stage,
        spans=tuple((a, b) for a, b in spans if b > a),
        target=_name_of(target[0]) if target else None,
        counterparties=_parties(told),
        consideration=amount,
        currency=currency,
        percent=percent_in(told),
        size_class=size_class(title),
        agreed=day if stage == "announced" else None,
        completed=completed,
        title_item=passage.title_item,
        connected=bool(_CONNECTED.search(title)),
        confidence=Decimal("0.92"),
    )


def _names_a_deal(title: str, text: str) -> bool:
    """An offer, or a purchase or sale; loans, leases and share issues are none."""
    return bool(
        _OFFER.search(title)
        or _BUYS.search(title)
        or _SELLS.search(title)
        or (
            (_BUYS.search(text[:3_000]) or _SELLS.search(text[:3_000])) and not _ISSUE.search(title)
        )
    )


def _subtype(title: str, told: str) -> str:
    if _OFFER.search(title):
        return "offer"
    for words in (title, _own_side(told), _PAPERS.sub("", told)):
        buys, sells = _BUYS.search(words), _SELLS.search(words)
        if buys or sells:
            first = min((m for m in (buys, sells) if m), key=lambda m: m.start())
            return "disposal" if first is sells else "acquisition"
    return "acquisition"


def _own_side(told: str) -> str:
    """``sell`` or ``acquire`` by the side that the issuer or its subsidiary is named on."""
    own = _OURS.search(told)
    if own is None:
        return ""
    side = next(g for g in own.groups() if g).lower()
    return "to sell" if side in {"vendor", "seller", "賣方"} else "to acquire"


def size_class(title: str) -> str | None:
    """The class of chapter 14 that the title names, the gravest first."""
    return next((name for name, p in _CLASSES if re.search(p, title, re.IGNORECASE)), None)


def connected_passages(reading: Reading) -> Iterator[Passage]:
    """Titles of connected transactions that are neither a deal above nor a share issue."""
    if is_circular(reading):
        return
    for passage in announced(reading, _CONNECTED):
        title = passage.title
        deal = _TITLE.search(title) and _names_a_deal(title, passage.text[:40_000])
        other = _NOT_DEAL.search(title) or _ISSUE.search(title) or deal
        if not other and not _trades_an_interest(passage):
            yield passage


def connected_fields(reading: Reading, passage: Passage) -> dict[str, Value]:
    """Counterparty, relation, consideration or caps of a connected transaction."""
    text = passage.text[:40_000]
    signed = _SIGNED.search(text)
    told = text[signed.start() : signed.start() + 2_500] if signed else text[:3_000]
    relation, (amount, currency) = _RELATION.search(text), consideration_in(told, hong_kong=True)
    return {
        "counterparties": _parties(told) or None,
        "relation": " ".join((relation[1] or relation[2]).split()) if relation else None,
        "consideration": amount,
        "currency": currency,
        "annual_caps": True if _CAP.search(text) else None,
        "agreement_date": _signed_on(text, signed, reading.document_date) if signed else None,
    }


def _signed_on(text: str, signed: re2._Match, document: date | None) -> date | None:
    """The day in the sentence of an agreement, which ``Co., Ltd.`` does not end."""
    start, end = sentence_around(text, signed.start(), signed.end())
    return prose.recent_day(text[max(start, signed.start() - 300) : end], document)


def _completed(reading: Reading, passage: Passage) -> date | None:
    found = re2.search(r"(?i)complet[^.。]{0,160}[.。]|[^。]{0,60}完成[^。]{0,60}。", passage.text)
    return prose.recent_day(found[0], reading.document_date) if found else None


def _parties(text: str) -> tuple[str, ...]:
    named = [_clean(m[1]) for m in _PARTY_NAMED.finditer(text[:1_500])]
    return tuple(dict.fromkeys([*_defined(_PARTY, text), *named]))[:4]


def _defined(term: re2._Regexp, text: str) -> list[str]:
    """The companies that are printed right before a defined term."""
    found = []
    for mark in term.finditer(text):
        before = text[max(0, mark.start() - 140) : mark.start()]
        names = [m[1] for m in _NAMED.finditer(before)]
        found += [_clean(names[-1])] if names else []
    return found


def _name_of(name: str) -> str | None:
    """A real name; ``Target Company`` is a defined term."""
    clean = _clean(name)
    return None if re.search(r"(?i)^(?:the\s+)?(?:target|company)\b", clean) else clean


def _clean(name: str) -> str:
    """The name behind ``between``, ``and``, 與 and other words that lead to it."""
    short = _LEAD.split(name)[-1]
    return " ".join(short.split()).strip(" ,")
