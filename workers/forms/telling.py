"""Headline words and the dedup subject that insider sales and purchases share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from watcher.model import Value
from workers.events import Draft
from workers.forms.people import holds_top_office
from workers.forms.securities import unit_word
from workers.grammar.romanised import latin_key

_SIGNS = {"USD": "US$", "HKD": "HK$", "CNY": "RMB", "RMB": "RMB"}
_STEPS = ((Decimal(1_000_000_000), "bn"), (Decimal(100_000), "m"))


def amount(value: Decimal, currency: str) -> str:
    """``US$0.60m``, ``US$1.20bn``, ``US$8,500``."""
    sign = _sign(currency)
    for least, unit in _STEPS:
        if value >= least:
            return f"{sign}{value / (least if unit == 'bn' else 1_000_000):,.2f}{unit}"
    return f"{sign}{value:,.0f}"


def traded(draft: Draft) -> str:
    """``120,500 ADS``; unlike kinds of unit are listed, never added up."""
    classes = [c for c in _list(draft.fields.get("classes")) if isinstance(c, Mapping)]
    if draft.fields.get("unit_kind") == "mixed" and classes:
        return " and ".join(_counted(c.get("units"), c.get("unit_kind")) for c in classes)
    return _counted(draft.fields.get("units"), draft.fields.get("unit_kind"))


def each(draft: Draft) -> str:
    """`` at US$25.10``, or nothing where no price is known."""
    price, currency = draft.fields.get("price"), draft.fields.get("currency")
    return f" at {_sign(str(currency))}{price}" if isinstance(price, Decimal) else ""


def about(draft: Draft) -> str:
    """The value traded or proposed in words."""
    value = worth(draft.fields)
    return "value unknown" if value is None else amount(value, str(draft.fields.get("currency")))


def _counted(units: Value, kind: Value) -> str:
    word = unit_word(kind if isinstance(kind, str) else None)
    known = isinstance(units, (int, Decimal))
    return f"{units:,} {word}" if known else f"an unreadable number of {word}"


def _sign(currency: str) -> str:
    return _SIGNS.get(currency, f"{currency} ")


def subject(draft: Draft, action: str) -> str:
    """Action, people, day and quantity: the same whichever venue told it."""
    units, kind = draft.fields.get("units"), draft.fields.get("unit_kind")
    day = draft.event_date.isoformat() if draft.event_date else "undated"
    return f"{action}|{_people(draft.fields)}|{day}|{units}-{kind}"


def top_office(fields: Mapping[str, Value]) -> bool:
    """Whether any owner, or a relationship as filed, is a chief executive, finance chief
    or chair.
    """
    named = [v for v in _list(fields.get("relationships")) if isinstance(v, str)]
    for owner in _list(fields.get("persons")):
        if isinstance(owner, Mapping):
            named += [v for v in _list(owner.get("relationships")) if isinstance(v, str)]
    return holds_top_office(*named)


def worth(fields: Mapping[str, Value]) -> Decimal | None:
    """The value traded or proposed, in the event's currency."""
    for name in ("value", "aggregate_market_value"):
        value = fields.get(name)
        if isinstance(value, Decimal):
            return value
    return None


def _people(fields: Mapping[str, Value]) -> str:
    named = [*_list(fields.get("persons"))] or [fields.get("person")]
    keys = [p.get("person_key") for p in named if isinstance(p, Mapping)]
    return "&".join(sorted({latin_key(k) or k for k in keys if isinstance(k, str)})) or "unknown"


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, (list, tuple)) else []
