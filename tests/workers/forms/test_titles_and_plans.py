from __future__ import annotations

from datetime import date

import pytest

from tests.support.insiders import HARBOUR
from workers.forms.form144 import nature_class, payment_class
from workers.forms.people import holds_top_office, key_of, similar_but_not_equal, variants_of
from workers.forms.plans import adoption_dates, claims_plan
from workers.forms.securities import ads_ratio, printed_ratio, unit_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("American Depositary Shares (each representing 12 Ordinary Shares)", "ads"),
        ("ADSs representing Class A shares", "ads"),
        ("Class A Common Stock", "class_a"),
        ("Class B Ordinary Shares", "class_b"),
        ("Common", "ordinary_share"),
        ("Ordinary Shares, par value US$0.001", "ordinary_share"),
        ("H Shares", "h_share"),
        ("Series C Preferred Stock", "preferred_share"),
        ("Warrants to purchase common stock", "warrant"),
        ("Employee Stock Option (right to buy)", "option"),
        ("Common Units", "partnership_unit"),
        ("Zero coupon thing", "other"),
        (None, None),
    ],
)
def test_the_kind_of_unit_is_read_from_the_class_title(title: str | None, kind: str | None) -> None:
    assert unit_kind(title) == kind


@pytest.mark.parametrize(
    ("title", "ratio"),
    [
        ("ADS (each representing 12 Ordinary Shares)", 12),
        ("American Depositary Shares, each representing two Class A ordinary shares", 2),
        ("American Depositary Shares, each representing ten (10) ordinary shares", 10),
        ("American Depositary Shares", None),
    ],
)
def test_the_ratio_is_read_where_it_is_printed(title: str, ratio: int | None) -> None:
    assert printed_ratio(title) == ratio


def test_the_issuers_ratio_serves_where_none_is_printed_and_only_for_ads() -> None:
    assert ads_ratio("American Depositary Shares", HARBOUR, date(2024, 1, 1)) == 8
    assert ads_ratio("Ordinary Shares", HARBOUR, date(2024, 1, 1)) is None
    assert ads_ratio("American Depositary Shares", None, None) is None


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("ESOP", "employee_equity"),
        ("Vesting of restricted stock units", "employee_equity"),
        ("Open Market Purchase", "open_market"),
        ("Gift from spouse", "gift"),
        ("Inheritance", "inheritance"),
        ("Founders' shares", "founder"),
        ("Conversion of Class B shares", "conversion"),
        ("Private placement", "private_placement"),
        ("Swap of cattle", "other"),
        (None, None),
    ],
)
def test_the_nature_of_an_acquisition_has_a_class(printed: str | None, named: str | None) -> None:
    assert nature_class(printed) == named


@pytest.mark.parametrize(
    ("printed", "named"),
    [
        ("Cashless", "cashless_exercise"),
        ("Cash", "cash"),
        ("N/A", "not_applicable"),
        ("Services rendered", "services"),
        ("Barter", "other"),
    ],
)
def test_the_payment_has_a_class(printed: str, named: str) -> None:
    assert payment_class(printed) == named


def test_keys_ignore_order_case_and_honorifics() -> None:
    assert key_of("MARCH ELLEN B") == key_of("Dr. Ellen B March") == "b+ellen+march"


def test_a_signature_in_another_order_is_a_variant_and_a_brokers_is_none() -> None:
    assert variants_of("Shen Yulin", "/s/ Yulin Shen") == ["Yulin Shen"]
    assert variants_of("Shen Yulin", "Bluefin LLC on behalf of Shen Yulin") == []
    assert variants_of("Shen Yulin", None) == []


@pytest.mark.parametrize(
    ("title", "top"),
    [
        ("Officer: President and CEO", True),
        ("Chairman of the Board", True),
        ("Officer: Senior Vice President, CFO", True),
        ("Vice Chair and President", False),
        ("Former Chief Executive Officer", False),
        ("Chair of the Audit Committee", False),
        ("Officer: Chief Legal Officer", False),
        (None, False),
    ],
)
def test_top_offices_are_chief_executive_finance_chief_and_chair(
    title: str | None, *, top: bool
) -> None:
    assert holds_top_office(title) is top


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Harborr Cloud Holdings Ltd", "Harbour Cloud Holdings Limited", True),
        ("HARBOUR CLOUD HOLDINGS, LTD.", "Harbour Cloud Holdings Limited", False),
        ("Harbour Corporation", "Harbour Cloud Holdings Limited", False),
    ],
)
def test_a_slip_of_spelling_is_told_from_another_company(
    one: str, other: str, *, slip: bool
) -> None:
    assert similar_but_not_equal(one, other) is slip


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Rule 10b5-1 trading plan adopted by the Reed Family Trust, LLC on May 24, 2024.",
            [date(2024, 5, 24)],
        ),
        (
            "selling plan dated 11-15-22 intended to comply with Rule 10b5-1(c)",
            [date(2022, 11, 15)],
        ),
        (
            "10b5-1 plan entered into on 3 June 2024 and amended plan adopted on 07/01/2024",
            [date(2024, 6, 3), date(2024, 7, 1)],
        ),
        ("10b5-1 plan adopted on 13/45/2024", []),
        ("Employee Stock Purchase Plan, effective June 1, 2020", []),
    ],
)
def test_adoption_dates_stand_behind_words_of_adopting(text: str, dates: list[date]) -> None:
    assert adoption_dates([text]) == dates


def test_a_denied_plan_is_no_plan() -> None:
    assert claims_plan(["Sold under a Rule 10b5-1 plan."])
    assert not claims_plan(["These sales were not made under a Rule 10b5-1 plan.", "No plan."])
