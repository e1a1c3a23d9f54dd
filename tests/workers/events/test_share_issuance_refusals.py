"""What only speaks of an issue, and how one is clarified, ended or put off."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import announcement, zh_announcement
from tests.support.issues import PLACING, facts, found, only, refusals
from tests.support.returns import monthly_return


def test_a_monthly_return_is_left_to_its_own_type() -> None:
    assert found(monthly_return()).events == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The Board proposes that each existing Share of HK$0.10 be subdivided into five Subdivided Shares.",
            "SPLIT_NOT_ISSUANCE",
        ),
        (
            "Resolution no. 5: to grant a general mandate to the Directors to allot, issue and deal with additional Shares.",
            "MANDATE_ONLY",
        ),
        (
            "Effective October 1, 2026, the ratio of ADSs to ordinary shares will change from one to 20 to one to 40.",
            "SPLIT_NOT_ISSUANCE",
        ),
        (
            "The Board announces that the Company granted an aggregate of 7,075,903 RSUs to certain employee participants.",
            "SCHEME_NOT_ISSUANCE",
        ),
        (
            "On 10 March 2026, the Company agreed to subscribe for 20,000,000 new shares of Target Bio Limited.",
            "OTHER_ISSUER",
        ),
    ],
)
def test_what_is_no_issue_has_its_reason(text: str, code: str) -> None:
    assert ("share_issuance", code) in refusals(text)


def test_a_registration_issues_nothing() -> None:
    text = "Registration statement on Form S-8 covering 5,568,163 ordinary shares issuable under the 2021 Share Incentive Plan."
    assert ("share_issuance", "REGISTRATION_ONLY") in refusals(text, form="S-8", source="edgar")


@pytest.mark.parametrize(
    ("title", "line", "code"),
    [
        (
            "END OF STABILIZATION PERIOD, NO STABILIZING ACTION AND LAPSE OF THE OVER-ALLOTMENT OPTION",
            "The Over-allotment Option was not exercised and lapsed on 22 January 2026.",
            "NEGATED",
        ),
        (
            "STABILIZING ACTIONS AND END OF STABILIZATION PERIOD",
            "The Over-allotment Option was fully exercised on 16 January 2026 in respect of 14,000,000 Shares at HK$13.60 per Share.",
            "PREVIOUSLY_DISCLOSED",
        ),
        (
            "FULL EXERCISE OF THE OVER-ALLOTMENT OPTION",
            (
                "The Over-allotment Option has been exercised in respect of 6,000,000 Shares, which will be sold by the "
                "Over-allotment Option Grantor at HK$27.80 per Share."
            ),
            "NEGATED",
        ),
        (
            "PROPOSED AMENDMENTS TO THE CONVERSION RIGHTS OF THE CONVERTIBLE BONDS",
            "The conversion price of the outstanding bonds will change from HK$0.78 to HK$0.30 per Share.",
            "NEGATED",
        ),
        (
            "ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
            "The Company allotted and issued 50,000,000 placing Shares at HK$0.61 per Share on 14 July 2025.",
            "HISTORICAL_RECAP",
        ),
    ],
)
def test_documents_that_only_speak_of_issues(title: str, line: str, code: str) -> None:
    assert ("share_issuance", code) in refusals(announcement(title, line))


def test_a_circular_retells_the_deal() -> None:
    text = announcement(
        "ISSUE OF CONSIDERATION SHARES",
        "THIS CIRCULAR IS IMPORTANT AND REQUIRES YOUR IMMEDIATE ATTENTION",
        "Reference is made to the announcement of the Company dated 20 January 2026.",
        "The Consideration shall be satisfied by the issue of 70,000,000 Consideration Shares at HK$0.60 per Consideration Share.",
    )
    assert ("share_issuance", "PREVIOUSLY_DISCLOSED") in refusals(text)


def test_a_clarification_corrects_the_deal() -> None:
    event = only(
        announcement("CLARIFICATION ANNOUNCEMENT IN RELATION TO PLACING OF NEW SHARES", PLACING)
    )
    assert (event.subtype, event.status) == ("placing", "corrected")


def test_the_result_of_a_rights_issue_completes_it() -> None:
    event = only(
        announcement(
            "RESULTS OF THE RIGHTS ISSUE",
            "A total of 300,000,000 Rights Shares were allotted and issued on 20 March 2026 at the Subscription Price of "
            "HK$0.30 per Rights Share.",
        )
    )
    assert (event.subtype, event.status) == ("rights_issue", "completed")
    assert str(event.fields["completion_date"]) == "2026-03-20"


def test_a_terminated_subscription_keeps_the_day_of_its_agreement() -> None:
    event = only(
        zh_announcement(
            "終止認購協議",
            "於二零二六年三月二十日，本公司與認購人訂立終止協議，據此，日期為二零二六年一月五日之認購協議已終止。",
        )
    )
    assert (event.subtype, event.status) == ("subscription", "terminated")
    assert str(event.fields["agreement_date"]) == "2026-01-05"


def test_new_shares_placed_by_coordinators_are_a_placing_too() -> None:
    event = only(
        announcement(
            "PROPOSED PLACING OF NEW H SHARES UNDER GENERAL MANDATE",
            "On March 10, 2026, the Company entered into the Placing Agreement with the Overall Coordinators, who agreed to "
            "procure Placees for an aggregate of 18,500,000 new H Shares at the Placing Price of HK$22.00 per H Share.",
        )
    )
    assert facts(event, "units", "price", "security") == (18_500_000, Decimal("22.00"), "H shares")
    assert event.status == "announced"


def test_a_longer_stop_date_issues_nothing() -> None:
    text = announcement(
        "EXTENSION OF LONG STOP DATE IN RELATION TO PLACING OF NEW SHARES",
        "The Company and the Placing Agent agreed to extend the Long Stop Date under the Placing Agreement to 30 April 2026.",
    )
    assert ("share_issuance", "NEGATED") in refusals(text)
