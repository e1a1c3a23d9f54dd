"""The events of an issuer as histories to draw: trades, people, share counts. Pure.

An event that only repeats another one (``same``: the other language, the other venue) is
drawn once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from watcher.ledger.pages import TimedEvent
from watcher.model import Value
from watcher.web.charts import Bar, Span

TRADES = ("insider_sale", "insider_purchase")
PEOPLE = ("board_change", "officer_change")
COUNTS = ("capital_movement", "share_issuance", "share_repurchase")

_AMOUNTS = ("value", "aggregate_market_value")
_DAYS = ("transaction_date", "approx_sale_date")


def trades(found: Iterable[TimedEvent]) -> list[Bar]:
    """What insiders bought (above zero) and sold (below), in the currency as filed.

    A notice of a proposed sale is a plan and says so. What states no value is left out.
    """
    bars = []
    for one in found:
        value = _first(one.event.fields, _AMOUNTS)
        if not _news(one, TRADES) or not isinstance(value, int | Decimal):
            continue
        sign = -1 if one.event.type == "insider_sale" else 1
        plan = one.event.status == "proposed"
        label = f"{day_of(one):%Y-%m-%d}: {one.event.headline}"
        bars.append(Bar(on=day_of(one), value=sign * Decimal(value), label=label, planned=plan))
    return bars


def share_counts(found: Iterable[TimedEvent]) -> list[tuple[date, Decimal]]:
    """Issued shares at the end of each period or movement that a return states."""
    points: dict[date, Decimal] = {}
    for one in found:
        if not _news(one, COUNTS):
            continue
        closing = _closing(one.event.fields)
        if closing:
            on = _date(one.event.fields.get("month_ended")) or day_of(one)
            points[on] = Decimal(closing)
    return sorted(points.items())


def people(found: Iterable[TimedEvent]) -> list[Span]:
    """From when to when each director and officer served, as far as the record tells."""
    spans: dict[str, Span] = {}
    for one in sorted(found, key=day_of):
        person = one.event.fields.get("person")
        if not _news(one, PEOPLE) or not isinstance(person, Mapping):
            continue
        name = str(person.get("name") or "")
        key = str(person.get("person_key") or name)
        known = spans.get(key)
        label = f"{day_of(one):%Y-%m-%d}: {one.event.headline}"
        spans[key] = _after(known, one.event.subtype or "", day_of(one), name, label)
    return [span for span in spans.values() if span.name]


def day_of(one: TimedEvent) -> date:
    """When it happened: the trade's or effective day, else the event's, else publication."""
    event = one.event
    stated = (_date(event.fields.get(name)) for name in _DAYS)
    days = (*stated, event.effective_date, event.event_date, event.document_date)
    published = one.filing.published_at or one.filing.seen_at
    return next((day for day in days if day), published.date())


def _news(one: TimedEvent, types: Sequence[str]) -> bool:
    return one.event.type in types and one.event.relation != "same"


def _after(known: Span | None, what: str, on: date, name: str, label: str) -> Span:
    span = known or Span(name=name, start=None, end=None, label=label)
    if known is not None:
        span = replace(span, label=f"{known.label}; {label}")
    if what == "appointment":
        return replace(span, start=span.start or on, end=None)
    return replace(span, end=on) if what == "departure" else span


def _closing(fields: Mapping[str, Value]) -> int | None:
    for name in ("total_issued", "issued_excluding_treasury"):
        table = fields.get(name)
        if isinstance(table, Mapping) and isinstance(table.get("closing"), int):
            return int(str(table["closing"]))
    plain = fields.get("closing_shares")
    return plain if isinstance(plain, int) else None


def _first(fields: Mapping[str, Value], names: Sequence[str]) -> Value:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


def _date(value: Value) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
