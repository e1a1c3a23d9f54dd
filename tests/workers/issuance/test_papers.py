"""Papers about a deal that is out already, shares of others, and simplified Chinese."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, found_in, zh_announcement
from watcher.model import Event, Findings
from workers.events import share_issuance


def found(text: str) -> Findings:
    return found_in(text, types=(share_issuance.EVENT,))


def only(text: str) -> Event:
    (event,) = found(text).events
    return event


def codes(findings: Findings) -> list[str]:
    return [s.reason_code for s in findings.suppressed if s.would_be_type == "share_issuance"]


PAPERS = [
    announcement(
        "UPDATE ON USE OF PROCEEDS",
        "Reference is made to the announcement of the Company dated 3 June 2025 in relation to the placing of 60,000,000 new "
        "Shares at HK$1.50 per Share. The Board has resolved to change the use of the unutilised net proceeds.",
    ),
    announcement(
        "DELAY IN DESPATCH OF CIRCULAR",
        "Reference is made to the announcement of the Company dated 4 March 2026 in relation to the issue of 62,500,000 "
        "Consideration Shares under specific mandate. The despatch date will be postponed to 30 April 2026.",
    ),
    announcement(
        "NOTICE OF EXTRAORDINARY GENERAL MEETING",
        "NOTICE IS HEREBY GIVEN that an extraordinary general meeting will be held on 20 April 2026 to consider the following "
        "resolution: THAT the Placing Agreement dated 4 March 2026 and the allotment and issue of up to 88,000,000 Placing "
        "Shares at HK$0.52 per Placing Share be and are hereby approved.",
    ),
    zh_announcement(
        "有關配售所得款項用途之更新",
        "茲提述本公司日期為二零二五年六月三日之公告，內容有關按每股1.50港元配售60,000,000股新股份。",
    ),
    zh_announcement(
        "延遲寄發通函",
        "茲提述本公司日期為二零二六年三月四日之公告，內容有關根據特別授權發行62,500,000股代價股份。",
    ),
]


@pytest.mark.parametrize(
    "text", PAPERS, ids=["money", "circular", "meeting", "zh money", "zh circular"]
)
def test_a_paper_about_a_deal_announced_before_is_no_issue(text: str) -> None:
    findings = found(text)
    assert findings.events == ()
    assert codes(findings) == ["PREVIOUSLY_DISCLOSED"]


def test_a_placing_whose_title_goes_on_to_the_use_of_proceeds_is_an_issue() -> None:
    event = only(
        announcement(
            "PLACING OF NEW SHARES UNDER GENERAL MANDATE AND CHANGE IN USE OF PROCEEDS",
            "On 25 March 2026, the Company and the Placing Agent entered into the Placing Agreement to place up to 40,000,000 "
            "Placing Shares at the Placing Price of HK$0.75 per Placing Share.",
        )
    )
    assert event.fields["units"] == 40_000_000


@pytest.mark.parametrize(
    "text",
    [
        announcement(
            "DISCLOSEABLE TRANSACTION - SUBSCRIPTION OF SHARES IN BRIGHTWELL MEDICAL LIMITED",
            "On 25 March 2026, Harbour Invest Limited, a wholly-owned subsidiary of the Company, entered into a subscription "
            "agreement, pursuant to which it agreed to subscribe for 12,000,000 new shares of Brightwell Medical.",
        ),
        zh_announcement(
            "須予披露交易 認購目標公司股份",
            "於二零二六年三月二十五日，本公司之全資附屬公司與目標公司訂立認購協議，據此，認購人同意認購目標公司"
            "12,000,000股新股份，代價為60,000,000港元。",
        ),
    ],
    ids=["en", "zh"],
)
def test_shares_of_another_company_taken_up_are_no_issue(text: str) -> None:
    findings = found(text)
    assert findings.events == ()
    assert codes(findings) == ["OTHER_ISSUER"]


def test_shares_in_the_company_itself_are_an_issue() -> None:
    event = only(
        announcement(
            "SUBSCRIPTION OF SHARES IN THE COMPANY BY A STRATEGIC INVESTOR",
            "On 25 March 2026, the Company entered into the Subscription Agreement, pursuant to which the Company agreed to "
            "allot and issue 12,000,000 Subscription Shares at the Subscription Price of HK$5.00 per Subscription Share.",
        )
    )
    assert event.fields["units"] == 12_000_000


def test_simplified_characters_are_read_like_traditional_ones() -> None:
    event = only(
        zh_announcement(
            "根据一般性授权配售新H股",
            "于2026年3月25日，本公司与配售代理订立配售协议，据此，配售代理同意按每股H股25.80港元的配售价配售合共"
            "10,000,000股新H股予不少于六名承配人。",
        )
    )
    assert (event.fields["units"], event.fields["price"]) == (10_000_000, Decimal("25.80"))
    assert (event.fields["agreement_date"], event.fields["mandate"]) == (
        date(2026, 3, 25),
        "general",
    )


def test_a_holder_who_places_existing_shares_and_takes_up_new_ones_tops_up() -> None:
    event = only(
        zh_announcement(
            "配售現有股份及根據一般授權先舊後新認購新股份",
            "於二零二六年三月二十五日，本公司、賣方及配售代理訂立配售及認購協議，據此，賣方同意透過配售代理按每股"
            "15.60港元配售20,000,000股現有股份，並同意按認購價每股15.60港元認購20,000,000股新股份。",
        )
    )
    assert (event.subtype, event.fields["units"]) == ("top_up_placing", 20_000_000)


def test_shares_issued_to_holders_who_convert_are_a_conversion() -> None:
    event = only(
        announcement(
            "CONVERSION OF CONVERTIBLE BONDS",
            "On 25 March 2026 the Company received a conversion notice in respect of the Convertible Bonds in the principal "
            "amount of HK$10,000,000 at the Conversion Price of HK$0.40 per Share. Accordingly, 25,000,000 Conversion Shares "
            "were allotted and issued on the same date.",
        )
    )
    assert (event.subtype, event.status) == ("conversion", "completed")
    assert (event.fields["units"], event.fields["price"]) == (25_000_000, Decimal("0.40"))


def test_a_connected_transaction_has_a_connected_taker() -> None:
    event = only(
        announcement(
            "CONNECTED TRANSACTION - SUBSCRIPTION OF NEW SHARES UNDER SPECIFIC MANDATE",
            "On 25 March 2026, the Company and Mr. Kwok Chi Keung entered into the Subscription Agreement, pursuant to which "
            "Mr. Kwok conditionally agreed to subscribe for 90,000,000 Subscription Shares at HK$0.55 per Subscription Share.",
        )
    )
    assert event.fields["connected"] is True


def test_a_placing_of_warrants_has_the_price_of_their_exercise() -> None:
    event = only(
        announcement(
            "PLACING OF UNLISTED WARRANTS UNDER GENERAL MANDATE",
            "On 25 March 2026, the Company entered into the Warrant Placing Agreement with the Placing Agent to place up to "
            "30,000,000 Warrants at the Warrant Issue Price of HK$0.02 per Warrant. Each Warrant entitles the holder to "
            "subscribe for one Warrant Share at the Subscription Price of HK$0.68.",
        )
    )
    assert (event.fields["price"], event.fields["exercise_price"]) == (
        Decimal("0.02"),
        Decimal("0.68"),
    )


@pytest.mark.parametrize(
    "text",
    [
        announcement(
            "MAJOR TRANSACTION - DEEMED DISPOSAL OF INTEREST IN A SUBSIDIARY",
            "On 25 March 2026, Target Co, a subsidiary of the Company, entered into the Capital Increase Agreement, pursuant to "
            "which the Investor agreed to subscribe for 5,000,000 new shares of Target Co.",
        ),
        zh_announcement(
            "視作出售附屬公司股權",
            "於二零二六年三月二十五日，目標公司（本公司之非全資附屬公司）與投資者訂立增資協議，據此投資者同意認購目標公司5,000,000股新股份。",
        ),
    ],
    ids=["en", "zh"],
)
def test_shares_that_a_subsidiary_issues_are_no_issue(text: str) -> None:
    findings = found(text)
    assert findings.events == ()
    assert codes(findings) == ["OTHER_ISSUER"]


def test_shares_allotted_on_a_day_at_a_price_complete_a_rights_issue() -> None:
    event = only(
        zh_announcement(
            "供股結果",
            "董事會宣佈，供股已成為無條件。合共250,000,000股供股股份已於二零二六年三月二十五日按認購價每股供股股份0.16港元配發及發行。",
        )
    )
    assert (event.status, event.fields["completion_date"]) == ("completed", date(2026, 3, 25))
