"""Where everything that an event of a form says is printed: rows, owners, footnotes, dates.

A row of a structured form is one quote from its first line to its last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watcher.model import Evidence
from workers.forms.form144 import Notice
from workers.forms.ownership import Row, Statement
from workers.forms.places import at, lines, stretch
from workers.text.model import Cell, FilingText


def notice_evidence(text: FilingText, notice: Notice) -> tuple[Evidence, ...]:
    """The places of what a Form 144 says, rows first."""
    quoted: list[Evidence] = []
    for row in notice.rows:
        figures = (row.units.cell, row.value.cell, row.outstanding.cell, row.sale_date.cell)
        quoted += stretch(text, row.title, row.broker, *figures, row.exchange)
    for bought in notice.acquisitions:
        days = (bought.acquired.cell, bought.donor_acquired.cell, bought.paid.cell)
        names = (bought.title, bought.nature, bought.acquired_from, bought.payment)
        quoted += stretch(text, *names, *days, bought.units.cell, bought.gift_cell)
    for sale in notice.past_sales:
        sold = (sale.sold.cell, sale.units.cell, sale.gross.cell)
        quoted += stretch(text, sale.seller, sale.title, *sold)
    alone = (
        notice.heading,
        notice.previous_accession,
        notice.person,
        *notice.relationships,
        notice.nothing_cell,
        notice.notice_date.cell,
        *(adopted.cell for adopted in notice.plan_dates),
        notice.signature,
    )
    quoted += lines(text, *alone)
    remarks = at(text, notice.remarks)
    return _once([*quoted, remarks] if remarks else quoted)


def trade_evidence(
    text: FilingText, statement: Statement, rows: Sequence[Row]
) -> tuple[Evidence, ...]:
    """The places of what a Form 4 or 5 says of these trades: the rows of the trades first,
    then the owners, the footnotes and the other rows.
    """
    told = {id(row) for row in rows}
    others = [row for row in statement.rows if id(row) not in told]
    alone = (
        statement.form_cell,
        statement.original.cell,
        statement.plan_cell,
        *(name for name, _ in statement.signed),
    )
    return _once(
        [
            *(place for row in rows for place in _row(text, row)),
            *(place for owner in statement.owners for place in stretch(text, owner.place)),
            *_printed(text, _phrases(statement, rows)),
            *(place for row in others for place in _row(text, row)),
            *lines(text, *alone),
        ]
    )


def _row(text: FilingText, row: Row) -> tuple[Evidence, ...]:
    return stretch(text, row.place) if text.leaves else lines(text, _code(row))


def _code(row: Row) -> Cell | None:
    return row.code or row.shares.cell or row.title


def _phrases(statement: Statement, rows: Sequence[Row]) -> Iterator[str]:
    """Words that are quoted as printed: footnotes of any row, titles, remarks."""
    for row in statement.rows:
        yield from row.all_notes
    if statement.plan and not any(row.all_notes for row in rows):
        yield from statement.footnotes.values()
    for owner in statement.owners:
        yield owner.officer_title or ""
    yield statement.remarks.text if statement.remarks else ""


def _printed(text: FilingText, phrases: Iterator[str]) -> Iterator[Evidence]:
    for phrase in dict.fromkeys(phrases):
        place = text.find(phrase)
        if place:
            yield place


def _once(places: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Each place once; a place inside another one before it says nothing more."""
    kept: dict[tuple[int, int], Evidence] = {}
    for place in places:
        kept.setdefault((place.start, place.end), place)
    return tuple(kept.values())
