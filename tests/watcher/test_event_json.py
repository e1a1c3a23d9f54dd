from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

from watcher.event_json import event_json, iso
from watcher.model import Event, EventId, Evidence, Severity


def test_times_end_in_z() -> None:
    assert iso(datetime(2026, 3, 25, 9, 30, tzinfo=UTC)) == "2026-03-25T09:30:00Z"


def test_an_event_prints_missing_as_null_and_survives_json() -> None:
    event = Event(
        id=EventId("evt_1"),
        type="insider_sale",
        subtype=None,
        status="proposed",
        severity=Severity.LOW,
        confidence=Decimal("0.99"),
        dedup_key="k",
        fields={"units": 5, "price": Decimal("4.40"), "executed": None},
        evidence=(Evidence(document="main", start=0, end=3, quote="abc"),),
        headline="a sale",
    )
    printed = event_json(event)
    assert json.loads(json.dumps(printed)) == printed
    assert printed["subtype"] is None
    assert printed["fields"] == {"units": 5, "price": "4.40", "executed": None}
    assert printed["evidence"] == [
        {"document": "main", "start": 0, "end": 3, "page": None, "quote": "abc"}
    ]
