from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.grammar.numbers import find_numbers, parse_decimal, parse_han, parse_int


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234,567", "1234567"),
        ("(1,234)", "-1234"),
        ("-3.5", "-3.5"),
        ("925623.60", "925623.60"),
        ("–", "0"),
        ("nil", "0"),
        ("無", "0"),
        (".25", "0.25"),
        ("三億三千八百萬", "338000000"),
    ],
)
def test_a_printed_number_has_its_value(printed: str, value: str) -> None:
    assert parse_decimal(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", None, "(1,234", "1,23,4", "12a", "N/A", "1.2.3", "$5"])
def test_anything_else_is_none_and_never_zero(printed: str | None) -> None:
    assert parse_decimal(printed) is None


def test_a_count_is_whole() -> None:
    assert parse_int("210369.00") == 210369
    assert parse_int("210369.5") is None


@pytest.mark.parametrize(
    ("han", "value"),
    [
        ("十五", 15),
        ("二十五", 25),
        ("二零二六", 2026),
        ("一百零三", 103),
        ("兩千萬", 20_000_000),
        ("壹佰", 100),
        ("三百五十萬", 3_500_000),
        ("一億二千萬", 120_000_000),
    ],
)
def test_chinese_numerals_are_read(han: str, value: int) -> None:
    assert parse_han(han) == value


def test_words_are_no_chinese_numeral() -> None:
    assert parse_han("公司") is None
    assert parse_han("") is None


def test_numbers_in_a_sentence_keep_their_places_and_their_sign() -> None:
    text = "revenue 1,234.5 (2024: 900) and a loss of (77)"
    hits = find_numbers(text)
    assert [h.value for h in hits] == [Decimal("1234.5"), Decimal(2024), Decimal(900), Decimal(-77)]
    assert all(parse_decimal(text[h.start : h.end]) == h.value for h in hits)


@given(st.integers(min_value=0, max_value=10**15))
def test_a_grouped_number_reads_back(number: int) -> None:
    assert parse_int(f"{number:,}") == number
