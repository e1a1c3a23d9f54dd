"""Figures of recognised pictures: kept where a sum proves them, else left empty and flagged.

A recogniser takes 3 for 8 without a sign of doubt. Words survive that, for a sentence with
a wrong letter does not match; a figure does not. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from watcher.model import QualityFlag, Value
from workers.events import Draft

MOST_SURE = Decimal("0.6")
"""Confidence of an event that is read from a picture, at most."""

_SUMS = frozenset({"capital_movement"})
"""Types that are told only where opening + change is closing in every column."""
_BALANCED = frozenset({"units", "ordinary_shares", "opening_balance", "closing_balance"})
_BOUGHT = frozenset({"shares", "highest", "lowest", "total"})


def proved(drafts: Iterable[Draft]) -> tuple[tuple[Draft, ...], tuple[QualityFlag, ...]]:
    """The drafts without the figures that nothing proves, and a flag for each that lost some."""
    kept: list[Draft] = []
    flags: list[QualityFlag] = []
    for draft in drafts:
        fields, lost = _fields(draft)
        sure = min(draft.confidence, MOST_SURE)
        derived = draft.derived if not lost else ()
        kept.append(replace(draft, fields=fields, derived=derived, confidence=sure))
        if lost:
            detail = (
                f"{draft.type}: {', '.join(lost)} left empty; read from a picture, no sum proves it"
            )
            where = draft.evidence[0] if draft.evidence else None
            flags.append(QualityFlag(code="OCR_FIGURE_UNPROVED", detail=detail, evidence=where))
    return tuple(kept), tuple(flags)


def _fields(draft: Draft) -> tuple[Mapping[str, Value], list[str]]:
    """The fields with unproved figures emptied, and their names."""
    if draft.type in _SUMS:
        return draft.fields, []
    safe = _proved_by_sums(draft)
    fields = {k: v if k in safe else _without_figures(v) for k, v in draft.fields.items()}
    return fields, [k for k, v in draft.fields.items() if fields[k] != v]


def _proved_by_sums(draft: Draft) -> frozenset[str]:
    """Fields whose figures agree with one another: the row of a return between its balances,
    or a total that lies between shares x lowest and shares x highest price.
    """
    f = draft.fields
    opening, units, closing = (f.get(k) for k in ("opening_balance", "units", "closing_balance"))
    if isinstance(opening, int) and isinstance(units, int) and opening + units == closing:
        return _BALANCED
    shares, low, high, total = (f.get(k) for k in ("shares", "lowest", "highest", "total"))
    if (
        isinstance(shares, int) and isinstance(low, Decimal)
        and isinstance(high, Decimal) and isinstance(total, Decimal)
        and shares * low <= total <= shares * high
    ):  # fmt: skip
        return _BOUGHT
    return frozenset()


def _without_figures(value: Value) -> Value:
    """The same value with every count and amount in it emptied."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int | Decimal):
        return None
    if isinstance(value, Mapping):
        return {key: _without_figures(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        parts = [_without_figures(part) for part in value]
        return tuple(parts) if isinstance(value, tuple) else parts
    return value
