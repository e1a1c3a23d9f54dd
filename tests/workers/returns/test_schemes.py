from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.returns import monthly_return
from workers.returns.model import SchemeSection
from workers.returns.monthly import read_monthly


def section(text: str, letter: str) -> SchemeSection:
    ret = read_monthly(text, 0, len(text))
    assert ret is not None
    return next(s for s in ret.sections if s.letter == letter)


def option_row(*cells: str) -> dict[str, object]:
    row = ("2019 Share Option Scheme", *cells, "18 June 2019")
    text = monthly_return(options=[row])  # type: ignore[list-item]
    return dict(section(text, "A").rows[0].values)


def test_sections_that_do_not_apply_have_no_rows() -> None:
    found = section(monthly_return(), "B")
    assert (found.applicable, found.rows) == (False, ())


def test_an_option_row_without_movement() -> None:
    (row,) = section(monthly_return(), "A").rows
    assert (row.name, row.approval_date) == ("2019 Share Option Scheme", date(2019, 6, 18))
    assert row.values["options_closing"] == 12_480_000
    assert row.values["options_movement"] == 0
    assert row.values["new_shares_issuable_at_close"] == 9_120_000


def test_exercised_options_are_a_movement_and_not_new_shares() -> None:
    values = option_row("12,480,000", "Exercised\t-517,240", "11,962,760", "0\t0\t9,120,000\t0")
    assert values["options_movement"] == -517_240
    assert values["options_closing"] == 11_962_760
    assert values["new_shares_issued_A1"] == 0
    assert values["new_shares_issuable_at_close"] == 9_120_000


def test_granted_and_lapsed_options_of_one_month_add_up() -> None:
    values = option_row(
        "10,000,000", "Granted\t2,000,000\tLapsed\t-500,000", "11,500,000", "0\t11,500,000"
    )
    assert (values["options_movement"], values["options_closing"]) == (1_500_000, 11_500_000)


def test_a_movement_and_its_figure_may_share_a_cell() -> None:
    values = option_row("12,480,000", "Exercised -1,250,000", "11,230,000", "0\t9,120,000")
    assert (values["options_movement"], values["options_closing"]) == (-1_250_000, 11_230_000)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1,250,000\t\t9,120,000\t", (1_250_000, 0, 9_120_000, None)),
        ("1,250,000\t\t9,120,000\t400,000", (1_250_000, 0, 9_120_000, 400_000)),
        ("1,250,000\t0\t9,120,000\t400,000", (1_250_000, 0, 9_120_000, 400_000)),
    ],
)
def test_a_first_figure_that_the_total_bears_out_is_issued_not_issuable(
    printed: str, expected: tuple[int | None, ...]
) -> None:
    row = ("2019 Share Option Scheme", "12,480,000", "Exercised\t-1,250,000", "11,230,000")
    text = monthly_return(options=[(*row, printed, "18 June 2019")], options_issued="1,250,000")
    values = section(text, "A").rows[0].values
    assert (
        values["new_shares_issued_A1"],
        values["treasury_transferred_A2"],
        values["new_shares_issuable_at_close"],
        values["grantable_at_close"],
    ) == expected


def test_two_figures_without_any_issue_are_issuable_and_grantable() -> None:
    values = option_row("12,480,000", "", "12,480,000", "9,120,000\t400,000")
    assert (values["new_shares_issuable_at_close"], values["grantable_at_close"]) == (
        9_120_000,
        400_000,
    )


def test_funds_raised_have_amount_and_currency() -> None:
    found = section(monthly_return(funds="USD\t38,411.20"), "A")
    assert (found.funds_raised, found.funds_currency) == (Decimal("38411.20"), "USD")


def test_a_currency_with_one_wrong_letter_is_still_known() -> None:
    assert section(monthly_return(funds="USE\t0"), "A").funds_currency == "USD"


def test_an_award_row_tells_issued_and_issuable_apart() -> None:
    (row,) = section(monthly_return(), "D").rows
    assert (row.name, row.approval_date) == ("2022 Share Award Plan", date(2022, 5, 30))
    assert row.values == {"new_shares_issued_D1": 0, "new_shares_issuable_at_close": 41_250_000}


def test_dates_and_numbers_inside_a_description_are_no_figures() -> None:
    text = monthly_return().replace(
        "2022 Share Award Plan\t30 May 2022\t0\t41,250,000",
        "1). Option over 7,500,000 shares granted on 8 July 2025, exercisable from 9 July 2025 to 3 August 2026.\n0\t0\t7,500,000",
    )
    (row,) = section(text, "D").rows
    assert row.approval_date is None
    assert row.name.startswith("Option over 7,500,000 shares")
    assert row.values["new_shares_issuable_at_close"] == 7_500_000


def test_a_convertible_row_has_amounts_price_and_shares() -> None:
    text = monthly_return().replace(
        "(C). Convertibles (i.e. Convertible into Shares of the Issuer)\nNot applicable",
        "(C). Convertibles (i.e. Convertible into Shares of the Issuer)\n"
        "1. Class of shares Ordinary shares Type of shares Not applicable Listed on the Exchange (Note 1) Yes\n"
        "1). Convertible Notes in the principal amount of HK$60,000,000 issued on 2 March 2026\n"
        "HKD 60,000,000 60,000,000 0 24,000,000\n"
        "Type of the Convertibles Bond/Notes\nSubscription/Conversion price HKD 2.5\n"
        "General Meeting approval date\n(if applicable) 05 September 2025\n",
    )
    (row,) = section(text, "C").rows
    assert (row.values["amount_closing"], row.values["conversion_price"]) == (
        60_000_000,
        Decimal("2.5"),
    )
    assert (row.values["new_shares_issued"], row.values["new_shares_issuable_at_close"]) == (
        0,
        24_000_000,
    )
    assert row.approval_date == date(2025, 9, 5)


def test_repurchases_into_treasury_are_other_movements() -> None:
    text = monthly_return().replace(
        "(E). Other Movements in Issued Shares and/or Treasury Shares\nNot applicable",
        "(E). Other Movements in Issued Shares and/or Treasury Shares\n"
        "1. Class of shares Ordinary shares Type of shares Not applicable Listed on the Exchange (Note 1) Yes\n"
        "1). Repurchase of shares (shares held as treasury shares)\tHKD\t22.65\t09 April 2026\t-61,300\t61,300\n"
        "Increase/ decrease (-) in issued shares (excluding treasury shares): -61,300 Ordinary shares (EE1)",
    )
    found = section(text, "E")
    (row,) = found.rows
    assert found.new_shares == -61_300
    assert row.values["price"] == Decimal("22.65")
    assert (row.values["change_in_issued"], row.values["change_in_treasury"]) == (-61_300, 61_300)


@pytest.mark.parametrize("torn", ["41,25O,000", "4,1\t2,50", "41,2,0"])
def test_a_row_with_an_unreadable_number_says_nothing(torn: str) -> None:
    (row,) = section(
        monthly_return(awards=[("2022 Share Award Plan", "30 May 2022", "0", torn)]), "D"
    ).rows
    assert not row.readable
    assert set(row.values.values()) == {None}
