"""Legs in the sentences of a report: what is issued, at which stage, for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from workers.issuance.model import Convertible, Leg
from workers.issuance.named import PRE_FUNDED, Named
from workers.issuance.securities import named_securities
from workers.issuance.us_inducement import exercised_since, without_old_warrants
from workers.issuance.us_offers import MARKET, PROPOSES, TERMINATED, programme
from workers.issuance.us_prices import exercise_price_of, is_pre_funded, price_of
from workers.issuance.us_sums import own
from workers.issuance.us_terms import (
    CONVERSION,
    EXERCISE,
    GROSS,
    NET,
    REDUCED,
    TOTAL_PRICE,
    closed_on,
    days_of,
    money_after,
    money_in,
    per_ads,
)

_FIGURE = re.compile(r"\d\d|\$|[Mm]illion|MILLION")
"""What every number of securities and every amount of money holds."""
_COMPLETED = re.compile(
    r"(?i)\b(?:issued(?:\s+and\s+sold)?|sold|closed|closing\s+of|completed|consummated|consisted|raised|exchanged|received(?!\s+(?:[\w-]+\s+){0,2}(?:subscriptions?|commitments?|orders?|indications?)\b)|increased\s+its\s+share\s+capital|converted|elected\s+to\s+convert|exercised)\b"
)
_AHEAD = re.compile(
    r"(?i)\b(?:will|shall|would|(?-i:may)|agree[sd]?\s+to|to\s+be|intends?\s+to|expects?\s+to|proposes?\s+to|expected\s+to\s+be|subject\s+to|issuable|plans?\s+to)\b"
)
_BUYER = re.compile(
    r"(?i)\b(?:will|shall|(?:has\s+|have\s+)?agree[sd]?\s+to)\s+(?:purchase|acquire|subscribe\s+for)\s+(?:an\s+aggregate\s+of\s+)?$"
)
_NEWLY = re.compile(r"(?i)\bnew(?:ly)?\b")
_PLAIN_SHARES = re.compile(
    r"(?i)(?:Class\s+[A-C]\s+)?(?:shares|common\s+shares|ordinary\s+shares|ADSs|units|shares\s+of\s+(?:its\s+|our\s+)?(?:Class\s+[A-C]\s+)?(?:common|ordinary|preferred)\s+(?:stock|shares))"
)
_WE_AGREE = re.compile(
    r"(?i)\b(?:company|registrant|we)\b[^.;]{0,40}?\bentered\s+into\b[^;]{0,90}?\b(?:share|stock|securities|security|unit|investment)s?\s+(?:purchase\s+|subscription\s+)?agreement\b|\bsubscription\s+agreement\b"
)
_WE = re.compile(r"(?i)\b(?:company|registrant|we|it)\s*$")
_BEING = re.compile(
    r"(?i)\bbeing\s+(?:issued|sold)\b|\bnewly\s+issued\b|\bissued\s+and\s+outstanding\b|\b(?:if|assuming|unless)\b[^.;()]{0,80}?\bexercised\b"
)
_ISSUES = re.compile(
    r"(?i)\b(?:issu(?:e|es|ed|ance|ing)|sold|sell|sells|sale|offer(?:ed|ing|s)?|pric(?:ed|ing)|consideration|receive[sd]?|consists?|consisted|exchange[sd]?|private\s+placement\s+(?:\([^()]{0,60}\)\s+)?of|accepted\s+(?:[\w-]+\s+){0,2}subscriptions?|agreements?\b[^.;]{0,60}\binvestors?\s+to\s+purchase|(?:investors?|purchasers?|subscribers?|underwriters?|syndicate)\s+(?:[\w-]+\s+){0,2}(?:agreed\s+to\s+(?:purchase|subscribe|buy)|purchased\b|subscribed\s+for)|(?:purchase|subscription)\s+agreements?\b[^.;]{0,200}?\bfor\s+the\s+(?:purchase|subscription)|financing\s+of|increased\s+its\s+share\s+capital|capital\s+increase|purchase\s+from|exercised|converted)\b"
)
_NOT_THE_ISSUER = re.compile(
    r"(?i)\bsecondary\s+(?:[\w-]+\s+){0,2}offering\s+of\b|\b(?:Mr|Ms|Mrs|Dr)\.\s|\bh(?:is|er)\b|10b5-1|trading\s+plan|(?:stock|share|security|unit)\s?holders?\s+(?:(?:will|have|has|affiliated|of|with|and|agreed|to|the|[A-Z][\w&.]*)\s+){0,8}?(?:sell|sold|offer|completed|closed|priced)\b|selling\s+(?:stock|share)holders?\b(?:(?!\bcompany\b)[^,;]){0,90}?\b(?:sold|sell|offered)\b|\b(?:company|we|registrant)\s+(?:will\s+|has\s+|have\s+|shall\s+)?receive[sd]?\s+(?:(?:an?|the|approximately|about|initial|delivery|of)\s+){0,6}$|\bparticipat(?:ed|ing)\s+in\b[^.;]{0,80}\b(?:acquired|purchased|subscribed\s+for)\s*$|\bin\s+which\s+(?:the\s+company|we|[^;]{3,90}?[\"”]\))\s+(?:holds?|owns?|has|have)\b"
)
_TRADING_PLAN = re.compile(r"(?i)10b5-1|trading\s+(?:plan|arrangement)")
_ARE_ISSUED = re.compile(r"(?i)\b(?:were|was|been|(?<!may )(?<!could )be|are)\s+(?:issued|sold)")
_STANDING = re.compile(
    r"(?i)authori[sz]ed\s+capital\s+stock|(?:certificate|articles)\s+of\s+(?:incorporation|amendment|association)\b[^.;]{0,120}?\bauthori[sz]\w*\s+the\s+issuance\s+of|authority\s+to\s+issue|(?:were|are|was|is|been)\s+issued\s+and\s+outstanding|capital\s+stock\s+(?:of\s+\w+\s+)?consists"
)
_ISSUABLE = re.compile(r"(?i)issuable")
_BY_HOLDERS = re.compile(
    r"(?i)\W*(?:(?:are|were|is|was|will|to|be|being)\s+){0,3}(?:offered\s+|sold\s+)?by\s+(?:[\w-]+\s+){0,3}?(?:selling\s+)?(?:stock|share|security)\s?holders?"
)
_COUPON = re.compile(
    r"(?i)(\d{1,2}(?:\.\d+)?)\s*%\s+(?:convertible|exchangeable|senior)|interest\s+(?:at\s+)?(?:a\s+|the\s+)?(?:rate\s+of\s+)?(\d{1,2}(?:\.\d+)?)\s*%"
)
_TO_THE_ISSUER = re.compile(r"(?i)\b(?:to\s+(?:the\s+)?(?:company|registrant|us)\b)")
_PRICED = frozenset({"public_offering", "registered_direct", "ipo"})
_PRICING = re.compile(r"(?i)\b(?:announc\w+\s+(?:the\s+)?pricing\s+of|priced)\b")
_STRUCK = {"conversion": CONVERSION, "warrant_exercise": EXERCISE}
"""What is paid for a share that is issued on conversion or exercise."""
_KINDS = (
    (
        "warrant_exercise",
        re.compile(
            r"(?i)(?:up)?on\s+(?:the\s+)?(?:cash(?:less)?\s+)?exercises?\s+of\s+[^.]{0,60}?\bwarrants|\bagreed\s+to\s+exercise\b[^.]{0,80}?\bwarrants\b"
        ),
    ),
    ("option_exercise", re.compile(r"(?i)\bexercise\s+of\s+(?:[\w-]+\s+){0,2}options\b")),
    (
        "over_allotment",
        re.compile(
            r"(?i)over-?allotment|option\s+to\s+purchase\s+(?:up\s+to\s+)?(?:an\s+)?additional"
        ),
    ),
    (
        "at_the_market",
        MARKET,
    ),
    ("registered_direct", re.compile(r"(?i)registered\s+direct")),
    (
        "ipo",
        re.compile(
            r"(?i)\b(?:its|the|our)\s+initial\s+public\s+offering\s+(?:\([^)]{0,40}\)\s*)?of\b|\bIPO\s+of\b"
        ),
    ),
    (
        "award_vesting",
        re.compile(r"(?i)restricted\s+(?:stock|share)\s+units?|share\s+awards?|RSUs?\b"),
    ),
    (
        "conversion",
        re.compile(
            r"(?i)upon\s+(?:the\s+)?conversion|\bconverted\b.{0,160}?\binto\s+[\d,]+\s+shares|\bto\s+exchange\b.{0,400}?(?:debentures|notes)|\bexchanged\b.{0,200}?\b(?:debentures|notes)\s+for\b"
        ),
    ),
    (
        "public_offering",
        re.compile(r"(?i)underwrit|public\s+offering|follow-on\s+offering|prospectus\s+supplement"),
    ),
    ("private_placement", re.compile(r"(?i)\bin\s+an?\s+(?:concurrent\s+)?private\s+placement\b")),
    (
        "consideration_issue",
        re.compile(
            r"(?i)\bmerger\b|acqui(?:re|red|sition(?!\s+corp))|consideration(?!\s+(?:for|of)\s+the\s+issuance)|in\s+exchange\s+for\s+all"
        ),
    ),
    (
        "private_placement",
        re.compile(
            r"(?i)private\s+placement|privately|unregistered|purchase\s+agreement|regulation\s+[ds]\b|section\s+4\("
        ),
    ),
)


def legs_of(
    text: str, a: int, b: int, number: str | None, *, convertible: bool, issuer: str = ""
) -> Iterator[Leg]:
    """The legs of one sentence: every security that the registrant issues in it."""
    sentence = text[a:b]
    if not _FIGURE.search(sentence):
        return
    if "purchase" not in sentence and not _ISSUES.search(sentence):
        return
    ended = TERMINATED.search(sentence) is not None
    facility = [] if ended else list(programme(text, a, b))
    yield from facility
    if "plan" in sentence.lower() and _TRADING_PLAN.search(text, max(0, a - 500), b):
        return
    listed = list(named_securities(sentence, convertible=convertible))
    fresh = (without_old_warrants(text, a, b, named) for named in listed)
    for named in own(sentence, [n for n in fresh if n], issuer):
        if (facility or ended) and named.units is None:
            continue
        if not _issued(sentence, named, number) or _taken_up(sentence, named, issuer):
            continue
        if named.kind != "warrants" or not is_pre_funded(text, a + named.start, a + named.end):
            yield _leg(text, a, b, sentence, named)
        elif not exercised_since(sentence, named, listed):
            yield replace(_leg(text, a, b, sentence, named), security=PRE_FUNDED)


def _issued(sentence: str, named: Named, number: str | None) -> bool:
    """Whether the words before (or right after) a security say that it is issued."""
    before = sentence[: named.start]
    if _NOT_THE_ISSUER.search(before[-200:]) or _STANDING.search(sentence):
        return False
    if _BY_HOLDERS.match(sentence, named.end):
        return False
    if _TO_THE_ISSUER.search(sentence[named.end : named.end + 60]):
        return False
    if named.exercised or named.induced:
        return True
    after = sentence[named.end : named.end + 90]
    if _ISSUABLE.search(sentence[max(0, named.start - 40) : named.end + 60]) and number != "3.02":
        return False
    said = _ISSUES.search(before) or _ARE_ISSUED.search(after)
    return said is not None or _bought_from_us(sentence, named)


def _bought_from_us(sentence: str, named: Named) -> bool:
    """``Acme will purchase 500,000 shares of the Company's common stock``, ``newly issued shares``,
    or shares of nobody else under an agreement that we made.
    """
    before = sentence[: named.start]
    buys = _BUYER.search(before)
    if buys is None or _WE.search(before[: buys.start()]):
        return False
    if "ompany" in named.security or _NEWLY.search(sentence, named.start, named.end):
        return True
    return _PLAIN_SHARES.fullmatch(named.security) is not None and bool(_WE_AGREE.search(before))


def _taken_up(sentence: str, named: Named, issuer: str) -> bool:
    """Whether the registrant is the one who receives the securities (``issued Acme 500 shares``)."""
    if len(issuer) < 4:
        return False
    name = rf"{re.escape(issuer)}\b(?!\s+(?:[A-Z][\w&]*\s+){{0,3}}?(?:Sponsor|Capital|Partners|Invest\w+|Management|Ventures))"
    receives = rf"(?i)\b(?:issue|issued|sell|sold)\s+(?:to\s+)?{name}|\bto\s+{name}"
    around = sentence[max(0, named.start - 90) : named.end + 50]
    return re.search(receives, around) is not None


def _leg(text: str, a: int, b: int, sentence: str, named: Named) -> Leg:
    paragraph = text[a : b + 700]
    price, currency = price_of(text, a, b, named)
    status = _status(sentence, named)
    days = days_of(sentence, status)
    subtype = _subtype(text[max(0, a - 300) : b + 200], sentence, named)
    closed = closed_on(paragraph) if status != "completed" else None
    if closed is not None:
        status, days = "completed", {**days, "completion_date": closed}
    elif status == "announced" and _is_priced(sentence, price, subtype):
        status, days = "priced", {**days, "pricing_date": days.get("agreement_date")}
    if price is None and subtype in _STRUCK:
        price = money_in(REDUCED, text[max(0, a - 300) : b + 700]) or money_in(
            _STRUCK[subtype], text[a + named.start : b + 200]
        )
    gross = named.amount or money_after(TOTAL_PRICE, sentence[named.end :], 160)
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
        gross=gross or (money_after(GROSS, paragraph) if named.kind == "shares" else None),
        gross_printed=gross is not None,
        net=money_after(NET, paragraph) if named.kind == "shares" else None,
        exercise_price=exercise_price_of(text[:b], a, paragraph, named),
        convertible=_convertible(paragraph, named),
        agreement_date=days.get("agreement_date"),
        pricing_date=days.get("pricing_date"),
        completion_date=days.get("completion_date"),
        shares_per_ads=per_ads(text) if named.unit_kind == "ads" else None,
        confidence=Decimal("0.9"),
    )


def _is_priced(sentence: str, price: Decimal | None, subtype: str) -> bool:
    """Whether an offering has its price: it is printed, or the sentence says so."""
    return (price is not None and subtype in _PRICED) or _PRICING.search(sentence) is not None


def _status(sentence: str, named: Named) -> str:
    """Completed where a finished verb governs the security, else announced."""
    before = sentence[max(0, named.start - 200) : named.start]
    behind = sentence[named.end : named.end + 120]
    if not _COMPLETED.search(_BEING.sub("", before + behind)) and not _AHEAD.search(before):
        before = sentence[: named.start]
    done = list(_COMPLETED.finditer(_BEING.sub("", before + behind)))
    ahead = list(_AHEAD.finditer(before))
    if done and (not ahead or done[-1].start() > ahead[-1].end() + 12):
        return "completed"
    return "proposed" if PROPOSES.search(sentence) else "announced"


def _subtype(context: str, sentence: str, named: Named) -> str:
    if named.kind == "notes":
        return "convertible_issue"
    if named.kind == "warrants":
        return "warrant_issue"
    if named.exercised or named.induced:
        return "over_allotment" if named.exercised else "warrant_exercise"
    for words in (sentence, context):
        for name, pattern in _KINDS:
            if pattern.search(words) and (name != "over_allotment" or named.additional):
                return name
    return "private_placement"


def _convertible(paragraph: str, named: Named) -> Convertible | None:
    if named.kind != "notes":
        return None
    told = _COUPON.search(named.security) or _COUPON.search(paragraph)
    return Convertible(
        principal=named.amount,
        coupon=Decimal(told[1] or told[2]) if told else None,
        conversion_price=money_in(CONVERSION, paragraph),
    )
