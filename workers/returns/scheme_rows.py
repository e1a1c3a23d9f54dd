"""Printed rows of part III: where one starts, its name, its figures, its approval date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workers.returns import labels
from workers.returns.cells import Cell, Figure, cells, figures
from workers.returns.dates import day, find_day
from workers.returns.model import Span

NUMBERED = re.compile(r"(?m)^[ \t]*\d{1,2}\)\.\s*")
_HEAD_LINE = re.compile(
    r"(?i)^\W*(?:\d+\.\s*)?(?:class of shares|(?:st)?ock code|increase in|decrease (?:in|of)|tot\s?al|"
    r"general meeting|page \d|ff30\d|particulars|description of|remarks|股份分類|證券代號|增加|減少|總數|本月|"
    r"type of the|subscription|stock code)"
)
TOTAL = re.compile(
    r"(?<!Total )(?:Increase in issued shares \(excluding treasury shares\)"
    r"|Increase\s*/\s*decrease\s*\(-\)\s*in issued shares \(excluding treasury shares\):"
    r"|已發行股份（不包括庫存股份）的?增加(?:\s*/\s*減少\s*\(-\))?"
    r"|Total\s+[A-E]\.?\s*\(Ordinary\s+shares\)|總數\s*[A-E]\.?\s*[（(]普通股[)）])"
    r"\s*[):：]*\s*([-–]?[\d,]+)?"
)
TREASURY_TOTAL = re.compile(
    r"(?:Decrease\s+in\s+treasury\s+shares|庫存股份的?減少)\s*[):：]*\s*(?:(\d[\d,]*)(?=\s|$))?"
)
_BELOW_ROW = re.compile(
    r"approval\s+date\s*\(if\s+ap\s*plicable\)|General\s+Meeting|Type\s+of\s+the\s+(?:Convertibles|Warrants)|Stock\s+code\s+of|Subscription\s*/\s*Conversion|"
    r"Subscription\s+price|股東大會通過日期|(?:可換股票據|權證)類別|認購/轉換價"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PROSE_DATE = re.compile(r"(?:\b(?:to|of|on|dated|until|from|and|than)|[於至為日（(])\s*$")
_MOVED = re.compile(
    r"(?i)\b(granted|exercised|cancelled|lapsed|converted|issued|redeemed|repurchased|others?)\b"
    r"|已?(授出|授予|行使|註銷|失效|沒收|歸屬|轉換|換股|發行|贖回)|其他"
)


@dataclass(frozen=True, slots=True)
class Row:
    """The printed row: its name, its figures, and where it stands."""

    name: str
    figures: tuple[Figure, ...]
    span: Span
    approval: date | None
    text: str


def printed_rows(text: str, span: Span) -> list[Row]:
    """Rows numbered ``1).`` or, where the table lost its numbers, tabbed lines with figures."""
    body = text[span.start : span.end]
    total = TOTAL.search(body)
    limit = total.start() if total else len(body)
    marks = [m for m in NUMBERED.finditer(body) if m.start() < limit]
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


def _with_approval(row: Row, after: str) -> Row:
    """The approval date stands in a line of its own below the row on some forms."""
    label = labels.APPROVAL.search(after)
    if row.approval is not None or label is None:
        return row
    approval = day(after[label.end() : label.end() + 40])
    return Row(row.name, row.figures, row.span, approval, row.text)


def _row(text: str, start: int, end: int) -> Row:
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
    return Row(
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
    while 0 < first < len(row) - 1 and _YEAR.fullmatch(row[first].text):
        first += 1  # ``bonds due 2028``: counts are printed with thousands marks
    return row[first:]
