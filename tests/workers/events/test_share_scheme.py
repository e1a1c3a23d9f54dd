from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import (
    announcement,
    eight_k,
    found_in,
    only_event,
    reasons,
    zh_announcement,
)
from watcher.model import Event, Severity

PROPOSED = announcement(
    "PROPOSED ADOPTION OF 2026 SHARE INCENTIVE PLAN",
    "The Board announces that on 24 March 2026, the Board has resolved to propose the adoption of 2026 Share Incentive Plan. It will constitute a share scheme under Chapter 17 of the Listing Rules.",
    "The purpose is to motivate the directors and employees of the Group, and service providers.",
    "2026 Share Incentive Plan is conditional upon (i) passing of resolutions by the Shareholders at the general meeting, and (ii) the Stock Exchange granting the approval for the listing of the Shares.",
    "The Board has resolved to adopt 2026 Share Incentive Plan in replacement of 2019 Share Option Scheme. No further awards will be granted under the latter.",
    "A circular containing the principal terms is expected to be despatched in due course.",
    "DEFINITIONS",
    "“2019 Share Option Scheme”\tthe share option scheme of the Company adopted on 3 May 2019;",
)
GRANTED = "The Board announces that on 24 March 2026 the Company granted an aggregate of 12,345,678 RSUs to 135 employee participants in accordance with the 2023 Share Incentive Plan"


def grant(words: str = "", title: str = "GRANT OF RESTRICTED SHARE UNITS") -> Event:
    return only_event(announcement(title, f"{GRANTED}{words}."), "share_scheme")


def test_a_proposed_scheme_with_what_it_waits_for_and_replaces() -> None:
    event = only_event(PROPOSED, "share_scheme")
    assert (event.subtype, event.status, event.severity) == (
        "proposed_adoption",
        "proposed",
        Severity.LOW,
    )
    assert event.event_date == date(2026, 3, 25)
    assert event.fields == {
        "scheme_name": "2026 Share Incentive Plan",
        "listing_rule_chapter": "17",
        "board_resolution_date": date(2026, 3, 24),
        "conditions": (
            "shareholders' approval at a general meeting",
            "Exchange approval for listing of shares to be issued under awards",
        ),
        "replaces": (
            {
                "scheme_name": "2019 Share Option Scheme",
                "adopted": date(2019, 5, 3),
                "amended": None,
                "no_further_awards_after_adoption": True,
                "existing_awards_survive": None,
            },
        ),
        "scheme_limit_shares": None,
        "scheme_limit_pct": None,
        "participants": ("directors", "employees", "service providers"),
        "general_meeting_date": None,
        "circular_expected": True,
        "shares_issued": 0,
    }
    assert event.headline == "proposes to adopt 2026 Share Incentive Plan"
    assert "|2026-share-incentive-plan|proposed_adoption|2026-03-25" in event.dedup_key


def test_resolved_to_adopt_is_suppressed_while_conditional() -> None:
    findings = found_in(PROPOSED)
    assert ("share_scheme/adopted", "CONDITIONAL") in reasons(findings)
    quotes = [
        s.evidence.quote
        for s in findings.suppressed
        if s.reason_code == "CONDITIONAL" and s.evidence
    ]
    assert quotes[0].startswith("The Board has resolved to adopt 2026 Share Incentive Plan")


def test_a_definition_with_an_old_adoption_is_suppressed() -> None:
    found = [s for s in found_in(PROPOSED).suppressed if s.reason_code == "DEFINITION"]
    assert [s.evidence.quote for s in found if s.evidence] == [
        "share option scheme of the Company adopted on 3 May 2019"
    ]


def test_a_scheme_adopted_by_the_board_alone() -> None:
    text = announcement(
        "ADOPTION OF SHARE AWARD SCHEME",
        "The Board announces that on 3 March 2026 it has resolved to adopt the 2026 Share Award Scheme to recognise contributions of employees. The scheme is funded by existing Shares.",
    )
    event = only_event(text, "share_scheme")
    assert (event.subtype, event.status) == ("adopted", "effective")
    assert event.fields["scheme_name"] == "2026 Share Award Scheme"
    assert ("share_scheme/adopted", "CONDITIONAL") not in reasons(found_in(text))


@pytest.mark.parametrize(
    ("title", "body", "subtype", "status"),
    [
        (
            "TERMINATION OF SHARE OPTION SCHEME",
            "The Share Option Scheme was terminated with effect from 1 March 2026.",
            "terminated",
            "terminated",
        ),
        (
            "PROPOSED TERMINATION OF SHARE OPTION SCHEME",
            "The Board proposes to terminate the Share Option Scheme.",
            "terminated",
            "proposed",
        ),
        (
            "AMENDMENTS TO THE SHARE AWARD SCHEME",
            "The Board has amended the Share Award Scheme.",
            "amended",
            "effective",
        ),
        (
            "PROPOSED AMENDMENTS TO THE SHARE AWARD SCHEME",
            "The Board proposes to amend the Share Award Scheme.",
            "amended",
            "proposed",
        ),
        (
            "PROPOSED REFRESHMENT OF THE LIMIT OF THE SHARE OPTION SCHEME",
            "The Board proposes to refresh the limit.",
            "amended",
            "proposed",
        ),
    ],
)
def test_what_is_done_with_a_scheme(title: str, body: str, subtype: str, status: str) -> None:
    event = only_event(announcement(title, body), "share_scheme")
    assert (event.subtype, event.status) == (subtype, status)


def test_a_grant_with_its_units_and_no_shares() -> None:
    event = grant()
    assert (event.subtype, event.status, event.severity) == ("grant", "effective", Severity.LOW)
    assert event.event_date == date(2026, 3, 24)
    assert event.fields["units"] == 12345678
    assert event.fields["instrument"] == "restricted share units"
    assert event.fields["scheme_name"] == "2023 Share Incentive Plan"
    assert event.fields["shares_issued"] == 0
    assert (
        event.headline
        == "grant of 12,345,678 restricted share units under the 2023 Share Incentive Plan"
    )


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        (", representing approximately 1.25% of the total issued shares", Severity.MEDIUM),
        (", representing approximately 0.99% of the total issued shares", Severity.LOW),
        (
            ", of which 6,000,000 RSUs were granted to executive directors, representing approximately 0.30% of the total issued shares",
            Severity.MEDIUM,
        ),
        (
            ", of which 1,000 RSUs were granted to executive directors, representing approximately 0.30% of the total issued shares",
            Severity.LOW,
        ),
    ],
)
def test_the_severity_of_a_grant(words: str, severity: Severity) -> None:
    assert grant(words).severity is severity


def test_options_in_chinese_with_their_price() -> None:
    event = only_event(
        zh_announcement(
            "授出購股權",
            "董事會宣佈，於二零二六年三月二十日，本公司根據購股權計劃向若干合資格參與者授出合共8,000,000份購股權。",
            "行使價：每股3.25港元",
        ),
        "share_scheme",
    )
    assert event.fields["units"] == 8000000
    assert (event.fields["exercise_price"], event.fields["currency"]) == (Decimal("3.25"), "HKD")
    assert event.event_date == date(2026, 3, 20)


def test_further_information_corrects_a_grant() -> None:
    title = "FURTHER INFORMATION RELATING TO THE GRANT OF SHARE OPTIONS"
    body = "Reference is made to the announcement dated 1 March 2026. The expiry date of the share options granted was changed to 2 November 2028."
    event = only_event(announcement(title, body), "share_scheme")
    assert (event.subtype, event.status) == ("grant", "corrected")
    assert grant(title=title).status == "corrected"


def test_the_headline_code_stands_in_for_a_title() -> None:
    text = "Pursuant to Rules 17.06A, 17.06B and 17.06C of the Listing Rules, the Board announces that the Company granted an aggregate of 7,075,903 RSUs to certain employee participants in accordance with the 2024 Share Incentive Plan."
    event = only_event(text, "share_scheme", headline_codes=("18520",), source="hkexnews")
    assert (event.subtype, event.fields["units"]) == ("grant", 7075903)
    assert found_in(text).events == ()


@pytest.mark.parametrize(
    ("words", "name", "subtype", "status"),
    [
        (
            "the stockholders of the Company approved an amendment to the 2021 Stock Incentive Plan",
            "2021 Stock Incentive Plan",
            "amended",
            "effective",
        ),
        (
            "the Board approved an amendment (the “Plan Amendment”) to its 1995 Directors’ Stock Plan",
            "1995 Directors’ Stock Plan",
            "amended",
            "effective",
        ),
        (
            "the shareholders approved the 2026 Omnibus Equity Plan",
            "2026 Omnibus Equity Plan",
            "adopted",
            "effective",
        ),
        (
            "the Board adopted the 2026 Equity Incentive Plan, subject to stockholder approval",
            "2026 Equity Incentive Plan",
            "proposed_adoption",
            "proposed",
        ),
    ],
)
def test_plans_in_item_5_02(words: str, name: str, subtype: str, status: str) -> None:
    text = eight_k(
        "Item 5.02 Compensatory Arrangements of Certain Officers",
        f"(e) On January 28, 2026, {words}.",
    )
    event = only_event(text, "share_scheme", form="8-K")
    assert (event.fields["scheme_name"], event.subtype, event.status) == (name, subtype, status)


@pytest.mark.parametrize(
    "words",
    [
        "the Committee adopted the Variable Compensation Plan for fiscal year 2027",
        "the Committee approved cash bonuses under the Executive Officer Bonus Plan",
        "the Company entered into a severance agreement with Mr. Lee",
        "the Board appointed Ms. Wong, who will take part in the 2021 Stock Incentive Plan",
    ],
)
def test_pay_is_no_share_scheme(words: str) -> None:
    text = eight_k(
        "Item 5.02 Compensatory Arrangements of Certain Officers",
        f"(e) On January 28, 2026, {words}.",
    )
    assert found_in(text, form="8-K").events == ()


def test_a_registration_is_recorded_quietly() -> None:
    text = "FORM S-8\nREGISTRATION STATEMENT UNDER THE SECURITIES ACT OF 1933\nHarbour Inc.\n2025 Share Incentive Plan\nThis Registration Statement covers 5,568,163 ordinary shares issuable under the 2025 Share Incentive Plan."
    event = only_event(text, "share_scheme", form="S-8")
    assert (event.subtype, event.severity) == ("registration", Severity.INFO)
    assert event.fields["units"] == 5568163


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "GENERAL MANDATE TO ISSUE SHARES",
            "to grant a general mandate to the Directors to allot Shares not exceeding 20%, including Shares under the Share Option Scheme.",
        ),
        (
            "VESTING OF AWARDS UNDER THE SHARE AWARD SCHEME",
            "1,000,000 awarded shares vested on 3 March 2026.",
        ),
        (
            "POLL RESULTS OF THE ANNUAL GENERAL MEETING",
            "The resolution to adopt the 2026 Share Option Scheme was passed.",
        ),
        (
            "ANNUAL GENERAL MEETING",
            "No further options will be granted under the 2013 Share Option Scheme.",
        ),
        (
            "CHANGE OF COMPANY SECRETARY",
            "Ms. Ho holds 100,000 share options granted on 3 May 2021 under the Share Option Scheme.",
        ),
    ],
)
def test_schemes_that_are_only_named_raise_nothing(title: str, body: str) -> None:
    assert found_in(announcement(title, body)).events == ()
