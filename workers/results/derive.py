"""Figures computed from printed figures, each with its arithmetic; and checks of the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from watcher.model import Derived, QualityFlag
from workers.results.figures import Figure
from workers.results.labels import Concept
from workers.results.prose import Rate
from workers.text.model import FilingText

Figures = Mapping[Concept, Figure]

PERCENT_POINTS = Decimal("0.05")
"""Beyond their rounding, printed and computed percentages may differ by this much."""
RATE_TOLERANCE = Decimal("0.005")


def derived(found: Figures) -> tuple[Derived, ...]:
    """Changes in percent, gross margin, gearing by total liabilities, earnings per share."""
    return tuple(
        item
        for item in (
            _change(found.get("revenue"), "revenue_change_pct"),
            _change(found.get("net_result"), _net_name(found)),
            _share(found, "gross_profit", "revenue", "gross_margin_pct"),
            _share(found, "total_liabilities", "total_assets", "gearing_pct"),
            _eps(found),
        )
        if item is not None
    )


def change_pct(figure: Figure) -> Decimal | None:
    """The change against the comparative in percent of its size; a smaller loss is negative."""
    if not figure.prior or (figure.current < 0) != (figure.prior < 0):
        return None
    return _tenth((figure.current - figure.prior) / figure.prior * 100)


def doubts(found: Figures, rate: Rate | None, text: FilingText) -> Iterator[QualityFlag]:
    """Translated columns that the printed rate does not give, percentages that do not fit."""
    for figure in found.values():
        yield from _translation(figure, rate, text)
        yield from _percentage(figure, text)


def _translation(figure: Figure, rate: Rate | None, text: FilingText) -> Iterator[QualityFlag]:
    cell = figure.translated_cell
    if rate is None or cell is None or figure.translated is None or not rate.rate:
        return
    if figure.concept in {"eps_basic", "weighted_shares"} or figure.currency != rate.base:
        return
    expected = figure.current / rate.rate
    step = Decimal(1).scaleb(_exponent(figure.translated))
    if abs(expected - figure.translated) <= max(2 * step, abs(expected) * RATE_TOLERANCE):
        return
    yield QualityFlag(
        code="USD_COLUMN_INCONSISTENT",
        detail=f"{figure.concept}: {cell.text} printed; {_plain(figure.current)} / {rate.rate} = {_plain(_whole(expected))}. {rate.base} figures are the primary ones",
        evidence=text.evidence(cell.start, cell.end),
    )


def _percentage(figure: Figure, text: FilingText) -> Iterator[QualityFlag]:
    printed, computed = figure.change_pct, change_pct(figure)
    if printed is None or computed is None or not figure.prior:
        return
    exact = abs((figure.current - figure.prior) / figure.prior * 100)
    rounding = Decimal(5).scaleb(_exponent(printed) - 1)
    if abs(exact - abs(printed)) > rounding + PERCENT_POINTS:
        row = figure.row.row
        yield QualityFlag(
            code="PERCENT_MISMATCH",
            detail=f"{figure.concept}: {_plain(printed)}% printed, {computed}% computed",
            evidence=text.evidence(row.start, row.end),
        )


def _change(figure: Figure | None, name: str) -> Derived | None:
    value = change_pct(figure) if figure else None
    if figure is None or value is None or figure.prior is None:
        return None
    now, before = abs(figure.current), abs(figure.prior)
    return Derived(
        name=name,
        value=value,
        unit="percent",
        arithmetic=f"({_plain(now)} - {_plain(before)}) / {_plain(before)} x 100",
    )


def _net_name(found: Figures) -> str:
    net = found.get("net_result")
    return "net_loss_change_pct" if net and net.current < 0 else "net_profit_change_pct"


def _share(found: Figures, part: Concept, whole: Concept, name: str) -> Derived | None:
    of, by = found.get(part), found.get(whole)
    if of is None or by is None or not by.current or of.multiplier != by.multiplier:
        return None
    return Derived(
        name=name,
        value=_tenth(of.current / by.current * 100),
        unit="percent",
        arithmetic=f"{_plain(of.current)} / {_plain(by.current)} x 100",
    )


def _eps(found: Figures) -> Derived | None:
    """The attributable result over the weighted shares, where it gives the printed figure."""
    result = found.get("net_result_attributable") or found.get("net_result")
    shares, printed = found.get("weighted_shares"), found.get("eps_basic")
    if (
        result is None
        or shares is None
        or printed is None
        or shares.current <= 0
        or printed.per_ads
    ):
        return None
    step = Decimal(1).scaleb(_exponent(printed.current))
    amount = result.current * (result.multiplier or 1)
    for factor in (1, result.multiplier or 1):
        count = shares.current * factor
        value = (amount / count).quantize(step, ROUND_HALF_UP)
        if abs(value - printed.current) <= step:
            return Derived(
                name="eps_check",
                value=value,
                unit=f"{printed.currency}/share",
                arithmetic=f"{_plain(amount)} / {_plain(count)}",
            )
    return None


def _exponent(value: Decimal) -> int:
    """Minus the printed decimals."""
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
