"""Dividends in sentences: amount per share, kind, record, ex and payment dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Label, Value
from workers.deals import prose
from workers.grammar.worded import Worded

CUE = Worded(
    re2.compile(r"(?i)\bdividends?\b|\bcash\s+distributions?\b|股息|紅利|股利"),
    "dividend",
    "distribution",
    "股息",
    "紅利",
    "股利",
)
_PERIOD = re.compile(
    r"(?i)(?:year|period|quarter|months)\s+(?:ended|ending)\s+(?:\d{1,2}\s+)?[A-Z][a-z]+\s+(?:\d{1,2},?\s+)?\d{4}|截至[^，。]{4,20}日?止"
)
_DECLARED = re.compile(
    r"(?i)\b(?:declare[sd]?|declaring|approve[sd]?|announce[sd]?|authori[sz]e[sd]?|resolved\s+to\s+(?:declare|pay))\b|宣派|宣佈派|宣告"
)
_PROPOSED = re.compile(
    r"(?i)\b(?:recommend(?:s|ed)?|propose[sd]?|proposing|resolved\s+to\s+recommend|recommendation)\b|建議|擬派"
)
_TITLE = re.compile(r"(?i)\b(?:declares|announces|approves|authori[sz]es)\b")
"""The present tense of a release title: the decision is today's."""
_OTHER = re.compile(
    r"(?i)dividends?\s+(?:equivalents?|reinvest|yield|polic(?:y|ies)|income|received|receivable)|\bmay\s+(?:declare|pay)|covenant|restrict|if\s+(?:and\s+when\s+)?declared|if\s+(?:certain|any)|股息收入|應收股息"
)
_PAST = re.compile(
    r"(?i)\b(?:was|were|had\s+been|has\s+been)?\s*paid\s+(?:on|in|during|to)\b|已派付|已於[^。]{0,24}派付"
)
_AHEAD = re.compile(
    r"(?i)\b(?:payable|to\s+be\s+paid|will\s+(?:be\s+)?pa(?:id|y)|expected\s+to\s+be\s+paid|that\s+will\s+be)\b|將[^。]{0,30}派付|派付日"
)
_SPECIAL = re.compile(r"(?i)\bspecial\b|特別")
_KINDS = (
    ("special", r"special|特別"),
    ("final", r"\bfinal\b|末期"),
    ("interim", r"\binterim\b|中期"),
    ("quarterly", r"quarterly|季度"),
    ("monthly", r"monthly"),
)
NEAR = 50
"""Characters between an amount per share and the word dividend."""

_CODE = r"USD|HKD|CNY|CAD|AUD|EUR|GBP|CHF|DKK|NOK|SEK|JPY|SGD|TWD|INR|ILS|BRL|MXN|ZAR|KRW"
_SIGN = rf"(?P<sign>US\$|U\.S\.\s?\$|HK\$|NT\$|R\$|S\$|RMB|C\$|A\$|£|€|¥|\$|NIS\b|人民幣|港幣|\b(?:{_CODE})\b)"
_EACH = re.compile(
    rf"(?i){_SIGN}\s?(?P<n>\d{{0,6}}(?:\.\d{{1,6}})?)(?:元)?\s*(?:\([^)]{{0,30}}\)\s*)?(?=(?:per|a|for\s+each|on\s+each|regular|quarterly|monthly|cash|special|dividend|distribution|per\s+unit)\b)"
)
_OF = re.compile(
    rf"(?i)(?:dividends?|distributions?)\s+(?:\([^)]{{0,40}}\)\s+)?(?:of|at|in\s+the\s+amount\s+of|equal\s+to)\s+(?:approximately\s+)?{_SIGN}\s?(?P<n>\d{{0,6}}(?:\.\d{{1,6}})?)(?!\d|[,.]?\d|\s*(?:million|billion))"
)
_CENTS = re.compile(
    r"(?i)(?P<cur>HK|US|RMB)?\s?(?P<n>\d{1,3}(?:\.\d{1,4})?)\s*(?P<cur2>HK|US)?\s?cents?\s+(?:per|a|for\s+each)\s+(?:\w+\s+){0,2}(?:share|ADS|unit)|(?:HK|US)\s?cents?\s*(?P<n3>\d{1,3}(?:\.\d{1,4})?)\s+per"
)
_NAMED = re.compile(
    rf"(?i)(?P<n>\d{{1,6}}(?:\.\d{{1,6}})?)\s*(?P<sign>euros?|yen|NIS|{_CODE})\s+(?:\([^)]{{0,30}}\)\s*)?(?=(?:per|a|for\s+each)\s+(?:\w+\s+){{0,2}}(?:share|ADS|unit)\b)"
)
_ZH = re.compile(
    r"每股[^，。\d]{0,16}?(?P<sign>人民幣|港幣)?\s?(?P<n>\d{1,4}(?:\.\d{1,6})?)\s?(?P<unit>港元|港仙|美元|美仙|元|分)"
)
_SIGNS = {
    "US$": "USD",
    "$": "USD",
    "HK$": "HKD",
    "RMB": "CNY",
    "C$": "CAD",
    "A$": "AUD",
    "£": "GBP",
    "€": "EUR",
    "人民幣": "CNY",
    "港幣": "HKD",
    "NT$": "TWD",
    "R$": "BRL",
    "S$": "SGD",
    "¥": "JPY",
    "NIS": "ILS",
    "EURO": "EUR",
    "EUROS": "EUR",
    "YEN": "JPY",
    **{code: code for code in _CODE.split("|")},
}
_ZH_UNITS = {"港元": "HKD", "港仙": "HKD", "美元": "USD", "美仙": "USD", "元": "CNY", "分": "CNY"}
_RECORD = re.compile(
    r"(?i)(?:of\s+record|record\s+date|register\s+of\s+members)\b[^.;]{0,80}|(?:記錄日期|股東名冊)[^。；]{0,40}"
)
_PAID_ON = re.compile(
    r"(?i)(?:payable|to\s+be\s+paid|(?:will|expected\s+to)\s+be\s+paid|payment\s+date|paid)\b[^.;]{0,120}|(?:派付|派發)[^。；]{0,40}"
)
_EX = re.compile(r"(?i)ex-?dividend\s+(?:date|on)\b[^.;]{0,60}|除息日?[^。；]{0,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payout:
    """One dividend. ``amount`` is in ``currency`` for each share; None is not stated."""

    subtype: str
    kind: str
    span: tuple[int, int]
    amount: Decimal
    currency: str
    record_date: date | None = None
    ex_date: date | None = None
    pay_date: date | None = None
    declared_on: date | None = None
    preferred: bool = False
    scrip: bool = False


def fields(payout: Payout) -> dict[str, Value]:
    """The fields of ``dividend``; what the text does not state is None."""
    return {
        "amount_per_share": payout.amount,
        "currency": payout.currency,
        "kind": payout.kind,
        "declared_on": payout.declared_on,
        "record_date": payout.record_date,
        "ex_date": payout.ex_date,
        "pay_date": payout.pay_date,
        "preferred": payout.preferred or None,
        "scrip": payout.scrip or None,
    }


def read(labels: Iterable[Label], document: date | None, *, hong_kong: bool) -> Iterator[Payout]:
    """Each new dividend with an amount, once; a title's where no sentence below tells it."""
    known: set[tuple[str, Decimal]] = set()
    titles: list[Payout] = []
    for sentence in prose.sentences(labels, CUE, headings=True):
        payout = _payout(sentence, document, hong_kong=hong_kong)
        if payout is None or (payout.kind, payout.amount) in known:
            continue
        if sentence.block.kind == "heading":
            titles.append(payout)
            continue
        known.add((payout.kind, payout.amount))
        yield payout
    told = {amount for _, amount in known}
    yield from (p for p in titles if p.amount not in told)


def _payout(sentence: prose.Sentence, document: date | None, *, hong_kong: bool) -> Payout | None:
    text = sentence.text
    subtype = _decision(text)
    amount = _amount(text, hong_kong=hong_kong)
    if subtype is None or amount is None or prose.negated(text) or _OTHER.search(text):
        return None
    bare, around = _PERIOD.sub(" ", text), _PERIOD.sub(" ", sentence.block.text)
    dates = {name: _day(p, bare) or _day(p, around) for name, p in _DATES}
    titled = sentence.block.kind == "heading"
    days = [d for d in dates.values() if d]
    if not (_TITLE.search(text) if titled else _is_new(bare, document, days)):
        return None
    return Payout(
        subtype="special" if _SPECIAL.search(text) else subtype,
        kind=_kind(text),
        span=(sentence.start, sentence.end),
        amount=amount[0],
        currency=amount[1],
        declared_on=prose.recent_day(text, document),
        preferred=bool(re.search(r"(?i)preferred|preference|優先股", text)),
        scrip=bool(re.search(r"(?i)\bscrip\b|以股代息", text)),
        **dates,
    )


_DATES = (("record_date", _RECORD), ("pay_date", _PAID_ON), ("ex_date", _EX))


def _decision(text: str) -> str | None:
    """Declared or proposed by the verb; a recommendation to a meeting is proposed."""
    if _PROPOSED.search(text):
        return "proposed"
    return "declared" if _DECLARED.search(text) else None


def _is_new(text: str, document: date | None, days: list[date]) -> bool:
    """A date of record or payment that lies ahead, or a decision told without history."""
    if document is None or any(day >= document for day in days):
        return document is not None or not _PAST.search(text)
    if prose.stale(text, document) or (_PAST.search(text) and not _AHEAD.search(text)):
        return False
    if days:
        return False
    return prose.recent_day(text, document) is not None or bool(_PROPOSED.search(text))


def _amount(text: str, *, hong_kong: bool) -> tuple[Decimal, str] | None:
    for pattern in (_EACH, _OF, _NAMED):
        found = next((m for m in pattern.finditer(text) if _is_payout(text, m)), None)
        if found:
            sign = found["sign"].replace("U.S.", "US").replace(" ", "").upper()
            default = "HKD" if hong_kong and sign == "$" else _SIGNS.get(sign, "USD")
            return Decimal(found["n"].rstrip(".")), default
    cents = _CENTS.search(text)
    if cents:
        unit = (cents["cur"] or cents["cur2"] or ("HK" if hong_kong else "US")).upper()
        currency = {"HK": "HKD", "US": "USD", "RMB": "CNY"}[unit]
        return Decimal(cents["n"] or cents["n3"]) / 100, currency
    chinese = _ZH.search(text)
    if chinese:
        value = Decimal(chinese["n"])
        cents_unit = chinese["unit"] in {"港仙", "美仙", "分"}
        currency = _SIGNS.get(chinese["sign"] or "", _ZH_UNITS[chinese["unit"]])
        return (value / 100 if cents_unit else value), currency
    return None


def _is_payout(text: str, found: re.Match[str]) -> bool:
    """Figures that stand close to the word dividend; a price per share does not."""
    near = text[max(0, found.start() - NEAR) : found.end() + NEAR]
    return bool(re.search(r"\d", found["n"]) and CUE.search(near))


def _day(pattern: re.Pattern[str], text: str) -> date | None:
    for found in pattern.finditer(text):
        hits = prose.dates(found[0])
        if hits:
            return hits[0].value
    return None


def _kind(text: str) -> str:
    found = (name for name, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE))
    return next(found, "ordinary")
