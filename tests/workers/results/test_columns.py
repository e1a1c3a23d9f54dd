from __future__ import annotations

from datetime import date

from workers.results.columns import Column, Header, Surroundings, header, spread
from workers.results.headers import Mark, marks


def a_header(*lines: str, around: Surroundings | None = None) -> Header:
    found: list[Mark] = []
    for number, line in enumerate(lines):
        found += marks(line, number)[0]
    return header(found, around or Surroundings())


def short(found: Header) -> list[tuple[int, date | None, int | None, str | None, int | None]]:
    return [(c.year, c.end, c.months, c.currency, c.multiplier) for c in found.columns]


def test_years_below_a_month_and_day() -> None:
    found = a_header("\tFor the six months ended June 30,", "\t2022\t2023", "\tRMB'000\tRMB'000")
    assert short(found) == [
        (2022, date(2022, 6, 30), 6, "RMB", 1000),
        (2023, date(2023, 6, 30), 6, "RMB", 1000),
    ]


def test_a_convenience_column_has_its_own_currency() -> None:
    found = a_header("\tYear ended December 31,", "\t2024\t2025\t2025", "\tRMB\tRMB\tUS$")
    assert [(c.year, c.currency) for c in found.columns] == [
        (2024, "RMB"),
        (2025, "RMB"),
        (2025, "USD"),
    ]


def test_whole_dates_of_a_balance_sheet_have_no_length() -> None:
    found = a_header("\tDec 31, 2022 RMB\tJun 30, 2023 RMB\tJun 30, 2023 US$")
    assert short(found) == [
        (2022, date(2022, 12, 31), None, "RMB", None),
        (2023, date(2023, 6, 30), None, "RMB", None),
        (2023, date(2023, 6, 30), None, "USD", None),
    ]


def test_month_days_and_years_in_two_lines_pair_in_order() -> None:
    found = a_header("\t30th June,\t31st December,", "\t2008\t2007")
    assert [c.end for c in found.columns] == [date(2008, 6, 30), date(2007, 12, 31)]


def test_two_groups_over_four_columns_split_evenly() -> None:
    found = a_header(
        "\tThree Months Ended\t\tSix Months Ended",
        "\tJune 30,\tJune 30,\tJune 30,\tJune 30,",
        "\t2025\t2024\t2025\t2024",
    )
    assert [(c.months, c.year) for c in found.columns] == [
        (3, 2025),
        (3, 2024),
        (6, 2025),
        (6, 2024),
    ]


def test_uneven_groups_rule_from_their_own_cell() -> None:
    found = a_header(
        "\tThree Months Ended\t\t\tNine Months Ended\t",
        "\tSep 30, 2024\tSep 30, 2025\tSep 30, 2025\tSep 30, 2024\tSep 30, 2025",
        "\tRMB\tRMB\tUS$\tRMB\tRMB",
    )
    assert [c.months for c in found.columns] == [3, 3, 3, 9, 9]


def test_a_date_beside_bare_years_is_the_statement_not_a_column() -> None:
    found = a_header(
        "綜合收益表截至二零一零年十二月三十一日止年度二零一零年 二零零九年附註 港幣千元 港幣千元"
    )
    assert short(found) == [
        (2010, date(2010, 12, 31), 12, "HKD", 1000),
        (2009, date(2009, 12, 31), 12, "HKD", 1000),
    ]


def test_what_the_header_leaves_out_comes_from_its_surroundings() -> None:
    around = Surroundings(month_day=(3, 31), months=12, currency="HKD", multiplier=10**6)
    assert short(a_header("\t2025\t2024", around=around)) == [
        (2025, date(2025, 3, 31), 12, "HKD", 10**6),
        (2024, date(2024, 3, 31), 12, "HKD", 10**6),
    ]


def test_units_that_do_not_pair_with_the_years_make_no_columns() -> None:
    found = a_header("\t2022\t2 2023 2\t2022 2023\t2023", "\tRMB'000\tRMB'000\tUS$'000")
    assert found.columns == ()


def test_no_year_makes_no_column() -> None:
    assert a_header("\tRMB'000\tRMB'000").columns == ()


def test_29_february_of_another_year_is_the_28th() -> None:
    around = Surroundings(month_day=(2, 29))
    found = a_header("\t2024\t2023", around=around)
    assert [c.end for c in found.columns] == [date(2024, 2, 29), date(2023, 2, 28)]


def test_a_change_column_and_notes_are_remembered() -> None:
    found = a_header("\tNotes\t2024\t2025\tChange")
    assert (found.has_change, found.has_notes) == (True, True)
    assert len(found.columns) == 2


def test_percentage_columns_are_marked() -> None:
    found = a_header("\t2024\t2025", "\t(%)\t(%)")
    assert [c.percent for c in found.columns] == [True, True]


def test_spread_gives_each_its_equal_run_or_nothing() -> None:
    assert spread([1], 3) == [1, 1, 1]
    assert spread([1, 2], 4) == [1, 1, 2, 2]
    assert spread([1, 2, 3], 4) is None
    assert spread([], 2) is None


def test_a_column_needs_no_more_than_its_year() -> None:
    assert a_header("\t2025\t2024").columns[0] == Column(year=2025, cell=1)
