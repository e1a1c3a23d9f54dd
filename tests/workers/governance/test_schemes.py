from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workers.governance import schemes


def named(text: str) -> list[str]:
    return [n.name for n in schemes.names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Board adopted the 2026 Share Incentive Plan.", ["2026 Share Incentive Plan"]),
        ("under the Share Option Scheme of the Company", ["Share Option Scheme"]),
        ("an amendment to its 2000 Stock Plan", ["2000 Stock Plan"]),
        (
            "the 1995 Employee Stock Purchase Plan (the “ESPP”)",
            ["1995 Employee Stock Purchase Plan"],
        ),
        ("a Variable Compensation Plan for executives", []),
        ("the Executive Officer Bonus Plan", []),
        ("the 401(k) Savings Plan", []),
        ("採納二零二六年股份獎勵計劃", ["二零二六年股份獎勵計劃"]),
        ("根據購股權計劃", ["購股權計劃"]),
    ],
)
def test_names_of_share_schemes(text: str, expected: list[str]) -> None:
    assert named(text) == expected


def test_a_name_does_not_run_over_a_line() -> None:
    assert named("SECURITIES ACT OF 1933\n2025 Share Incentive Plan") == [
        "2025 Share Incentive Plan"
    ]


def test_names_know_their_place() -> None:
    text = "Under the 2026 Share Incentive Plan awards may be granted."
    (found,) = schemes.names(text)
    assert text[found.start : found.end] == "2026 Share Incentive Plan"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "PROPOSED ADOPTION OF 2026 SHARE INCENTIVE PLAN",
            "the 2021 Share Incentive Plan and the 2026 Share Incentive Plan",
            "2026 Share Incentive Plan",
        ),
        (
            "ADOPTION OF SHARE AWARD SCHEME",
            "resolved to adopt the 2026 Share Award Scheme",
            "2026 Share Award Scheme",
        ),
        ("GRANT OF SHARE OPTIONS", "under the share option scheme of the Company", None),
    ],
)
def test_the_scheme_of_a_title(title: str, text: str, expected: str | None) -> None:
    assert schemes.scheme_name(title, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on March 25, 2026, the Board has resolved to propose", date(2026, 3, 25)),
        ("On 3 March 2026 (after trading hours), the Board resolved to adopt", date(2026, 3, 3)),
        (
            "董事會宣佈，於二零二六年三月二十五日，董事會已於二零二六年三月二十五日議決",
            date(2026, 3, 25),
        ),
        ("the Board has resolved to adopt", None),
    ],
)
def test_the_day_of_the_boards_resolution(text: str, expected: date | None) -> None:
    assert schemes.resolution_date(text) == expected


def test_conditions_have_one_wording_each() -> None:
    text = "The plan is conditional upon (i) passing of resolutions by the Shareholders; and (ii) the Stock Exchange granting the approval for the listing of the Shares."
    assert schemes.conditions(text) == (
        "shareholders' approval at a general meeting",
        "Exchange approval for listing of shares to be issued under awards",
    )
    assert schemes.conditions("The Shareholders passed the resolution.") == ()


def test_participants_come_from_the_purpose_not_from_the_board() -> None:
    text = "The board of directors met. The purpose is to motivate employees and service providers."
    assert schemes.participants(text) == ("employees", "service providers")
    assert schemes.participants("董事會宣佈採納計劃。") == ()


def test_the_limit_in_shares_and_percent() -> None:
    text = "The total number of Shares which may be issued shall not exceed 380,528,480 Shares."
    assert schemes.limit(text) == (380528480, None)
    text = "The Scheme Mandate Limit shall not exceed 10% of the issued Shares."
    assert schemes.limit(text) == (None, Decimal(10))


def test_the_replaced_scheme_with_its_dates_from_the_definitions() -> None:
    text = "to adopt the new plan in replacement of the 2021 Share Incentive Plan. No further awards will be granted under it; existing awards shall continue to be valid."
    whole = (
        text
        + "\n“2021 Share Incentive Plan”\tthe plan adopted on November 15, 2021, with the latest amendments being made on December 20, 2022;"
    )
    assert schemes.replaced(text, whole) == (
        {
            "scheme_name": "2021 Share Incentive Plan",
            "adopted": date(2021, 11, 15),
            "amended": date(2022, 12, 20),
            "no_further_awards_after_adoption": True,
            "existing_awards_survive": True,
        },
    )


def test_nothing_is_replaced_without_the_words() -> None:
    assert schemes.replaced("the 2021 Share Incentive Plan remains in force", "") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a share scheme under Chapter 17 of the Listing Rules", "17"),
        ("Pursuant to Rules 17.06A and 17.06B", "17"),
        ("上市規則第十七章", "17"),
        ("under the law", None),
    ],
)
def test_the_chapter_of_the_rules(text: str, expected: str | None) -> None:
    assert schemes.chapter(text) == expected
