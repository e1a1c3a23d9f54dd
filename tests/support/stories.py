"""Events of invented stories as an extractor would give them, for tests of correlation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from watcher.model import Event, EventId, Evidence, FilingId, Severity

ISSUER = "grey-plover"


@dataclass(frozen=True)
class Told:
    """An event that the ledger holds."""

    event: Event
    filing_id: FilingId


def told(event: Event, number: int = 1) -> Told:
    return Told(event, FilingId(f"hkex:{number}"))


def story(kind: str, subject: str, status: str, issuer: str = ISSUER, **changes: Any) -> Event:
    """An event of a type and subtype (``share_issuance.placing``) under its dedup key."""
    name, _, subtype = kind.partition(".")
    key = f"{issuer}|{name}|{subject}"
    quote = f"words of {key} {status}"
    digest = hashlib.sha256(f"{key}{status}{changes}".encode()).hexdigest()[:24]
    values: dict[str, Any] = {
        "id": EventId(f"evt_{digest}"), "type": name, "subtype": subtype or None, "status": status,
        "severity": Severity.MEDIUM, "confidence": Decimal("0.97"), "dedup_key": key, "fields": {},
        "evidence": (Evidence(document="main", start=0, end=len(quote), quote=quote),),
        "headline": f"{name} {status}", "document_date": date(2026, 3, 24),
    }  # fmt: skip
    return Event(**values | changes)


def placing(status: str = "announced", units: int = 338_000_000, **fields: Any) -> Event:
    """A placing agreed on 24 March 2026 at HK$8.29."""
    values: dict[str, Any] = {
        "units": units, "unit_kind": "ordinary_share", "qualifier": "exact", "price": Decimal("8.29"),
        "currency": "HKD", "agreement_date": date(2026, 3, 24),
    }  # fmt: skip
    when = fields.get("completion_date") or date(2026, 3, 24)
    return story(
        "share_issuance.placing", "placing|2026-03-24|deal", status,
        fields=values | fields, event_date=when, document_date=when,
    )  # fmt: skip


def next_day_return(units: int = 338_000_000, on: date = date(2026, 4, 2), **fields: Any) -> Event:
    """The row of a next day return: no day of agreement, the balances around it."""
    values: dict[str, Any] = {
        "units": units, "unit_kind": "ordinary_share", "qualifier": "exact", "price": Decimal("8.29"),
        "currency": "HKD", "completion_date": on,
        "opening_balance": 4_000_000_000, "closing_balance": 4_000_000_000 + units,
    }  # fmt: skip
    subject = f"placing|{on}|{units}"
    return story(
        "share_issuance.placing", subject, "completed",
        fields=values | fields, event_date=on, document_date=on,
    )  # fmt: skip


def monthly_return(end: date, opening: int, change: int, status: str = "effective") -> Event:
    """A monthly return: opening, change and closing of the issued shares."""
    balance = {"opening": opening, "change": change, "closing": opening + change}
    return story(
        "capital_movement.monthly_return", f"monthly_return|{end:%Y-%m}", status,
        fields={"month_ended": end, "class": "Ordinary shares", "issued_excluding_treasury": balance},
        event_date=end, document_date=end, severity=Severity.INFO,
    )  # fmt: skip


def notice(person: str = "marsh+bo", units: int = 120_000, **changes: Any) -> Event:
    """A Form 144: a sale that is planned for 26 March 2026."""
    fields = {
        "person": {"name": person, "person_key": person}, "units": units, "unit_kind": "ads",
        "aggregate_market_value": Decimal(units * 4), "approx_sale_date": date(2026, 3, 26),
    }  # fmt: skip
    return story(
        "insider_sale.proposed_notice", f"proposed|{person}|2026-03-26|{units}-ads",
        changes.pop("status", "proposed"), fields=fields | changes.pop("fields", {}), event_date=date(2026, 3, 26),
        **{"severity": Severity.LOW} | changes,
    )  # fmt: skip


def sale(person: str = "marsh+bo", units: int = 118_000, on: date = date(2026, 3, 27)) -> Event:
    """A Form 4: a sale that was made."""
    fields = {
        "person": {"name": person, "person_key": person}, "units": units, "unit_kind": "ads",
        "value": Decimal(units * 4),
    }  # fmt: skip
    return story(
        "insider_sale.executed", f"executed|{person}|{on}|{units}-ads", "completed",
        fields=fields, event_date=on, severity=Severity.LOW,
    )  # fmt: skip


def move(
    status: str, effective: date | None, *, person: str = "moor+ada", how: str = "appointment",
    on: date = date(2026, 3, 24), **fields: Any,
) -> Event:  # fmt: skip
    """A director who comes or goes."""
    values = {"person": {"name": person, "person_key": person, "name_zh": None}, **fields}
    return story(
        f"board_change.{how}", f"{person}|{how}|{effective or on}", status,
        fields=values, event_date=on, effective_date=effective, document_date=on,
    )  # fmt: skip
