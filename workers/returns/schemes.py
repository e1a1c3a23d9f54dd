"""Part III of the monthly return: sections A to E, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

from workers.returns import labels
from workers.returns.cells import Figure, cells, could_be_one, figures
from workers.returns.model import SchemeRow, SchemeSection, Span
from workers.returns.scheme_rows import NUMBERED, TOTAL, TREASURY_TOTAL, Row, printed_rows


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
    totals = [m for m in TOTAL.finditer(body) if m[1]]
    first_class = labels.CLASS_HEAD.search(body[:400])
    if head is not None and first_class is None and not totals and not NUMBERED.search(body):
        return SchemeSection(letter=letter, applicable=False)
    new = _sum(totals)
    treasury = _sum([m for m in TREASURY_TOTAL.finditer(body) if m[1]])
    rows = _rows(letter, text, span, (new or 0, treasury or 0)) if modern else ()
    funds, funds_currency = _funds(text, span)
    remark = _remark(text, span)
    return SchemeSection(
        letter=letter,
        applicable=bool(rows) or bool(totals),
        rows=rows,
        new_shares=new,
        out_of_treasury=treasury,
        funds_raised=funds,
        funds_currency=funds_currency,
        remark=text[remark.start : remark.end] if remark else None,
        remark_span=remark,
    )


def _sum(totals: list[re.Match[str]]) -> int | None:
    """The printed totals of a section, one for each class of shares."""
    counts = [int(re.sub(r"[^\d-]", "", m[1].replace("–", "-")) or 0) for m in totals]
    return sum(counts) if counts else None


def _rows(letter: str, text: str, span: Span, totals: tuple[int, int]) -> tuple[SchemeRow, ...]:
    """The rows of a section; those that its totals do not bear out say nothing."""
    readers: dict[str, Callable[[Row], SchemeRow]] = {
        "A": partial(_option_row, totals=totals),
        "D": _agreement_row,
        "E": _other_row,
    }
    read = readers.get(letter, _convertible_row)
    printed = printed_rows(text, span)
    rows = [read(row) for row in printed]
    borne_out = letter == "E" or _issued(rows) == totals
    return tuple(
        row if borne_out and _certain(letter, source, totals) and row.readable else _empty(row)
        for source, row in zip(printed, rows, strict=True)
    )


def _issued(rows: list[SchemeRow]) -> tuple[int, int]:
    """New shares and shares out of treasury over all rows."""
    sums = []
    for start in ("new_shares_issued", "treasury_transferred"):
        values = [v for r in rows for k, v in r.values.items() if k.startswith(start)]
        sums.append(sum(v for v in values if isinstance(v, int)))
    return sums[0], sums[1]


def _certain(letter: str, row: Row, totals: tuple[int, int]) -> bool:
    """Whether no number of the row is unreadable, or may be half of its neighbour."""
    if any(f.value is None for f in row.figures):
        return False
    torn = [could_be_one(a, b) for a, b in pairwise(row.figures)]
    proved = letter == "D" and bool(row.figures) and row.figures[0].count in set(totals) - {0}
    return letter == "E" or not any(torn[1:] if proved else torn)


def _empty(row: SchemeRow) -> SchemeRow:
    """A row whose columns can no longer be told apart."""
    return replace(row, values=dict.fromkeys(row.values), readable=False, shifted=None)


def _option_row(row: Row, *, totals: tuple[int, int]) -> SchemeRow:
    """Section A: opening, movements, closing, A1, A2, issuable, still grantable. ``totals`` are
    the new shares and those out of treasury of all rows.
    """
    counts = [f for f in row.figures if f.count is not None]
    opening = counts[0].count if counts else None
    movement, closing, rest = _settle(counts)
    a1, a2, issuable, grantable = _four(rest, totals, movement)
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
        name=row.name,
        approval_date=row.approval,
        values=values,
        span=row.span,
        shifted=alone,
        readable=closing is not None or not counts,
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


def _four(
    rest: list[Figure], totals: tuple[int, int], movement: int | None
) -> tuple[int, int, Figure | None, int | None]:
    """A1, A2, issuable, grantable out of the figures that are printed (blank is zero). A first
    figure that the totals or the exercised options bear out is A1 or A2, not issuable.
    """
    if len(rest) >= 4:
        return rest[0].count or 0, rest[1].count or 0, rest[2], rest[3].count
    first = rest[0].count or 0 if rest else 0
    new = 0 < first <= totals[0] and (first == totals[0] or first == -(movement or 0))
    out = not new and 0 < first <= totals[1] and (first == totals[1] or first == -(movement or 0))
    if len(rest) == 3 and new and totals[1] == 0 and rest[1].count != 0:
        return first, 0, rest[1], rest[2].count
    if len(rest) == 3:
        return first, rest[1].count or 0, rest[2], None
    if len(rest) == 2 and (first == 0 or new or out):
        return (0, first, rest[1], None) if out else (first, 0, rest[1], None)
    if len(rest) == 2:
        return 0, 0, rest[0], rest[1].count
    return 0, 0, (rest[0] if rest else None), None


def _agreement_row(row: Row) -> SchemeRow:
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


def _convertible_row(row: Row) -> SchemeRow:
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


def _other_row(row: Row) -> SchemeRow:
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
    values = figures(cells(line, 0, len(line)))
    torn = any(f.value is None for f in values) or any(could_be_one(*p) for p in pairwise(values))
    return (values[0].value if values and not torn else None), unit


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
