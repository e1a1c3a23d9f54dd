"""Figures derived from executed trades, each with its arithmetic; never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from watcher.model import Derived, Value
from workers.forms.figures import TERMS, summed
from workers.forms.ownership import Row
from workers.forms.securities import folded
from workers.forms.values import rounded, text_of


def trade_figures(fields: Mapping[str, Value], rows: Sequence[Row]) -> tuple[Derived, ...]:
    """Value, weighted price, shares behind ADSs, days from plan to trade."""
    return (*_units(rows), *_value(fields, rows), *_behind_ads(fields), *_days(fields))


def _units(rows: Sequence[Row]) -> Iterator[Derived]:
    """The units over all rows, and over those of each class where there are several."""
    yield from summed("units", "unit", (row.shares for row in rows))
    titles = dict.fromkeys(folded(text_of(row.title)) for row in rows)
    for title in titles if len(titles) > 1 else ():
        own = [row for row in rows if folded(text_of(row.title)) == title]
        yield from summed("units", f"unit of {text_of(own[0].title)}", (row.shares for row in own))


def _value(fields: Mapping[str, Value], rows: Sequence[Row]) -> Iterator[Derived]:
    value, units, price = fields["value"], fields["units"], fields["price"]
    if not isinstance(value, Decimal):
        return
    terms = " + ".join(f"{r.shares.value} x {r.price.value}" for r in rows[:TERMS])
    more = " + …" if len(rows) > TERMS else ""
    yield Derived(name="value", value=value, unit="USD", arithmetic=f"{terms}{more} = {value}")
    if len(rows) > 1:
        arithmetic = f"{value} / {units} = {price} (4 dp, half-up)"
        yield Derived(name="price_per_unit", value=price, unit="USD/unit", arithmetic=arithmetic)


def _behind_ads(fields: Mapping[str, Value]) -> Iterator[Derived]:
    ratio, units, price = fields["ads_ratio"], fields["units"], fields["price"]
    if not isinstance(ratio, int) or not isinstance(units, (int, Decimal)):
        return
    yield Derived(
        name="underlying_ordinary_shares",
        value=units * ratio,
        unit="ordinary share",
        arithmetic=f"{units} x {ratio} = {units * ratio}",
    )
    if isinstance(price, Decimal):
        per_share = rounded(price / ratio)
        yield Derived(
            name="price_per_ordinary_share",
            value=per_share,
            unit="USD/share",
            arithmetic=f"{price} / {ratio} = {per_share} (4 dp, half-up)",
        )


def _days(fields: Mapping[str, Value]) -> Iterator[Derived]:
    days = fields["days_plan_to_sale"]
    if days is not None:
        arithmetic = "first trade date - latest plan adoption date"
        yield Derived(name="days_plan_to_sale", value=days, unit="day", arithmetic=arithmetic)
