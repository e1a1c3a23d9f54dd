"""Blocks to the rows of financial tables, each figure under its column.

A header may come in any number of lines, in rows or in running lines of a PDF, and is
repeated after page breaks. A long paragraph ends a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from watcher.model import Block
from workers.results.cells import Cell, Row, row_of
from workers.results.columns import Column, Header, Surroundings, header
from workers.results.headers import (
    Length,
    Mark,
    Time,
    Unit,
    marks,
    preamble_currency,
    preamble_multiplier,
)

END_OF_TABLE = 330
"""A paragraph of more characters than a preamble or a heading ends the table above it."""
STRAY_LETTERS = 18
LARGEST_NOTE = 60
LONGEST_GROUP = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of a table: what it is called, under which group line, and its figures.

    ``group`` is the last line without figures, ``above`` all of them since the last row;
    ``values`` pairs columns with cells; ``change`` is a printed percentage of change.
    """

    label: str
    group: str
    above: str
    values: tuple[tuple[Column, Cell], ...]
    change: Cell | None
    row: Row

    @property
    def name(self) -> str:
        """Group line and label in one."""
        return f"{self.group} {self.label}".strip()


@dataclass(slots=True)
class _Table:
    """The state between blocks."""

    marks: list[Mark] = field(default_factory=list)
    around: Surroundings = field(default_factory=Surroundings)
    header: Header = field(default_factory=lambda: Header(columns=()))
    open: bool = True
    group: str = ""
    above: str = ""
    lines: int = 0


def rows(blocks: Iterable[Block]) -> Iterator[TableRow]:
    """The rows that stand under a header which could be read."""
    table = _Table()
    for block in blocks:
        table.lines += 1
        if len(block.text) > END_OF_TABLE:
            table = _Table(lines=table.lines)
            continue
        row = row_of(block)
        if any(_is_plainly_figure(cell) for cell in row.figures):
            yield from _take_row(table, row)
            continue
        found, stray = marks(block.text, table.lines)
        if _is_header(row, found, stray):
            _take_header(table, block, found)
        elif row.figures and not _is_note_line(row):
            yield from _take_row(table, row)
        else:
            _take_line(table, block, found)


def _is_plainly_figure(cell: Cell) -> bool:
    """A printed amount that no year or day can be."""
    return cell.kind == "figure" and (
        cell.bracketed or cell.percent or "," in cell.text or "." in cell.text
    )


def _is_note_line(row: Row) -> bool:
    """``EARNINGS PER SHARE  9``: a group line with the number of its note."""
    return len(row.figures) == 1 and bool(row.label) and _is_note(row.figures[0])


def _is_header(row: Row, found: tuple[Mark, ...], stray: int) -> bool:
    """Times or units with hardly another word, and no figure that is not one of them."""
    told = [m for m in found if isinstance(m.meaning, Time | Unit | Length)]
    if not told or stray > STRAY_LETTERS or _is_preamble(row, found):
        return False
    return all(_is_time(cell) for cell in row.figures)


def _is_preamble(row: Row, found: tuple[Mark, ...]) -> bool:
    """``(Amounts in thousands of Renminbi and U.S. dollars)``: units of no column."""
    return bool(preamble_multiplier(row.text)) and not any(
        isinstance(m.meaning, Time) for m in found
    )


def _is_time(cell: Cell) -> bool:
    found, stray = marks(cell.text)
    return not stray and any(isinstance(m.meaning, Time) for m in found)


def _take_header(table: _Table, block: Block, found: tuple[Mark, ...]) -> None:
    if not table.open:
        table.marks, table.open, table.group, table.above = [], True, "", ""
    table.marks += found
    _take_preamble(table, block)


def _take_line(table: _Table, block: Block, found: tuple[Mark, ...]) -> None:
    """A line without figures: a group line, a statement's name, or a preamble."""
    _take_preamble(table, block)
    lengths = [m.meaning for m in found if isinstance(m.meaning, Length)]
    times = [m.meaning for m in found if isinstance(m.meaning, Time) and m.meaning.month_day]
    if block.kind == "heading" or lengths or times:
        months = lengths[0].months if len(lengths) == 1 else None
        day = times[0].month_day if len(times) == 1 else None
        if months or day:
            table.around = replace(table.around, months=months, month_day=day)
    if preamble_multiplier(block.text):
        return
    if len(block.text) <= LONGEST_GROUP:
        table.group = block.text.replace("\t", " ").strip()
        table.above = f"{table.above} {table.group}".strip()[-2 * LONGEST_GROUP :]
    else:
        table.group = table.above = ""


def _take_preamble(table: _Table, block: Block) -> None:
    multiplier = preamble_multiplier(block.text)
    if multiplier:
        currency = preamble_currency(block.text)
        table.around = replace(table.around, multiplier=multiplier, currency=currency)


def _take_row(table: _Table, row: Row) -> Iterator[TableRow]:
    if table.open and table.marks:
        table.header = _renewed(header(table.marks, table.around), table)
        table.open = False
    paired = _paired(row, table.header)
    if paired is not None and row.label:
        values, change = paired
        yield TableRow(
            label=row.label,
            group=table.group,
            above=table.above,
            values=values,
            change=change,
            row=row,
        )
    if not table.group.rstrip().endswith((":", "：")):
        table.group = table.above = ""


def _renewed(found: Header, table: _Table) -> Header:
    """A header line of units alone keeps the columns above it."""
    has_times = any(isinstance(m.meaning, Time) and m.meaning.year for m in table.marks)
    return found if has_times else table.header


def _paired(row: Row, head: Header) -> tuple[tuple[tuple[Column, Cell], ...], Cell | None] | None:
    columns = tuple(c for c in head.columns if not c.percent)
    if not columns or len(columns) != len(head.columns):
        return None
    figures = [c for c in row.figures if not c.percent]
    percents = [c for c in row.figures if c.percent]
    if len(figures) > len(columns) and _is_note(figures[0]):
        figures = figures[1:]
    if len(figures) == len(columns) + 1 and head.has_change:
        is_percentage = "," not in figures[-1].text
        percents = [*percents, figures[-1]] if is_percentage else percents
        figures = figures[:-1]
    if len(figures) < len(columns):
        return _by_place(figures, columns)
    if len(figures) != len(columns):
        return None
    return tuple(zip(columns, figures, strict=True)), percents[0] if percents else None


def _by_place(
    figures: list[Cell], columns: tuple[Column, ...]
) -> tuple[tuple[tuple[Column, Cell], ...], Cell | None] | None:
    """Cells left empty: figures pair only where they stand right below a column's year."""
    places = {c.cell: c for c in columns}
    if len(places) != len(columns) or not all(f.column in places for f in figures):
        return None
    return tuple((places[f.column], f) for f in figures), None


def _is_note(cell: Cell) -> bool:
    """A small whole number in front of the figures is the number of a note."""
    value = cell.value
    if cell.kind != "figure" or value is None or cell.bracketed or "," in cell.text:
        return False
    return value == value.to_integral_value() and 0 < value <= LARGEST_NOTE
