"""Open-market and private trades on Forms 4 and 5 as the fields of one event.

A sale is code S, disposed of, in the non-derivative table; a purchase is code P,
acquired. Rows of one direction make one event with the rows inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from watcher.model import Issuer, Value
from workers.forms.ownership import Owner, Row, Statement, is_trade
from workers.forms.people import key_of
from workers.forms.plans import adoption_dates, claims_plan
from workers.forms.proposed import days_plan_to_sale
from workers.forms.securities import ads_ratio, folded, one_kind, unit_kind
from workers.forms.values import money, rounded, text_of, total, whole

_AVERAGE = re.compile(r"\bweighted[\s-]+average|\baverage\b", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:rang\w*|between|from)\s+(?:of\s+|from\s+|between\s+)?(?:prices\s+(?:of|from)\s+)?(?:US)?\$?\s?(\d[\d,]*\.?\d*)"
    r"\s*(?:to|and|through|-|–)\s*(?:US)?\$?\s?(\d[\d,]*\.?\d*)",
    re.IGNORECASE,
)


def traded_rows(statement: Statement, code: str) -> list[Row]:
    """The rows that are sales (``S``) or purchases (``P``)."""
    return [row for row in statement.transactions if row.letter == code and is_trade(row)]


def trade_fields(
    statement: Statement, rows: Sequence[Row], issuer: Issuer | None
) -> dict[str, Value]:
    """The fields of the event; missing is None."""
    first = statement.owners[0] if statement.owners else None
    units, value = total(r.shares for r in rows), trade_value(rows)
    adopted = _adopted(statement, rows)
    dates, told = trade_dates(rows), {id(r) for r in rows}
    fields: dict[str, Value] = {
        "person": _person(first)
        if first
        else {"name": None, "name_variants": [], "person_key": None, "cik": None},
        "persons": [{**_person(o), "relationships": [*o.relationships]} for o in statement.owners],
        "relationships": [*first.relationships] if first else [],
        "is_director": first.director if first else None,
        "is_officer": first.officer if first else None,
        "is_ten_percent_holder": first.ten_percent if first else None,
        "officer_title": first.officer_title if first else None,
        **_securities(rows, issuer, dates[0] if dates else None),
        "units": None if units is None else whole(units),
        "price": _price(rows, units, value),
        "price_kind": _price_kind(rows),
        "price_range": _price_range(rows),
        "value": value,
        "currency": "USD",
        "transaction_date": dates[0] if dates else None,
        "transaction_dates": [*dates],
        "plan_10b5_1": {"claimed": _claimed(statement, rows), "adoption_dates": [*adopted]},
        "days_plan_to_sale": days_plan_to_sale(adopted, dates[0] if dates else None),
        "direct_or_indirect": _shared(rows, "held"),
        "nature_of_ownership": _shared(rows, "nature"),
        "owned_after": _last_owned(rows),
        "rows": [row_fields(r) for r in rows],
        "other_rows": [row_fields(r) for r in statement.rows if id(r) not in told],
        "remarks": text_of(statement.remarks),
        "signatures": [text_of(name) for name, _ in statement.signed],
        "executed": True,
    }
    return {**fields, **_supersedes(statement)}


def trade_dates(rows: Sequence[Row]) -> list[date]:
    """The days of the trades, in order, each once."""
    return sorted({r.traded.value for r in rows if r.traded.value})


def trade_value(rows: Sequence[Row]) -> Decimal | None:
    """Units by price over the rows, to the cent; None unless every row has both."""
    products = [
        r.shares.value * r.price.value
        for r in rows
        if r.shares.value is not None and r.price.value is not None
    ]
    return money(sum(products, Decimal(0))) if products and len(products) == len(rows) else None


def row_fields(row: Row) -> dict[str, Value]:
    """One row as filed, with the element and source line of its figures."""
    shares = row.shares.value
    price = row.price.value
    fields: dict[str, Value] = {
        "derivative": row.derivative,
        "security_title": text_of(row.title),
        "code": row.letter or None,
        "acquired_disposed": text_of(row.direction),
        "date": row.traded.value,
        "deemed_execution_date": row.deemed.value,
        "timeliness": text_of(row.timeliness),
        "equity_swap": row.swap,
        "units": None if shares is None else whole(shares),
        "price": price,
        "total_value": row.amount.value,
        "owned_after": None if row.owned_after.value is None else whole(row.owned_after.value),
        "value_owned_after": row.value_after.value,
        "direct_or_indirect": text_of(row.held),
        "nature_of_ownership": text_of(row.nature),
        "footnotes": {name: [*texts] for name, texts in row.notes.items()},
        "element": row.element,
        "line": row.line,
    }
    return {**fields, **_derivative_fields(row)} if row.derivative else fields


def _derivative_fields(row: Row) -> dict[str, Value]:
    shares = row.underlying_shares.value
    return {
        "exercise_price": row.exercise_price.value,
        "exercise_date": row.exercisable.value,
        "expiration_date": row.expires.value,
        "underlying_title": text_of(row.underlying),
        "underlying_units": None if shares is None else whole(shares),
    }


def _securities(rows: Sequence[Row], issuer: Issuer | None, on: date | None) -> dict[str, Value]:
    """The classes traded; unlike classes stay apart in ``classes``."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(folded(text_of(row.title)), []).append(row)
    titles = [text_of(own[0].title) for own in groups.values()]
    sums = [total(r.shares for r in own) for own in groups.values()]
    return {
        "security_title": "; ".join(title for title in titles if title) or None,
        "unit_kind": one_kind({unit_kind(title) for title in titles}),
        "ads_ratio": ads_ratio(titles[0], issuer, on) if len(titles) == 1 else None,
        "classes": [
            {
                "security_title": title,
                "unit_kind": unit_kind(title),
                "units": None if units is None else whole(units),
            }
            for title, units in zip(titles, sums, strict=True)
        ],
    }


def _person(owner: Owner) -> dict[str, Value]:
    return {
        "name": owner.name or None,
        "name_variants": [],
        "person_key": key_of(owner.name) or None,
        "cik": owner.cik,
    }


def _price(rows: Sequence[Row], units: Decimal | None, value: Decimal | None) -> Decimal | None:
    printed = {r.price.value for r in rows}
    if len(printed) == 1:
        return printed.pop()
    return rounded(value / units) if value is not None and units else None


def _price_kind(rows: Sequence[Row]) -> str | None:
    notes = [note for r in rows for note in r.notes.get("transactionPricePerShare", ())]
    prices = {r.price.value for r in rows}
    if prices == {None}:
        return None
    if len(prices) > 1 or any("weighted" in note.lower() for note in notes):
        return "weighted_average"
    if any(_AVERAGE.search(note) for note in notes):
        return "average"
    return "range" if any(_RANGE.search(note) for note in notes) else "single"


def _price_range(rows: Sequence[Row]) -> dict[str, Value] | None:
    """The lowest and highest price that the footnotes tell, and the plain prices beside."""
    notes = [r.notes.get("transactionPricePerShare", ()) for r in rows]
    bounds = {note: _bounds(note) for own in notes for note in own}
    if not any(bounds.values()):
        return None
    plain = [
        row.price.value
        for row, own in zip(rows, notes, strict=True)
        if row.price.value and not any(bounds[note] for note in own)
    ]
    prices = [*(price for told in bounds.values() for price in told), *plain]
    return {"low": min(prices), "high": max(prices)}


def _bounds(note: str) -> list[Decimal]:
    figures = [figure for found in _RANGE.finditer(note) for figure in found.groups()]
    return [Decimal(figure.replace(",", "").rstrip(".")) for figure in figures]


def _claimed(statement: Statement, rows: Sequence[Row]) -> bool | None:
    """The box where the form has it; on older forms, what the rows' footnotes say."""
    if statement.plan is not None:
        return statement.plan
    return True if claims_plan(_plan_texts(statement, rows)) else None


def _adopted(statement: Statement, rows: Sequence[Row]) -> list[date]:
    tied = adoption_dates(dict.fromkeys(note for row in rows for note in row.all_notes))
    if tied or not statement.plan:
        return tied
    return adoption_dates([*statement.footnotes.values(), text_of(statement.remarks) or ""])


def _plan_texts(statement: Statement, rows: Sequence[Row]) -> list[str]:
    return [*(note for row in rows for note in row.all_notes), text_of(statement.remarks) or ""]


def _shared(rows: Sequence[Row], name: str) -> str | None:
    """What all rows print the same; None where they differ."""
    printed = {text_of(getattr(row, name)) for row in rows}
    return printed.pop() if len(printed) == 1 else None


def _last_owned(rows: Sequence[Row]) -> Value:
    """The balance after the last row; None where rows belong to different holdings."""
    lines = {(folded(text_of(r.title)), text_of(r.held), text_of(r.nature)) for r in rows}
    last = rows[-1].owned_after.value
    return whole(last) if len(lines) == 1 and last is not None else None


def _supersedes(statement: Statement) -> dict[str, Value]:
    if not statement.form.endswith("/A"):
        return {}
    return {"supersedes": {"original_date": statement.original.value}}
