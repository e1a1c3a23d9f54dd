"""Forms 3, 4 and 5 from the rendered page: cells by their column, footnotes by their mark.

A page whose rows do not stand in the form's columns is not guessed at: it gives None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import re2

from watcher.model import Block
from workers.forms.ownership import Owner, Row, Statement, is_acquired, letter_of
from workers.forms.values import NO_DAY, Day, day, number, text_of
from workers.text.model import Cell, FilingText

PAGE_TITLE = r"(?i)statement\s+of\s+(changes\s+in\s+)?beneficial\s+ownership"
"""RE2 pattern of the title that every one of these forms prints."""

_TITLE = re.compile(
    r"(?:INITIAL |ANNUAL )?STATEMENT OF (?:CHANGES IN )?BENEFICIAL OWNERSHIP(?: OF SECURITIES)?",
    re.IGNORECASE,
)
_FORM = re.compile(r"(?:SEC )?FORM\s+([345])", re.IGNORECASE)
_OWNER = re2.compile(r"(?i)1\. Name and Address of Reporting Person\s*\*?\s*")
_ISSUER = re2.compile(
    r"2\. Issuer Name and Ticker or Trading Symbol\s+([^\n\[]{1,150}?)\s*\[\s*([^\]\n]{0,20}?)\s*\]"
)
_AMENDED = re2.compile(
    r"If Amendment, Date of Original Filed[^\n]{0,30}\)\s*(\d{1,2}/\d{1,2}/\d{4})"
)
_NOTE = re.compile(r"(\d{1,2})\.\s+(\S.*)", re.DOTALL)
_MARKS = re.compile(r"((?:\(\d{1,2}\))+)$")
_MARK = re.compile(r"\d{1,2}")
_PLAN_BOX = re.compile(
    r"check this box to indicate that a transaction was made pursuant to", re.IGNORECASE
)
_TABLES = (re.compile(r"Table I\b"), re.compile(r"Table II\b"))
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")

PLAIN = [
    "securityTitle",
    "transactionDate",
    "deemedExecutionDate",
    "transactionCoding",
    "timeliness",
    "transactionShares",
    "transactionAcquiredDisposedCode",
    "transactionPricePerShare",
    "sharesOwnedFollowingTransaction",
    "directOrIndirectOwnership",
    "natureOfOwnership",
]
DERIVATIVE = [
    "securityTitle",
    "conversionOrExercisePrice",
    "transactionDate",
    "deemedExecutionDate",
    "transactionCoding",
    "timeliness",
    "acquired",
    "disposed",
    "exerciseDate",
    "expirationDate",
    "underlyingSecurityTitle",
    "underlyingSecurityShares",
    "transactionPricePerShare",
    "sharesOwnedFollowingTransaction",
    "directOrIndirectOwnership",
    "natureOfOwnership",
]
_FITS = {
    "transactionDate": _DATE,
    "transactionCoding": re.compile(r"[A-Z]"),
    "transactionAcquiredDisposedCode": re.compile(r"[AD]"),
    "directOrIndirectOwnership": re.compile(r"[DI]"),
}


def is_page(text: FilingText) -> bool:
    """Whether the text opens like a rendered Form 3, 4 or 5 and has its first table."""
    opening = any(_TITLE.fullmatch(b.text.strip()) for b in text.blocks[:20])
    return opening and any(_TABLES[0].match(b.text) for b in text.blocks)


def statement_from_page(text: FilingText) -> Statement | None:
    """The statement on the page, or None where a row does not stand in its columns."""
    form = next((b for b in text.blocks[:10] if _FORM.fullmatch(b.text.strip())), None)
    starts = [
        next((i for i, b in enumerate(text.blocks) if t.match(b.text)), None) for t in _TABLES
    ]
    if form is None or starts[0] is None:
        return None
    end = next(
        (i for i, b in enumerate(text.blocks) if b.text.startswith("Explanation of Responses")),
        None,
    )
    notes = _footnotes(text.blocks[end:] if end is not None else ())
    first = text.blocks[starts[0] : starts[1] or end]
    second = text.blocks[starts[1] : end] if starts[1] else ()
    rows = [*_rows(first, notes, derivative=False), *_rows(second, notes, derivative=True)]
    if any(row is None for row in rows):
        return None
    amended = _AMENDED.search(text.text)
    issuer = _ISSUER.search(text.text)
    number_of_form = _FORM.fullmatch(form.text.strip())
    return Statement(
        form=(number_of_form[1] if number_of_form else "") + ("/A" if amended else ""),
        form_cell=Cell(form.text, form.start, form.end),
        period=NO_DAY,
        original=day(Cell(amended[1], amended.start(1), amended.end(1))) if amended else NO_DAY,
        issuer_cik=None,
        issuer_name=Cell(issuer[1], issuer.start(1), issuer.end(1)) if issuer else None,
        symbol=Cell(issuer[2], issuer.start(2), issuer.end(2)) if issuer else None,
        owners=tuple(_owners(text, text.blocks[: starts[0]])),
        plan=_plan(text.blocks[: starts[0]]),
        plan_cell=None,
        rows=tuple(row for row in rows if row is not None),
        footnotes=notes,
        lost_notes=(),
        remarks=None,
        signed=_signed(text.blocks[end:] if end is not None else ()),
    )


def _owners(text: FilingText, head: Sequence[Block]) -> Iterator[Owner]:
    """Every owner named; the boxes of the page belong to the first."""
    marked, title = _boxes(head)
    for number_, found in enumerate(_OWNER.finditer(text.text)):
        name = text.text[found.end() :].split("\n", 1)[0].strip()
        start = text.text.find(name, found.end())
        own = marked if number_ == 0 else {}
        yield Owner(
            name=name,
            cik=None,
            director=own.get("director"),
            officer=own.get("officer"),
            ten_percent=own.get("10% owner"),
            other=own.get("other"),
            officer_title=title if own.get("officer") else None,
            other_text=None,
            place=Cell(name, start, start + len(name)),
        )


def _boxes(head: Sequence[Block]) -> tuple[dict[str, bool], str | None]:
    """Which relationship has an X before it, and the title printed below ``Officer``."""
    marked: dict[str, bool] = {}
    title: str | None = None
    for i, block in enumerate(head):
        cells = [cell.strip() for cell in block.text.split("\t")]
        for before, cell in zip(["", *cells], cells, strict=False):
            for label in ("director", "10% owner", "officer", "other"):
                if cell.lower().startswith(label):
                    marked[label] = before.upper() in {"X", "☒"}
        below = head[i + 1].text.strip() if i + 1 < len(head) else ""
        if "give title below" in block.text and not re.match(r"\d\.", below):
            title = below or None
    return (marked if any(marked.values()) else {}), title


def _plan(head: Sequence[Block]) -> bool | None:
    """True where the 10b5-1 box is marked in its row; unmarked cannot be told from lost."""
    boxed = [b.text for b in head if _PLAN_BOX.search(b.text)]
    return True if any(re.match(r"[X☒]\s", line) for line in boxed) else None


def _rows(
    blocks: Sequence[Block], notes: Mapping[str, str], *, derivative: bool
) -> Iterator[Row | None]:
    columns = DERIVATIVE if derivative else PLAIN
    for block in blocks:
        pieces = block.text.split("\t")
        if (
            block.kind != "row"
            or len(pieces) < 4
            or not pieces[0].strip()
            or pieces[0].startswith(("1.", "Code"))
        ):
            continue
        yield _row(block, columns, notes)


def _row(block: Block, columns: Sequence[str], notes: Mapping[str, str]) -> Row | None:
    cells: dict[str, Cell] = {}
    cited: dict[str, tuple[str, ...]] = {}
    at = block.start
    pieces = block.text.split("\t")
    if len(pieces) > len(columns):
        return None
    for name, piece in zip(columns, pieces, strict=False):
        marks = _MARKS.search(piece.strip())
        bare = piece.strip()[: marks.start()] if marks else piece.strip()
        start = at + piece.find(bare)
        if bare:
            cells[name] = Cell(bare.strip(), start, start + len(bare))
        if marks:
            cited[name] = tuple(notes[n] for n in _MARK.findall(marks[1]) if n in notes)
        at += len(piece) + 1
    if any(name in cells and not fit.fullmatch(cells[name].text) for name, fit in _FITS.items()):
        return None
    return _of_cells(block, cells, cited, derivative=len(columns) == len(DERIVATIVE))


def _of_cells(
    block: Block,
    cells: Mapping[str, Cell],
    notes: Mapping[str, tuple[str, ...]],
    *,
    derivative: bool,
) -> Row:
    def figure(name: str) -> Cell | None:
        cell = cells.get(name)
        return cell._replace(text=cell.text.replace("$", "").replace(",", "")) if cell else None

    shares, direction = figure("transactionShares"), cells.get("transactionAcquiredDisposedCode")
    for mark, name in (("A", "acquired"), ("D", "disposed")):
        if own := figure(name):
            shares, direction = own, own._replace(text=mark)
    return Row(
        derivative=derivative,
        place=Cell("", block.start, block.end),
        letter=letter_of(cells.get("transactionCoding")),
        acquired=is_acquired(direction),
        notes=notes,
        title=cells.get("securityTitle"),
        code=cells.get("transactionCoding"),
        traded=day(cells.get("transactionDate")),
        deemed=day(cells.get("deemedExecutionDate")),
        shares=number(shares),
        price=number(figure("transactionPricePerShare")),
        direction=direction,
        owned_after=number(figure("sharesOwnedFollowingTransaction")),
        held=cells.get("directOrIndirectOwnership"),
        nature=cells.get("natureOfOwnership"),
        exercise_price=number(figure("conversionOrExercisePrice")),
        exercisable=day(cells.get("exerciseDate")),
        expires=day(cells.get("expirationDate")),
        underlying=cells.get("underlyingSecurityTitle"),
        underlying_shares=number(figure("underlyingSecurityShares")),
    )


def _footnotes(blocks: Sequence[Block]) -> dict[str, str]:
    found = [m for b in blocks if (m := _NOTE.fullmatch(b.text.strip()))]
    return {m[1]: m[2] for m in found}


def _signed(blocks: Sequence[Block]) -> tuple[tuple[Cell | None, Day], ...]:
    """Signature rows: a name and, in the last cell, a date."""
    signed: list[tuple[Cell | None, Day]] = []
    for block in blocks:
        last = block.text.rsplit("\t", 1)[-1].strip()
        if block.kind == "row" and _DATE.fullmatch(last):
            name = block.text.rsplit("\t", 1)[0].strip()
            start = block.start + block.text.find(name)
            when = day(Cell(last, block.end - len(last), block.end))
            signed.append(
                (Cell(name, start, start + len(name)) if text_of(Cell(name, 0, 0)) else None, when)
            )
    return tuple(signed)
