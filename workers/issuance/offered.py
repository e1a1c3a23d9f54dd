"""How many shares an offer to all holders issues in the end, in the announcement of its results.

What holders accepted and applied for is no number of shares issued: it may exceed the offer, or
fall short of it and be filled up by an underwriter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import re2

from workers.issuance import quantities
from workers.issuance.quantities import Quantity

_ALLOTTED_TO_HOLDERS = re2.compile(
    r"(?i)(?P<b>\d{1,3}(?:,\d{3})+)\s+(?:Rights|Offer)\s+Shares\s+(?:will|to|were|have|are|shall)\s+(?:be\s+|been\s+)?(?:duly\s+)?(?:allotted|issued)|\b(?:will|has|have|to)\s+(?:duly\s+)?(?:allot|issue)(?:ted|d)?(?:\s+and\s+(?:issue|allot)(?:ted|d)?)?\s+(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+)?(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:Rights|Offer)\s+Shares|(?:合共|將(?:予)?|已)配發及發行(?:[之的](?:供股|發售)股份(?:總數|數目))?(?:合共|總共)?為?(?P<c>\d{1,3}(?:,\d{3})+)股|(?:合共)?(?P<d>\d{1,3}(?:,\d{3})+)股(?:供股|發售)股份將(?:按[^。，]{0,40})?(?:予以)?(?:配發|發行)"
)
"""Shares of an offer to all holders that are issued in the end."""
_OFFERED = re2.compile(
    r"(?i)(?P<b>\d{1,3}(?:,\d{3})+)\s+(?:Rights|Offer)\s+Shares\s+(?:offered|available)|(?:可供認購|可供發售|提呈發售|將予發行)(?:之|的|合共)?(?:(?:供股|發售)股份)?(?:總數)?(?:合共|為)?(?P<c>\d{1,3}(?:,\d{3})+)股"
)
"""Shares that such an offer comprises, beside those that were applied for."""
_OFFERED_IN_ALL = re2.compile(
    r"(?i)(?P<word>acceptances?\s+in\s+respect\s+of\s+a\s+|applications?\s+(?:for|in\s+respect\s+of)\s+a\s+)?(?:total\s+(?:number\s+)?of|all\s+(?:of\s+)?the)\s+(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:Rights|Offer)\s+Shares"
)
_RECEIVED_BEFORE = re.compile(
    r"(?i)\baccept(?:ances?|ed)\b|\bappli(?:cations?|ed)\b(?!\s+(?:has|have|had|was|were|will)\b[^.;]{0,60}\blisting)|接納|申請(?!上市)"
)
_RECEIVED_BEHIND = re.compile(
    r"(?i)[^.;,。；，]{0,40}?\b(?:accepted|applied\s+for)\b|[^。；，]{0,16}?(?:獲|已)(?:有效)?(?:接納|申請)|股?(?:(?:供股|發售)股份)?[之的](?:有效)?(?:接納|申請)"
)
"""``acceptances and applications for N Rights Shares``, ``N Offer Shares were applied for``."""
_COMPARED = re.compile(r"(?i)\brepresent\w*|\bout\s+of\b|\bagainst\b|相當於|相等於|佔|%|[，,]\s*而")
"""Behind these words the whole offer may be told, to compare."""
_STOP = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z(])|[。；\n]")
_APPLIED_FOR = re2.compile(
    r"(?i)(?P<n>\d{1,3}(?:,\d{3})+)\s+(?:\w+\s+){0,2}?(?:Rights|Offer|Unsubscribed)\s+Shares|(?P<z>\d{1,3}(?:,\d{3})+)股"
)
_LEFT = re.compile(
    r"(?i)\bunsubscribed\b|\bremaining\b|\buntaken\b|\bover-?\s?subscribed\s+by\b|超額(?:認購)?|未獲?(?:認購|接納|承購)|餘下"
)
_ISSUED = re2.compile(r"(?i)\b(?:issued|allotted)\b|(?:已|將予)[^。；]{0,12}(?:配發|發行)")
_UNDERWRITTEN = re2.compile(r"(?i)\bunderwrit|包銷")
_NOT_UNDERWRITTEN = re2.compile(
    r"(?i)\bnot\s+(?:be\s+|been\s+)?(?:fully\s+)?underwritten|\bnon-?\s?underwritten|\bbest[\s-]+efforts?|非(?:獲)?包銷|(?:並無|不獲|沒有|未獲)(?:獲)?包銷|盡力"
)
_SOMEBODY_ELSE = re.compile(
    r"(?i)[^.;。；，]{0,50}(?:\bunderwriters?\b|包銷商|承配人|\bplacees?\b)"
)
_PLACED = re.compile(
    r"(?i)[^.;,]{0,40}?\b(?:were|was|have\s+been|has\s+been)\s+(?:successfully\s+|all\s+)*(?:placed|sold|subscribed)\b|[^。；，]{0,30}?已(?:全[數部]|成功|獲|悉數)*(?:配售|售出)"
)
"""Shares that nobody took and that were placed to others: ``compensatory arrangements``."""
_A_PART = re.compile(r"(?i)\bexcess\b|額外")


def issued(lead: str, found: Quantity | None) -> Quantity | None:
    """The shares that are allotted; else all that were offered, where all were taken or somebody
    underwrites the rest; else ``found``, unless that is what was accepted and applied for.
    """
    allotted = next((q for q in _matches(lead, _ALLOTTED_TO_HOLDERS) if _to_all(lead, q)), None)
    if allotted is not None:
        return allotted
    all_of_them = (q for q in _matches(lead, _OFFERED_IN_ALL) if not received(lead, q))
    whole = next(chain(_matches(lead, _OFFERED), all_of_them), None)
    if whole is not None:
        return whole if _all_issued(lead, whole.units) else None
    if found is None or received(lead, found):
        return None
    out = _ISSUED.search(lead, found.start, found.end + 60) or _all_issued(lead, found.units)
    return found if out else None


def in_part(text: str, q: Quantity) -> bool:
    """Whether a number is what holders accepted or applied for, or what they left."""
    return received(text, q) or bool(_LEFT.search(text[max(0, q.start - 20) : q.end]))


def received(text: str, q: Quantity) -> bool:
    """Whether a number is what holders accepted or applied for."""
    before = _COMPARED.split(_STOP.split(text[max(0, q.start - 240) : q.start])[-1])[-1]
    if _RECEIVED_BEFORE.search(before) or _RECEIVED_BEHIND.match(text, q.end):
        return True
    return _RECEIVED_BEFORE.search(q.text) is not None


def _matches(lead: str, pattern: Any) -> Iterator[Quantity]:
    """The numbers that a pattern tells, in order of print."""
    for told in pattern.finditer(lead):
        groups = told.groupdict()
        figure = next((groups[k] for k in "bcdn" if groups.get(k)), None)
        units = quantities.count(figure) if figure and not groups.get("word") else None
        if units:
            yield Quantity(units, "exact", told.start(), told.end(), told[0])


def _to_all(lead: str, q: Quantity) -> bool:
    """Whether shares are not just those that an underwriter or a placee gets, or the excess."""
    around = lead[max(0, q.start - 12) : q.end + 4]
    part = _A_PART.search(around)
    return not part and _SOMEBODY_ELSE.match(lead, q.end) is None


def _all_issued(lead: str, whole: int) -> bool:
    """Whether the whole offer is issued: nothing tells that less was taken, or it is underwritten."""
    if _UNDERWRITTEN.search(lead) and not _NOT_UNDERWRITTEN.search(lead):
        return True
    numbers = [
        Quantity(quantities.count(m["n"] or m["z"]) or 0, "exact", m.start(), m.end(), m[0])
        for m in _APPLIED_FOR.finditer(lead)
    ]
    taken = {q.units for q in numbers if received(lead, q)}
    placed = {q.units for q in numbers if _PLACED.match(lead, q.end)}
    full = any(n >= whole or whole - n in placed | taken for n in taken)
    return full or not taken
