"""Forms 3, 4 and 5 (Exchange Act section 16): what the forms hold.

Footnotes are joined to the values that cite them. A flag that is absent is None, not
false: the 10b5-1 box exists only since schema X0407 (2023).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from workers.forms.values import NO_DAY, NO_NUMBER, Day, Number
from workers.text.model import Cell

_DIRECTIONS = {"A": True, "D": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One reporting owner; the flags are None where the form does not state them."""

    name: str
    cik: str | None
    director: bool | None
    officer: bool | None
    ten_percent: bool | None
    other: bool | None
    officer_title: str | None
    other_text: str | None
    place: Cell | None = None

    @property
    def relationships(self) -> list[str]:
        """The relationships as the form names them."""
        named = (
            (self.director, "Director"),
            (self.officer, f"Officer: {self.officer_title}" if self.officer_title else "Officer"),
            (self.ten_percent, "10% Owner"),
            (self.other, f"Other: {self.other_text}" if self.other_text else "Other"),
        )
        return [name for stated, name in named if stated]


class Row(NamedTuple):
    """A transaction (its ``letter`` set) or a holding of Table I or, ``derivative``, Table II.

    ``element`` and ``line`` are the path (its row counted from 1) and source line in the XML,
    None for a rendered page; ``notes`` holds the cited footnotes' texts by the value that
    cites them; ``acquired`` is True for A, False for D, None for neither.
    """

    derivative: bool
    place: Cell
    letter: str
    acquired: bool | None
    notes: Mapping[str, tuple[str, ...]]
    element: str | None = None
    line: int | None = None
    title: Cell | None = None
    code: Cell | None = None
    timeliness: Cell | None = None
    swap: bool | None = None
    traded: Day = NO_DAY
    deemed: Day = NO_DAY
    shares: Number = NO_NUMBER
    amount: Number = NO_NUMBER
    price: Number = NO_NUMBER
    direction: Cell | None = None
    owned_after: Number = NO_NUMBER
    value_after: Number = NO_NUMBER
    held: Cell | None = None
    nature: Cell | None = None
    exercise_price: Number = NO_NUMBER
    exercisable: Day = NO_DAY
    expires: Day = NO_DAY
    underlying: Cell | None = None
    underlying_shares: Number = NO_NUMBER

    @property
    def all_notes(self) -> tuple[str, ...]:
        """The texts of every footnote that the row cites, each once."""
        return tuple(dict.fromkeys(note for notes in self.notes.values() for note in notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A whole Form 3, 4 or 5, amended where ``form`` ends in ``/A``."""

    form: str
    form_cell: Cell | None
    period: Day
    original: Day
    issuer_cik: Cell | None
    issuer_name: Cell | None
    symbol: Cell | None
    owners: tuple[Owner, ...]
    plan: bool | None
    plan_cell: Cell | None
    rows: tuple[Row, ...]
    footnotes: Mapping[str, str]
    lost_notes: tuple[str, ...]
    remarks: Cell | None
    signed: tuple[tuple[Cell | None, Day], ...]

    @property
    def transactions(self) -> tuple[Row, ...]:
        """The rows with a transaction code."""
        return tuple(row for row in self.rows if row.letter)

    @property
    def holdings(self) -> tuple[Row, ...]:
        """The rows without a transaction."""
        return tuple(row for row in self.rows if not row.letter)


def letter_of(code: Cell | None) -> str:
    """The transaction code, or "" for a holding."""
    return " ".join(code.text.split()).upper() if code else ""


def is_acquired(direction: Cell | None) -> bool | None:
    """True for A, False for D, None where the form says neither."""
    return _DIRECTIONS.get(letter_of(direction))


def is_trade(row: Row) -> bool:
    """Code S disposed of or code P acquired, in the non-derivative table: a real trade."""
    return not row.derivative and (row.letter, row.acquired) in {("S", False), ("P", True)}
