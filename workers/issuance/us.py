"""Issues told in sentences: 8-K items, press releases, the body of a 6-K.

An 8-K tells an issue under 3.02, or under 1.01, 2.01, 7.01 and 8.01 (and, until August
2004, under Items 1, 2 and 5). What counts: the registrant's own shares, ADSs, warrants or
convertibles, agreed or done. The total of several legs is not a leg.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from watcher.model import Label, Section
from workers.events import Reading
from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.issuance.folded import fold
from workers.issuance.model import Convertible, Dropped, Leg
from workers.issuance.recap import reason, rejected
from workers.issuance.securities import Named, named_securities
from workers.issuance.sentences import sentences
from workers.text.model import Part
from workers.text.sections import item_of

_ITEMS = frozenset({"1.01", "2.01", "2.03", "3.02", "7.01", "8.01", "1", "2", "5", "9"})
_EXHIBIT = re.compile(r"main|99(?:\.\w+)?")
_HONG_KONG = re.compile(
    r"(?i)take\s+no\s+responsibility\s+for\s+the\s+contents|\(\s*stock\s+code\s*:"
)
_COMPLETED = re.compile(
    r"(?i)\b(?:issued(?:\s+and\s+sold)?|sold|closed|completed|consummated|consisted|received|increased\s+its\s+share\s+capital|converted|exercised)\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|would|may|agree[sd]?\s+to|to\s+be|intends?\s+to|expects?\s+to|proposes?\s+to|expected\s+to\s+be|subject\s+to|issuable|plans?\s+to)\b"
)
_ISSUES = re.compile(
    r"(?i)\b(?:issu(?:e|es|ed|ance|ing)|sold|sell|sells|sale|offer(?:ed|ing|s)?|pric(?:ed|ing)|consideration|receive[sd]?|consists?|consisted|exchange[sd]?|increased\s+its\s+share\s+capital|purchase\s+from|exercised)\b"
)
_NOT_THE_ISSUER = re.compile(
    r"(?i)\b(?:Mr|Ms|Mrs|Dr)\.\s|\bh(?:is|er)\b|10b5-1|trading\s+plan|(?:stock|share)holders?\s+(?:will\s+|have\s+|has\s+)?(?:sell|sold|offer)"
)
_STANDING = re.compile(
    r"(?i)authori[sz]ed\s+capital\s+stock|authority\s+to\s+issue|(?:were|are|was|is|been)\s+issued\s+and\s+outstanding|capital\s+stock\s+(?:of\s+\w+\s+)?consists"
)
_ISSUABLE = re.compile(r"(?i)issuable")
_CLOSED = re.compile(
    r"(?i)(?:offering|sale|placement|issuance|transactions?|exchanges?)\s+(?:was\s+|were\s+|has\s+been\s+|contemplated\s+by\s+the\s+(?:\w+\s+){1,4}were\s+)?(?:closed|completed|consummated)\s+on\s+(?=[A-Z])"
)
_AT_THE_MARKET = re.compile(
    r"(?i)aggregate\s+(?:gross\s+)?(?:offering|sales)\s+(?:price|amount|proceeds)\s+of\s+up\s+to\s+(?P<m>\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)"
)
_PERIODIC = re.compile(
    r"(?i)(?:announces?|announced|reports?|reported)\b[^.]{0,100}?\b(?:quarter|half|year|annual|interim|financial)\b[^.]{0,60}?\bresults\b|(?:quarter|full[\s-]year|annual|interim)\s+(?:financial\s+)?results"
)
_TO_THE_ISSUER = re.compile(r"(?i)\b(?:to\s+(?:the\s+)?(?:company|registrant|us)\b)")
_PER_ADS = re.compile(
    r"(?i)each\s+(?:ADS\s+)?represent(?:ing|s)\s+(?P<n>\d{1,4}|one|two|three|four|five|six|eight|ten|twenty)\s+(?:Class\s+[A-C]\s+)?(?:ordinary|common)\s+shares?"
)
_NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twenty": 20,
}
_PRICE = re.compile(
    r"(?i)(?:at|of|with)\s+(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){0,3}?(?:price\s+(?:to\s+the\s+public\s+)?of\s+|priced?\s+at\s+)?(?P<m>(?:US\$|\$|€|£)\s?[\d,]+(?:\.\d+)?)\s+per\s+(?:share|ADS|unit|ordinary\s+share|common\s+share|Share|American)"
)
_NOT_ISSUE_PRICE = re.compile(
    r"(?i)exercise|conver|strike|discount|valued|closing|par\s+value|average|warrant"
)
_EXERCISE = re.compile(
    r"(?i)(?:exercise\s+price\s+(?:of|is|equal\s+to)?|exercisable\s+at|at\s+an\s+exercise\s+price\s+of|common\s+stock\s+at)\s*(?P<m>\$\s?[\d,]+(?:\.\d+)?)"
)
_CONVERSION = re.compile(r"(?i)conversion\s+(?:price|rate)[^.]{0,90}?(?P<m>\$\s?[\d,]+(?:\.\d+)?)")
_TOTAL_PRICE = re.compile(
    r"(?i)(?:for\s+(?:a\s+|an\s+)?(?:aggregate\s+|total\s+)?(?:purchase\s+price|consideration|gross\s+proceeds)\s+of|gross\s+proceeds[^.]{0,60}?of|for\s+an\s+aggregate\s+of)\s+(?:approximately\s+|about\s+)?(?=[\$€£U])"
)
_GROSS = re.compile(
    r"(?i)gross\s+proceeds[^.]{0,80}?(?:approximately\s+|about\s+)?(?=(?:US)?[\$€£])"
)
_NET = re.compile(r"(?i)net\s+proceeds[^.]{0,120}?(?:approximately\s+|about\s+)?(?=(?:US)?[\$€£])")
_PRICED = frozenset({"public_offering", "registered_direct"})
_KINDS = (
    (
        "over_allotment",
        re.compile(
            r"(?i)over-?allotment|option\s+to\s+purchase\s+(?:up\s+to\s+)?(?:an\s+)?additional"
        ),
    ),
    (
        "at_the_market",
        re.compile(
            r"(?i)at-the-market|\bATM\b|equity\s+distribution\s+agreement|sales\s+agreement"
        ),
    ),
    ("registered_direct", re.compile(r"(?i)registered\s+direct")),
    (
        "award_vesting",
        re.compile(r"(?i)restricted\s+(?:stock|share)\s+units?|share\s+awards?|RSUs?\b"),
    ),
    (
        "conversion",
        re.compile(
            r"(?i)upon\s+(?:the\s+)?conversion|\bto\s+exchange\b.{0,400}?(?:debentures|notes)"
        ),
    ),
    (
        "public_offering",
        re.compile(r"(?i)underwrit|public\s+offering|follow-on\s+offering|prospectus\s+supplement"),
    ),
    (
        "consideration_issue",
        re.compile(
            r"(?i)\bmerger\b|acqui(?:re|red|sition)|consideration|in\s+exchange\s+for\s+all"
        ),
    ),
    (
        "private_placement",
        re.compile(
            r"(?i)private\s+placement|privately|unregistered|purchase\s+agreement|regulation\s+[ds]\b|section\s+4\("
        ),
    ),
)
_APPENDED = re.compile(
    r"(?i)^(?:article\s+[IVX\d]+|agreement\s+and\s+plan|exhibit\s+[A-Z\d]|representations\s+and\s+warranties|indenture|signatures?\b)"
)
_CONVERTIBLE = re.compile(
    r"(?i)convertible\s+(?:[\w-]+\s+){0,4}?(?:notes|debentures|bonds)|(?:notes|debentures|bonds)[^.]{0,80}\bconvertible|conversion\s+(?:price|shares)|debenture\s+shares"
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
    convertible = _CONVERTIBLE.search(reading.text.text[section.start : section.end]) is not None
    for block in section.blocks:
        if block.kind != "paragraph" or len(block.text) < 40:
            continue
        folded = fold(reading.text.text, block.start, block.end)
        for a, b in sentences(folded.text):
            made = list(_sentence(folded.text, a, b, number, convertible=convertible))
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
            legs += [replace(leg, spans=(folded.span(a, b),)) for leg in made]
    return legs, dropped


def _sentence(text: str, a: int, b: int, number: str | None, *, convertible: bool) -> Iterator[Leg]:
    """The legs of one sentence: every security that the registrant issues in it."""
    sentence = text[a:b]
    verb = _ISSUES.search(sentence)
    if verb is None:
        return
    yield from _programme(text, sentence, a, b)
    for named in named_securities(sentence, convertible=convertible):
        if not _issued(sentence, named, number):
            continue
        yield _leg(text, a, b, sentence, named)


def _programme(text: str, sentence: str, a: int, b: int) -> Iterator[Leg]:
    """An at-the-market programme: a ceiling of money, no number of shares."""
    m = _AT_THE_MARKET.search(sentence)
    market = _KINDS[1][1].search(text[max(0, a - 300) : b])
    hits = find_money(m["m"]) if m and market else []
    if hits:
        yield Leg(
            subtype="at_the_market",
            status="announced",
            spans=(),
            qualifier="up_to",
            security="shares",
            currency=hits[0].currency,
            gross=hits[0].amount,
            gross_printed=True,
            agreement_date=_days(sentence, "announced").get("agreement_date"),
            confidence=Decimal("0.8"),
        )


def _issued(sentence: str, named: Named, number: str | None) -> bool:
    """Whether the words before (or right after) a security say that it is issued."""
    before = sentence[: named.start]
    if _NOT_THE_ISSUER.search(before[-200:]) or _STANDING.search(sentence):
        return False
    if _TO_THE_ISSUER.search(sentence[named.end : named.end + 60]):
        return False
    if named.exercised:
        return True
    after = sentence[named.end : named.end + 90]
    if _ISSUABLE.search(sentence[max(0, named.start - 40) : named.end + 60]) and number != "3.02":
        return False
    said = _ISSUES.search(before) or re.search(
        r"(?i)\b(?:were|was|been|be|are)\s+(?:issued|sold)", after
    )
    return said is not None


def _leg(text: str, a: int, b: int, sentence: str, named: Named) -> Leg:
    paragraph = text[a : b + 700]
    price, currency = _price(paragraph) if named.kind == "shares" else (None, None)
    status = _status(sentence, named)
    days = _days(sentence, status)
    subtype = _subtype(text[max(0, a - 300) : b + 200], sentence, named)
    closed = _closed_on(paragraph) if status != "completed" else None
    if closed is not None:
        status, days = "completed", {**days, "completion_date": closed}
    elif status == "announced" and price is not None and subtype in _PRICED:
        status, days = "priced", {**days, "pricing_date": days.get("agreement_date")}
    gross = named.amount or _money_after(_TOTAL_PRICE, sentence[named.end : named.end + 160])
    return Leg(
        subtype=subtype,
        status=status,
        spans=(),
        units=named.units,
        qualifier=named.qualifier,
        unit_kind=named.unit_kind,
        security=named.security,
        price=price,
        currency=currency or "USD",
        gross=gross or (_money_after(_GROSS, paragraph) if named.kind == "shares" else None),
        gross_printed=gross is not None,
        net=_money_after(_NET, paragraph) if named.kind == "shares" else None,
        exercise_price=_money_in(_EXERCISE, paragraph) if named.kind == "warrants" else None,
        convertible=_convertible(paragraph, named),
        agreement_date=days.get("agreement_date"),
        pricing_date=days.get("pricing_date"),
        completion_date=days.get("completion_date"),
        shares_per_ads=_per_ads(text) if named.unit_kind == "ads" else None,
        confidence=Decimal("0.9"),
    )


def _closed_on(text: str) -> date | None:
    """``The offering closed on D`` in the sentences that follow."""
    m = _CLOSED.search(text)
    hits = find_dates(text[m.end() : m.end() + 30], order="mdy") if m else []
    return hits[0].value if hits and hits[0].start < 3 else None


def _status(sentence: str, named: Named) -> str:
    """Completed where a finished verb governs the security, else announced."""
    before = sentence[max(0, named.start - 200) : named.start]
    around = before + sentence[named.end : named.end + 120]
    done = list(_COMPLETED.finditer(around))
    ahead = list(_AHEAD.finditer(before))
    if done and (not ahead or done[-1].start() > ahead[-1].end() + 12):
        return "completed"
    return "announced"


def _subtype(context: str, sentence: str, named: Named) -> str:
    if named.kind == "notes":
        return "convertible_issue"
    if named.kind == "warrants":
        return "warrant_issue"
    if named.exercised:
        return "over_allotment"
    for words in (sentence, context):
        for name, pattern in _KINDS:
            if pattern.search(words) and (name != "over_allotment" or named.additional):
                return name
    return "private_placement"


def _days(sentence: str, status: str) -> dict[str, date | None]:
    """``dated D`` is the agreement; another date is when it was done, or agreed."""
    days: dict[str, date | None] = {}
    span = status == "completed" and re.search(r"(?i)\b(?:between|from)\s+[A-Z]", sentence)
    for hit in find_dates(sentence, order="mdy"):
        if re.search(
            r"(?i)\b(?:due|maturing|expir\w+)\s+(?:on\s+)?$",
            sentence[max(0, hit.start - 14) : hit.start],
        ):
            continue
        dated = re.search(
            r"(?i)dated(?:\s+as\s+of)?\s*$", sentence[max(0, hit.start - 14) : hit.start]
        )
        key = "completion_date" if status == "completed" and not dated else "agreement_date"
        if span and not dated:
            days[key] = hit.value
        days.setdefault(key, hit.value)
    return days


def _per_ads(text: str) -> int | None:
    """Ordinary shares per ADS as the text prints it."""
    m = _PER_ADS.search(text)
    if m is None:
        return None
    return _NUMBER_WORDS.get(m["n"].lower()) or int(m["n"])


def _price(text: str) -> tuple[Decimal | None, str | None]:
    for m in _PRICE.finditer(text):
        if _NOT_ISSUE_PRICE.search(text[max(0, m.start() - 24) : m.start("m")]):
            continue
        hits = find_money(m["m"])
        if hits:
            return hits[0].amount, hits[0].currency
    return None, None


def _money_after(pattern: re.Pattern[str], text: str) -> Decimal | None:
    m = pattern.search(text)
    hits = find_money(text[m.end() : m.end() + 40]) if m else []
    return hits[0].amount if hits else None


def _money_in(pattern: re.Pattern[str], text: str) -> Decimal | None:
    m = pattern.search(text)
    hits = find_money(m["m"]) if m else []
    return hits[0].amount if hits else None


def _convertible(paragraph: str, named: Named) -> Convertible | None:
    if named.kind != "notes":
        return None
    return Convertible(principal=named.amount, conversion_price=_money_in(_CONVERSION, paragraph))


def _settle(found: list[Leg]) -> list[Leg]:
    """One leg for each security and number; a completed telling wins; totals are no legs."""
    kept: list[Leg] = []
    for leg in found:
        i = next((n for n, k in enumerate(kept) if _same(k, leg)), None)
        if i is None:
            kept.append(leg)
        else:
            kept[i] = _merge(kept[i], leg)
    units = {k.units for k in kept if k.units}
    totals = (
        {sum(c) for n in (2, 3) for c in combinations(sorted(units), n)}
        if len(units) < 12
        else set()
    )
    return [k for k in kept if k.units not in totals]


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
        convertible=bigger,
    )
