"""The monthly return: where one starts, its parts, its header (rule 13.25B, form FF301)."""

from __future__ import annotations

from datetime import date
from typing import Any

from workers.returns import labels
from workers.returns.balances import authorised, issued
from workers.returns.cells import Figure, cells, figures
from workers.returns.dates import day
from workers.returns.model import MonthlyReturn, Span
from workers.returns.noise import noise
from workers.returns.schemes import sections

_HEAD = 1200
"""The month, the status and the date stand within this many characters of the title."""


def read_monthly(text: str, start: int, end: int) -> MonthlyReturn | None:
    """The first monthly return within a span of the canonical text, or None."""
    title = labels.MONTHLY_TITLE.search(text[start:end])
    if title is None:
        return None
    at = start + title.start()
    month = labels.MONTH.search(text[at:end])
    month_at = at + month.end() if month else at
    parts = _parts(text, at, end)
    sign = _submitter(text, parts["signed"])
    status = labels.STATUS.search(text[at : at + _HEAD])
    submitted = labels.SUBMITTED.search(text[at : at + _HEAD])
    repairs = _repairs(text, at, parts["signed"].start)
    return MonthlyReturn(
        span=Span(start=at, end=end),
        title=_first_line(text, at),
        head=_line(text, month_at) if month else None,
        month_ended=day(text[month_at : month_at + 40]),
        status=status[1].strip() if status else None,
        submitted=day(submitted[1]) if submitted else None,
        submitted_span=_line(text, at + submitted.start()) if submitted else None,
        submitted_by=sign[0],
        submitter_title=sign[1],
        submitter_span=sign[2],
        form_printed="FF301" in text[max(at - 200, 0) : end],
        authorised=authorised(text, parts["authorised"]),
        issued=issued(text, parts["issued"]),
        sections=sections(text, parts["details"]),
        hdr_applicable=_hdr(text, parts["hdr"]),
        repairs=repairs,
        noise=noise(text, start, Span(start=at, end=end)),
    )


def _parts(text: str, at: int, end: int) -> dict[str, Span]:
    """Part I, II, III, IV and what follows, each up to the next one that is printed."""
    order: list[tuple[str, Any]] = [
        ("authorised", labels.AUTHORISED),
        ("issued", labels.ISSUED),
        ("details", labels.DETAILS),
        ("hdr", labels.HDR),
        ("signed", labels.CONFIRMATIONS),
    ]
    starts: list[tuple[str, int]] = []
    cursor = at
    for name, pattern in order:
        m = pattern.search(text[cursor:end])
        if m is not None:
            starts.append((name, cursor + m.start()))
            cursor += m.end()
    spans = {name: Span(start=end, end=end) for name, _ in order}
    for i, (name, begin) in enumerate(starts):
        stop = starts[i + 1][1] if i + 1 < len(starts) else end
        spans[name] = Span(start=begin, end=stop)
    if spans["signed"].start == end:
        last = starts[-1][1] if starts else at
        spans["signed"] = Span(start=last, end=end)
    return spans


def _submitter(text: str, span: Span) -> tuple[str | None, str | None, Span | None]:
    by = labels.SUBMITTED_BY.search(text[span.start : span.end])
    if by is None:
        return None, None, None
    title = labels.SUBMITTER_TITLE.search(text[span.start + by.end(1) : span.end])
    if title is None:
        return by[1].strip(), None, None
    begin = span.start + by.end(1) + title.start(1)
    value = title[1].strip()
    return by[1].strip(), value, Span(start=begin, end=begin + len(value))


def _hdr(text: str, span: Span) -> bool | None:
    if span.start == span.end:
        return None
    return labels.NOT_APPLICABLE.search(text[span.start : span.start + 160]) is None


def _line(text: str, at: int) -> Span:
    """The line around an offset."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return Span(start=start, end=len(text) if end < 0 else end)


def _first_line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(start=at, end=min(len(text) if end < 0 else end, at + 90))


def _repairs(text: str, start: int, end: int) -> tuple[Figure, ...]:
    """Every joined number between the title and the confirmations."""
    return tuple(f for f in figures(cells(text, start, end)) if f.repaired_from is not None)


def deadline_days(month_ended: date, submitted: date) -> int:
    """Calendar days from the end of the month to submission (due: fifth business day)."""
    return (submitted - month_ended).days
