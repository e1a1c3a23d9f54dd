"""What a security is sold at, in the sentences of a United States report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workers.grammar.money import MoneyHit, find_money
from workers.issuance.named import Named
from workers.issuance.us_terms import EXERCISE, MONEY, money_in

_PRICE = re.compile(
    rf"(?i)(?:at|of|with|and|for|or)\s+(?:a\s+|an\s+|the\s+)?(?:[\w-]+\s+){{0,4}}?(?:price\s+(?:to\s+the\s+public\s+)?(?:of|equal\s+to)\s+|priced?\s+at\s+)?{MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,3}}?(?:shares?|ADSs?|units?|American|warrants?)\b(?:\s+underlying\s+(?:an?|each|the)\s+(?:[\w-]+\s+){{0,2}}?warrants?\b)?)"
)
_PRICE_OF = re.compile(
    rf"(?i)\bprice\s+(?:to\s+the\s+public\s+)?(?:of|for|per)\s+(?:each\s+|one\s+|(?:(?<=offering price of )|(?<=purchase price of ))the\s+)?(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?|warrants?))\b(?:\s+of\s+(?:\w+\s+){{1,4}}?)?(?:\s*\(or\s+(?:[\w-]+\s+){{1,5}}?[\w-]+\))?(?:,?\s+(?:together\s+with|and)\s+(?:[\w-]+\s+){{1,7}}?[\w-]+,?)?\s*(?:was|is|will\s+be|of|equals|(?:being\s+)?equal\s+to)\s+(?:the\s+)?{MONEY}"
)
_PRICE_IS = re.compile(
    rf"(?i)\b(?:(?:offering|purchase|issue|issuance|subscription|sale|unit|share)\s+price\s+(?:to\s+the\s+public\s+)?|price\s+to\s+the\s+public\s+)(?:(?:in|of)\s+(?:the|this|our)\s+(?:[\w-]+\s+){{1,4}}?)?(?:was|is|will\s+be|being)\s+(?:equal\s+to\s+)?{MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?|American|warrants?)\b)"
)
"""``The offering price was $1.00 per share``."""
_PRICED_AT = re.compile(
    rf"(?i)\bpriced\s+at\s+{MONEY}\s+(?:per|for\s+each)\s+(?P<what>(?:[\w-]+\s+){{0,2}}?(?:shares?|ADSs?|units?)\b)"
)
_PER_SHARE_PRICE = re.compile(
    rf"(?i)\b(?:an?|the|and|or)\s+per[\s-](?P<what>shares?|ADS|unit|pre-?funded\s+warrant)\s+(?:purchase\s+|offering\s+|subscription\s+)?price\s+of\s+{MONEY}"
)
_EACH_SOLD = re.compile(
    rf"(?i)\b(?:each|the)\s+(?:common\s+|ordinary\s+)?(?P<what>share|unit|ADS)\s+(?:of\s+(?:[\w-]+\s+){{1,3}}?)?(?:and\s+(?:its\s+|the\s+|an\s+)?accompanying\s+[^$;]{{3,80}}?\s)?(?:was|is|were|being)\s+(?:being\s+)?(?:sold|offered|priced|issued)\s+at\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}?(?:price\s+of\s+)?{MONEY}"
)
"""``Each Unit was sold at a price of $10.00``."""
_EACH_PRE_FUNDED = re.compile(
    rf"(?i)\b(?:for|of|per|and)\s+each\s+(?P<what>pre-?funded\s+warrants?)\b[^.;$]{{0,110}}?\b(?:at|was|is|of|equals|equal\s+to|will\s+be)\s+(?:the\s+)?{MONEY}"
)
"""``$1.03 for each share and for each Pre-Funded Warrant … at $1.0299``."""
_TO_UNDERWRITERS = re.compile(
    r"(?i)\bunderwriters?\b[^.;]{0,60}?\bagreed\s+to\s+(?:purchase|buy)\s+the\s+[^.;$\d]{0,140}$"
)
"""Before the price that underwriters pay the issuer, which is less than the public pays."""
_APIECE = re.compile(rf"(?i)\bat\s+{MONEY}\s+(?:apiece|each)\b")
_WITH_WARRANT = re.compile(
    r"(?i)(?:\s*\(or\s+[^()]{1,60}\))?,?\s+(?:together\s+with|and)\s+(?:[\w-]+\s+){1,7}?warrants?\b"
)
"""What a combined price buys beside the share."""
_PENCE = re.compile(
    r"(?i)\b(?:prices?\s+of|priced\s+at|at)\s+(?P<n>\d{1,5}(?:\.\d{1,4})?)\s?(?P<unit>p|pence|cents|¢)\s+(?:per\s+(?:\w+\s+)?(?:share|unit)|each\b)"
)
_PRE_FUNDED = re.compile(r"(?i)\bpre-?funded\s*$")
_PRE_FUNDED_WITHIN = re.compile(r"(?i)\bpre-?funded\s+(?:warrants|units)\b")
_NOT_ISSUE_PRICE = re.compile(
    r"(?i)exercise|exercisable|conver|strike|discount|valued|closing|(?:par|stated)\s+value|average|warrant"
)
_TO_BUY = re.compile(
    r"(?i)\b(?:warrants?|options?|rights?)\s+(?:[\w-]+\s+){0,3}?to\s+(?:purchase|acquire|buy|subscribe\s+for)\b[^.;$]{0,120}$"
)
"""Before a bare price: ``warrants to purchase 500 shares at $2.00 per share`` is what they exercise at."""
_APART = re.compile(r"(?i)[.,;)]\s|\bper\s+share,?\s+")
"""What separates a price from the words before it (``$0.001 par value per share at …``)."""
_BOTH = re.compile(r"(?i)(?:\band|\(or)\s+(?:each|one|an?)\s+pre-?funded\s+warrant")
"""One price for a share and for the pre-funded warrant taken in its place."""
_AND_PRE_FUNDED = re.compile(
    rf"(?i),?\s+(?:and|or)\s+{MONEY}\s+(?:per|for\s+each)\s+pre-?funded\s+warrant"
)
"""Behind the price of the shares that are sold beside pre-funded warrants."""
_UNDERLYING = re.compile(
    rf"(?i)(?:[^.;$\d]|20\d\d\b){{0,90}}?\bat\s+an?\s+(?:[\w-]+\s+){{0,3}}?price\s+(?:of|equal\s+to)\s+{MONEY}\s+per\s+(?:underlying\s+)?(?:share|ADS)\b"
)
"""Right behind pre-funded warrants, whose price may be told per share that they buy."""
_EXERCISE = re.compile(r"(?i)exercis|strike")
_STRIKE = re.compile(r"(?i)\bwarrants?\s+to\s+(?:purchase|acquire)\s+[^.;$]{0,110}$")
"""Before a bare ``at $12.00 per share``, which is what holders of the warrants will pay."""
_VALUED = re.compile(rf"(?i)\bvalued\s+at\s+{MONEY}\s+per\s+(?:share|unit|ADS)\b")
_OTHER_WARRANTS = re.compile(r"(?i)\bwarrants\s+to\s+purchase|\bprivate\s+placement\b")


def price_of(text: str, a: int, b: int, named: Named) -> tuple[Decimal | None, str | None]:
    """The price per share (or per pre-funded warrant): behind its number, else around it."""
    if named.kind == "notes":
        return None, None
    pre_funded = is_pre_funded(text, a + named.start, a + named.end)
    warrants = named.kind == "warrants"
    if warrants and not pre_funded:
        return issue_price(text[a + named.end : b], warrants=True)
    kind = None if warrants else pre_funded
    preferred = named.unit_kind == "preferred_share"
    behind = issue_price(
        text[a + named.start : b], warrants=warrants, pre_funded=kind, preferred=preferred
    )
    if behind[0] is not None:
        return behind
    each = price_behind(text[a + named.start :]) or price_behind(text[a + named.end :])
    if warrants and each is not None:
        return each, None
    return issue_price(text[a : b + 700], warrants=warrants, pre_funded=kind, preferred=preferred)


def exercise_price_of(text: str, a: int, paragraph: str, named: Named) -> Decimal | None:
    """The exercise price of warrants; the one of other warrants is none of pre-funded ones."""
    if named.kind != "warrants":
        return None
    if not is_pre_funded(text, a + named.start, a + named.end):
        return money_in(EXERCISE, paragraph)
    own = _OTHER_WARRANTS.split(text[a + named.end :])[0]
    told = EXERCISE.search(own)
    return money_in(EXERCISE, own) if told and _EXERCISE.search(told[0]) else None


def issue_price(
    text: str,
    *,
    warrants: bool = False,
    pre_funded: bool | None = False,
    preferred: bool = False,
) -> tuple[Decimal | None, str | None]:
    """Price and currency per share, ADS or unit (or per warrant); never an exercise or
    conversion price. The first price told counts, and a value put on shares that were not sold
    for cash last. ``pre_funded`` says whether the price is one of such units or
    warrants, None that it may be; ``preferred`` asks for the one of preferred shares.
    """
    net: tuple[Decimal, str | None] | None = None
    told = list(_told(text, warrants=warrants, pre_funded=pre_funded))
    own = [(m, hit) for m, hit in told if ("preferred" in m["what"].lower()) == preferred]
    for m, hit in own or told:
        if not _TO_UNDERWRITERS.search(text[max(0, m.start() - 220) : m.start()]):
            return hit.amount, hit.currency
        net = net or (hit.amount, hit.currency)
    if net is not None:
        return net
    apiece = money_in(_APIECE, text) if not warrants else None
    if apiece is not None:
        return apiece, None
    pence = _PENCE.search(text)
    if pence:
        return Decimal(pence["n"]) / 100, "GBP" if pence["unit"].lower()[0] == "p" else None
    value = money_in(_VALUED, text) if not warrants else None
    return (value, "USD") if value is not None else (None, None)


def _told(
    text: str, *, warrants: bool, pre_funded: bool | None
) -> Iterator[tuple[re.Match[str], MoneyHit]]:
    """The prices of such securities, in the order of the text."""
    told = (_PRICE, _PER_SHARE_PRICE, _PRICE_OF, _PRICE_IS, _EACH_SOLD, _EACH_PRE_FUNDED)
    prices = (m for pattern in told for m in pattern.finditer(text))
    for m in sorted(prices, key=lambda price: price.start("m")):
        what = "pre-funded warrant" if warrants and _BOTH.search(m[0]) else m["what"].lower()
        if ("warrant" in what) != warrants:
            continue
        if pre_funded is not None and ("funded" in what) != pre_funded:
            continue
        alternative = text[m.start() : m.start("m")].lower().endswith("or ")
        lead = "" if alternative else _APART.split(text[max(0, m.start() - 24) : m.start()])[-1]
        before = lead + _WITH_WARRANT.sub("", " " + text[m.start() : m.start("m")])
        beside = "funded" in what or _AND_PRE_FUNDED.match(text, m.end()) is not None
        if (
            not beside
            and "price" not in before.lower()
            and _STRIKE.search(text[max(0, m.start() - 130) : m.start()])
        ):
            continue
        if (_EXERCISE if warrants else _NOT_ISSUE_PRICE).search(before):
            continue
        bare = not warrants and "price" not in m[0].lower()
        if bare and not beside and _TO_BUY.search(text[max(0, m.start() - 160) : m.start()]):
            continue
        hits = find_money(m["m"])
        if hits:
            yield m, hits[0]


def price_behind(text: str) -> Decimal | None:
    """The price per share right behind pre-funded warrants; an exercise price is none."""
    m = _UNDERLYING.match(text)
    if m is None or re.search(r"(?i)exercis|conver", m[0]):
        return None
    hits = find_money(m["m"])
    return hits[0].amount if hits else None


def is_pre_funded(text: str, start: int, end: int) -> bool:
    """Whether ``pre-funded`` stands before the warrants or units, or between them and their number."""
    told = _PRE_FUNDED.search(text[:start]) or _PRE_FUNDED_WITHIN.search(text[start:end])
    return told is not None


def one_price(text: str) -> Decimal | None:
    """The price that other paragraphs state (``the price was``), where they state only one."""
    told = (*_PRICE_OF.finditer(text), *_PRICE_IS.finditer(text), *_PRICED_AT.finditer(text))
    found = {
        hits[0].amount
        for m in told
        if not _NOT_ISSUE_PRICE.search(_WITH_WARRANT.sub("", m[0])) and (hits := find_money(m["m"]))
    }
    return found.pop() if len(found) == 1 else None
