"""Next day disclosure return (rule 13.25A): FF305, FF304 and the two-section form.

Section I prints an opening balance, one row for each change, and a closing balance; the
sums tell whether the rows were read right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import re2

from workers.returns import labels
from workers.returns.balances import share_class
from workers.returns.changes import rows_of, settled
from workers.returns.dates import day, find_day
from workers.returns.model import NextDayClass, NextDayReturn, Span

_OPENING = re2.compile(r"Opening\s+balance\s+as\s+at|於下列日期開始時的結存|期初結存")
_CLOSING = re2.compile(r"Closing\s+balance\s+as\s+at|於下列日期結束時的結存|期終結存")
_SECTION_TWO = re2.compile(
    r"(?m)Section\s+II\s+must\s+also|^\s*II\.\s*A?\.?\s*Purchase|第\s*II\s*章節|II\.\s*A\.|Notes\s+to\s+Section\s+I|I\s*部註釋"
)
_COUNT = re.compile(
    r"(?<![\d,.])-?\d{1,3}(?:,\d{3})+(?![\d,.]\d)|(?<![\d,.%/$])-?\d{4,12}(?![\d,.%/])"
)
_COLUMNS = re.compile(r"(?:[ \t]+[\d,]+(?![\d,]*\)))*")


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
        classes=tuple(_without_conversions(list(_classes(text, at, end)))),
    )


def _without_conversions(classes: list[NextDayClass]) -> Iterator[NextDayClass]:
    """Shares that only change their class (unlisted into H shares) are no issue: another
    class of the same return loses as many.
    """
    lost = {cls.decrease for cls in classes if cls.decrease}
    for cls in classes:
        moved = tuple(i for i in cls.issues if i.shares in lost and i.shares != cls.decrease)
        kept = tuple(i for i in cls.issues if i not in moved)
        yield replace(cls, issues=kept, regrouped=(*cls.regrouped, *moved)) if moved else cls


def _classes(text: str, at: int, end: int) -> Iterator[NextDayClass]:
    head_from = at
    for opening in _OPENING.finditer(text[at:end]):
        begin = at + opening.end()
        closing = _CLOSING.search(text[begin:end])
        if closing is None:
            continue
        close_at = begin + closing.start()
        stop = _section_end(text, begin + closing.end(), end)
        yield _class(
            text,
            Span(start=head_from, end=begin),
            Span(start=begin, end=close_at),
            Span(start=begin + closing.end(), end=stop),
        )
        head_from = close_at


def _section_end(text: str, at: int, end: int) -> int:
    """The closing balance stands within a few lines of its label."""
    stop = _SECTION_TWO.search(text[at:end])
    return min(end, at + 240, at + stop.start() if stop else end)


def _class(text: str, head: Span, body: Span, tail: Span) -> NextDayClass:
    opening, opened_on, rows_from = _dated_count(text, body)
    closing, closed_on, _ = _dated_count(text, tail)
    rows = rows_of(text, Span(start=rows_from, end=body.end), closed_on)
    issues, regrouped, decrease = settled(rows, opening, closing)
    return NextDayClass(
        share_class=share_class(text, head),
        opening=opening,
        opening_date=opened_on,
        closing=closing,
        closing_date=closed_on,
        issues=issues,
        regrouped=regrouped,
        decrease=decrease,
        span=Span(start=body.start, end=tail.end),
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
