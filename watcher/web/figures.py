"""Field values as people read them, and which of them differ between the stages of a case. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.ledger.pages import TimedEvent
from watcher.model import Value

MOST_DEEP, MOST_LONG = 2, 160
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
"""A word of the model, such as ``up_to``."""

_KEYS = frozenset(
    {"person_key", "latin_key", "name_variants", "element", "line", "rows", "other_rows"}
)
"""Fields that only programs need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure over all stages: a cell is empty where the stage does not state it.

    ``changed`` says for each cell whether it differs from the last stated one before it.
    """

    name: str
    cells: tuple[str, ...]
    changed: tuple[bool, ...]
    figure: bool


def flat(
    fields: Mapping[str, Value], prefix: str = "", deep: int = 0
) -> Iterator[tuple[str, Value]]:
    """The stated single values under dotted names; lists and deeper tables are left out."""
    for name, value in fields.items():
        if name in _KEYS or value is None:
            continue
        if isinstance(value, Mapping):
            if deep < MOST_DEEP:
                yield from flat(value, f"{prefix}{name}.", deep + 1)
        elif isinstance(value, str | bool | int | Decimal | date):
            yield f"{prefix}{name}", value
        elif value and all(isinstance(v, str) for v in value):
            yield f"{prefix}{name}", ", ".join(str(v) for v in value)


def written(value: Value) -> str:
    """``1,234,567``, ``3.50``, ``2026-03-25``, ``yes``, ``up to``; long texts are cut."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    text = value.isoformat() if isinstance(value, date) else str(value)
    if _CODE.fullmatch(text):
        text = text.replace("_", " ")
    return text if len(text) <= MOST_LONG else f"{text[: MOST_LONG - 1]}…"


def side_by_side(stages: Sequence[TimedEvent]) -> tuple[Line, ...]:
    """The figures of a case, a column per stage: what several stages state comes first."""
    columns = [dict(flat(stage.event.fields)) for stage in stages]
    names = dict.fromkeys(name for column in columns for name in column)
    lines = [_line(name, [column.get(name) for column in columns]) for name in names]
    return tuple(sorted(lines, key=lambda line: -sum(bool(cell) for cell in line.cells)))


def _line(name: str, values: Sequence[Value]) -> Line:
    changed, last = [], None
    for value in values:
        changed.append(value is not None and last is not None and value != last)
        last = last if value is None else value
    return Line(
        name=name,
        cells=tuple(written(value) for value in values),
        changed=tuple(changed),
        figure=any(isinstance(v, int | Decimal) and not isinstance(v, bool) for v in values),
    )
