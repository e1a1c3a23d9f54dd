from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from watcher.jsonable import Json, event_json, iso, json_line, jsonable
from watcher.model import Event, EventId, Evidence, QualityFlag, Severity


@pytest.mark.parametrize(
    ("value", "json_value"),
    [
        (None, None),
        (True, True),
        (210369, 210369),
        (Decimal("925623.60"), "925623.60"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 3, 25), "2026-03-25"),
        (timedelta(minutes=2), 120.0),
        (Severity.HIGH, "high"),
        ({"a": (1, Decimal("0.1"))}, {"a": [1, "0.1"]}),
    ],
)
def test_every_value_of_the_model_has_one_json_form(value: object, json_value: object) -> None:
    assert jsonable(value) == json_value


def test_times_end_in_z() -> None:
    assert iso(datetime(2026, 3, 25, 9, 30, tzinfo=UTC)) == "2026-03-25T09:30:00Z"


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"bytes", object()])
def test_what_has_no_obvious_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no JSON form"):
        jsonable(value)


def test_dataclasses_become_objects() -> None:
    assert jsonable(QualityFlag(code="ZIP_PLACEHOLDER", detail="zip 00000")) == {
        "code": "ZIP_PLACEHOLDER",
        "detail": "zip 00000",
        "evidence": None,
    }


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


def test_a_line_of_json_is_one_line_and_steers_no_terminal() -> None:
    told: Json = {"name": "張三\x9b2J\u2028\x85\u202e\x1b[2J"}
    line = json_line(told)
    assert "張三" in line
    assert line.isprintable()
    assert json.loads(line) == told
