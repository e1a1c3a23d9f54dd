from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.records import a_document, a_filing, an_alert, an_event, an_hkex_filing
from watcher.ledger import codec
from watcher.model import Alert, Derived, Document, Event, Filing, Severity

TEXT = st.text(st.characters(codec=None, exclude_categories=()))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), TEXT, st.decimals(allow_nan=False), st.dates()
)
KEYS = st.one_of(
    TEXT, st.sampled_from(["$decimal", "$date", "$time", "$enum", "$map", "$type", "$"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(tuple), st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = st.dictionaries(KEYS, VALUES, max_size=4)


def same_types(one: Any, two: Any) -> bool:
    """Equality that tells 1 from True and 1.5 from 1.50."""
    return repr(one) == repr(two)


@given(FIELDS)
def test_fields_come_back_exactly(fields: dict[str, Any]) -> None:
    back = codec.load_values(codec.dump(fields))
    assert same_types(back, fields)


@given(FIELDS, st.decimals(allow_nan=False), st.sampled_from(Severity), st.none() | st.dates())
def test_events_come_back_exactly(
    fields: dict[str, Any], confidence: Decimal, severity: Severity, day: date | None
) -> None:
    derived = Derived(name="total", value=confidence, unit="HKD", arithmetic="2 x 3")
    event = an_event(
        fields=fields, confidence=confidence, severity=severity, event_date=day, derived=(derived,)
    )
    assert same_types(codec.load(Event, codec.dump(event)), event)


@given(st.datetimes(timezones=st.just(UTC)), TEXT)
def test_filings_come_back_exactly(at: datetime, title: str) -> None:
    filing = a_filing(published_at=at, title=title)
    assert codec.load(Filing, codec.dump(filing)) == filing


@given(FIELDS)
def test_the_text_is_json_that_utf8_can_hold(fields: dict[str, Any]) -> None:
    text = codec.dump(fields)
    assert json.loads(text.encode()) is not None


def test_other_records_come_back_exactly() -> None:
    alert = an_alert(an_hkex_filing().id, an_event(), severity=Severity.CRITICAL)
    assert codec.load(Alert, codec.dump(alert)) == alert
    assert codec.load(Document, codec.dump(a_document())) == a_document()


def test_lists_come_back_as_tuples() -> None:
    assert codec.load_values(codec.dump({"a": [1, [2]]})) == {"a": (1, (2,))}


@pytest.mark.parametrize("value", [1.5, b"x", {1: "a"}, {"a", "b"}, object(), timedelta(1)])
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        codec.dump({"a": value})


@pytest.mark.parametrize("zone", [None, timezone(timedelta(hours=8))])
def test_times_that_are_not_utc_are_refused(zone: timezone | None) -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        codec.dump(a_filing(published_at=datetime(2026, 1, 1, tzinfo=zone)))


def test_a_foreign_class_of_a_known_name_is_refused() -> None:
    foreign = type("Event", (), {})()
    with pytest.raises(TypeError, match="Event"):
        codec.dump(foreign)


def test_a_row_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="holds a Filing where a Event belongs"):
        codec.load(Event, codec.dump(a_filing()))


def test_a_newer_field_takes_its_default_and_a_gone_one_is_left_out() -> None:
    stored = json.loads(codec.dump(a_filing()))
    del stored["found_by"]
    stored["once_there"] = "was a field"
    assert codec.load(Filing, json.dumps(stored)) == a_filing()
