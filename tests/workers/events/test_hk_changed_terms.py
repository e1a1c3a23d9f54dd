"""Hong Kong deals that change or that have conditions, and connected ones; invented issuers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, found_in, zh_announcement
from watcher.model import Findings
from workers.events import connected_transaction, m_and_a, share_issuance

TYPES = (share_issuance.EVENT, m_and_a.EVENT, connected_transaction.EVENT)
EARLIER = "Reference is made to the announcement of the Company dated 2 March 2026 in relation to the placing of new Shares under general mandate."
ENGLISH = (
    EARLIER,
    "On 18 March 2026 (after trading hours), the Company and the Placing Agent entered into a supplemental agreement to the Placing Agreement, pursuant to which the parties agreed to revise the Placing Price from HK$0.50 per Placing Share to HK$0.42 per Placing Share and the maximum number of Placing Shares from 120,000,000 to 150,000,000.",
)
CHINESE = (
    "茲提述本公司日期為二零二六年三月二日之公告，內容有關根據一般授權配售新股份。",
    "董事會宣佈，於二零二六年三月十八日（交易時段後），本公司與配售代理訂立補充協議，據此，訂約方同意將配售價由每股配售股份0.50港元下調至每股配售股份0.42港元，並將配售股份數目由最多120,000,000股配售股份增加至最多150,000,000股配售股份。",
)


def read(text: str) -> Findings:
    return found_in(text, types=TYPES)


@pytest.mark.parametrize(
    "text",
    [
        announcement("SUPPLEMENTAL AGREEMENT TO THE PLACING AGREEMENT", *ENGLISH),
        zh_announcement("配售協議之補充協議", *CHINESE),
    ],
)
def test_a_supplemental_agreement_tells_the_new_terms_and_keeps_the_old(text: str) -> None:
    (event,) = read(text).events
    assert (event.type, event.status) == ("share_issuance", "corrected")
    assert (event.fields["units"], event.fields["price"]) == (150_000_000, Decimal("0.42"))
    assert event.fields["qualifier"] == "up_to"
    assert event.fields["revised_from"] == {"units": 120_000_000, "price": Decimal("0.50")}
    assert event.fields["revised_date"] == date(2026, 3, 18)
    assert event.dedup_key.endswith("placing|2026-03-02|deal")


def test_a_supplement_without_terms_is_no_event() -> None:
    found = read(
        announcement(
            "SUPPLEMENTAL ANNOUNCEMENT IN RELATION TO PLACING OF NEW SHARES UNDER GENERAL MANDATE",
            EARLIER,
            "About sixty per cent of the money will be used to repay bank borrowings due in June 2026.",
        )
    )
    assert found.events == ()
    assert ("share_issuance", "PREVIOUSLY_DISCLOSED") in [
        (s.would_be_type, s.reason_code) for s in found.suppressed
    ]


LISTED = "the Stock Exchange granting the listing of the Placing Shares"
STANDING = "the Placing Agreement not being terminated"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ("Completion of the Placing is conditional upon:", f"(i) {LISTED}; and", f"(ii) {STANDING}."),
            [LISTED, STANDING],
        ),
        ((f"Completion of the Placing is conditional upon {LISTED}.",), [LISTED]),
        (("The Placing Agent acts on a best effort basis.",), None),
    ],
)  # fmt: skip
def test_the_conditions_of_an_issue_are_listed(
    lines: tuple[str, ...], wanted: list[str] | None
) -> None:
    text = announcement(
        "PLACING OF NEW SHARES UNDER GENERAL MANDATE",
        "On 25 March 2026, the Company and the Placing Agent entered into the Placing Agreement to place up to 96,000,000 Placing Shares at the Placing Price of HK$0.88 per Placing Share.",
        *lines,
    )
    (event,) = read(text).events
    assert event.fields["conditions"] == wanted


def test_chinese_conditions_end_with_their_sentence() -> None:
    text = zh_announcement(
        "根據一般授權配售新股份",
        "董事會宣佈，於二零二六年三月二十五日，本公司與配售代理訂立配售協議，按配售價每股配售股份0.88港元配售最多96,000,000股配售股份。",
        "配售事項須待下列條件達成後，方告完成：",
        "(i) 聯交所批准配售股份上市及買賣；及",
        "(ii) 配售協議並無根據其條款終止。",
    )
    (event,) = read(text).events
    assert event.fields["conditions"] == [
        "聯交所批准配售股份上市及買賣",
        "配售協議並無根據其條款終止",
    ]


SOLD_EN = (
    "On 25 March 2026, the Vendor and the Purchaser, Kestrel Bay Limited, entered into the Sale and Purchase Agreement, pursuant to which the Vendor has agreed to sell 60% of the equity interest in Osprey Logistics Limited at the consideration of RMB86,000,000.",
    "The Purchaser is owned by Mr. Lam, and is therefore a connected person of the Company.",
)
SOLD_ZH = (
    "董事會宣佈，於二零二六年三月二十五日，賣方與買方訂立買賣協議，據此，賣方已有條件同意出售目標公司之60%股權，代價為人民幣86,000,000元。",
    "買方由林先生全資擁有，因此為本公司之關連人士。",
)


@pytest.mark.parametrize(
    "text",
    [
        announcement("CONNECTED TRANSACTION", *SOLD_EN),
        zh_announcement("關連交易", *SOLD_ZH),
    ],
)
def test_a_connected_sale_of_an_interest_is_a_disposal_with_both_types(text: str) -> None:
    (event,) = read(text).events
    assert (event.type, event.subtype) == ("m_and_a", "disposal")
    assert "connected_transaction" in event.also_types
    assert event.fields["consideration"] == Decimal(86_000_000)
    assert event.fields["percent"] == Decimal(60)


def test_a_continuing_connected_transaction_stays_what_it_is() -> None:
    text = announcement(
        "CONTINUING CONNECTED TRANSACTION",
        "On 25 March 2026, the Company entered into the Services Agreement with Kestrel Bay Limited (the “Supplier”), which agreed to sell electricity to the business of the Group at an annual cap of HK$4,000,000.",
        "The Supplier is a connected person of the Company.",
    )
    assert [e.type for e in read(text).events] == ["connected_transaction"]


def test_a_joint_venture_with_a_connected_person_is_no_deal_but_a_connected_transaction() -> None:
    text = announcement(
        "MAJOR TRANSACTION AND CONNECTED TRANSACTION: FORMATION OF JOINT VENTURE",
        "On 24 March 2026, the Company and Fenwick Capital entered into the Shareholders Agreement to establish the Joint Venture.",
        "Fenwick Capital is a connected person of the Company.",
    )
    assert [e.type for e in read(text).events] == ["connected_transaction"]


def test_the_day_of_an_agreement_is_found_beside_a_name_with_abbreviations() -> None:
    text = announcement(
        "CONTINUING CONNECTED TRANSACTIONS RENEWAL OF SALES AGREEMENT",
        "On 24 March 2026, the Company and Lantern Steel Co., Ltd. entered into the 2026 Sales Agreement.",
        "The proposed annual caps are RMB31 million and RMB34 million respectively.",
    )
    [event] = read(text).events
    assert event.fields["agreement_date"] == date(2026, 3, 24)
