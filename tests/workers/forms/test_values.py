from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.forms.values import Number, count, day, number, rounded, total, whole, yes_no
from workers.text.model import Cell


def cell(text: str) -> Cell:
    return Cell(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Decimal(0)),
        ("602500.60", Decimal("602500.60")),
        ("1,234,567", Decimal(1234567)),
        ("US$1,000.50", Decimal("1000.50")),
        ("2,000 shares", Decimal(2000)),
        ("1,23", None),
        ("1.234.567", None),
        ("12 000", None),
        ("NaN", None),
        ("1e9", None),
        ("9" * 400, None),
        ("two", None),
    ],
)
def test_only_one_certain_reading_is_taken(text: str, value: Decimal | None) -> None:
    found = number(cell(text))
    assert found.value == value
    assert (found.oddity is None) == (value is not None and text.replace(".", "").isdigit())


def test_an_empty_number_is_missing_and_not_zero() -> None:
    assert number(None) == Number(None, None, "empty")
    assert number(cell("")).value is None


def test_decimals_in_a_count_are_noted() -> None:
    assert count(cell("100.5")).oddity == "written with decimals"
    assert count(cell("100")).oddity is None
    assert number(cell("100.5")).oddity is None


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_and_plain_counts_agree(value: int) -> None:
    assert number(cell(f"{value:,}")).value == number(cell(str(value))).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("06/25/2024", date(2024, 6, 25)),
        ("06/ 25/2024", date(2024, 6, 25)),
        ("2025-03-06", date(2025, 3, 6)),
        ("2025-03-06-05:00", date(2025, 3, 6)),
        ("2025-03-06Z", date(2025, 3, 6)),
        ("25/06/2024", None),
        ("02/30/2023", None),
        ("soon", None),
    ],
)
def test_dates_are_month_first_or_iso_with_any_zone(text: str, value: date | None) -> None:
    assert day(cell(text)).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", True),
        ("false", False),
        ("☒", True),
        ("☐", False),
        ("Y", True),
        ("", None),
        ("?", None),
    ],
)
def test_flags_are_true_false_or_unknown(text: str, *, value: bool | None) -> None:
    assert yes_no(cell(text)) is value


def test_sums_leave_out_what_is_missing_and_are_none_without_any() -> None:
    assert total([number(cell("5")), number(None)]) == 5
    assert total([number(None)]) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("4.40", "4.40"),
        ("0.29333333", "0.2933"),
        ("0.62500", "0.625"),
        ("75.02779", "75.0278"),
        ("2", "2.00"),
    ],
)
def test_rounding_is_half_up_and_drops_trailing_zeros(value: str, printed: str) -> None:
    assert str(rounded(Decimal(value))) == printed


def test_counts_are_integers_and_fractions_stay_exact() -> None:
    assert isinstance(whole(Decimal("12.000")), int)
    assert whole(Decimal("12.5")) == Decimal("12.5")
