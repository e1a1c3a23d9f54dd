from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tests.support.reading import a_text
from workers.results.tables import TableRow, rows

SIX_MONTHS = (
    "\tFor the six months ended June 30,\t",
    "\t2022\t2023\tChange",
    "\tRMB'000\tRMB'000\t",
)


def table(*lines: str) -> list[TableRow]:
    return list(rows(a_text(*lines).blocks))


def by_year(row: TableRow) -> dict[int, Decimal | None]:
    return {column.year: cell.value for column, cell in row.values}


def labels(found: Sequence[TableRow]) -> list[str]:
    return [row.label for row in found]


def test_figures_stand_under_their_years() -> None:
    (row,) = table(*SIX_MONTHS, "Revenues\t4,080,307\t3,699,803\t-9.3%")
    assert by_year(row) == {2022: Decimal(4080307), 2023: Decimal(3699803)}
    assert row.change is not None
    assert row.change.value == Decimal("-9.3")


def test_swapped_columns_change_nothing() -> None:
    (row,) = table("\t2023\t2022", "\tRMB'000\tRMB'000", "Revenues\t3,699,803\t4,080,307")
    assert by_year(row) == {2022: Decimal(4080307), 2023: Decimal(3699803)}


def test_the_number_of_a_note_is_no_figure() -> None:
    (row,) = table("\tNotes\t2024\t2025", "Revenue\t12\t7,785\t9,558")
    assert by_year(row) == {2024: Decimal(7785), 2025: Decimal(9558)}


def test_a_change_without_percent_sign_is_the_last_cell() -> None:
    (row,) = table(
        "\t2024\t2025\tChange", "\tHK$'000\tHK$'000\t%", "Revenue\t100,000\t120,500\t20.5"
    )
    assert by_year(row) == {2024: Decimal(100000), 2025: Decimal(120500)}
    assert row.change is not None
    assert row.change.value == Decimal("20.5")


def test_a_header_repeated_after_a_page_break_starts_anew() -> None:
    found = table(
        *SIX_MONTHS, "Gross profit\t145,162\t400,791", *SIX_MONTHS, "Net loss\t(9)\t(7,000)"
    )
    assert labels(found) == ["Gross profit", "Net loss"]


def test_a_second_table_has_its_own_columns() -> None:
    found = table(
        *SIX_MONTHS,
        "Revenue\t10,000\t20,000",
        "CONSOLIDATED BALANCE SHEETS",
        "\tDec 31, 2022\tJun 30, 2023",
        "\tRMB'000\tRMB'000",
        "Total assets\t50,000\t60,000",
    )
    assert [c.months for c, _ in found[0].values] == [6, 6]
    assert [str(c.end) for c, _ in found[1].values] == ["2022-12-31", "2023-06-30"]


def test_a_line_without_figures_is_the_group_of_the_next_row() -> None:
    (row,) = table("\t2024\t2025", "Net loss attributable to", "Harbour Limited\t(1,966)\t(936)")
    assert row.name == "Net loss attributable to Harbour Limited"


def test_a_group_with_a_colon_rules_until_the_next_one() -> None:
    found = table(
        "\t2024\t2025",
        "Net loss per share:",
        "Basic\t(0.54)\t(0.23)",
        "Diluted\t(0.54)\t(0.23)",
        "Shares used:",
        "Basic\t3,658,088\t4,107,065",
    )
    assert [row.group for row in found] == [
        "Net loss per share:",
        "Net loss per share:",
        "Shares used:",
    ]


def test_a_group_line_may_carry_the_number_of_its_note() -> None:
    (row,) = table(
        "\t2024\t2025", "EARNINGS PER SHARE 9", "From all operations", "Basic\t9.75\t7.17"
    )
    assert "EARNINGS PER SHARE" in row.above
    assert row.group == "From all operations"


def test_a_preamble_gives_the_unit_that_the_header_leaves_out() -> None:
    (row,) = table(
        "(In millions, except per share data; unaudited)", "\t2024\t2025", "Revenue\t$4,262\t$4,655"
    )
    assert [c.multiplier for c, _ in row.values] == [10**6, 10**6]


def test_the_unit_of_a_preamble_is_no_column() -> None:
    (row,) = table(
        "(Amounts in thousands of Renminbi (“RMB”) and U.S. dollars (“US$”))",
        "\t2024\t2025\t2025",
        "\tRMB\tRMB\tUS$",
        "Revenue\t7,785\t9,558\t1,366",
    )
    assert [(c.currency, c.multiplier) for c, _ in row.values] == [
        ("RMB", 1000),
        ("RMB", 1000),
        ("USD", 1000),
    ]


def test_a_long_paragraph_ends_the_table() -> None:
    prose = "The Group continued to invest in its network during the year. " * 8
    assert table(*SIX_MONTHS, prose, "Others\t5,000\t6,000") == []


def test_rows_with_too_many_figures_are_left_alone() -> None:
    assert table("\t2024\t2025", "Segment\t1,000\t2,000\t3,000\t4,000") == []


def test_empty_cells_pair_by_place_only_where_the_places_fit() -> None:
    (row,) = table("\t2024\t2025", "Impairment\t\t185,135")
    assert by_year(row) == {2025: Decimal(185135)}
    assert table("\tNotes\t2024\t2025", "Impairment\t185,135") == []


def test_columns_of_percentages_hold_no_amounts() -> None:
    found = table("\t2024\t2025", "\t(%)\t(%)", "Gross margin\t17.2\t15.7")
    assert found == []


def test_units_alone_keep_the_years_above_them() -> None:
    found = table(
        "\t2024\t2025", "Revenue\t7,785\t9,558", "\tRMB\tRMB", "Gross profit\t1,340\t1,503"
    )
    assert [by_year(row) for row in found] == [
        {2024: Decimal(7785), 2025: Decimal(9558)},
        {2024: Decimal(1340), 2025: Decimal(1503)},
    ]


def test_a_change_in_money_is_no_percentage() -> None:
    (row,) = table("\t2025\t2024\tIncrease", "Revenue\t1,204,500\t1,000,000\t204,500")
    assert by_year(row) == {2025: Decimal(1204500), 2024: Decimal(1000000)}
    assert row.change is None
