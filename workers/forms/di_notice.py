"""Form 3A: a director's or chief executive's notice of interests (SFO Part XV).

Only codes 1201 (sold), 1101 and 1001 (purchased) are dealings for value; the holding before
and after must agree with the code. Dates are DD/MM/YYYY.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import re2

from workers.forms.dealing import Dealing
from workers.grammar.dates import find_dates

FORM_WORDS = r"\bform\s*3A\b|director[’']?s?(?:\s*/\s*chief\s+executive[’']?s?)?\s+notice|表格\s*3A|董事[^\n]{0,12}通知"
_FORM = re2.compile(f"(?i){FORM_WORDS}")
_EVENT = re2.compile(r"(?i)relevant\s+event|有關事件")
_CODE = re2.compile(r"\b(1201|1101|1001)\b")
_LONG = re2.compile(
    r"(?i)(?:long\s+position|好倉)[^\n]{0,40}?\b(?:1201|1101|1001)\b[^\d\n]{0,60}([\d,]{3,18})\s+(HKD|USD|CNY|RMB)\s+([\d,.]{1,14})\s+([\d,.]{1,14})"
)
_UNITS = re2.compile(
    r"(?i)shares\s+(?:bought\s*/\s*sold(?:\s+or\s+involved)?|bought|sold|purchased|involved)[^\d\n]{0,60}([\d,]{3,18})|(?:買入|售出|涉及)[^\d\n]{0,30}股份[^\d\n]{0,12}([\d,]{3,18})"
)
_CURRENCY = re2.compile(r"\b(HKD|USD|CNY|RMB)\b|(港元|HK\$)")
_HIGHEST = re2.compile(r"(?i)highest(?:\s+price)?(?:\s+per\s+share)?[^\d\n]{0,20}([\d,]+\.\d+)")
_AVERAGE = re2.compile(
    r"(?i)average(?:\s+(?:price|consideration))?(?:\s+per\s+share)?[^\d\n]{0,20}([\d,]+\.\d+)"
)
_ARROW = re2.compile(r"([\d,]{3,18})\s*(?:->|→|to)\s*([\d,]{1,18})")
_BEFORE = re2.compile(
    r"(?is)(?:immediately\s+before\s+the\s+relevant\s+event|緊接有關事件之前).{0,200}?(?:long\s+position|好倉)[^\d]{0,20}([\d,]{1,18})"
)
_AFTER = re2.compile(
    r"(?is)(?:immediately\s+after\s+the\s+relevant\s+event|緊隨有關事件之後).{0,200}?(?:long\s+position|好倉)[^\d]{0,20}([\d,]{1,18})"
)
_SURNAME = re2.compile(
    r"(?i)(?:name\s+of\s+director|surname)[^\n:：\t]{0,40}[:：\t]\s*([A-Z][^\n\t]{1,60})"
)
_GIVEN = re2.compile(r"(?i)(?:first|other)\s+names?[^\n:：\t]{0,20}[:：\t]\s*([A-Z][^\n\t]{1,60})")
_OFF = re2.compile(r"(?i)\boff[- ]exchange\b|場外")
_ON = re2.compile(r"(?i)\bon[- ]exchange\b|場內")


def read_notice(text: str, start: int, end: int) -> Dealing | None:
    """The dealing that a Form 3A reports, or None for other forms and other codes."""
    body = text[start:end]
    code, head = _CODE.search(body), _FORM.search(body)
    if code is None or head is None or not _EVENT.search(body):
        return None
    units, currency, highest, average = _trade(body)
    before, after = _balances(body)
    return Dealing(
        sold=_direction(code[1], before, after),
        spans=_spans(body, start, code.start()),
        name=_name(body),
        relationships=("Director",),
        units=units,
        price=average or highest,
        price_kind=("average" if average else "highest") if average or highest else None,
        highest=highest,
        currency=currency,
        day=_day(body),
        on_exchange=True if _ON.search(body) else False if _OFF.search(body) else None,
        reason_code=code[1],
        owned_before=before,
        owned_after=after,
        confidence=Decimal("0.97"),
    )


def _trade(body: str) -> tuple[int | None, str | None, Decimal | None, Decimal | None]:
    """(shares, currency, highest, average) from the row of the table, else by label."""
    row = _LONG.search(body)
    if row is not None:
        return _int(row[1]), _iso(row[2]), _decimal(row[3]), _decimal(row[4])
    units, currency = _UNITS.search(body), _CURRENCY.search(body)
    highest, average = _HIGHEST.search(body), _AVERAGE.search(body)
    return (
        _int(units[1] or units[2]) if units else None,
        _iso(currency[1] or "HKD") if currency else None,
        _decimal(highest[1]) if highest else None,
        _decimal(average[1]) if average else None,
    )


def _balances(body: str) -> tuple[int | None, int | None]:
    before, after = _BEFORE.search(body), _AFTER.search(body)
    if before and after:
        return _int(before[1]), _int(after[1])
    arrow = _ARROW.search(body)
    return (_int(arrow[1]), _int(arrow[2])) if arrow else (None, None)


def _direction(code: str, before: int | None, after: int | None) -> bool | None:
    """Sold or bought by the code; None where the holding moved the other way."""
    sold = code == "1201"
    if before is not None and after is not None and before != after and sold != (after < before):
        return None
    return sold


def _spans(body: str, start: int, at: int) -> tuple[tuple[int, int], ...]:
    """The line of the reason code, and the line of the relevant event's date."""
    event = _EVENT.search(body)
    places = sorted({at, event.start() if event else at})
    lines = dict.fromkeys(_line(body, place) for place in places)
    return tuple((start + a, start + b) for a, b in lines)


def _line(body: str, at: int) -> tuple[int, int]:
    end = body.find("\n", at)
    begin = body.rfind("\n", 0, at) + 1
    return begin, min(len(body) if end < 0 else end, begin + 800)


def _day(body: str) -> date | None:
    event = _EVENT.search(body)
    hits = find_dates(body, event.start(), event.end() + 120, order="dmy") if event else []
    return hits[0].value if hits else None


def _name(body: str) -> str | None:
    surname, given = _SURNAME.search(body), _GIVEN.search(body)
    words = [m[1].strip(" ,") for m in (surname, given) if m]
    return " ".join(words) or None


def _int(text: str | None) -> int | None:
    digits = re.sub(r"\D", "", text or "")
    return int(digits) if digits else None


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "").strip(".")
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _iso(currency: str) -> str:
    return "CNY" if currency == "RMB" else currency
