"""The unit of a table that prints none, out of the sentences that tell the same amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from watcher.model import Block, Evidence, QualityFlag
from workers.grammar.money import find_money
from workers.results.figures import Figure
from workers.results.labels import Concept

_TOLD: tuple[Concept, ...] = (
    "revenue",
    "net_result",
    "net_result_attributable",
    "operating_result",
    "gross_profit",
    "adjusted_ebitda",
    "cash_and_equivalents",
)
_FACTORS = (1, 1000, 1_000_000)
LARGEST = Decimal(10**8)
"""A figure beyond is printed in whole units of a currency: its thousands would be 100 billion."""
DOUBTFUL = Decimal(10**6)
"""Revenue of a listed company below one million is rather a table in thousands."""
BLOCKS = 400
"""How far from the title the sentences are read."""
ROUNDED = Decimal("0.005")
"""How far a sentence's ``$801.2 million`` may be from the table's 801,204."""


def scaled(
    found: Mapping[Concept, Figure], blocks: Sequence[Block], dollar: str | None
) -> Mapping[Concept, Figure]:
    """The figures with the unit that the sentences prove; as they are where a unit is printed,
    or where no sentence, or sentences of two units, tell an amount of the table.
    """
    told = [found[c] for c in _TOLD if c in found and found[c].current]
    if not told or not _unstated(found) or any(abs(f.current) >= LARGEST for f in told):
        return found
    amounts = [
        hit.amount
        for block in blocks[:BLOCKS]
        if block.kind != "row"
        for hit in find_money(block.text, dollar=dollar)
    ]
    fitting = [
        factor
        for factor in _FACTORS
        if any(_alike(abs(f.current) * factor, amount) for f in told for amount in amounts)
    ]
    if len(fitting) != 1:
        return found
    return {c: replace(f, multiplier=fitting[0]) for c, f in found.items()}


def unit_doubt(found: Mapping[Concept, Figure], evidence: Evidence) -> tuple[QualityFlag, ...]:
    """A revenue that is too small for its currency, in a table that prints no unit."""
    revenue = found.get("revenue")
    if revenue is None or not _unstated(found) or not 0 < abs(revenue.current) < DOUBTFUL:
        return ()
    detail = f"revenue {revenue.current.normalize():f}: no unit is printed; it may stand in thousands or millions"
    return (QualityFlag(code="UNIT_UNSTATED", detail=detail, evidence=evidence),)


def _unstated(found: Mapping[Concept, Figure]) -> bool:
    return all(f.multiplier is None for c, f in found.items() if c in _TOLD)


def _alike(figure: Decimal, amount: Decimal) -> bool:
    return abs(figure - amount) <= figure * ROUNDED
