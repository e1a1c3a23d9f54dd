"""Figures derived from a Form 144, each with its arithmetic; never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from watcher.model import Derived, Issuer
from workers.forms.figures import summed
from workers.forms.form144 import AcquiredRow, Notice, ProposedRow, nature_class, payment_class
from workers.forms.proposed import (
    SoldClass,
    classes,
    days_plan_to_sale,
    plan_dates,
    price_of,
    sale_date,
)
from workers.forms.securities import folded, outstanding_unit
from workers.forms.values import money, rounded, text_of, whole

_ISSUED = re.compile(
    r"([\d,]{5,})\s+(?:class\s+\w\s+)?(?:ordinary|common)\s+shares?\s+(?:\w+\s+){0,3}?(?:outstanding|in\s+issue|issued)",
    re.IGNORECASE,
)


def notice_figures(notice: Notice, issuer: Issuer | None) -> tuple[Derived, ...]:
    """Price per unit and per share, percent of the class, unit of the count outstanding,
    days between the dates, cover by the acquisitions, likely kind of transaction.
    """
    sold = classes(notice, issuer)
    figures: list[Derived] = []
    for one in sold:
        of = f" of {one.title}" if len(sold) > 1 else ""
        figures += [*_prices(one, of), *_percent(one, of, _issued(notice))]
    figures += [*_sums(notice, sold), *_days(notice), *_cover(notice), *_kind(notice)]
    return tuple(figures)


def _sums(notice: Notice, sold: Sequence[SoldClass]) -> Iterator[Derived]:
    """What is added over the rows of the form, and the price that each row works out at."""
    yield from summed("units", "unit", (row.units for row in notice.rows))
    yield from summed("aggregate_market_value", "USD", (row.value for row in notice.rows))
    for one in sold if len(sold) > 1 else ():
        rows = [r for r in notice.rows if folded(text_of(r.title)) == folded(one.title)]
        yield from summed("units", f"unit of {one.title}", (row.units for row in rows))
        yield from summed("value", f"USD of {one.title}", (row.value for row in rows))
    for row in notice.rows:
        price = price_of(row)
        if price is not None and (len(notice.rows) > 1 or money(price) != price):
            arithmetic = f"{row.value.value} / {row.units.value} = {money(price)} (2 dp, half-up)"
            yield Derived(
                name="row_price", value=money(price), unit="USD/unit", arithmetic=arithmetic
            )


def _prices(sold: SoldClass, of: str) -> Iterator[Derived]:
    if sold.kind == "ads" and sold.ratio and sold.units is not None:
        shares = whole(sold.units * sold.ratio)
        yield Derived(
            name="underlying_ordinary_shares",
            value=shares,
            unit=f"ordinary share{of}",
            arithmetic=f"{sold.units} x {sold.ratio} = {shares}",
        )
    price = sold.price
    if price is None:
        return
    name, unit = ("price_per_ads", "ADS") if sold.kind == "ads" else ("price_per_unit", "unit")
    printed = rounded(price)
    exactly = " exactly" if printed == price else " (4 dp, half-up)"
    arithmetic = f"{sold.value} / {sold.units} = {printed}{exactly}"
    yield Derived(name=name, value=printed, unit=f"USD/{unit}{of}", arithmetic=arithmetic)
    if sold.kind == "ads" and sold.ratio:
        per_share = rounded(price / sold.ratio)
        yield Derived(
            name="price_per_ordinary_share",
            value=per_share,
            unit=f"USD/share{of}",
            arithmetic=f"{printed} / {sold.ratio} = {per_share} (4 dp, half-up)",
        )


def _percent(sold: SoldClass, of: str, issued: Decimal | None) -> Iterator[Derived]:
    """Units by units outstanding of the same class and in the same unit."""
    if not sold.outstanding or sold.units is None:
        return
    units, factor = sold.units, ""
    if sold.kind == "ads" and sold.ratio:
        unit = outstanding_unit(sold.outstanding, sold.ratio, issued)
        yield _unit(sold, unit, of, issued)
        if unit == "ordinary_share":
            units, factor = units * sold.ratio, f"{sold.units} x {sold.ratio} = "
    share = units / sold.outstanding * 100
    percent = rounded(share, at_least=4)
    yield Derived(
        name="pct_of_outstanding",
        value=percent,
        unit=f"percent{of}",
        arithmetic=f"{factor}{units} / {sold.outstanding} x 100 = {share:.8f} -> {percent} (4 dp, half-up)",
    )


def _unit(sold: SoldClass, unit: str, of: str, issued: Decimal | None) -> Derived:
    product = f"{sold.outstanding} x {sold.ratio} = {(sold.outstanding or 0) * (sold.ratio or 0)}"
    if issued is not None:
        basis = f"ordinary shares in issue per the remarks = {issued}"
    else:
        basis = (
            "ordinary shares that many would represent; the count in issue is not on this form, so the unit is "
            "taken from the class titled (ADS), and it need not be the number of ADSs actually outstanding"
        )
    return Derived(
        name="units_outstanding_unit", value=unit, unit=of.strip(), arithmetic=f"{product}: {basis}"
    )


def _issued(notice: Notice) -> Decimal | None:
    found = _ISSUED.search(text_of(notice.remarks) or "")
    return Decimal(found[1].replace(",", "")) if found else None


def _days(notice: Notice) -> Iterator[Derived]:
    sold, noticed = sale_date(notice), notice.notice_date.value
    acquired = [row.acquired.value for row in notice.acquisitions if row.acquired.value]
    adopted = plan_dates(notice)
    if sold and noticed:
        yield _day_count("days_notice_to_sale", (sold - noticed).days, f"{sold} - {noticed}")
    if sold and acquired:
        latest = f"{sold} - {max(acquired)}" + (
            " (the latest acquisition)" if len(acquired) > 1 else ""
        )
        yield _day_count("days_acquired_to_sale", (sold - max(acquired)).days, latest)
    planned = days_plan_to_sale(adopted, sold)
    if planned is not None:
        yield _day_count("days_plan_to_sale", planned, f"{sold} - {max(adopted)}")


def _day_count(name: str, days: int, arithmetic: str) -> Derived:
    return Derived(name=name, value=days, unit="day", arithmetic=arithmetic)


def _cover(notice: Notice) -> Iterator[Derived]:
    """Whether the acquisitions told add up to what is to be sold, class by class where
    both tables name the same classes.
    """
    to_sell = {folded(text_of(r.title)) for r in notice.rows}
    same = to_sell == {folded(text_of(r.title)) for r in notice.acquisitions}
    counts = [*(r.units for r in notice.rows), *(r.units for r in notice.acquisitions)]
    if not notice.acquisitions or any(c.value is None for c in counts):
        return
    got, sell = _by_class(notice.acquisitions, apart=same), _by_class(notice.rows, apart=same)
    sums = [(got[title], sell[title]) for title in sorted(sell)]
    signs = [("=" if got == sell else ">" if got > sell else "<") for got, sell in sums]
    arithmetic = "; ".join(
        f"sum of acquisition units {got} {sign} units to be sold {sell}"
        for (got, sell), sign in zip(sums, signs, strict=True)
    )
    yield Derived(
        name="acquisition_covers_sale", value="<" not in signs, unit="", arithmetic=arithmetic
    )


def _by_class(rows: Sequence[ProposedRow | AcquiredRow], *, apart: bool) -> dict[str, Decimal]:
    """Units by folded class title; under one title where classes cannot be kept apart."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        title = folded(text_of(row.title)) if apart else ""
        sums[title] = sums.get(title, Decimal(0)) + (row.units.value or 0)
    return sums


def _kind(notice: Notice) -> Iterator[Derived]:
    sold = sale_date(notice)
    for row in notice.acquisitions:
        nature, payment = text_of(row.nature), text_of(row.payment)
        cashless = (
            payment_class(payment) == "cashless_exercise"
            and nature_class(nature) == "employee_equity"
        )
        if cashless and sold and row.acquired.value == sold:
            yield Derived(
                name="likely_transaction",
                value="same_day_exercise_and_sale",
                unit="",
                arithmetic=f"nature {nature} + payment {payment} + acquired date = sale date; inference, confidence 0.8",
            )
            return
