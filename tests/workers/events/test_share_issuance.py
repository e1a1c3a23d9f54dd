from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import announcement, derived_value, zh_announcement
from tests.support.issues import PLACING, facts, found, only
from watcher.model import Severity


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
    assert event.headline == "Placing of up to 210,000,000 shares at HK$6.15, announced"


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
        "principal_currency": "HKD",
        "coupon": None,
        "conversion_price": Decimal("2.40"),
        "max_shares": 50_000_000,
        "maturity": None,
    }
    assert derived_value(event, "conversion_shares") == 50_000_000


def test_a_principal_in_another_currency_is_not_divided_by_the_price() -> None:
    event = only(
        announcement(
            "ISSUE OF CONVERTIBLE BONDS UNDER GENERAL MANDATE",
            "On 9 February 2026, the Company agreed to issue the Convertible Bonds in the principal amount of "
            "US$20,000,000. At the initial Conversion Price of HK$5.20 per Share and the fixed rate of US$1.00 to "
            "HK$7.80, the Convertible Bonds are convertible into 30,000,000 Conversion Shares.",
        )
    )
    assert (event.fields["units"], event.fields["currency"]) == (30_000_000, "HKD")
    assert "conversion_shares" not in {d.name for d in event.derived}


def test_both_languages_of_a_deal_share_the_key() -> None:
    english = announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING)
    chinese = zh_announcement(
        "根據一般授權配售新股份",
        "於二零二五年五月十二日（交易時段後），本公司與配售代理訂立配售協議，據此，配售代理有條件同意按每股配售股份"
        "2.50港元之配售價，配售最多64,000,000股配售股份予不少於六名承配人。",
    )
    assert only(english).dedup_key.split("|", 1)[1] == only(chinese).dedup_key.split("|", 1)[1]


def test_a_printed_percentage_that_does_not_compute_is_flagged() -> None:
    findings = found(PLACING.replace("7.41%", "9.41%"))
    assert "PERCENT_MISMATCH" in [f.code for f in findings.flags]
