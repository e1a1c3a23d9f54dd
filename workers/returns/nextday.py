"""Next day disclosure return (rule 13.25A): FF305, FF304 and the two-section form.

Section I prints an opening balance, one row for each change, and a closing balance; the
sums tell whether the rows were read right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import re2

from workers.returns import labels
from workers.returns.balances import share_class
from workers.returns.dates import day, find_day
from workers.returns.model import NextDayClass, NextDayReturn, ReturnIssue, Span

_OPENING = re2.compile(r"Opening\s+balance\s+as\s+at|於下列日期開始時的結存|期初結存")
_CLOSING = re2.compile(r"Closing\s+balance\s+as\s+at|於下列日期結束時的結存|期終結存")
_SECTION_TWO = re2.compile(
    r"(?m)Section\s+II\s+must\s+also|^\s*II\.\s*A?\.?\s*Purchase|第\s*II\s*章節|II\.\s*A\.|Notes\s+to\s+Section\s+I|I\s*部註釋"
)
_COUNT = re.compile(
    r"(?<![\d,.])-?\d{1,3}(?:,\d{3})+(?![\d,.]\d)|(?<![\d,.%/$])-?\d{4,12}(?![\d,.%/])"
)
_COLUMNS = re.compile(r"(?:[ \t]+[\d,]+(?![\d,]*\)))*")
_ROW = re.compile(r"(?m)(?:^|\s)\d{1,2}\)\.\s")
_CHANGE = re2.compile(
    r"(?P<n>-?\(?\d{1,3}(?:,\d{3})+\)?|-?\d{3,12})\s*(?:(?:[A-Z][a-z]+\s+){0,2}[Ss]hares?|股)?\s+(?P<pct>\d{1,3}(?:\.\d+)?)\s*%(?P<tail>[^\n]{0,90})"
)
_MONEY = re2.compile(
    r"(HKD|HK\$|RMB|CNY|USD|US\$|港元|港幣|人民幣)\s*([\d,]*\.?\d+)|([\d,]*\.?\d+)\s*(港元|美元)"
)
_REPURCHASE = re.compile(r"(?i)repurchase|buy-?back|redemption|redeemed|cancel|購回|回購|註銷|贖回")
_NOTE = re.compile(r"\((?:Notes?\s*[\d\s,and]+)\)|[（(]註[\s\d、及]+[)）]")


def read_next_day(text: str, start: int, end: int) -> NextDayReturn | None:
    """The next day disclosure return within a span, or None. Quarters of the form that are
    blank give classes without issues.
    """
    title = labels.NEXT_DAY_TITLE.search(text[start:end])
    if title is None:
        return None
    at = start + title.start()
    submitted = labels.SUBMITTED.search(text[at:end])
    status = labels.STATUS.search(text[at:end])
    return NextDayReturn(
        span=Span(start=at, end=end),
        title=Span(start=at, end=start + title.end()),
        submitted=day(submitted[1]) if submitted else None,
        status=status[1].strip() if status else None,
        classes=tuple(_classes(text, at, end)),
    )


def _classes(text: str, at: int, end: int) -> list[NextDayClass]:
    found = []
    head_from = at
    for opening in _OPENING.finditer(text[at:end]):
        begin = at + opening.end()
        closing = _CLOSING.search(text[begin:end])
        if closing is None:
            continue
        close_at = begin + closing.start()
        stop = _section_end(text, begin + closing.end(), end)
        found.append(
            _class(
                text,
                Span(start=head_from, end=begin),
                Span(start=begin, end=close_at),
                Span(start=begin + closing.end(), end=stop),
            )
        )
        head_from = close_at
    return found


def _section_end(text: str, at: int, end: int) -> int:
    """The closing balance stands within a few lines of its label."""
    stop = _SECTION_TWO.search(text[at:end])
    return min(end, at + 240, at + stop.start() if stop else end)


def _class(text: str, head: Span, body: Span, tail: Span) -> NextDayClass:
    opened = _dated_count(text, body)
    closed = _dated_count(text, tail)
    rows = Span(start=opened[2], end=body.end)
    return NextDayClass(
        share_class=share_class(text, head),
        opening=opened[0],
        opening_date=opened[1],
        closing=closed[0],
        closing_date=closed[1],
        issues=tuple(_issues(text, rows, closed[1])),
    )


def _dated_count(text: str, span: Span) -> tuple[int | None, date | None, int]:
    """The first count behind the first date, the date, and the end of the figures in that row."""
    block = text[span.start : span.end]
    dated = find_day(block)
    from_ = dated[2] if dated else 0
    m = _COUNT.search(block, from_)
    if m is None:
        return None, dated[0] if dated else None, span.start
    columns = _COLUMNS.match(block, m.end())
    stop = span.start + (columns.end() if columns else m.end())
    return int(m[0].replace(",", "")), dated[0] if dated else None, stop


def _issues(text: str, span: Span, closing_date: date | None) -> list[ReturnIssue]:
    body = text[span.start : span.end]
    marks = [m.start() for m in _ROW.finditer(body)] or [0]
    found = []
    for a, b in zip(marks, [*marks[1:], len(body)], strict=True):
        last = a
        for m in _CHANGE.finditer(body[a:b]):
            row = Span(start=span.start + last, end=span.start + a + m.end())
            printed = " ".join(_NOTE.sub("", body[last : a + m.start()]).split())
            issue = _issue(text, row, printed, m)
            last = a + m.end()
            if issue is not None:
                found.append(replace(issue, changed_on=issue.changed_on or closing_date))
    return found


def _issue(text: str, row: Span, printed: str, m: Any) -> ReturnIssue | None:
    """One row, or None for a repurchase, a redemption or a cancellation."""
    shares = int(re.sub(r"[^\d]", "", m["n"]))
    year = "," not in m["n"] and 1900 < shares < 2100
    if m["n"].startswith(("-", "(")) or _REPURCHASE.search(printed) or not shares or year:
        return None
    money = [(g[0] or g[3], g[1] or g[2]) for g in (x.groups() for x in _MONEY.finditer(m["tail"]))]
    amounts = [
        (labels.currency(unit or ""), Decimal(number.replace(",", ""))) for unit, number in money
    ]
    raw = text[row.start : row.end]
    start = row.start + len(raw) - len(raw.lstrip())
    return ReturnIssue(
        description=re.sub(r"^\d{1,2}\)\.\s*", "", printed),
        shares=shares,
        percent=Decimal(m["pct"]),
        price=amounts[0][1] if amounts else None,
        currency=amounts[0][0] if amounts else None,
        last_close=amounts[1][1] if len(amounts) > 1 else None,
        changed_on=_changed_on(printed),
        span=Span(start=start, end=start + len(raw.strip())),
    )


def _changed_on(printed: str) -> date | None:
    """``Date of changes D``, else the last date of the description."""
    m = re.search(r"Date of changes|變動日期", printed)
    if m is not None:
        return day(printed[m.end() : m.end() + 40])
    on = re.search(r"\b(?:on|於)\s*([^()]{8,40})$", printed)
    return day(on[1]) if on else day(printed[-40:])
