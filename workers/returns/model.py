"""What a return form says: balances by class of shares, schemes, header."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workers.returns.cells import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the canonical text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """A doubt about the print: flag code, what it is, and where."""

    code: str
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareClass:
    """The head of a balance table: class, type, code, listed on the Exchange or not."""

    name: str | None
    kind: str | None
    stock_code: str | None
    listed: bool | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Opening, change and closing of one column; ``change`` is closing minus opening.

    ``printed_change`` is what the form prints, ``sound`` whether the sums hold.
    """

    opening: int | None
    closing: int | None
    printed_change: int | None = None

    @property
    def change(self) -> int | None:
        """Closing minus opening, when both are known."""
        if self.opening is None or self.closing is None:
            return None
        return self.closing - self.opening

    @property
    def sound(self) -> bool:
        """Both balances are read, and a printed change agrees with them."""
        return self.change is not None and self.printed_change in (None, self.change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorised:
    """Part I for one class: number, par value and capital at the close of the month."""

    share_class: ShareClass
    shares: Movement
    par_value: Decimal | None
    currency: str | None
    capital: Decimal | None
    stray_change: Span | None = None
    unreadable: bool = False

    @property
    def sound(self) -> bool:
        """Number x par value is the capital, where both are printed; the change agrees."""
        if self.unreadable or self.shares.closing is None:
            return False
        if self.shares.change != (self.shares.printed_change or 0):
            return False
        if self.par_value is None or self.capital is None:
            return True
        return self.par_value * self.shares.closing == self.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """Part II for one class. ``treasury`` and ``total`` are None on the older forms."""

    share_class: ShareClass
    issued: Movement
    treasury: Movement | None
    total: Movement | None
    evidence: tuple[Span, ...]

    @property
    def sound(self) -> bool:
        """Every identity that the form offers holds."""
        columns = [m for m in (self.issued, self.treasury, self.total) if m is not None]
        if not all(m.sound for m in columns):
            return False
        if self.treasury is None or self.total is None:
            return self.issued.change == (self.issued.printed_change or 0)
        sums = [
            (self.issued.opening, self.treasury.opening, self.total.opening),
            (self.issued.closing, self.treasury.closing, self.total.closing),
        ]
        return all(a is not None and b is not None and a + b == c for a, b, c in sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRow:
    """One row of part III, sections A to E; ``figures`` as named by the reader."""

    name: str
    approval_date: date | None
    values: dict[str, int | Decimal | str | date | None]
    span: Span
    shifted: Figure | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeSection:
    """A section of part III, or its absence: ``applicable`` is None where it is not found."""

    letter: str
    applicable: bool | None
    rows: tuple[SchemeRow, ...] = ()
    new_shares: int | None = None
    out_of_treasury: int | None = None
    funds_raised: Decimal | None = None
    funds_currency: str | None = None
    remark: str | None = None
    remark_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReturn:
    """A monthly return as printed."""

    span: Span
    title: Span
    head: Span | None
    month_ended: date | None
    status: str | None
    submitted: date | None
    submitted_span: Span | None
    submitted_by: str | None
    submitter_title: str | None
    submitter_span: Span | None
    form_printed: bool
    authorised: tuple[Authorised, ...]
    issued: tuple[Issued, ...]
    sections: tuple[SchemeSection, ...]
    hdr_applicable: bool | None
    repairs: tuple[Figure, ...] = ()
    noise: tuple[Noise, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnIssue:
    """One row of shares issued in a next day disclosure return.

    ``doubtful``: a fragment of a number stands before its number.
    """

    description: str
    shares: int
    percent: Decimal | None
    price: Decimal | None
    currency: str | None
    last_close: Decimal | None
    changed_on: date | None
    span: Span
    repaired_from: tuple[str, str] | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDayClass:
    """Section I for one class of shares: opening balance, issues, closing balance.

    ``decrease`` is what was cancelled or went into treasury; ``regrouped`` are rows of a
    split, or of shares that changed their class.
    """

    share_class: ShareClass
    opening: int | None
    opening_date: date | None
    closing: int | None
    closing_date: date | None
    issues: tuple[ReturnIssue, ...]
    span: Span
    regrouped: tuple[ReturnIssue, ...] = ()
    decrease: int = 0

    @property
    def sound(self) -> bool:
        """Opening plus changes is closing."""
        if self.opening is None or self.closing is None:
            return False
        came = sum(row.shares for row in (*self.issues, *self.regrouped))
        return self.opening + came - self.decrease == self.closing


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDayReturn:
    """A next day disclosure return as printed."""

    span: Span
    title: Span
    submitted: date | None
    status: str | None
    classes: tuple[NextDayClass, ...]
