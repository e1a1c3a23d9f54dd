"""What a Form 3, 4 or 5 leaves in doubt, and which rows are no sale and no purchase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import re2

from watcher.model import Evidence, QualityFlag, Suppressed
from workers.forms.ownership import Row, Statement, is_trade
from workers.forms.places import at, line
from workers.forms.plans import claims_plan
from workers.forms.securities import unit_kind
from workers.forms.values import text_of
from workers.text.model import FilingText

PRICE_RATIO = 5
PRICE_CEILING = Decimal(10_000)
_FOREIGN = re2.compile(
    r"HK\$|C\$|A\$|£|€|¥|\b(?:HKD|GBP|EUR|RMB|CNY|JPY|CAD|AUD|CHF|NIS|ILS|"
    r"(?:Hong Kong|Canadian|Australian|Singapore) dollars?|pounds? sterling|euros?|yen|renminbi)\b"
)
MEANINGS = {
    "A": "a grant or award from the issuer",
    "C": "a conversion",
    "D": "a disposition to the issuer",
    "E": "an expired short derivative",
    "F": "shares withheld or delivered for price or tax",
    "G": "a gift",
    "H": "an expired long derivative",
    "I": "a discretionary plan transaction",
    "J": "another transaction, told in a footnote",
    "K": "an equity swap",
    "L": "a small acquisition",
    "M": "an exercise or conversion of a derivative",
    "O": "an exercise out of the money",
    "U": "a tender in a change of control",
    "W": "a transfer by will or descent",
    "X": "an exercise in the money",
    "Z": "a voting trust deposit or withdrawal",
}


def trade_flags(
    statement: Statement, rows: Sequence[Row], text: FilingText
) -> Iterator[QualityFlag]:
    """Doubts about the rows of an event. None of them changes a figure."""
    yield QualityFlag(
        code="CURRENCY_ASSUMED", detail="the form states no currency; USD by form convention"
    )
    yield from _about_numbers(rows, text)
    yield from _about_dates(statement, rows, text)
    for ident in statement.lost_notes:
        yield QualityFlag(
            code="FOOTNOTE_MISSING", detail=f"footnote {ident} is cited but not on the form"
        )
    notes = [note for row in rows for note in row.all_notes]
    if statement.plan is False and claims_plan(notes):
        detail = "the 10b5-1 box is not checked, a footnote of the trade names a 10b5-1 plan; the box is kept"
        yield QualityFlag(
            code="PLAN_FLAG_MISMATCH", detail=detail, evidence=at(text, statement.plan_cell)
        )
    foreign = _FOREIGN.search("\n".join(notes)) if notes else None
    if foreign:
        detail = (
            f"a footnote of the trade names another currency ({foreign[0]}); read the footnotes"
        )
        yield QualityFlag(code="CURRENCY_DOUBTFUL", detail=detail)
    kinds = {unit_kind(text_of(row.title)) for row in rows}
    if len(kinds) > 1:
        detail = "the rows are of different kinds of unit; the sum mixes them"
        yield QualityFlag(code="UNIT_KINDS_MIXED", detail=detail)
    if any(row.swap for row in rows):
        yield QualityFlag(
            code="EQUITY_SWAP", detail="an equity swap is involved; read the footnotes"
        )


def other_rows(statement: Statement, text: FilingText, *, purchases: bool) -> Iterator[Suppressed]:
    """Rows that look like a sale (or, ``purchases``, like a purchase) and are none: one
    entry a code. The derivative leg of an exercise runs the other way and does not count.
    """
    kind, reason = (
        ("insider_purchase", "NOT_A_PURCHASE") if purchases else ("insider_sale", "NOT_A_SALE")
    )
    plain = {row.letter for row in statement.transactions if not row.derivative}
    seen: set[tuple[str, bool]] = set()
    for row in statement.transactions:
        trade = row.letter in {"S", "P"}
        other_leg = row.derivative and row.letter in plain and not trade
        done = (row.letter, row.derivative and trade) in seen
        if _looks_like_purchase(row) is not purchases or other_leg or done or is_trade(row):
            continue
        seen.add((row.letter, row.derivative and trade))
        doubtful = trade and not row.derivative
        yield Suppressed(
            would_be_type=kind,
            reason_code="INSUFFICIENT_EVIDENCE" if doubtful else reason,
            evidence=row_line(text, row),
            why=_why(row, doubtful=doubtful),
        )


def _looks_like_purchase(row: Row) -> bool:
    return row.letter == "P" or (row.letter != "S" and row.acquired is True)


def direction_flags(statement: Statement, text: FilingText) -> Iterator[QualityFlag]:
    """Codes S and P whose acquired/disposed mark says the opposite, or nothing."""
    for row in statement.transactions:
        expected = {"S": False, "P": True}.get(row.letter)
        if expected is not None and row.acquired is not expected:
            detail = (
                f"code {row.letter} with acquired/disposed mark '{text_of(row.direction) or ''}'; "
                "no event is made of this row, read it by hand"
            )
            yield QualityFlag(
                code="CODE_DIRECTION_MISMATCH", detail=detail, evidence=row_line(text, row)
            )


def row_line(text: FilingText, row: Row) -> Evidence | None:
    """The code's line of a row, or that of the first of its values that is printed."""
    return line(text, next((c for c in (row.code, row.shares.cell, row.title) if c), None))


def _why(row: Row, *, doubtful: bool) -> str:
    if doubtful:
        return f"Code {row.letter} and the acquired/disposed mark do not agree."
    if row.derivative and row.letter in {"S", "P"}:
        return f"Code {row.letter} in the derivative table trades a derivative, not the share."
    return (
        f"Code {row.letter} is {MEANINGS.get(row.letter, 'not an open-market or private trade')}."
    )


def _about_numbers(rows: Sequence[Row], text: FilingText) -> Iterator[QualityFlag]:
    for row in rows:
        if row.shares.value is None:
            detail = "a row of the trade has no readable number of units; sums leave it out"
            yield QualityFlag(code="NUMBER_MISSING", detail=detail, evidence=row_line(text, row))
        if row.price.value is None:
            detail = (
                "a row of the trade has no price"
                + (" but a footnote" if row.notes else "")
                + "; value is unknown"
            )
            yield QualityFlag(code="PRICE_MISSING", detail=detail, evidence=row_line(text, row))
        for printed in (row.shares, row.price):
            if printed.oddity and printed.value is not None and printed.cell:
                detail = f"'{printed.cell.text}' is {printed.oddity}; read as {printed.value}"
                yield QualityFlag(
                    code="NUMBER_FORMAT", detail=detail, evidence=at(text, printed.cell)
                )
            elif printed.oddity and text_of(printed.cell):
                detail = f"'{text_of(printed.cell)}' is {printed.oddity}; not guessed"
                yield QualityFlag(
                    code="NUMBER_UNREADABLE", detail=detail, evidence=at(text, printed.cell)
                )
    prices = [row.price.value for row in rows if row.price.value is not None]
    if prices and (
        max(prices) > PRICE_CEILING or min(prices) == 0 or max(prices) > PRICE_RATIO * min(prices)
    ):
        detail = f"prices of the rows run from {min(prices)} to {max(prices)}; as filed"
        yield QualityFlag(code="PRICE_OUTLIER", detail=detail)


def _about_dates(
    statement: Statement, rows: Sequence[Row], text: FilingText
) -> Iterator[QualityFlag]:
    signed = max((when.value for _, when in statement.signed if when.value), default=None)
    for row in rows:
        traded = row.traded.value
        if traded is None:
            detail = "a row of the trade has no readable date"
            yield QualityFlag(code="DATE_UNREADABLE", detail=detail, evidence=row_line(text, row))
        elif signed and traded > signed:
            detail = f"trade date {traded} is after the signature of {signed}; as filed"
            yield QualityFlag(
                code="SALE_AFTER_SIGNATURE", detail=detail, evidence=at(text, row.traded.cell)
            )
