"""One dealing of an insider at HKEX, and its event fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from watcher.model import Derived, Value
from workers.forms.people import key_of
from workers.forms.values import money
from workers.grammar.names import is_chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealing:
    """Shares bought or sold by a director, chief executive or holder. ``spans`` are the
    offsets of the words that prove it; ``sold`` is None where holdings contradict the code.
    """

    sold: bool | None
    spans: tuple[tuple[int, int], ...]
    name: str | None = None
    relationships: tuple[str, ...] = ()
    units: int | None = None
    price: Decimal | None = None
    price_kind: str | None = None
    highest: Decimal | None = None
    currency: str | None = None
    day: date | None = None
    on_exchange: bool | None = None
    reason_code: str | None = None
    owned_before: int | None = None
    owned_after: int | None = None
    pct_of_issued: Decimal | None = None
    confidence: Decimal = Decimal("0.95")

    @property
    def value(self) -> Decimal | None:
        """Units by price, to the cent."""
        return money(self.units * self.price) if self.units and self.price else None


def fields(dealing: Dealing) -> dict[str, Value]:
    """The fields of an executed sale or purchase; what is not stated is None."""
    name = dealing.name
    person: dict[str, Value] = {
        "name": name,
        "name_variants": [],
        "person_key": (key_of(name) or name) if name else None,
        "name_zh": name if name and is_chinese(name) else None,
        "cik": None,
    }
    words = " ".join(dealing.relationships).lower()
    return {
        "person": person,
        "persons": [{**person, "relationships": [*dealing.relationships]}],
        "relationships": [*dealing.relationships],
        "is_director": True if "director" in words or "董事" in words else None,
        "security_title": None,
        "unit_kind": "ordinary_share",
        "units": dealing.units,
        "price": dealing.price,
        "price_kind": dealing.price_kind,
        "highest_price": dealing.highest,
        "value": dealing.value,
        "currency": dealing.currency,
        "transaction_date": dealing.day,
        "on_exchange": dealing.on_exchange,
        "reason_code": dealing.reason_code,
        "pct_of_issued_printed": dealing.pct_of_issued,
        "owned_before": dealing.owned_before,
        "owned_after": dealing.owned_after,
        "executed": True,
    }


def derived(dealing: Dealing) -> tuple[Derived, ...]:
    """The value, with its arithmetic."""
    if dealing.value is None:
        return ()
    text = f"{dealing.units} x {dealing.price} = {dealing.value}"
    unit = dealing.currency or "unit"
    return (Derived(name="value", value=dealing.value, unit=unit, arithmetic=text),)
