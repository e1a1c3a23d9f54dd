from __future__ import annotations

from datetime import date

import pytest

from workers.grammar.dates import DateOrder, find_dates, parse_date

MARCH_25 = date(2026, 3, 25)


@pytest.mark.parametrize(
    "printed",
    [
        "March 25, 2026",
        "March 25 2026",
        "Mar. 25, 2026",
        "25 March 2026",
        "25th March, 2026",
        "25th day of March, 2026",
        "MARCH 25, 2026",
        "2026-03-25",
        "2026年3月25日",
        "2026 年 3 月 25 日",
        "二零二六年三月二十五日",
        "二〇二六年三月二十五日",
    ],
)
def test_every_printed_form_of_a_day_is_the_same_day(printed: str) -> None:
    assert parse_date(printed) == MARCH_25


@pytest.mark.parametrize(
    ("order", "day"), [("mdy", date(2026, 11, 2)), ("dmy", date(2026, 2, 11)), (None, None)]
)
def test_a_slash_date_needs_the_order_of_its_venue(
    order: DateOrder | None, day: date | None
) -> None:
    assert parse_date("11/02/2026", order=order) == day


def test_a_slash_date_with_a_number_above_twelve_has_one_reading() -> None:
    assert parse_date("05/25/2023") == date(2023, 5, 25)
    assert parse_date("25/05/2023") == date(2023, 5, 25)


def test_stray_blanks_in_a_slash_date_are_passed_over() -> None:
    assert parse_date("31 /10/2009", order="dmy") == date(2009, 10, 31)


def test_the_zone_behind_an_xml_date_is_dropped() -> None:
    assert parse_date("2025-06-03-05:00") == date(2025, 6, 3)


@pytest.mark.parametrize(
    "words",
    [
        "3896",
        "may",
        "in March 2026",
        "(Stock Code: 3896)",
        "2026",
        "February 30, 2026",
        "13/13/2026",
        "",
        None,
        "dated 25",
    ],
)
def test_what_is_no_full_date_gives_none(words: str | None) -> None:
    assert parse_date(words) is None


def test_dates_stand_where_they_say_with_their_qualifier() -> None:
    text = "agreed on March 3, 2026; closing on or about April 9, 2026"
    first, second = find_dates(text)
    assert (text[first.start : first.end], first.qualifier) == ("March 3, 2026", None)
    assert (text[second.start : second.end], second.qualifier) == ("April 9, 2026", "on or about")


def test_a_range_limits_the_search_and_keeps_whole_offsets() -> None:
    text = "March 3, 2026 and April 9, 2026"
    (hit,) = find_dates(text, 10)
    assert (hit.value, hit.start) == (date(2026, 4, 9), text.index("April"))


def test_a_chinese_qualifier_follows_its_date() -> None:
    (hit,) = find_dates("將於二零二六年四月九日或前後完成")
    assert hit.qualifier == "on or about"
