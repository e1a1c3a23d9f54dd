from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.support.announcements import announcement, derived_value, found_in, zh_announcement
from tests.support.returns import monthly_return, next_day_return
from watcher.model import Event, Findings, Severity
from workers.events import share_issuance

TYPES = (share_issuance.EVENT,)

PLACING = (
    "On 12 May 2025 (after trading hours), the Company and the Placing Agent entered into the Placing Agreement, "
    "pursuant to which the Placing Agent has conditionally agreed to place, on a best effort basis, up to 64,000,000 "
    "Placing Shares to not less than six Placees at HK$2.50 per Placing Share. The Placing Shares represent 8.0% of "
    "the existing issued Shares and approximately 7.41% of the enlarged issued Shares. The Placing Price represents a "
    "discount of approximately 16.67% to the closing price of HK$3.00."
)


def found(text: str, **told: Any) -> Findings:
    return found_in(text, types=TYPES, **told)


def only(text: str, **told: Any) -> Event:
    (event,) = found(text, **told).events
    return event


def facts(event: Event, *names: str) -> tuple[object, ...]:
    return tuple(event.fields[name] for name in names)


def refusals(text: str, **told: Any) -> list[tuple[str, str]]:
    findings = found(text, **told)
    assert findings.events == ()
    return [(s.would_be_type, s.reason_code) for s in findings.suppressed]


@pytest.mark.parametrize(
    "text",
    [
        PLACING,
        announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING, signed="12 May 2025"),
    ],
    ids=["sentence", "announcement"],
)
def test_a_placing_is_announced_with_its_ceiling(text: str) -> None:
    event = only(text)
    assert (event.subtype, event.status, event.severity) == ("placing", "announced", Severity.HIGH)
    assert facts(event, "units", "qualifier", "price", "currency") == (
        64_000_000,
        "up_to",
        Decimal("2.50"),
        "HKD",
    )
    assert facts(event, "gross_proceeds", "gross_proceeds_max") == (None, Decimal("160000000.00"))
    assert facts(event, "pct_existing_printed", "pct_enlarged_printed") == (
        Decimal("8.0"),
        Decimal("7.41"),
    )
    assert facts(event, "discount_pct_printed", "reference_price") == (
        Decimal("16.67"),
        Decimal("3.00"),
    )
    assert str(event.fields["agreement_date"]) == "2025-05-12"
    assert derived_value(event, "issued_before_implied") == 800_000_000
    assert derived_value(event, "pct_enlarged") == Decimal("7.4074")
    assert derived_value(event, "discount_close") == Decimal("16.6667")


def test_a_lapse_closes_the_placing_and_issues_nothing() -> None:
    event = only(
        "As certain conditions were not fulfilled by the Long Stop Date, the Placing Agreement dated 12 May 2025 has "
        "lapsed and the Placing will not proceed."
    )
    assert (event.subtype, event.status) == ("placing", "lapsed")
    assert facts(event, "shares_issued", "units", "long_stop_date") == (0, None, None)
    assert str(event.fields["agreement_date"]) == "2025-05-12"


def test_completion_replaces_the_ceiling() -> None:
    event = only(
        "The Board is pleased to announce that all the conditions of the Placing have been fulfilled and completion "
        "took place on 2 June 2025, whereby an aggregate of 51,000,000 Placing Shares were allotted and issued at "
        "HK$2.50 per Share under the General Mandate. Net proceeds amount to approximately HK$125.4 million."
    )
    assert event.status == "completed"
    assert facts(event, "units", "price", "gross_proceeds") == (
        51_000_000,
        Decimal("2.50"),
        Decimal("127500000.00"),
    )
    assert facts(event, "net_proceeds", "net_qualifier", "mandate") == (
        Decimal("125400000.0"),
        "approximately",
        "general",
    )
    assert str(event.fields["completion_date"]) == "2025-06-02"
    assert derived_value(event, "costs") == Decimal("2100000.00")


def test_a_chinese_placing_is_read_by_the_same_rules() -> None:
    event = only(
        "於二零二五年九月二十三日（交易時段後），本公司與配售代理訂立配售協議，據此，配售代理有條件同意按每股配售股份"
        "6.15港元之配售價，盡力促使不少於六名承配人認購最多210,000,000股根據一般授權將予配發及發行之新股份。"
    )
    assert (event.subtype, event.status) == ("placing", "announced")
    assert facts(event, "units", "qualifier", "price") == (210_000_000, "up_to", Decimal("6.15"))
    assert event.fields["gross_proceeds_max"] == Decimal("1291500000.00")
    assert facts(event, "mandate", "allottees") == ("general", "not less than six")
    assert str(event.fields["agreement_date"]) == "2025-09-23"


def test_the_vendors_leg_of_a_top_up_is_no_sale_by_an_insider() -> None:
    findings = found(
        "The Vendor, a controlling shareholder, has agreed to place, through the Placing Agent, 45,000,000 existing "
        "Shares at HK$7.20 per Placing Share and has conditionally agreed to subscribe for 45,000,000 new Shares at "
        "the same price (top-up subscription)."
    )
    (event,) = findings.events
    assert (event.subtype, event.status) == ("top_up_placing", "announced")
    assert facts(event, "units", "price", "gross_proceeds") == (
        45_000_000,
        Decimal("7.20"),
        Decimal("324000000.00"),
    )
    assert ("insider_sale", "TOP_UP_LEG") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def test_a_completed_top_up_is_complete_when_the_new_shares_are_issued() -> None:
    event = only(
        announcement(
            "COMPLETION OF TOP-UP PLACING OF EXISTING SHARES AND SUBSCRIPTION OF NEW SHARES UNDER GENERAL MANDATE",
            "The completion of the Placing took place on 5 March 2026 and a total of 44,000,000 Placing Shares have been "
            "placed at the Placing Price of HK$8.80 per Placing Share, and the completion of the Subscription took place "
            "on 12 March 2026 and 44,000,000 Subscription Shares were allotted and issued to the Vendor.",
        )
    )
    assert (event.subtype, event.status) == ("top_up_placing", "completed")
    assert str(event.fields["completion_date"]) == "2026-03-12"


SUBSCRIPTION = announcement(
    "ISSUE OF NEW SHARES UNDER GENERAL MANDATE",
    "On 3 March 2026, the Company entered into the Subscription Agreement with Bright Ocean Limited, pursuant to which "
    "the Company has conditionally agreed to allot and issue, and the Subscriber has conditionally agreed to subscribe "
    "for, 36,000,000 Subscription Shares at the Subscription Price of HK$0.50 per Subscription Share.",
    "The Subscription Shares represent approximately 12.00% of the existing number of issued Shares.",
    "FUND RAISING ACTIVITIES IN THE PAST TWELVE MONTHS",
    "On 2 June 2025, the Company completed the placing of 50,000,000 new shares at HK$0.61 per placing share.",
    signed="3 March 2026",
)


def test_earlier_fund_raising_is_not_the_deal() -> None:
    event = only(SUBSCRIPTION)
    assert (event.subtype, event.status) == ("subscription", "announced")
    assert facts(event, "units", "price") == (36_000_000, Decimal("0.50"))


@pytest.mark.parametrize(
    ("title", "line", "subtype", "wanted"),
    [
        (
            "PROPOSED RIGHTS ISSUE ON THE BASIS OF ONE RIGHTS SHARE FOR EVERY TWO EXISTING SHARES",
            (
                "The Board proposes to raise up to approximately HK$90.0 million by way of the Rights Issue of up to "
                "300,000,000 Rights Shares at the Subscription Price of HK$0.30 per Rights Share on the basis of one (1) "
                "Rights Share for every two (2) existing Shares, on a non-underwritten basis."
            ),
            "rights_issue",
            {
                "units": 300_000_000,
                "price": Decimal("0.30"),
                "ratio": {"new": 1, "held": 2},
                "underwritten": False,
            },
        ),
        (
            "DISCLOSEABLE TRANSACTION INVOLVING ISSUE OF CONSIDERATION SHARES UNDER GENERAL MANDATE",
            (
                "On 20 January 2026, the Purchaser and the Vendor entered into the Sale and Purchase Agreement. The "
                "Consideration shall be satisfied by the allotment and issue of 70,000,000 Consideration Shares at the "
                "Issue Price of HK$0.60 per Consideration Share."
            ),
            "consideration_issue",
            {
                "units": 70_000_000,
                "price": Decimal("0.60"),
                "gross_proceeds": Decimal("42000000.00"),
            },
        ),
        (
            "LOAN CAPITALISATION AND CONNECTED TRANSACTION",
            (
                "On 6 March 2026, the Company and the Creditor, Mr. Ho, entered into the Agreement, pursuant to which the "
                "Company has conditionally agreed to allot and issue 88,000,000 Capitalisation Shares at the Capitalisation "
                "Price of HK$0.25 per Capitalisation Share. Mr. Ho is a connected person of the Company."
            ),
            "loan_capitalisation",
            {"units": 88_000_000, "price": Decimal("0.25"), "connected": True},
        ),
        (
            "PLACING OF UNLISTED WARRANTS",
            (
                "On 6 March 2026, the Placing Agent agreed to procure Placees to subscribe for up to 50,000,000 Warrants at "
                "the Warrant Issue Price of HK$0.03 per Warrant. The Warrants entitle the Placees to subscribe for New "
                "Shares at an initial subscription price of HK$1.10 per New Share."
            ),
            "warrant_issue",
            {
                "units": 50_000_000,
                "price": Decimal("0.03"),
                "exercise_price": Decimal("1.10"),
                "unit_kind": "warrant",
            },
        ),
        (
            "BONUS ISSUE OF SHARES",
            (
                "The Board proposes a bonus issue of Shares on the basis of one (1) Bonus Share for every ten (10) existing "
                "Shares held on the Record Date. 50,000,000 Bonus Shares will be issued."
            ),
            "bonus_issue",
            {"units": 50_000_000, "ratio": {"new": 1, "held": 10}},
        ),
        (
            "SALE OF TREASURY SHARES",
            "On 3 March 2026 the Company sold 2,000,000 treasury shares at an average price of HK$15.20 per Share.",
            "treasury_resale",
            {"units": 2_000_000, "price": Decimal("15.20")},
        ),
        (
            "FULL EXERCISE OF THE OVER-ALLOTMENT OPTION",
            (
                "The Over-allotment Option has been fully exercised on 2 March 2026 in respect of an aggregate of 7,500,000 "
                "H Shares. The Over-allotment Shares will be allotted and issued by the Company at HK$17.35 per H Share."
            ),
            "over_allotment",
            {"units": 7_500_000, "price": Decimal("17.35"), "security": "H shares"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() else None,
)
def test_each_kind_of_issue_by_its_defined_terms(
    title: str, line: str, subtype: str, wanted: dict[str, object]
) -> None:
    event = only(announcement(title, line))
    assert event.subtype == subtype
    assert {k: event.fields[k] for k in wanted} == wanted


def test_tranches_of_notes_are_legs_of_their_own() -> None:
    events = found(
        announcement(
            "ACQUISITION AND ISSUE OF CONVERTIBLE NOTES",
            "On 31 August 2026, the Company entered into the Agreement to issue the Convertible Notes at the Conversion "
            "Price of HK$0.72 per Conversion Share.",
            "Upon full conversion of the Tranche 1 Convertible Note, 369,000,000 Conversion Shares will be issued.",
            "Upon full conversion of the Tranche 2 Convertible Note, 52,400,000 Conversion Shares will be issued.",
        )
    ).events
    assert sorted(str(e.fields["units"]) for e in events) == ["369000000", "52400000"]
    assert {e.subtype for e in events} == {"convertible_issue"}


def test_a_convertible_has_principal_price_and_shares() -> None:
    event = only(
        announcement(
            "ISSUE OF CONVERTIBLE BONDS UNDER GENERAL MANDATE",
            "On 9 February 2026, the Company agreed to issue, and the Investor agreed to subscribe for, the Convertible "
            "Bonds in the aggregate principal amount of HK$120,000,000. Based on the initial Conversion Price of HK$2.40 "
            "per Conversion Share, a maximum of 50,000,000 Conversion Shares will be allotted and issued.",
        )
    )
    assert event.fields["convertible"] == {
        "principal": Decimal(120_000_000),
        "coupon": None,
        "conversion_price": Decimal("2.40"),
        "max_shares": 50_000_000,
        "maturity": None,
    }
    assert derived_value(event, "conversion_shares") == 50_000_000


def test_both_languages_of_a_deal_share_the_key() -> None:
    english = announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING)
    chinese = zh_announcement(
        "根據一般授權配售新股份",
        "於二零二五年五月十二日（交易時段後），本公司與配售代理訂立配售協議，據此，配售代理有條件同意按每股配售股份"
        "2.50港元之配售價，配售最多64,000,000股配售股份予不少於六名承配人。",
    )
    assert only(english).dedup_key.split("|", 1)[1] == only(chinese).dedup_key.split("|", 1)[1]


def completed(reference: str, *, title: str = "COMPLETION OF PLACING OF NEW SHARES") -> Event:
    return only(
        announcement(
            title,
            reference,
            "The Board is pleased to announce that completion of the Placing took place on 30 May 2025. An aggregate of "
            "61,500,000 Placing Shares were successfully placed to not less than six Placees at the Placing Price of "
            "HK$2.50 per Placing Share.",
        )
    )


@pytest.mark.parametrize(
    "reference",
    [
        "Reference is made to the announcement of the Company dated 12 May 2025 in relation to the Placing.",
        "Reference is made to the announcements of Ash Co., Ltd. dated 12 May 2025 and 20 May 2025 in relation to the Placing.",
        "All conditions of the Placing Agreement dated 12 May 2025 have been fulfilled.",
    ],
    ids=["announcement", "announcements", "agreement"],
)
def test_a_completion_is_the_deal_that_was_announced_whatever_was_placed(reference: str) -> None:
    announced = only(announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING))
    closed = completed(reference)
    assert (closed.status, closed.fields["units"]) == ("completed", 61_500_000)
    assert closed.dedup_key == announced.dedup_key


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        (
            "Reference is made to the announcement of the Company dated 13 May 2025 in relation to the Placing.",
            "COMPLETION OF PLACING OF NEW SHARES",
        ),
        (
            "Reference is made to the circular of the Company dated 12 May 2025 in relation to the Placing.",
            "COMPLETION OF PLACING OF NEW SHARES",
        ),
        (
            "Reference is made to the announcement of the Company dated 12 May 2025 in relation to the Placing.",
            "COMPLETION OF THE SECOND TRANCHE OF PLACING OF NEW SHARES",
        ),
    ],
    ids=["other announcement", "circular", "tranche"],
)
def test_another_deal_or_a_tranche_is_a_story_of_its_own(reference: str, title: str) -> None:
    announced = only(announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING))
    closed = completed(reference, title=title)
    assert closed.status == "completed"
    assert closed.dedup_key != announced.dedup_key


def test_a_next_day_return_proves_completion() -> None:
    event = only(
        next_day_return(
            "1). Placing/subscription - new shares involved",
            "Allotment and issue under general mandate pursuant to the Placing Agreement dated 24 April 2026",
            "Date of changes 13 May 2026",
            "30,000,000 6 % HKD 4.1",
            opening="500,000,000",
            closing="530,000,000",
        )
    )
    assert (event.subtype, event.status) == ("placing", "completed")
    assert facts(event, "units", "price", "opening_balance", "closing_balance") == (
        30_000_000,
        Decimal("4.1"),
        500_000_000,
        530_000_000,
    )
    assert derived_value(event, "pct_existing") == Decimal("6.0000")


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


def test_a_printed_percentage_that_does_not_compute_is_flagged() -> None:
    findings = found(PLACING.replace("7.41%", "9.41%"))
    assert "PERCENT_MISMATCH" in [f.code for f in findings.flags]


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
