"""Issues told in sentences: 8-K items, press releases, the body of a 6-K.

An 8-K tells an issue under 3.02, or under 1.01, 2.01, 7.01 and 8.01 (and, until August
2004, under Items 1, 2 and 5). What counts: the registrant's own shares, ADSs, warrants or
convertibles, agreed or done. The total of several legs is not a leg.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from watcher.model import Label, Section
from workers.events import Reading
from workers.grammar.worded import Worded
from workers.issuance.folded import fold
from workers.issuance.model import Dropped, Leg
from workers.issuance.recap import reason, rejected
from workers.issuance.sentences import sentences
from workers.issuance.us_closing import closed_by_name
from workers.issuance.us_ended import ends, terminated
from workers.issuance.us_legs import legs_of
from workers.issuance.us_offers import launched
from workers.issuance.us_prices import one_price
from workers.issuance.us_settle import settle
from workers.issuance.us_terms import (
    GROSS,
    GROSS_OF,
    NET,
    NET_OF,
    closed_on,
    closing_expected_on,
    only_amount,
    option_granted,
)
from workers.text.model import Part
from workers.text.sections import item_of

_ITEMS = frozenset({"1.01", "1.02", "2.01", "2.03", "3.02", "7.01", "8.01", "1", "2", "5", "9"})
_EXHIBIT = re.compile(r"main|99(?:\.\w+)?")
_OFFERINGS = frozenset({"public_offering", "registered_direct", "private_placement", "ipo"})
_CLOSING = _OFFERINGS | {"warrant_issue", "convertible_issue", "over_allotment"}
_SOLD = _OFFERINGS | {"convertible_issue", "warrant_exercise"}
BEHIND = 700
"""Within this many characters before its sentence an offering may tell its price."""
_TAKEN_IN_FULL = re.compile(
    r"(?i)\b(?:underwriters?|representatives?|[A-Z]\w+)\s+(?:has\s+|have\s+)?(?:since\s+|fully\s+)?exercised\s+(?:this|the|such|its|their)\s+(?:over-?allotment\s+)?option\s+(?:[^.\d]{0,60}?\s)?in\s+full\b"
)
_HAS_CLOSED = re.compile(
    r"(?i)\b(?:has|have)\s+(?:now\s+|successfully\s+)?(?:closed|completed)\s+(?:on\s+)?(?:(?:the|its|their)\s+|tranche\s+\w{1,3}\s+of\s+|previously\s+announced\s+|non-brokered\s+|brokered\s+|underwritten\s+|public\s+|private\s+|registered\s+direct\s+|initial\s+){1,7}(?:offering|placement|financing)|\bannounce[sd]?\s+(?:the\s+)?(?:closing|completion)\s+of\b"
)
_TO_CLOSE = re.compile(
    r"(?i)\b(?:expect|anticipat|schedul)\w*\s+(?:[\w-]+\s+){0,4}?(?:clos|complet)"
)
AHEAD_CLOSED = 1200
AHEAD = 3000
"""Within this many characters an offering tells its option and its closing."""
_HONG_KONG = re.compile(
    r"(?i)take\s+no\s+responsibility\s+for\s+the\s+contents|\(\s*stock\s+code\s*:"
)
_PERIODIC = Worded(
    re.compile(
        r"(?i)(?:announces?|announced|reports?|reported)\b[^.]{0,100}?\b(?:quarter|half|year|annual|interim|financial)\b[^.]{0,60}?\bresults\b|(?:quarter|full[\s-]year|annual|interim)\s+(?:financial\s+)?results"
    ),
    "results",
)
_FINISHED = re.compile(r"[.;:!?)\"]\W*$")
ENDING = 40
"""Characters in which a sentence ends."""
_WORDS = (
    *("share", "stock", "note", "agreement", "option", "unit", "offering", "warrant", "bond"),
    *("ads", "debenture", "placement", "financing", "restricted", "rsu", "award", "depositary"),
)
_APPENDED = re.compile(
    r"(?i)^(?:article\s+[IVX\d]+|agreement\s+and\s+plan|exhibit\s+[A-Z\d]|representations\s+and\s+warranties|indenture\W*$|signatures?\b)"
)
_CONVERTIBLE = Worded(
    re.compile(
        r"(?i)convertible\s+(?:[\w-]+\s+){0,4}?(?:notes?|debentures?|bonds?)\b|(?:notes?|debentures?|bonds?)\b[^.]{0,80}\bconvertible|conversion\s+(?:price|shares)|debenture\s+shares"
    ),
    "convertible",
    "conversion",
    "debenture",
)


def applies(reading: Reading, part: Part) -> bool:
    """8-Ks always; parts of a 6-K unless they are Hong Kong announcements."""
    form = (reading.form or "").upper()
    if form.startswith("8-K"):
        return True
    head = reading.text.text[part.start : min(part.end, part.start + 12_000)]
    return (
        form.startswith("6-K") and _HONG_KONG.search(head) is None and reading.text.language != "zh"
    )


def read(
    reading: Reading, part: Part, _labels: tuple[Label, ...]
) -> tuple[list[Leg], list[Dropped]]:
    """Legs and dropped cues of one part of a filing."""
    if not _EXHIBIT.fullmatch(part.label):
        return [], []
    found: list[Leg] = []
    dropped: list[Dropped] = []
    itemised = any(item_of(s) for s in reading.text.sections)
    periodic = is_periodic(reading, part)
    for section in reading.text.sections:
        if not part.start <= section.start < part.end:
            continue
        number = item_of(section)
        if part.label == "main" and itemised and number not in _ITEMS:
            continue
        if any(_APPENDED.match(h) for h in section.heading):
            continue
        legs, cues = _section(reading, section, number, periodic=periodic)
        found += legs
        dropped += cues
    legs = closed_by_name(settle(found), reading.text.text[part.start : part.end])
    return legs, [*dropped, *([] if found or dropped else _unread(reading, part))]


def _unread(reading: Reading, part: Part) -> list[Dropped]:
    """Item 3.02 without a figure that could be read: told to people, never silent."""
    for section in reading.text.sections:
        if part.start <= section.start < part.end and item_of(section) == "3.02":
            block = next((b for b in section.blocks if len(b.text) >= ENDING), None)
            if block is not None:
                why = "Item 3.02 reports a sale of securities, but no figures of it were read."
                span = (block.start, block.end)
                return [Dropped(code="INSUFFICIENT_EVIDENCE", span=span, why=why)]
    return []


def is_periodic(reading: Reading, part: Part) -> bool:
    """Whether a part is a report of results, which retells the issues of its period."""
    if part.label == "main" and (reading.form or "").upper().startswith("8-K"):
        return False
    reported = any(item_of(s) in {"2.02", "12"} for s in reading.text.sections)
    head = reading.text.text[part.start : min(part.end, part.start + 700)]
    return reported or _PERIODIC.search(head) is not None


def _section(
    reading: Reading, section: Section, number: str | None, *, periodic: bool
) -> tuple[list[Leg], list[Dropped]]:
    """Legs and dropped cues of one item or heading, sentence by sentence."""
    legs: list[Leg] = []
    dropped: list[Dropped] = []
    retold: list[Leg] = []
    issuer = re.split(r"[\s.,]", reading.issuer_name or "")[0]
    convertible = _is_convertible(reading.text.text[section.start : section.end])
    for block in section.blocks:
        if block.kind != "paragraph" or len(block.text) < 40 or not _of_securities(block.text):
            continue
        folded = fold(reading.text.text, block.start, block.end)
        ahead = reading.text.text[block.start : section.end][:AHEAD]
        for a, b in sentences(folded.text):
            if not _FINISHED.search(folded.text, max(a, b - ENDING), b):
                continue
            span = folded.span(a, b)
            made = [
                replace(leg, spans=(span,))
                for leg in legs_of(
                    folded.text, a, b, number, convertible=convertible, issuer=issuer
                )
            ]
            why = _refused(folded.text[a:b], made, reading.document_date, periodic=periodic)
            if why is not None:
                dropped.append(Dropped(code=why[0], span=span, why=why[1]))
                retold += [] if periodic else made
            elif retold and ends(folded.text[a:b]):
                legs += terminated(retold, span)
            else:
                legs += [_ahead(leg, ahead, reading.document_date) for leg in made] or (
                    _launch(folded.text[a:b], span, periodic=periodic)
                )
    return _alone(reading, section, legs), dropped


def _alone(reading: Reading, section: Section, legs: list[Leg]) -> list[Leg]:
    """The only offering of a section with the price and proceeds that its neighbours state."""
    sold = [leg for leg in legs if leg.subtype in _SOLD and leg.unit_kind != "warrant"]
    if len(sold) != 1 or sold[0].status == "proposed":
        return legs
    leg = sold[0]
    from_there = max(section.start, leg.spans[0][0] - BEHIND)
    told = reading.text.text[from_there : min(section.end, leg.spans[0][0] + AHEAD)]
    notes = leg.subtype == "convertible_issue"
    price = None if notes or leg.price is not None else one_price(told)
    gross = None if leg.gross is not None else _amount(told, GROSS, GROSS_OF)
    net = None if leg.net is not None else _amount(told, NET, NET_OF)
    fuller = replace(
        leg,
        price=leg.price if price is None else price,
        gross=leg.gross if gross is None else gross,
        gross_printed=leg.gross_printed or gross is not None,
        net=leg.net if net is None else net,
    )
    taken = _option_taken(fuller, told, from_there)
    return [*(fuller if one is leg else one for one in legs), *taken]


def _option_taken(leg: Leg, told: str, at: int) -> list[Leg]:
    """The option shares, where a sentence says that their option was exercised in full."""
    done = _TAKEN_IN_FULL.search(told) if leg.option_units else None
    if done is None or leg.subtype not in _OFFERINGS:
        return []
    return [
        replace(
            leg,
            subtype="over_allotment",
            status="completed",
            units=leg.option_units,
            qualifier="exact",
            option_units=None,
            gross=None,
            gross_printed=False,
            net=None,
            expected_closing_date=None,
            spans=((at + done.start(), at + done.end()),),
        )
    ]


def _amount(text: str, behind: re.Pattern[str], before: re.Pattern[str]) -> Decimal | None:
    """The proceeds that a text states in one way only."""
    return only_amount(behind, text) or only_amount(before, text)


def _is_convertible(text: str) -> bool:
    """Whether a section speaks of convertible notes, so that ``the Notes`` are such."""
    small = text.lower()
    named = "conver" in small or "debenture" in small
    return named and _CONVERTIBLE.search(text) is not None


def _of_securities(text: str) -> bool:
    """Whether a paragraph names securities or a deal in them; no other can tell an issue."""
    small = text.lower()
    return any(word in small for word in _WORDS)


def _refused(
    sentence: str, made: list[Leg], document_date: date | None, *, periodic: bool
) -> tuple[str, str] | None:
    """Why a sentence about securities tells no new issue, or None."""
    if not made:
        told = rejected(sentence)
        return None if told is None or launched(sentence) or ends(sentence) else told
    if periodic:
        return "HISTORICAL_RECAP", "Retold in a report of results."
    return reason(sentence, document_date)


def _launch(sentence: str, span: tuple[int, int], *, periodic: bool) -> list[Leg]:
    """An offering that is announced before its size and price are known."""
    offered = None if periodic else launched(sentence)
    return [] if offered is None else [replace(offered, spans=(span,))]


def _ahead(leg: Leg, told: str, document_date: date | None) -> Leg:
    """An offering with its option, and the day on which it closed or should close."""
    if leg.subtype not in _CLOSING:
        return leg
    if leg.status != "completed":
        closed = closed_on(told)
        if closed is not None and (document_date is None or closed <= document_date):
            leg = replace(leg, status="completed", completion_date=closed)
        elif _HAS_CLOSED.search(told[:AHEAD_CLOSED]) and not _TO_CLOSE.search(told):
            leg = replace(leg, status="completed")
    if leg.subtype not in _OFFERINGS or leg.unit_kind == "warrant":
        return leg
    ahead = None if leg.status == "completed" else closing_expected_on(told)
    return replace(leg, option_units=option_granted(told), expected_closing_date=ahead)
