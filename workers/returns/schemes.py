"""Part III of the monthly return: sections A to E, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from workers.returns import labels
from workers.returns.cells import Cell, Figure, cells, figures
from workers.returns.dates import day, find_day
from workers.returns.model import SchemeRow, SchemeSection, Span

_NUMBERED = re.compile(r"(?m)^[ \t]*\d{1,2}\)\.\s*")
_HEAD_LINE = re.compile(
    r"(?i)^\W*(?:\d+\.\s*)?(?:class of shares|(?:st)?ock code|increase in|decrease (?:in|of)|tot\s?al|"
    r"general meeting|page \d|ff30\d|particulars|description of|remarks|股份分類|證券代號|增加|減少|總數|本月|"
    r"type of the|subscription|stock code)"
)
_TOTAL = re.compile(
    r"(?<!Total )(?:Increase in issued shares \(excluding treasury shares\)"
    r"|Increase\s*/\s*decrease\s*\(-\)\s*in issued shares \(excluding treasury shares\):"
    r"|已發行股份（不包括庫存股份）的?增加(?:\s*/\s*減少\s*\(-\))?"
    r"|Total\s+[A-E]\.?\s*\(Ordinary\s+shares\)|總數\s*[A-E]\.?\s*[（(]普通股[)）])"
    r"\s*[):：]*\s*([-–]?[\d,]+)?"
)
_BELOW_ROW = re.compile(
    r"approval\s+date\s*\(if\s+ap\s*plicable\)|General\s+Meeting|Type\s+of\s+the\s+Convertibles|Stock\s+code\s+of|Subscription\s*/\s*Conversion|"
    r"Subscription\s+price|股東大會通過日期|可換股票據類別|認購/轉換價"
)
_PROSE_DATE = re.compile(r"(?:\b(?:to|of|on|dated|until|from|and|than)|[於至為日（(])\s*$")
_MOVED = re.compile(
    r"(?i)\b(granted|exercised|cancelled|lapsed|converted|issued|redeemed|repurchased|others?)\b|(授出|行使|註銷|失效|轉換)"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """The printed row: its name, its figures, and where it stands."""

    name: str
    figures: tuple[Figure, ...]
    span: Span
    approval: date | None
    text: str


def sections(text: str, part: Span) -> tuple[SchemeSection, ...]:
    """Sections A to E in order; a section that is not found is left out."""
    modern = "(A)" in text[part.start : part.end]
    found = []
    starts: dict[str, tuple[int, int]] = {}
    for letter, pattern in labels.SECTION_HEADS.items():
        m = pattern.search(text[part.start : part.end])
        if m is not None:
            starts[letter] = (part.start + m.start(), part.start + m.end())
    ordered = sorted(starts.items(), key=lambda item: item[1])
    for i, (letter, (_, body)) in enumerate(ordered):
        end = ordered[i + 1][1][0] if i + 1 < len(ordered) else part.end
        found.append(_section(letter, text, Span(start=body, end=end), modern=modern))
    return tuple(found)


def _section(letter: str, text: str, span: Span, *, modern: bool) -> SchemeSection:
    body = text[span.start : span.end]
    head = labels.NOT_APPLICABLE.search(body[:260])
    totals = [m for m in _TOTAL.finditer(body) if m[1]]
    first_class = labels.CLASS_HEAD.search(body[:400])
    if head is not None and first_class is None and not totals and not _NUMBERED.search(body):
        return SchemeSection(letter=letter, applicable=False)
    rows = _rows(letter, text, span) if modern else ()
    new = sum(int(re.sub(r"[^\d-]", "", m[1].replace("–", "-")) or 0) for m in totals)
    funds, funds_currency = _funds(text, span)
    remark = _remark(text, span)
    return SchemeSection(
        letter=letter,
        applicable=bool(rows) or bool(totals),
        rows=rows,
        new_shares=new if totals else None,
        funds_raised=funds,
        funds_currency=funds_currency,
        remark=text[remark.start : remark.end] if remark else None,
        remark_span=remark,
    )


def _rows(letter: str, text: str, span: Span) -> tuple[SchemeRow, ...]:
    read = {"A": _option_row, "D": _agreement_row, "E": _other_row}.get(letter, _convertible_row)
    return tuple(_guarded(row, read(row)) for row in _printed_rows(text, span))


def _guarded(row: _Row, read: SchemeRow) -> SchemeRow:
    """A row with an unreadable number says nothing: its columns can no longer be told."""
    if all(f.value is not None for f in row.figures):
        return read
    return replace(read, values=dict.fromkeys(read.values), readable=False, shifted=None)


def _printed_rows(text: str, span: Span) -> list[_Row]:
    """Rows numbered ``1).`` or, where the table lost its numbers, tabbed lines with figures."""
    body = text[span.start : span.end]
    total = _TOTAL.search(body)
    limit = total.start() if total else len(body)
    marks = [m for m in _NUMBERED.finditer(body) if m.start() < limit]
    if marks:
        ends = [m.start() for m in marks[1:]] + [limit]
        return [
            _row(text, span.start + m.end(), span.start + e)
            for m, e in zip(marks, ends, strict=True)
        ]
    rows = []
    for m in re.finditer(r"[^\n]+", body[:limit]):
        if "\t" not in m[0] or _HEAD_LINE.match(m[0]):
            continue
        row = _row(text, span.start + m.start(), span.start + m.end())
        counts = [f for f in row.figures if not f.word]
        if re.search(r"[^\W\d]{3}", row.name) and (len(counts) > 1 or (counts and row.approval)):
            rows.append(_with_approval(row, body[m.end() : m.end() + 160]))
    return rows


def _with_approval(row: _Row, after: str) -> _Row:
    """The approval date stands in a line of its own below the row on some forms."""
    label = labels.APPROVAL.search(after)
    if row.approval is not None or label is None:
        return row
    approval = day(after[label.end() : label.end() + 40])
    return _Row(row.name, row.figures, row.span, approval, row.text)


def _row(text: str, start: int, end: int) -> _Row:
    """Name, approval date and figures; digits inside the name or a date are not figures."""
    block = text[start:end]
    label = labels.APPROVAL.search(block)
    below = _BELOW_ROW.search(block)
    body = block[: below.start() if below else len(block)].rstrip()
    dates = _dates(body)
    row_cells = [
        c
        for c in cells(text, start, start + len(body))
        if not any(start + a <= c.start < start + b for _, a, b in dates)
    ]
    tail = _numeric_tail(row_cells)
    name_end = tail[0].start if tail else start + len(body)
    column = _column_date(body, dates, name_end - start)
    if column is not None:
        name_end = start + column[1]
    below_date = day(block[label.end() : label.end() + 60]) if label else None
    return _Row(
        name=" ".join(text[start:name_end].split()),
        figures=tuple(figures(tail)),
        span=Span(start=start, end=start + len(body)),
        approval=below_date or (column[0] if column else None),
        text=block,
    )


def _dates(body: str) -> list[tuple[date, int, int]]:
    found = []
    at = 0
    while (hit := find_day(body[at:])) is not None:
        found.append((hit[0], at + hit[1], at + hit[2]))
        at += hit[2]
    return found


def _column_date(
    body: str, dates: list[tuple[date, int, int]], tail: int
) -> tuple[date, int, int] | None:
    """The date that fills a cell, as against one that ends a phrase of the description."""
    for found, a, b in reversed(dates):
        closes_phrase = body[b : b + 1] in {".", ")", "）"} or _PROSE_DATE.search(body[:a])
        if not closes_phrase and (a >= tail or not body[b:tail].strip()):
            return found, a, b
    return None


def _numeric_tail(row: list[Cell]) -> list[Cell]:
    """The cells behind the last words of the description (movement words may stand between)."""
    first = len(row)
    for i in range(len(row) - 1, -1, -1):
        text = row[i].text
        numeric = not re.search(r"[^\W\d_]{2}", text) or text.lower() in {"n/a", "nil", "不適用"}
        if not (numeric or _MOVED.fullmatch(text) or labels.CURRENCY.fullmatch(text)):
            break
        first = i
    return row[first:]


def _option_row(row: _Row) -> SchemeRow:
    """Section A: opening, movements, closing, A1, A2, issuable, still grantable."""
    counts = [f for f in row.figures if f.count is not None]
    opening = counts[0].count if counts else None
    movement, closing, rest = _settle(counts)
    a1, a2, issuable, grantable = _four(rest)
    values: dict[str, int | Decimal | str | date | None] = {
        "options_opening": opening,
        "options_movement": movement,
        "options_closing": closing,
        "new_shares_issued_A1": a1,
        "treasury_transferred_A2": a2,
        "new_shares_issuable_at_close": issuable.count if issuable else None,
        "grantable_at_close": grantable,
    }
    alone = issuable if len(rest) == 1 and any(f.repaired_from for f in counts) else None
    return SchemeRow(
        name=row.name, approval_date=row.approval, values=values, span=row.span, shifted=alone
    )


def _settle(counts: list[Figure]) -> tuple[int | None, int | None, list[Figure]]:
    """Movement and closing: the first later figure equal to opening plus all between."""
    if len(counts) < 2:
        return None, None, []
    running = counts[0].count or 0
    total = running
    for i, figure in enumerate(counts[1:], start=1):
        if figure.count == total:
            return total - running, figure.count, counts[i + 1 :]
        total += figure.count or 0
    return None, None, counts[1:]


def _four(rest: list[Figure]) -> tuple[int, int, Figure | None, int | None]:
    """A1, A2, issuable, grantable out of the figures that are printed (blank is zero)."""
    if len(rest) >= 4:
        return rest[0].count or 0, rest[1].count or 0, rest[2], rest[3].count
    if len(rest) == 3:
        return rest[0].count or 0, rest[1].count or 0, rest[2], None
    if len(rest) == 2 and rest[0].count == 0:
        return 0, 0, rest[1], None
    if len(rest) == 2:
        return 0, 0, rest[0], rest[1].count
    return 0, 0, (rest[0] if rest else None), None


def _agreement_row(row: _Row) -> SchemeRow:
    """Section D: D1, D2, issuable."""
    counts = [f for f in row.figures if f.count is not None]
    issuable = counts[-1] if counts else None
    values: dict[str, int | Decimal | str | date | None] = {
        "new_shares_issued_D1": counts[0].count if len(counts) > 1 else 0,
        "new_shares_issuable_at_close": issuable.count if issuable else None,
    }
    if len(counts) > 2:
        values["treasury_transferred_D2"] = counts[1].count
    return SchemeRow(name=row.name, approval_date=row.approval, values=values, span=row.span)


def _convertible_row(row: _Row) -> SchemeRow:
    """Sections B and C: amount at open and close, new shares, issuable, price."""
    known = [f for f in row.figures if f.value is not None]
    counts = [f for f in known if f.count is not None]
    movement, closing, rest = _settle(counts)
    issued = rest[0].count if len(rest) > 1 else 0
    price = re.search(r"(?:price|認購價|轉換價)[^\d\n]{0,24}([\d.,]*\d)", row.text)
    values: dict[str, int | Decimal | str | date | None] = {
        "currency": labels.currency(row.text),
        "amount_opening": counts[0].count if counts else None,
        "amount_movement": movement,
        "amount_closing": closing,
        "new_shares_issued": issued,
        "new_shares_issuable_at_close": rest[-1].count if rest else None,
        "conversion_price": Decimal(price[1].replace(",", "")) if price else None,
    }
    return SchemeRow(name=row.name, approval_date=row.approval, values=values, span=row.span)


def _other_row(row: _Row) -> SchemeRow:
    """Section E: event, price, date, change in issued and in treasury shares."""
    counts = [f.count for f in row.figures if f.count is not None]
    priced = re.search(r"(?:USD|HKD|RMB|CNY|SGD|GBP|EUR|HK\$|US\$)\s*([\d,]*\.?\d+)", row.text)
    values: dict[str, int | Decimal | str | date | None] = {
        "currency": labels.currency(row.text),
        "price": Decimal(priced[1].replace(",", "")) if priced else None,
        "date_of_event": row.approval,
        "change_in_issued": counts[0] if counts else None,
        "change_in_treasury": counts[1] if len(counts) > 1 else None,
    }
    name = re.split(r"\s(?:USD|HKD|RMB|CNY|SGD|GBP|EUR|HK\$|US\$)\s", row.name)[0]
    return SchemeRow(name=name, approval_date=None, values=values, span=row.span)


def _funds(text: str, span: Span) -> tuple[Decimal | None, str | None]:
    body = text[span.start : span.end]
    m = labels.FUNDS.search(body)
    if m is None:
        return None, None
    line_end = body.find("\n", m.end())
    line = body[m.end() : line_end if line_end > 0 else len(body)][:80]
    unit = labels.currency(line) or labels.currency(m[0]) or labels.near_currency(line)
    values = [f for f in figures(cells(line, 0, len(line))) if f.value is not None]
    return (values[0].value if values else None), unit


def _remark(text: str, span: Span) -> Span | None:
    """The remark under a section, without the page line that follows it."""
    body = text[span.start : span.end]
    m = labels.REMARKS.search(body)
    if m is None:
        return None
    stop = re.search(r"\n\s*(?:Page\s+\d|FF30\d|第\s*\d+\s*頁)|\Z", body[m.end() :])
    raw = body[m.end() : m.end() + (stop.start() if stop else 0)]
    stripped = raw.strip()
    if not stripped:
        return None
    start = span.start + m.end() + raw.index(stripped)
    return Span(start=start, end=start + len(stripped))
