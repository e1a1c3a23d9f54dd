"""Sums over the rows of a form, with their arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from watcher.model import Derived
from workers.forms.values import Number, whole

TERMS = 6
"""Rows that the arithmetic of a sum spells out."""


def summed(name: str, unit: str, numbers: Iterable[Number]) -> Iterator[Derived]:
    """The sum of the readable numbers; nothing for a single one, which is printed."""
    known = [n.value for n in numbers if n.value is not None]
    if len(known) < 2:
        return
    total = whole(sum(known, Decimal(0)))
    terms = " + ".join(str(value) for value in known[:TERMS])
    more = f" + … ({len(known)} rows)" if len(known) > TERMS else ""
    yield Derived(name=name, value=total, unit=unit, arithmetic=f"{terms}{more} = {total}")
