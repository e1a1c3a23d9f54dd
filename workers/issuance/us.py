"""Issues told in sentences: 8-K items, press releases, the body of a 6-K.

An 8-K tells an issue under 3.02, or under 1.01, 2.01, 7.01 and 8.01 (and, until August
2004, under Items 1, 2 and 5). What counts: the registrant's own shares, ADSs, warrants or
convertibles, agreed or done. The total of several legs is not a leg.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

from watcher.model import Label, Section
from workers.events import Reading
from workers.issuance.folded import fold
from workers.issuance.model import Dropped, Leg
from workers.issuance.recap import reason, rejected
from workers.issuance.sentences import sentences
from workers.issuance.us_legs import legs_of
from workers.issuance.us_terms import closing_expected_on, option_granted
from workers.text.model import Part
from workers.text.sections import item_of

_ITEMS = frozenset({"1.01", "2.01", "2.03", "3.02", "7.01", "8.01", "1", "2", "5", "9"})
_EXHIBIT = re.compile(r"main|99(?:\.\w+)?")
_OFFERINGS = frozenset({"public_offering", "registered_direct", "private_placement"})
AHEAD = 3000
"""Within this many characters an offering tells its option and its closing."""
_HONG_KONG = re.compile(
    r"(?i)take\s+no\s+responsibility\s+for\s+the\s+contents|\(\s*stock\s+code\s*:"
)
_PERIODIC = re.compile(
    r"(?i)(?:announces?|announced|reports?|reported)\b[^.]{0,100}?\b(?:quarter|half|year|annual|interim|financial)\b[^.]{0,60}?\bresults\b|(?:quarter|full[\s-]year|annual|interim)\s+(?:financial\s+)?results"
)
_FINISHED = re.compile(r"[.;:!?)\"]\W*$")
_APPENDED = re.compile(
    r"(?i)^(?:article\s+[IVX\d]+|agreement\s+and\s+plan|exhibit\s+[A-Z\d]|representations\s+and\s+warranties|indenture|signatures?\b)"
)
_CONVERTIBLE = re.compile(
    r"(?i)convertible\s+(?:[\w-]+\s+){0,4}?(?:notes?|debentures?|bonds?)\b|(?:notes?|debentures?|bonds?)\b[^.]{0,80}\bconvertible|conversion\s+(?:price|shares)|debenture\s+shares"
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
    periodic = _is_periodic(reading, part)
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
    return _settle(found), dropped


def _is_periodic(reading: Reading, part: Part) -> bool:
    """Whether a part is a report of results, which retells the issues of its period."""
    if part.label == "main" and (reading.form or "").upper().startswith("8-K"):
        return False
    reported = any(item_of(s) in {"2.02", "12"} for s in reading.text.sections)
    head = reading.text.text[part.start : min(part.end, part.start + 700)]
    return reported or _PERIODIC.search(head) is not None


def _section(
    reading: Reading, section: Section, number: str | None, *, periodic: bool
) -> tuple[list[Leg], list[Dropped]]:
    legs: list[Leg] = []
    dropped: list[Dropped] = []
    issuer = re.split(r"[\s.,]", reading.issuer_name or "")[0]
    convertible = _CONVERTIBLE.search(reading.text.text[section.start : section.end]) is not None
    for block in section.blocks:
        if block.kind != "paragraph" or len(block.text) < 40:
            continue
        folded = fold(reading.text.text, block.start, block.end)
        for a, b in sentences(folded.text):
            if not _FINISHED.search(folded.text[a:b]):
                continue
            made = list(legs_of(folded.text, a, b, number, convertible=convertible, issuer=issuer))
            if not made:
                refused = rejected(folded.text[a:b])
                if refused is not None:
                    dropped.append(Dropped(code=refused[0], span=folded.span(a, b), why=refused[1]))
                continue
            if periodic:
                retold = "Retold in a report of results."
                dropped.append(Dropped(code="HISTORICAL_RECAP", span=folded.span(a, b), why=retold))
                continue
            why = reason(folded.text[a:b], reading.document_date)
            if why is not None:
                dropped.append(Dropped(code=why[0], span=folded.span(a, b), why=why[1]))
                continue
            told = reading.text.text[block.start : section.end][:AHEAD]
            legs += [_ahead(replace(leg, spans=(folded.span(a, b),)), told) for leg in made]
    return legs, dropped


def _ahead(leg: Leg, told: str) -> Leg:
    """A priced or announced offering with its option and the day on which it should close."""
    if leg.status == "completed" or leg.subtype not in _OFFERINGS or leg.unit_kind == "warrant":
        return leg
    return replace(
        leg, option_units=option_granted(told), expected_closing_date=closing_expected_on(told)
    )


def _settle(found: list[Leg]) -> list[Leg]:
    """One leg for each security and number; a completed telling wins; totals are no legs."""
    kept: list[Leg] = []
    for leg in found:
        i = next((n for n, k in enumerate(kept) if _same(k, leg)), None)
        if i is None:
            kept.append(leg)
        else:
            kept[i] = _merge(kept[i], leg)
    return _without_totals(kept)


def _without_totals(kept: list[Leg]) -> list[Leg]:
    """Legs whose number is the sum of others are no legs; a completed total completes them."""
    shares = [k for k in kept if k.units and k.unit_kind != "warrant"][:12]
    gone: list[Leg] = []
    done: list[Leg] = []
    for parts in (*combinations(shares, 2), *combinations(shares, 3)):
        total = sum(k.units or 0 for k in parts)
        totals = [k for k in shares if k.units == total and k not in parts]
        gone += totals
        if any(k.status == "completed" for k in totals):
            done += parts
    return [replace(k, status="completed") if k in done else k for k in kept if k not in gone]


def _same(a: Leg, b: Leg) -> bool:
    if (a.unit_kind == "warrant") != (b.unit_kind == "warrant"):
        return False
    if a.units is not None and b.units is not None:
        return a.units == b.units
    if a.convertible and b.convertible:
        return True
    return a.units is None and b.units is None and a.gross == b.gross


def _merge(a: Leg, b: Leg) -> Leg:
    """The first telling, filled and advanced by the second."""
    done = next((x for x in (a, b) if x.status == "completed"), None)
    bigger = b.convertible if a.convertible and b.convertible and done is b else a.convertible
    return replace(
        a,
        status="completed" if done else a.status,
        spans=(*a.spans, *b.spans),
        price=a.price or b.price,
        gross=(b.gross if done is b and a.convertible else a.gross) or b.gross,
        net=a.net or b.net,
        agreement_date=a.agreement_date or b.agreement_date,
        completion_date=a.completion_date or b.completion_date,
        option_units=a.option_units or b.option_units,
        expected_closing_date=None if done else a.expected_closing_date or b.expected_closing_date,
        convertible=bigger,
    )
