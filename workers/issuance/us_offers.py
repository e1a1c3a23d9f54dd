"""Issues without a number: programmes under which shares may be sold, offerings to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workers.grammar.money import find_money
from workers.grammar.worded import Worded
from workers.issuance.model import Leg
from workers.issuance.us_terms import days_of

_MONEY = r"(?P<m>(?:US)?\$\s?[\d,.]*\d(?:\s+(?:million|billion))?)"
_AT_THE_MARKET = re.compile(
    rf"(?i)aggregate\s+(?:gross\s+)?(?:offering|sales)\s+(?:price|amount|proceeds)\s+(?:of\s+up\s+to|of\s+shares[^.]{{0,160}}?\bfrom\s+\$[\d.,]+(?:\s+(?:million|billion))?\s+to)\s+{_MONEY}"
)
_MAY_SELL = re.compile(
    rf"(?i)\bmay\b[^.;$]{{0,60}}?\b(?:offer\s+and\s+sell|issue\s+and\s+sell|sell)\b[^.;$]{{0,160}}?\bup\s+to\s+(?:an\s+aggregate\s+of\s+)?{_MONEY}\s+(?:in\s+|worth\s+)?of\s+(?:shares|ADSs|(?:its|our|the\s+Company['’]s)\s+(?:Class\s+[A-C]\s+)?(?:common|ordinary))"
)
"""``may offer and sell, from time to time, up to $40,000,000 of its common stock``."""
TERMINATED = re.compile(r"(?i)\bterminated\s+(?:the|its|our)\b|\bterminating\s+the\b")
"""A programme that is ended; its ceiling is none any more."""
MARKET = Worded(
    re.compile(
        r"(?i)\bat[- ]the[- ]market|\bATM\b|equity\s+distribution\s+agreement|sales\s+agreement|market\s+sale\s+agreement"
    ),
    "market",
    "atm",
    "distribution",
    "sale",
)
_EQUITY_LINE = re.compile(
    rf"(?i)\b(?:right,?\s+but\s+not\s+(?:the\s+|an\s+)?obligation,?\s+to\s+(?:sell|issue|direct|require|cause)|(?:company|we|issuer)\s+(?:has|have|shall\s+have|will\s+have)\s+the\s+right,?\s+(?:in\s+its\s+sole\s+discretion,?\s+|from\s+time\s+to\s+time,?\s+)?to\s+(?:sell|issue|direct))\b[^.]{{0,160}}?\bup\s+to\s+(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+)?{_MONEY}"
)
_COMMITTED = re.compile(
    rf"(?i)(?P<who>\w+)\s+(?:(?:is|has)\s+)?(?:committed|agreed|obligated)\s+to\s+purchase\s+(?:from\s+(?:the\s+Company|us)\s+)?(?:from\s+time\s+to\s+time,?\s+)?up\s+to\s+(?:an\s+aggregate\s+of\s+|a\s+total\s+of\s+)?{_MONEY}\s+(?:in\s+|worth\s+|in\s+value\s+)?of\s+(?:(?:newly\s+issued\s+)?shares|(?:the\s+|our\s+|its\s+)?[^.]{{0,40}}?(?:common\s+stock|ordinary\s+shares))"
)
"""The other side of an equity line: an investor who stands ready to buy."""
_LAUNCH = re.compile(
    r"(?i)\b(?:intends?|intention|plans?|proposes?)\s+to\s+(?:offer|conduct|commence|make)\b[^.]{0,160}?\boffering\b|\b(?:commenced|launched|announces?|announced|commencement\s+of|launch\s+of)\s+(?:(?:that\s+it\s+has\s+)?(?:commenced|launched)\s+)?(?:an?\s+|its\s+|the\s+)?(?:proposed\s+)?(?:underwritten|public|follow-on|registered\s+direct)\s+(?:[\w-]+\s+){0,3}?offering\b|\bproposed\s+(?:underwritten\s+|public\s+|follow-on\s+|registered\s+)+(?:direct\s+)?offering\b"
)
_OTHERS = re.compile(
    r"(?i)\b(?:senior|subordinated|secured)\s+notes\b|\bdebt\s+securities|selling\s+(?:stock|share|security)\s?holders|\bsecondary\b|\bpric(?:ed|ing)\b|\bclos(?:ed|ing)\s+of\b|\bprevious|\bwithdr|\bpostpone|\bterminat|\bnot\s+to\s+proceed"
)
PROPOSES = re.compile(
    r"(?i)\b(?:intends?|intention|plans?|proposes?)\s+to\s+(?:offer|conduct|commence)\b|\bproposed\s+(?:private\s+|public\s+|underwritten\s+)*(?:offering|placement|sale|issuance)|subject\s+to\s+market\s+(?:and\s+other\s+)?conditions"
)
"""Words of an offering that has no price yet."""


_DEBT = re.compile(r"(?i)\b(?:notes|debentures|bonds)\b")
_EQUITY = re.compile(
    r"(?i)\b(?:shares?|stock|ADSs?|units?|warrants?|equity|convertible|exchangeable)\b"
)


def _committed(sentence: str) -> re.Match[str] | None:
    """An investor's promise to buy; the issuer's own is a buy-back."""
    told = _COMMITTED.search(sentence)
    ours = told is not None and told["who"].lower() in {"company", "registrant", "we", "it", "us"}
    return None if ours else told


def programme(text: str, a: int, b: int) -> Iterator[Leg]:
    """An at-the-market programme or an equity line: a ceiling of money, no number of shares."""
    sentence = text[a:b]
    small = sentence.lower()
    line = _EQUITY_LINE.search(sentence) if "right" in small else None
    line = line or (_committed(sentence) if "to purchase" in small else None)
    told = line or _at_the_market(text[max(0, a - 300) : b], sentence)
    hits = find_money(told["m"]) if told else []
    if hits:
        yield Leg(
            subtype="at_the_market",
            status="announced",
            spans=(),
            qualifier="up_to",
            security="shares under an equity line" if line else "shares",
            currency=hits[0].currency,
            gross=hits[0].amount,
            gross_printed=True,
            agreement_date=days_of(sentence, "announced").get("agreement_date"),
            confidence=Decimal("0.8"),
        )


def _at_the_market(around: str, sentence: str) -> re.Match[str] | None:
    """The ceiling of a programme, told beside words of an agency agreement."""
    small = sentence.lower()
    if not ("aggregate" in small or "up to" in small) or not MARKET.search(around):
        return None
    return _AT_THE_MARKET.search(sentence) or _MAY_SELL.search(sentence)


def launched(sentence: str) -> Leg | None:
    """An offering that is announced before its size and price are known."""
    if (
        "offering" not in sentence.lower()
        or _LAUNCH.search(sentence) is None
        or _OTHERS.search(sentence)
        or (_DEBT.search(sentence) and not _EQUITY.search(sentence))
    ):
        return None
    return Leg(
        subtype="public_offering",
        status="proposed",
        spans=(),
        unit_kind="ads" if re.search(r"(?i)depositary|\bADSs?\b", sentence) else "ordinary_share",
        confidence=Decimal("0.8"),
    )
