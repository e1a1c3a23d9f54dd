from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tests.support.reading import a_text
from workers.results.figures import Figure, figures
from workers.results.labels import Concept
from workers.results.period import Period
from workers.results.tables import rows

YEAR = Period(end=date(2025, 12, 31), months=12)
ANNUAL = ("\tFor the year ended December 31,", "\t2024\t2025\t2025", "\tRMB'000\tRMB'000\tUS$'000")


def read(*lines: str, period: Period = YEAR) -> Mapping[Concept, Figure]:
    return figures(rows(a_text(*lines).blocks), period)


def pair(figure: Figure) -> tuple[Decimal, Decimal | None]:
    return figure.current, figure.prior


def test_current_and_comparative_are_told_by_their_years() -> None:
    found = read(*ANNUAL, "Revenues\t7,785,180\t9,558,619\t1,366,864")
    revenue = found["revenue"]
    assert pair(revenue) == (Decimal(9558619), Decimal(7785180))
    assert (revenue.currency, revenue.multiplier) == ("RMB", 1000)
    assert revenue.translated == Decimal(1366864)


def test_current_first_is_read_the_same() -> None:
    found = read("\t2025\t2024", "\tHK$'000\tHK$'000", "Revenue\t480,100\t455,000")
    assert pair(found["revenue"]) == (Decimal(480100), Decimal(455000))


def test_columns_of_another_length_are_another_period() -> None:
    lines = (
        "\tThree Months Ended December 31,\t\tYear Ended December 31,",
        "\t2025\t2024\t2025\t2024",
        "Net sales\t$120,400\t$110,000\t$480,100\t$455,000",
    )
    assert pair(read(*lines)["revenue"]) == (Decimal(480100), Decimal(455000))
    quarter = Period(end=date(2025, 12, 31), months=3)
    assert pair(read(*lines, period=quarter)["revenue"]) == (Decimal(120400), Decimal(110000))


def test_tables_of_other_years_give_nothing() -> None:
    assert read("\t2022\t2023", "Revenue\t1,000\t2,000") == {}


def test_a_loss_without_brackets_is_a_loss() -> None:
    found = read("\t2024\t2025", "Net loss\t1,979,042\t943,692")
    assert pair(found["net_result"]) == (Decimal(-943692), Decimal(-1979042))


def test_brackets_in_a_row_of_losses_print_the_signs() -> None:
    found = read("\t2024\t2025", "Adjusted net loss\t(236,700)\t28,700")
    assert pair(found["adjusted_net_result"]) == (Decimal(28700), Decimal(-236700))


def test_a_row_of_both_words_keeps_its_printed_signs() -> None:
    found = read("\t2024\t2025", "(Loss)/profit for the year\t23,533\t(576,790)")
    assert pair(found["net_result"]) == (Decimal(-576790), Decimal(23533))


def test_the_comparative_of_a_balance_is_the_last_year_end() -> None:
    half = Period(end=date(2023, 6, 30), months=6)
    found = read(
        "\tJun 30, 2022\tDec 31, 2022\tJun 30, 2023",
        "\tRMB'000\tRMB'000\tRMB'000",
        "Cash and cash equivalents\t3,000,000\t3,419,166\t3,708,696",
        period=half,
    )
    assert pair(found["cash_and_equivalents"]) == (Decimal(3708696), Decimal(3419166))


def test_a_balance_is_never_negative() -> None:
    found = read("\t2024\t2025", "Total liabilities\t(688,515)\t(999,451)")
    assert pair(found["total_liabilities"]) == (Decimal(999451), Decimal(688515))


def test_the_days_of_a_52_week_year_move() -> None:
    period = Period(end=date(2025, 9, 27), months=12)
    found = read(
        "\tTwelve Months Ended",
        "\tSeptember 27, 2025\tSeptember 28, 2024",
        "Net sales\t416,161\t391,035",
        period=period,
    )
    assert pair(found["revenue"]) == (Decimal(416161), Decimal(391035))


def test_the_unit_of_most_tables_wins_over_a_highlight_in_millions() -> None:
    found = read(
        "\t2025\t2024",
        "\tHK$ million\tHK$ million",
        "Revenue\t99.3\t148.4",
        "CONSOLIDATED INCOME STATEMENT",
        "\t2025\t2024",
        "\tHK$'000\tHK$'000",
        "Revenue\t99,313\t148,422",
        "Gross profit\t5,121\t8,864",
    )
    assert found["revenue"].current == Decimal(99313)
    assert found["revenue"].multiplier == 1000


def test_the_value_printed_most_often_is_taken_with_its_change() -> None:
    found = read(
        "\t2024\t2025\tChange",
        "Net loss\t(1,979)\t(943)\t(52.3)%",
        "NON-GAAP",
        "\t2024\t2025",
        "Net loss\t(1,500)\t(800)",
        "STATEMENT",
        "\t2024\t2025",
        "Net loss\t(1,979)\t(943)",
    )
    assert found["net_result"].current == Decimal(-943)
    assert found["net_result"].change_pct == Decimal("-52.3")


def test_cents_become_the_currency() -> None:
    found = read(
        "\t2025\t2024",
        "\tHK$'000\tHK$'000",
        "Earnings per share",
        "– Basic (HK cents)\t16.02\t11.00",
    )
    assert pair(found["eps_basic"]) == (Decimal("0.1602"), Decimal("0.1100"))


def test_a_loss_per_share_without_brackets_is_negative() -> None:
    found = read("\t2024\t2025", "Basic loss per share\t0.54\t0.23")
    assert found["eps_basic"].current == Decimal("-0.23")


def test_earnings_per_ads_are_told_apart() -> None:
    found = read("\t2024\t2025", "Net income per ADS:", "Basic\t1.10\t1.25")
    assert found["eps_basic"].per_ads


def test_a_row_without_the_current_figure_is_no_figure() -> None:
    assert read("\t2024\t2025", "Revenue\t1,000\tN/A") == {}


def test_revenue_is_what_gross_profit_and_cost_make() -> None:
    found = read(
        "\t2025\t2024",
        "\tHK$'000\tHK$'000",
        "Turnover",
        "Sales of lamps\t233,897\t203,520",
        "Cost of sales\t(139,212)\t(121,998)",
        "Gross profit\t94,685\t81,522",
        "Other revenue\t1,017\t667",
        "Total revenue\t234,914\t204,187",
    )
    assert pair(found["revenue"]) == (Decimal(233897), Decimal(203520))


def test_revenue_that_does_not_add_up_stays_as_it_is_called() -> None:
    found = read(
        "\t2025\t2024",
        "Revenue\t1,000\t900",
        "Cost of sales\t(500)\t(400)",
        "Gross profit\t450\t480",
    )
    assert found["revenue"].current == Decimal(1000)
