from __future__ import annotations

from datetime import date

import pytest

from workers.results.calendar import first_day, tokens


def kinds(text: str) -> list[str]:
    return [t.kind for t in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("December 31, 2025", date(2025, 12, 31)),
        ("Dec. 31, 2018", date(2018, 12, 31)),
        ("Sept 30, 2024", date(2024, 9, 30)),
        ("31 December 2025", date(2025, 12, 31)),
        ("30th June, 2008", date(2008, 6, 30)),
        ("30/06/11", date(2011, 6, 30)),
        ("31/12/1998", date(1998, 12, 31)),
        ("2025年12月31日", date(2025, 12, 31)),
        ("二零一零年十二月三十一日", date(2010, 12, 31)),
        ("二零二五年 六月 三十日", date(2025, 6, 30)),
    ],
)
def test_whole_dates_in_every_printed_form(text: str, expected: date) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.date) == ("date", expected)
    assert text[token.start : token.end] == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 30,", (6, 30)),
        ("30th June,", (6, 30)),
        ("31 December", (12, 31)),
        ("十二月三十一日", (12, 31)),
        ("6月30日", (6, 30)),
    ],
)
def test_a_month_with_its_day_stands_alone(text: str, expected: tuple[int, int]) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.month_day, token.year) == ("month_day", expected, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", 2025),
        ("FY2025", 2025),
        ("FY26", 2026),
        ("2024/25", 2025),
        ("二零二五年", 2025),
        ("二零二四 年", 2024),
        ("2025年", 2025),
    ],
)
def test_years_alone(text: str, expected: int) -> None:
    (token,) = tokens(text)
    assert (token.kind, token.year) == ("year", expected)


@pytest.mark.parametrize("text", ["1,204", "2,025", "2025.5", "12,345,678", "RMB'000", "Notes"])
def test_amounts_and_words_are_no_times(text: str) -> None:
    assert kinds(text) == []


def test_impossible_days_are_left_out() -> None:
    assert kinds("31 February 2025") == []
    assert kinds("99月40日") == []


def test_times_come_in_the_order_of_the_line() -> None:
    text = "Dec 31, 2022\tJun 30, 2023\tJun 30, 2023"
    assert [t.date for t in tokens(text)] == [
        date(2022, 12, 31),
        date(2023, 6, 30),
        date(2023, 6, 30),
    ]


@pytest.mark.parametrize(
    ("end", "months", "expected"),
    [
        (date(2025, 12, 31), 12, date(2025, 1, 1)),
        (date(2023, 6, 30), 6, date(2023, 1, 1)),
        (date(2025, 3, 31), 12, date(2024, 4, 1)),
        (date(2025, 9, 30), 3, date(2025, 7, 1)),
        (date(2024, 2, 29), 3, date(2023, 12, 1)),
        (date(2023, 3, 3), 3, date(2022, 12, 4)),
    ],
)
def test_the_first_day_of_a_period(end: date, months: int, expected: date) -> None:
    assert first_day(end, months) == expected
