"""Section II of a next day disclosure return: the purchase report (Listing Rule 10.06(4)).

Tables come row by row or column by column, so a unit price is told from a row's total by
the average price: total paid divided by shares.
"""

from __future__ import annotations

import re
from decimal import Decimal

import re2

from workers.deals.buyback import Buyback
from workers.grammar.dates import find_dates
from workers.grammar.money import MoneyHit, find_money

_REPORT = re2.compile(
    r"(?i)(?:\bA\.\s*)(?:Purchase|Repurchase)\s+report|購回報告|股份購回報告|Repurchase\s+report"
)
_END = re2.compile(
    r"(?i)B\.\s*(?:Additional\s+information|[^\n]{0,40}其他資料)|We\s+hereby\s+confirm|我們確認|Notes?\s+to\s+Section\s+II|Section\s+III|II\s*部註釋|第\s*III\s*章節"
)
_TOTAL = re2.compile(
    r"(?i)Total\s+number\s+of\s+shares\s+repurchased\s*|\bTotal\s+(?:\d|HK)|(?:購回股份總數|總數|合共|總計)\s*\d"
)
_NUMBER = re.compile(
    r"(?<![\d.,/$%])\d{1,3}(?:,\d{3})+(?![\d.,/%])|(?<![\w.,/$%])\d{1,12}(?![\d.,/%)])"
)
_CANCEL = re2.compile(
    r"(?i)repurchased\s+for\s+cancellation\s+([\d,]+)|(?:購回作註銷|擬註銷)[^\d\n]{0,20}([\d,]+)"
)
_TREASURY = re2.compile(
    r"(?i)repurchased\s+for\s+holding\s+as\s+treasury\s+shares\s+([\d,]+)|庫存股份[^\d\n]{0,20}([\d,]+)"
)
_LIMIT = re2.compile(
    r"(?i)authori[sz]ed\s+to\s+repurchase\s+under\s+the\s+repurchase\s+mandate\s+([\d,]{4,})|獲授權[^\d\n]{0,30}購回[^\d\n]{0,30}([\d,]{4,})"
)
_UNDER = re2.compile(r"\(a\)\s*:?\s*([\d,]{1,18})")
_PERCENT = re2.compile(r"([\d.]{1,9})\s*%")
_BLANK = re.compile(r"(?i)[\s:：]*(?:not\s+applicable|n/?a\b|nil\b|不適用|無)")
_SANE = Decimal(5)
"""A unit price is within this factor of the average price; a row's total is not."""


def purchase_report(text: str, start: int, end: int) -> Buyback | None:
    """What section II within a span says was bought, or None where it is blank."""
    for head in _REPORT.finditer(text[start:end]):
        at = start + head.end()
        stop = _END.search(text[at:end])
        until = at + stop.start() if stop else min(end, at + 4_000)
        found = _read(text, (start + head.start(), at, until), end)
        if found is not None:
            return found
    return None


def _read(text: str, span: tuple[int, int, int], end: int) -> Buyback | None:
    title, at, until = span
    body = text[at:until]
    if _BLANK.match(body):
        return None
    total = _TOTAL.search(body)
    shares, money_at = _shares(body, total.start() if total else None)
    if not shares:
        return None
    monies = _monies(body)
    paid = next((m for m in monies if total and m.start >= money_at), None)
    if paid is None and monies:
        paid = max(monies, key=lambda m: m.amount)
    rows = [m for m in monies if not total or m.start < total.start()]
    low, high = _range(rows, paid, shares)
    days = tuple(sorted({h.value for h in find_dates(body, order="dmy")}))
    tail = text[until : min(end, until + 2_500)]
    last = paid.end if paid else money_at
    return Buyback(
        subtype="on_market" if _on_market(body) else "off_market",
        status="completed",
        spans=((title, at + max(last, money_at)),),
        shares=shares,
        highest=high,
        lowest=low,
        total=paid.amount if paid else None,
        currency=paid.currency if paid else None,
        day=days[-1] if days else None,
        trading_dates=days,
        to_cancel=_count(_CANCEL, body),
        to_treasury=_count(_TREASURY, body),
        under_mandate=_count(_UNDER, tail),
        mandate_limit=_count(_LIMIT, tail),
        pct_of_issued=_percent(tail),
        confidence=Decimal("0.98") if total and low else Decimal("0.9"),
    )


def _shares(body: str, total_at: int | None) -> tuple[int | None, int]:
    """The total number of shares, else the number of the only row."""
    if total_at is not None:
        found = _NUMBER.search(body, total_at)
        return (int(found[0].replace(",", "")), found.end()) if found else (None, 0)
    blank = body
    taken = [(h.start, h.end) for h in find_dates(body, order="dmy")]
    for a, b in taken + [(m.start, m.end) for m in _monies(body)]:
        blank = blank[:a] + " " * (b - a) + blank[b:]
    blank = re.sub(r"\d{1,2}\)", lambda m: " " * len(m[0]), blank)
    numbers = [m for m in _NUMBER.finditer(blank) if int(m[0].replace(",", "")) > 0]
    if len(numbers) != 1:
        return None, 0
    return int(numbers[0][0].replace(",", "")), numbers[0].end()


def _monies(body: str) -> list[MoneyHit]:
    """Amounts of a table. Dates and the bare ``$`` of column heads are blanked, and Chinese
    currencies stand before their figures: else a neighbouring column would be the amount.
    """
    for hit in find_dates(body, order="dmy"):
        body = body[: hit.start] + " " * (hit.end - hit.start) + body[hit.end :]
    body = re.sub(r"(?<![A-Z])\$(?=\s*[\n\t])", " ", body)
    return find_money(body.replace("港幣", " $").replace("人民幣", "RMB"), dollar="HKD")


def _range(
    rows: list[MoneyHit], paid: MoneyHit | None, shares: int
) -> tuple[Decimal | None, Decimal | None]:
    """(lowest, highest) unit price; (None, None) where they do not enclose the average."""
    if paid is None:
        return None, None
    average = paid.amount / shares
    prices = [m.amount for m in rows if average / _SANE <= m.amount <= average * _SANE]
    tolerance = average / 100
    if not prices or not min(prices) - tolerance <= average <= max(prices) + tolerance:
        return None, None
    return min(prices), max(prices)


def _on_market(body: str) -> bool:
    return bool(re.search(r"(?i)on\s+(?:the|another)\s+(?:stock\s+)?exchange|交易所", body))


def _count(pattern: re2._Regexp, text: str) -> int | None:
    found = pattern.search(text)
    if found is None:
        return None
    digits = next((g for g in found.groups() if g), "").replace(",", "")
    return int(digits) if digits else None


def _percent(text: str) -> Decimal | None:
    found = _PERCENT.search(text)
    return (
        Decimal(found[1].strip(".")) if found and re.fullmatch(r"\d+(?:\.\d+)?", found[1]) else None
    )
