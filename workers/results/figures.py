"""The figures of one period, chosen from the rows of all tables of an announcement.

Columns are chosen by printed years and dates. The reporting currency is primary; a second
column of the same period in another currency is a convenience translation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from workers.results.cells import Cell
from workers.results.columns import Column
from workers.results.labels import INSTANT, Concept, concept, is_cents, is_per_ads, promises_loss
from workers.results.period import Period
from workers.results.tables import TableRow

NEAR = timedelta(days=8)
"""How far the last day of a 52- or 53-week year moves from one year to the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as printed. ``prior`` is the comparative (for balances the earlier day's);
    ``translated`` the convenience column; ``multiplier`` the unit of the three.
    """

    concept: Concept
    current: Decimal
    prior: Decimal | None
    change_pct: Decimal | None
    currency: str | None
    multiplier: int | None
    translated: Decimal | None
    translated_cell: Cell | None
    per_ads: bool
    row: TableRow


def figures(rows: Iterable[TableRow], period: Period) -> Mapping[Concept, Figure]:
    """The figures of the period by concept; what is not printed is not there."""
    found: dict[Concept, list[Figure]] = {}
    others: list[TableRow] = []
    for row in rows:
        name = concept(row.label, row.group, row.above)
        figure = _figure(name, row, period) if name else None
        if figure is not None:
            found.setdefault(figure.concept, []).append(figure)
        elif name is None:
            others.append(row)
    unit = _unit(found)
    chosen = {name: _chosen(candidates, unit) for name, candidates in found.items()}
    told = {name: figure for name, figure in chosen.items() if figure is not None}
    by_sum = _revenue_by_sum(told, found.get("revenue", ()), others, period)
    return told | {"revenue": by_sum} if by_sum else told


def _revenue_by_sum(
    told: Mapping[Concept, Figure],
    candidates: Sequence[Figure],
    others: Sequence[TableRow],
    period: Period,
) -> Figure | None:
    """The row that is gross profit and cost of sales together, where the chosen revenue is not:
    a total with other income in it, or turnover printed under the name of its only product.
    """
    gross, cost, revenue = told.get("gross_profit"), told.get("cost_of_sales"), told.get("revenue")
    if gross is None or cost is None or cost.multiplier != gross.multiplier:
        return None
    wanted = gross.current + abs(cost.current)
    if revenue is not None and revenue.current == wanted:
        return None
    read = (_figure("revenue", row, period) for row in others)
    fitting = (f for f in (*candidates, *read) if f is not None and f.current == wanted)
    return next((f for f in fitting if f.multiplier == gross.multiplier), None)


def _figure(name: Concept, row: TableRow, period: Period) -> Figure | None:
    pick = _instant if name in INSTANT else _flow
    current, prior, translated = pick(row.values, period)
    if current is None or current[1].value is None:
        return None
    column, cell = current
    values = [
        v.value
        for v in (cell, prior[1] if prior else None, translated[1] if translated else None)
        if v
    ]
    sign = -1 if _is_unsigned_loss(row, name) else 1
    scale = _scale(name, row, cell)
    if name in INSTANT:
        values = [abs(v) if v is not None else None for v in values]
    signed = [v * sign * scale if v is not None else None for v in values]
    return Figure(
        concept=name,
        current=signed[0] or Decimal(0),
        prior=signed[1] if prior else None,
        change_pct=row.change.value if row.change else None,
        currency=column.currency,
        multiplier=column.multiplier,
        translated=signed[-1] if translated else None,
        translated_cell=translated[1] if translated else None,
        per_ads=is_per_ads(row.label, row.above),
        row=row,
    )


_Value = tuple[Column, Cell]
_Three = tuple[_Value | None, _Value | None, _Value | None]


def _flow(values: Sequence[_Value], period: Period) -> _Three:
    """Current, comparative and translated column of a figure over a period."""
    now = [v for v in values if _is_of(v[0], period.end, period.months)]
    before = [v for v in values if _is_of(v[0], _year_before(period.end), period.months)]
    return _three(now, before)


def _instant(values: Sequence[_Value], period: Period) -> _Three:
    """The same of a balance: its comparative is the last earlier day printed."""
    now = [v for v in values if _is_of(v[0], period.end, None)]
    before = [v for v in values if v not in now and _is_before(v[0], period.end)]
    yearly = [v for v in before if v[0].end and not _is_near(v[0].end, _year_before(period.end))]
    return _three(now, yearly or before)


def _three(now: list[_Value], before: list[_Value]) -> _Three:
    if not now:
        return None, None, None
    reporting = before[0][0].currency if before else now[0][0].currency
    current = next((v for v in now if v[0].currency == reporting), now[0])
    prior = next((v for v in before if v[0].currency == current[0].currency), None)
    translated = next(
        (v for v in now if v is not current and v[0].currency not in {None, current[0].currency}),
        None,
    )
    return current, prior, translated


def _is_of(column: Column, end: date, months: int | None) -> bool:
    if months and column.months and column.months != months:
        return False
    if column.end is None:
        return column.year == end.year
    return _is_near(column.end, end)


def _is_near(day: date, other: date) -> bool:
    return abs(day - other) <= NEAR


def _is_before(column: Column, end: date) -> bool:
    return column.end < end if column.end else column.year < end.year


def _year_before(end: date) -> date:
    return end.replace(year=end.year - 1, day=min(end.day, 28) if end.month == 2 else end.day)


def _is_unsigned_loss(row: TableRow, name: Concept) -> bool:
    """``Net loss  1,107`` is a loss; where one figure of the row has brackets, signs are printed."""
    if name in INSTANT or name in {"revenue", "weighted_shares", "impairment_long_lived_assets"}:
        return False
    words = (
        row.label
        if name not in {"eps_basic", "net_result_attributable"}
        else f"{row.above} {row.label}"
    )
    return promises_loss(words) and not any(cell.bracketed for _, cell in row.values)


def _scale(name: Concept, row: TableRow, cell: Cell) -> Decimal:
    """Cents to the currency; a unit printed in the cell of another figure stands for itself."""
    if name == "eps_basic" and (cell.scale == Decimal("0.01") or is_cents(row.label, row.above)):
        return Decimal("0.01")
    return Decimal(1) if cell.scale is None or cell.scale < 1 else cell.scale


def _unit(found: Mapping[Concept, Sequence[Figure]]) -> tuple[str | None, int | None]:
    """Currency and multiplier of most rows: the statements', not a highlight's in millions."""
    votes = Counter(
        (f.currency, f.multiplier)
        for name, candidates in found.items()
        if name not in {"eps_basic", "weighted_shares"}
        for f in candidates
    )
    return max(votes, key=lambda unit: votes[unit]) if votes else (None, None)


def _chosen(candidates: Sequence[Figure], unit: tuple[str | None, int | None]) -> Figure | None:
    """The value printed most often in the main unit; of equals the first, with its change."""
    if candidates[0].concept in {"eps_basic", "weighted_shares"}:
        return candidates[0]
    same = [c for c in candidates if (c.currency, c.multiplier) == unit]
    if not same:
        return None
    votes = Counter(c.current for c in same)
    best = max(votes, key=lambda value: votes[value])
    agreed = [c for c in same if c.current == best]
    with_change = next((c for c in agreed if c.change_pct is not None), None)
    return with_change or next((c for c in agreed if c.translated is not None), agreed[0])
