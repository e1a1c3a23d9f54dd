"""Parts I and II of the monthly return: authorised capital and issued shares by class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from workers.returns import labels
from workers.returns.cells import Figure, cells, figures
from workers.returns.model import Authorised, Issued, Movement, ShareClass, Span

_CLASS_WINDOW = 700
"""Characters between the head of a class and its first balance, at most."""


@dataclass(frozen=True, slots=True)
class _Triple:
    """The three rows of one class, as figures."""

    head: Span
    opening: tuple[Figure, ...]
    change: tuple[Figure, ...]
    closing: tuple[Figure, ...]
    opening_span: Span
    closing_span: Span
    change_span: Span


def _row_end(text: str, start: int, limit: int) -> int:
    """The end of the line that holds the row's figures (the label may stand above)."""
    newline = text.find("\n", start, limit)
    if newline < 0:
        return limit
    if text[start:newline].strip():
        return newline
    following = text.find("\n", newline + 1, limit)
    return limit if following < 0 else following


def _triples(text: str, start: int, end: int) -> Iterator[_Triple]:
    """Every run of opening, change, closing labels within a part."""
    found = [
        (m.lastgroup, start + m.start(), start + m.end())
        for m in labels.BALANCE.finditer(text[start:end])
    ]
    head_from = start
    for i in range(len(found) - 2):
        names = tuple(kind for kind, _, _ in found[i : i + 3])
        if names != ("opening", "change", "closing"):
            continue
        (_, at, opening_end), (_, change_at, change_end), (_, close_at, closing_end) = found[
            i : i + 3
        ]
        limit = found[i + 3][1] if i + 3 < len(found) else end
        stop = _row_end(text, closing_end, limit)
        yield _Triple(
            head=Span(start=max(head_from, at - _CLASS_WINDOW), end=at),
            opening=tuple(figures(cells(text, opening_end, change_at))),
            change=tuple(figures(cells(text, change_end, close_at))),
            closing=tuple(figures(cells(text, closing_end, stop))),
            opening_span=Span(start=at, end=change_at),
            change_span=Span(start=change_at, end=close_at),
            closing_span=Span(start=close_at, end=stop),
        )
        head_from = stop


def share_class(text: str, span: Span) -> ShareClass:
    """The class named in the head of a table (the last one, when heads pile up)."""
    head = text[span.start : span.end]
    starts = [m.start() for m in labels.CLASS_HEAD.finditer(head)]
    offset = starts[-1] if starts else 0
    head = head[offset:]
    name = labels.CLASS_HEAD.search(head)
    named = name and (name.groupdict()["name"] or name.groupdict()["name_zh"])
    kind = labels.TYPE_OF_SHARES.search(head)
    code = labels.STOCK_CODE.search(head)
    listed = labels.LISTED.search(head)
    kind_text = next((g for g in kind.groups() if g), None) if kind else None
    return ShareClass(
        name=named.split("\t")[0].strip() if named else None,
        kind=_kind(kind_text),
        stock_code=code[1].zfill(5) if code else None,
        listed=next(g for g in listed.groups() if g) in {"Yes", "是"} if listed else None,
        span=Span(start=span.start + offset, end=span.end),
    )


def _kind(printed: str | None) -> str | None:
    """``H`` or ``A``; ``Not applicable``, even cut by the scan, is no type."""
    if printed is None or labels.NOT_APPLICABLE.search(printed):
        return None
    return (
        None if SequenceMatcher(None, printed.lower(), "not applicable").ratio() > 0.6 else printed
    )


def authorised(text: str, part: Span) -> tuple[Authorised, ...]:
    """Part I, one entry for each class whose balances are printed."""
    found = []
    for triple in _triples(text, part.start, part.end):
        if not triple.opening or not triple.closing or triple.opening[0].word:
            continue
        opening, closing = triple.opening[0].count, triple.closing[0].count
        changes = [f for f in triple.change if not f.word]
        stray = opening is not None and opening == closing and any(f.value != 0 for f in changes)
        tail = [f.value for f in triple.closing[1:] if f.value is not None]
        line = text[triple.opening_span.start : triple.closing_span.end]
        head = text[triple.head.start : triple.head.end]
        found.append(
            Authorised(
                share_class=share_class(text, triple.head),
                shares=Movement(
                    opening=opening,
                    closing=closing,
                    printed_change=None if stray or not changes else changes[0].count,
                ),
                par_value=tail[0] if tail else None,
                currency=labels.currency(line) or labels.currency(head),
                capital=tail[1] if len(tail) > 1 else None,
                stray_change=triple.change_span if stray else None,
                unreadable=any(f.value is None for f in (*triple.opening, *triple.closing)),
            )
        )
    return tuple(found)


def issued(text: str, part: Span) -> tuple[Issued, ...]:
    """Part II, one entry for each class. A hole in a column leaves its balance None."""
    treasury_form = (
        "reasury" in text[part.start : part.end] or "庫存股份" in text[part.start : part.end]
    )
    found = []
    for triple in _triples(text, part.start, part.end):
        if not triple.opening and not triple.closing:
            continue
        columns = _columns(triple) if treasury_form else (_column(triple, 0), None, None)
        found.append(
            Issued(
                share_class=share_class(text, triple.head),
                issued=columns[0],
                treasury=columns[1],
                total=columns[2],
                evidence=(triple.opening_span, triple.closing_span),
            )
        )
    return tuple(found)


def _column(triple: _Triple, i: int) -> Movement:
    def at(row: tuple[Figure, ...]) -> int | None:
        return row[i].count if i < len(row) else None

    return Movement(
        opening=at(triple.opening),
        closing=at(triple.closing),
        printed_change=at(triple.change) if len(triple.change) > i else None,
    )


def _columns(triple: _Triple) -> tuple[Movement, Movement | None, Movement | None]:
    """Issued, treasury, total. A blank treasury cell shows as two equal figures."""
    if len(triple.opening) == 3 and len(triple.closing) == 3:
        change = Movement(opening=None, closing=None)
        issued_, treasury = _column(triple, 0), _column(triple, 1)
        total = _column(triple, 2)
        if len(triple.change) == 1:
            change = _lone_change(triple, issued_, treasury)
            issued_ = Movement(
                opening=issued_.opening, closing=issued_.closing, printed_change=change.opening
            )
            treasury = Movement(
                opening=treasury.opening, closing=treasury.closing, printed_change=change.closing
            )
        return issued_, treasury, total
    two = len(triple.opening) == 2 == len(triple.closing)
    if two and all(r[0].value == r[1].value for r in (triple.opening, triple.closing)):
        zero = Movement(opening=0, closing=0)
        return _column(triple, 0), zero, _column(triple, 1)
    # Any other number of figures means a torn or lost one: no column can be told.
    return Movement(opening=None, closing=None), None, None


def _lone_change(triple: _Triple, issued_: Movement, treasury: Movement) -> Movement:
    """One printed change belongs to the column that moved (the other cell is blank)."""
    only = triple.change[0].count
    if only == issued_.change:
        return Movement(opening=only, closing=None)
    if only == treasury.change:
        return Movement(opening=None, closing=only)
    return Movement(opening=only, closing=None)


def par_times_shares(entry: Authorised) -> Decimal | None:
    """Closing number times par value, when both are printed."""
    if entry.shares.closing is None or entry.par_value is None:
        return None
    return Decimal(entry.shares.closing) * entry.par_value
