"""The tables of a rendered Form 144: rows with tabs or bars, or with their columns lost.

Where a rendering broke rows or dropped the marks between cells, dates and figures show
where cells end; ``Table.lost`` says that this was needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import re2

from workers.forms.columns import ACQUIRED, PAST, PROPOSED, Column, lay_out
from workers.text.model import Cell, FilingText

Rows = list[Mapping[str, Cell]]

MAX_STREAM = 40_000
MAX_NATURE = 300
_HEADS = (
    "title of the class of securities to be sold",
    "title of the class",
    "name and address of the broker",
    "number of shares or other units to be sold",
    "number of shares or other units outstanding",
    "aggregate market value",
    "approximate date of sale",
    "name the securities exchange",
    "date you acquired",
    "nature of acquisition transaction",
    "name of person from whom acquired",
    r"is this a gift\s*\?",
    "date donor acquired",
    "amount of securities acquired",
    "date of payment",
    r"nature of payment(?:\s*\*)?",
    "name and address of seller",
    "title of securities sold",
    "date of sale",
    "amount of securities sold",
    "gross proceeds",
)
_HEAD = re2.compile("(?i)(?:" + "|".join(h.replace(" ", r"\s+") for h in _HEADS) + ")")
_RULER = re2.compile(r"[|\s:*-]*")
_NOTHING = re2.compile(r"(?i)nothing\s+to\s+report")
_DATE = r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}"
_COUNT = r"\$?\d[\d,]*(?:\.\d+)?"
_CORES = {
    "proposed": rf"\s(?P<units>{_COUNT})\s+(?P<value>{_COUNT})\s+(?P<outstanding>{_COUNT})\s+(?P<date>{_DATE})\s+(?P<exchange>\S+)",
    "acquired": rf"\s(?P<date>{_DATE})\s+(?P<nature>\D.*?)(?:\s+(?P<gift>[☐☒]))?(?:\s+(?P<donor_date>{_DATE}))?\s+(?P<units>{_COUNT})\s+(?P<paid>{_DATE})",
    "past": rf"\s(?P<date>{_DATE})\s+(?P<units>{_COUNT})\s+(?P<gross>{_COUNT})\b",
}
_CORE = {name: re2.compile(pattern) for name, pattern in _CORES.items()}
_COLUMNS: Mapping[str, Sequence[Column]] = {
    "proposed": PROPOSED,
    "acquired": ACQUIRED,
    "past": PAST,
}
_BEFORE = {"proposed": ("title", "broker"), "acquired": ("title", ""), "past": ("seller", "title")}
_KIND = r"(?:stock|shares?|common|ordinary|ADSs?|ADRs?|units?|warrants?|securities)"
_TITLE = re.compile(
    rf"\S.{{0,80}}?\b{_KIND}\b(?:\s+{_KIND}\b){{0,3}}(?:\s*\([^()]{{0,120}}\))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows by column name, rows that fit nowhere, and whether columns were lost."""

    rows: Rows
    unread: tuple[Cell, ...] = ()
    lost: bool = False


def read_table(
    name: str,
    text: FilingText,
    start: int,
    end: int,
    *,
    titles: Sequence[str] = (),
    issuer: str = "",
) -> Table:
    """The table ``name`` (proposed, acquired, past) between two offsets. ``titles`` are
    class titles known from another table of the form, ``issuer`` the printed name.
    """
    rows: Rows = []
    leftover: list[Cell] = []
    inside = [b for b in text.blocks if start <= b.start < end]
    for block in inside:
        if _is_head(block.text) or _NOTHING.search(block.text):
            continue
        cells = _cells(block.text, block.start)
        laid = lay_out(cells, _COLUMNS[name]) if len(cells) > 1 else None
        if laid and ("date" in laid or "units" in laid):
            rows.append(laid)
        else:
            leftover.append(Cell(block.text, block.start, block.end))
    if inside and not leftover:
        return Table(rows=rows)
    stream = _stream(name, text.text, start, min(end, start + MAX_STREAM), titles)
    if not stream:
        return Table(rows=rows, unread=tuple(leftover))
    return Table(rows=[_with_source(row, issuer) for row in stream], lost=True)


def _is_head(line: str) -> bool:
    return bool(_RULER.fullmatch(_HEAD.sub(" ", line)))


def _cells(line: str, start: int) -> list[Cell]:
    bar = "\t" if "\t" in line else "|"
    cells, at = [], start
    for piece in line.split(bar):
        cells.append(_cell(piece, at))
        at += len(piece) + 1
    framed = bar == "|" and line.startswith("|") and line.endswith("|")
    return cells[1:-1] if framed else cells


def _cell(piece: str, at: int) -> Cell:
    bare = piece.strip()
    offset = at + piece.find(bare)
    return Cell(bare, offset, offset + len(bare))


def _stream(name: str, text: str, start: int, end: int, titles: Sequence[str]) -> Rows:
    """Rows found by their dates and figures in a run of text without column marks."""
    blank = _HEAD.sub(lambda m: " " * len(m.group()), text[start:end]).replace("|", " ")
    run = re.sub(r"\s", " ", blank)
    found = list(_CORE[name].finditer(run))
    rows: list[dict[str, Cell]] = []
    at = 0
    for core in found:
        before = _cell(run[at : core.start()], start + at)
        if name == "acquired" and rows:
            before = _after_payment(rows[-1], before)
        row = {
            k: Cell(core.group(i), start + core.start(i), start + core.end(i))
            for k, i in _CORE[name].groupindex.items()
            if core.group(i)
        }
        rows.append({**_split(before, _BEFORE[name], titles), **row})
        at = core.end()
    if name == "acquired" and rows and (rest := _cell(run[at:], start + at)).text:
        rows[-1]["payment"] = rest
    return list(rows)


def _with_source(row: Mapping[str, Cell], issuer: str) -> Mapping[str, Cell]:
    """An acquisition whose nature ran together with ``Issuer`` or the issuer's name."""
    nature, start = row.get("nature"), re.escape((issuer.split() or [""])[0][:4])
    names = r"(?:the\s+)?(?:issuer|company)\b" + (rf"|{start}\w*" if start else "")
    short = nature is not None and len(nature.text) <= MAX_NATURE
    found = (
        re.search(rf"(?<=\S)\s+((?:{names}).{{0,120}})$", nature.text, re.IGNORECASE)
        if nature and short
        else None
    )
    if nature is None or found is None:
        return row
    parts = {
        "nature": _cell(nature.text[: found.start()], nature.start),
        "from": _cell(found[1], nature.start + found.start(1)),
    }
    return {**row, **parts}


def _after_payment(row: dict[str, Cell], between: Cell) -> Cell:
    """What stands between two acquisitions: the payment of the first, the title of the next."""
    title = row["title"].text if "title" in row else ""
    at = between.text.find(title) if title else -1
    if at <= 0:
        return between
    row["payment"] = _cell(between.text[:at], between.start)
    return _cell(between.text[at:], between.start + at)


def _split(before: Cell, names: tuple[str, str], titles: Sequence[str]) -> dict[str, Cell]:
    """Two text cells that ran together, parted at the class title."""
    if not names[1] or not before.text:
        return {names[0]: before} if before.text else {}
    known = next((t for t in titles if t and t in before.text), None)
    title = known or (
        m.group() if names[0] == "title" and (m := _TITLE.match(before.text)) else None
    )
    if title is None:
        return {names[0]: before}
    at = before.text.find(title) + (len(title) if names[0] == "title" else 0)
    parts = (_cell(before.text[:at], before.start), _cell(before.text[at:], before.start + at))
    return {name: cell for name, cell in zip(names, parts, strict=True) if cell.text}
