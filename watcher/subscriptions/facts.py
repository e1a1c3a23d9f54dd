"""What a condition may ask about an event: a closed list of names with their types. Pure.

A figure that the filing does not state is not a number: every comparison with it fails,
``!=`` aside. A text that is not stated is empty, a yes-or-no that is not stated is no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from watcher.model import Event, Filing, Value
from watcher.terms import people_of

Kind: TypeAlias = Literal["number", "text", "texts", "flag"]
Fact: TypeAlias = "Decimal | str | bool | tuple[str, ...]"

UNKNOWN = Decimal("NaN")

_WORTH = ("aggregate_market_value", "value", "gross_proceeds", "total", "consideration", "amount")
_PERCENT = ("pct_outstanding", "pct_of_outstanding", "pct_of_issued_printed", "pct_of_issued",
            "pct_existing_printed", "pct_existing", "percent_of_class")  # fmt: skip
_UNITS = ("units", "shares", "shares_issued")

_NUMBERS = (
    "ads_ratio", "average_price", "board_size_effect", "closing_balance", "days_month_end_to_submission",
    "days_notice_to_effective", "days_notice_to_sale", "days_plan_to_sale", "discount_5d_average", "discount_close",
    "discount_pct_printed", "employees", "exercise_price", "gearing_pct", "gross_margin_pct", "gross_proceeds",
    "gross_proceeds_max", "highest", "independent_directors_after", "lowest", "mandate_used_pct", "net_change",
    "net_increase_issued", "net_loss_change_pct", "net_price", "net_proceeds", "net_profit_change_pct",
    "opening_balance", "ordinary_shares", "over_allotment_units", "pct_enlarged", "pct_enlarged_printed",
    "pct_existing", "pct_existing_printed", "pct_of_issued_printed", "pct_of_outstanding", "price", "price_per_unit",
    "reference_price", "revenue_change_pct", "shares", "total", "units_outstanding_reported",
)  # fmt: skip
_TEXTS = (
    "action", "class", "currency", "direction", "document", "exchange", "gaap", "mandate", "market", "office_class",
    "qualifier", "reason", "return_form", "security", "security_title", "unit_kind",
)  # fmt: skip
_FLAGS = (
    "adjourned", "all_passed", "audited", "connected", "disagreement_with_board", "dividend_declared", "executed",
    "going_concern_doubt", "is_director", "is_officer", "is_ten_percent_holder", "modified_opinion", "new_to_board",
    "successor_named", "underwritten", "vacancy",
)  # fmt: skip
_OWN: Mapping[str, Kind] = {
    "type": "text", "subtype": "text", "status": "text", "severity": "text", "relation": "text",
    "source": "text", "form": "text", "language": "text", "person": "text", "exhibit": "text",
    "people": "texts", "roles": "texts", "also_types": "texts", "items": "texts", "relationships": "texts",
    "confidence": "number", "value": "number", "value_usd": "number", "value_hkd": "number",
    "pct_outstanding": "number", "units": "number",
}  # fmt: skip

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(_NUMBERS, "number"),
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(_FLAGS, "flag"),
    **_OWN,
}
"""Every name of a condition and what it holds."""


def facts_of(event: Event, filing: Filing) -> dict[str, Fact]:
    """The value of every name of ``KINDS`` for one event."""
    stated: dict[str, Value] = {item.name: item.value for item in event.derived}
    stated |= {name: value for name, value in event.fields.items() if value is not None}
    read: Mapping[Kind, Callable[[Value], Fact]] = {
        "number": _number, "text": _text, "texts": _texts, "flag": lambda value: value is True,
    }  # fmt: skip
    facts = {name: read[kind](stated.get(name)) for name, kind in KINDS.items()}
    return facts | _own(event, filing, stated)


def _own(event: Event, filing: Filing, stated: Mapping[str, Value]) -> dict[str, Fact]:
    """Names that are no field of the event, or gather several fields."""
    worth, currency = _first(stated, _WORTH), stated.get("currency")
    names = people_of(event)
    return {
        "type": event.type,
        "subtype": event.subtype or "",
        "status": event.status,
        "severity": event.severity.value,
        "relation": event.relation,
        "exhibit": event.exhibit or "",
        "also_types": event.also_types,
        "source": filing.source,
        "form": filing.form or "",
        "language": filing.language or "",
        "items": (*filing.items, *filing.headline_codes),
        "person": names[0] if names else "",
        "people": tuple(names),
        "roles": tuple(_names_in(stated.get("roles"), "role")),
        "confidence": event.confidence,
        "units": _first(stated, _UNITS),
        "value": worth,
        "value_usd": worth if currency == "USD" else UNKNOWN,
        "value_hkd": worth if currency == "HKD" else UNKNOWN,
        "pct_outstanding": _first(stated, _PERCENT),
    }


def _first(stated: Mapping[str, Value], names: tuple[str, ...]) -> Decimal:
    """The first of these figures that is stated."""
    found = (_number(stated.get(name)) for name in names)
    return next((number for number in found if not number.is_nan()), UNKNOWN)


def _number(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return UNKNOWN
    return Decimal(value)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Value) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(item for item in value if isinstance(item, str))


def _names_in(value: Value, key: str) -> list[str]:
    """``role`` of each mapping in a list of them."""
    rows = value if isinstance(value, list | tuple) else ()
    named = (row.get(key) for row in rows if isinstance(row, Mapping))
    return [name for name in named if isinstance(name, str)]
