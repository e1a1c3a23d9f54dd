"""Dates, money, mandate, percentages and conversion terms of a Hong Kong deal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import re2

from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.issuance import prices, quantities, stages
from workers.issuance.conditions import conditions
from workers.issuance.kinds import TOP_UP, Kind, found_in
from workers.issuance.model import Convertible, Leg
from workers.issuance.scene import LEAD, Scene

_GENERAL = re2.compile(r"(?i)general\s+mandate|一般性?授權")
_SPECIFIC = re2.compile(r"(?i)specific\s+mandate|特別授權|特定授權")
_TITLE_PARTS = re.compile(r"[;；]|\(\w{1,3}\)")
_NOT_LESS = re2.compile(
    r"(?i)not\s+(?:be\s+)?(?:less|fewer)\s+than\s+(six|6|\d+)|at\s+least\s+(six)|不少於(六|6)名|最少(六|6)名"
)
_CONNECTED = re2.compile(
    r"(?i)\b(?:is|and)\s+(?:(?:is|therefore|thus|hence|accordingly)\s+){0,2}a\s+connected\s+person\s+of\s+the\s+Company|constitutes?\s+a\s+connected\s+transaction|為本公司之?的?關[連聯]人士|構成[^。]{0,20}關[連聯]交易"
)
_CONNECTED_TITLE = re2.compile(r"(?i)\bconnected\s+transaction|關[連聯]交易")
_TAKEN_BY_ONE = frozenset({"subscription", "loan_capitalisation", "consideration_issue"})
_OPEN = frozenset({"proposed", "announced", "corrected"})
_CLOSINGS = frozenset({"completed", "lapsed", "terminated"})
_UNDERWRITTEN = re2.compile(r"(?i)non-underwritten|not\s+(?:be\s+)?underwritten|非包銷")
_FULLY_UNDERWRITTEN = re2.compile(r"(?i)fully\s+underwritten|will\s+be\s+underwritten|悉數包銷")
_RATIO = re2.compile(
    r"(?i)basis\s+of\s+\(?(?P<new>\w+)\)?\s*(?:\((?P<new_n>\d+)\))?\s+(?:Rights|Offer|Bonus)\s+Shares?\s+for\s+every\s+\(?(?P<held>[\w-]+)\)?\s*(?:\((?P<held_n>\d+)\))?|"
    r"每(?:持有)?(?P<held_zh>[一兩二三四五六七八九十]+|\d+)[(（]?(?P<held_zn>\d*)[)）]?股[^，。]{0,24}?獲發(?P<new_zh>[一兩二三四五六七八九十]+|\d+)[(（]?(?P<new_zn>\d*)[)）]?股"
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
_TITLED_BONDS = re2.compile(
    r"(?i)(?P<sum>(?:HK|US)\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)\s[^\n;]{0,60}?convertible\s+(?:bonds?|notes?)"
)
_COUPON = re2.compile(
    r"(?i)(?:interest\s+(?:rate\s+)?(?:of|at)|coupon\s+of|bear[^.]{0,40}?at|年利率|票面利率)[^\d.。]{0,30}(\d{1,2}(?:\.\d+)?)\s*%"
)
_EXERCISE = re2.compile(
    r"(?i)(?:initial\s+)?(?:subscription|exercise)\s+price\s+of\s+(HK\$\s?\d[\d.]*\d)\b|(?:初步)?(?:行使價|認購價)[^\d。]{0,16}((?:港幣)?\s?[\d.]+\s?港?元)"
)


def with_terms(s: Scene, kind: Kind, leg: Leg) -> Leg:
    """The leg with dates, money, mandate, percentages and discounts of the deal."""
    lead = s.body[:LEAD]
    gross, net = prices.proceeds(s.body, net=False), prices.proceeds(s.body, net=True)
    existing, enlarged = prices.percentages(lead)
    if gross is None and kind.subtype == "convertible_issue" and leg.units is None:
        gross = _principal_of_title(s.title)
    done = leg.status == "completed"
    return replace(
        leg,
        currency=leg.currency or (gross[1] if gross else net[1] if net else None),
        gross=gross[0] if gross else None,
        gross_printed=gross is not None,
        net=net[0] if net else None,
        net_qualifier="approximately" if net and net[2] else None,
        net_price=prices.net_price(s.body, kind.nouns, kind.price_labels),
        agreement_date=_agreed_on(leg, lead),
        announcement_date=stages.announcement_day(lead) if leg.status in _CLOSINGS else None,
        part=stages.part_of(s.title) if leg.status in _CLOSINGS else None,
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
        mandate=_mandate(s, kind, lead),
        allottees="not less than six" if _NOT_LESS.search(s.body) else None,
        connected=_connected(s, leg),
        underwritten=False
        if _UNDERWRITTEN.search(lead)
        else True
        if _FULLY_UNDERWRITTEN.search(lead)
        else None,
        conditions=conditions(s.body) if leg.status in _OPEN else (),
        pct_existing=existing,
        pct_enlarged=enlarged,
        discounts=prices.discounts(lead),
    )


def _mandate(s: Scene, kind: Kind, lead: str) -> str | None:
    """The mandate that the title names beside this kind, else the one that the text names."""
    for item in _TITLE_PARTS.split(s.title):
        general, specific = _GENERAL.search(item), _SPECIFIC.search(item)
        if found_in(kind.title, item) and (general is None) != (specific is None):
            return "general" if general else "specific"
    if _SPECIFIC.search(lead):
        return "specific"
    return "general" if _GENERAL.search(s.body[: 2 * LEAD]) else None


def _principal_of_title(title: str) -> tuple[Decimal, str, bool] | None:
    """``ISSUE OF UP TO US$130 MILLION 6% CONVERTIBLE BONDS``: what the bonds amount to."""
    named = _TITLED_BONDS.search(title)
    hits = find_money(named["sum"], dollar="HKD") if named else []
    return (hits[0].amount, hits[0].currency, False) if hits else None


def _connected(s: Scene, leg: Leg) -> bool | None:
    """True where the title or the text says that the taker is a connected person."""
    if leg.subtype == "top_up_placing":
        return None
    titled = leg.subtype in _TAKEN_BY_ONE and _CONNECTED_TITLE.search(s.title)
    return True if titled or _CONNECTED.search(s.body[: 2 * LEAD]) else None


def _agreed_on(leg: Leg, lead: str) -> date | None:
    """The day of the agreement; of one that ended, not the day of its ending."""
    if leg.subtype in {"over_allotment", "ipo"}:
        return None
    ended = leg.status in {"lapsed", "terminated"}
    named = stages.named_agreement_day(lead) if ended else None
    return named or stages.agreement_day(lead, ended=ended)


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


def convertible_terms(text: str, leg: Leg) -> Convertible:
    """Principal, coupon and conversion terms of notes, as printed."""
    principal = currency = None
    for m in _PRINCIPAL.finditer(text):
        hits = find_money(text[m.end() : m.end() + 40], dollar="HKD")
        if hits and hits[0].start < 4:
            principal, currency = hits[0].amount, hits[0].currency
            break
    coupon = _COUPON.search(text)
    return Convertible(
        principal=principal,
        principal_currency=currency,
        coupon=Decimal(coupon[1]) if coupon else None,
        conversion_price=leg.price,
        max_shares=leg.units,
    )
