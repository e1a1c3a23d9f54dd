"""Buy-backs from returns, announcements and reports; invented issuers and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import (
    announcement,
    derived_value,
    eight_k,
    found_in,
    zh_announcement,
)
from tests.support.reading import a_draft, a_reading
from watcher.model import Event, Findings, Severity, Value
from workers.events import share_repurchase

HEAD = "Next Day Disclosure Return\n(Equity issuer - changes in issued shares or treasury shares, share buybacks and/or on-market sales of treasury shares)\nDate Submitted: 14 May 2026\nSection I\nA. Changes in issued shares or treasury shares\nOpening balance as at (Note 1) 30 April 2026 1,000,000,000 0 1,000,000,000\nClosing balance as at (Notes 5 and 6) 13 May 2026 1,000,000,000 0 1,000,000,000\nSection II\n"
REPORT = """A. Repurchase report
Trading date	Number of shares repurchased	Method of repurchase (Note 1)	Repurchase price per share or highest repurchase price per share $	Lowest repurchase price per share $	Aggregate price paid $
1). 12 May 2026	310,000	On the Exchange	HKD 8.15	HKD 8.02	HKD 2,507,900
2). 13 May 2026	90,000	On the Exchange	HKD 8.20	HKD 8.18	HKD 737,100
Total number of shares repurchased 400,000	Aggregate price paid $	HKD 3,245,000
Number of shares repurchased for cancellation 250,000
Number of shares repurchased for holding as treasury shares 150,000
B. Additional information for issuer who has a primary listing on the Exchange
2). Total number of shares which the issuer is authorised to repurchase under the repurchase mandate 100,000,000
3). Number of shares repurchased under the repurchase mandate (a) 2,500,000
4). As a % of number of issued shares as at the date of the resolution 0.25 %
"""
LEGACY = """Next Day Disclosure Return
(Equity issuer - changes in issued share capital and/or share buybacks)
II.
A. Purchase report
Trading
date
Number of securities purchased Method of purchase Price per share or highest price paid $ Lowest price paid $ Total paid $
07/03/2013
120,000
80,000
On the Stock Exchange
HK$2.11
HK$2.12
-
HK$253,200.00
HK$169,600.00
Total 200,000 HK$422,800.00
B. Additional information for issuer whose primary listing is on the Exchange
(a) 900,000 shares
"""


def read(text: str, **told: object) -> Findings:
    return found_in(text, types=(share_repurchase.EVENT,), **told)


def only(text: str, **told: object) -> Event:
    events = read(text, **told).events
    assert len(events) == 1
    return events[0]


def test_section_two_of_the_return_gives_the_day_the_prices_and_the_total() -> None:
    event = only(HEAD + REPORT)
    assert (event.subtype, event.status, event.severity) == (
        "on_market",
        "completed",
        Severity.INFO,
    )
    assert event.event_date == date(2026, 5, 13)
    wanted = {
        "shares": 400_000,
        "highest": Decimal("8.20"),
        "lowest": Decimal("8.02"),
        "total": Decimal(3_245_000),
        "currency": "HKD",
        "cancelled": 250_000,
        "treasury": 150_000,
        "repurchased_under_mandate": 2_500_000,
        "mandate_limit_shares": 100_000_000,
        "mandate_used_pct": Decimal("2.5000"),
    }
    assert {k: event.fields[k] for k in wanted} == wanted
    assert derived_value(event, "average_price") == Decimal("8.1125")


def test_columns_that_come_one_after_the_other_give_the_same() -> None:
    event = only(LEGACY)
    assert event.event_date == date(2013, 3, 7)
    assert (event.fields["shares"], event.fields["total"]) == (200_000, Decimal("422800.00"))
    assert (event.fields["lowest"], event.fields["highest"]) == (Decimal("2.11"), Decimal("2.12"))


def test_prices_that_do_not_enclose_the_average_are_left_out() -> None:
    event = only(LEGACY.replace("HK$422,800.00", "HK$622,800.00"))
    assert event.fields["total"] == Decimal("622800.00")
    assert (event.fields["lowest"], event.fields["highest"]) == (None, None)


def test_a_blank_section_two_is_no_purchase() -> None:
    assert not read(HEAD + "Repurchase report\tNot applicable\nFF305\n").events


def test_a_voluntary_announcement_of_todays_purchase() -> None:
    text = announcement(
        "VOLUNTARY ANNOUNCEMENT SHARE BUY-BACK",
        "The Board announces that on 25 March 2026 the Company bought back 1,250,000 Shares on the Stock Exchange at the highest price of HK$3.30 and the lowest price of HK$3.21 per Share for HK$4,081,250.",
        "Up to the date of this announcement, the Company has bought back a total of 7,000,000 Shares under the Repurchase Mandate.",
    )
    event = only(text)
    assert (event.subtype, event.event_date) == ("on_market", date(2026, 3, 25))
    assert event.fields["shares"] == 1_250_000
    assert event.fields["total"] == Decimal(4_081_250)
    assert event.fields["lowest"] == Decimal("3.21")
    assert event.evidence[0].quote.startswith("The Board announces")


def test_the_same_in_chinese_has_the_same_key() -> None:
    zh = only(
        zh_announcement(
            "自願公告 購回股份",
            "於二零二六年三月二十五日，本公司於聯交所分別以最高價格3.30港元及最低價格3.21港元購回1,250,000股股份，總代價為4,081,250港元。",
        )
    )
    assert zh.fields["shares"] == 1_250_000
    assert zh.dedup_key.endswith("|share_repurchase|on_market|2026-03-25|1250000")


@pytest.mark.parametrize(
    ("sentence", "shares", "total"),
    [
        (
            "On February 3, 2026, the Board of Directors authorized a new share repurchase program of up to $75 million of the Company's common stock.",
            None,
            Decimal(75_000_000),
        ),
        (
            "The Board of Directors of the Company has authorized the repurchase of up to 640,000 shares of its common stock.",
            640_000,
            None,
        ),
        (
            "The Company today announced that its Board increased the stock repurchase authorization by $20,000,000.",
            None,
            Decimal(20_000_000),
        ),
        (
            "On February 3, 2026, the Board of Directors voted to reinstate the Company’s stock repurchase program. The program allows the Company to buy back up to $25 million of its common stock over 24 months.",
            None,
            Decimal(25_000_000),
        ),
        (
            "On February 3, 2026, the Board of Directors approved a stock repurchase program. Under the program, the Company may purchase up to 400,000 shares of its common stock.",
            400_000,
            None,
        ),
        (
            "The Board has resolved to implement a share buy-back programme of up to $90 million in the open market pursuant to the Buy-back Mandate granted by the shareholders.",
            None,
            Decimal(90_000_000),
        ),
    ],
)
def test_a_programme_has_a_limit(sentence: str, shares: int | None, total: Decimal | None) -> None:
    event = only(eight_k("Item 8.01 Other Events", sentence), form="8-K")
    assert (event.subtype, event.status) == ("programme", "announced")
    assert (event.fields["shares"], event.fields["total"]) == (shares, total)


def test_a_tender_offer_for_the_companys_own_shares() -> None:
    event = only(
        eight_k(
            "Item 8.01 Other Events",
            "On February 2, 2026, the Company announced that its cash tender offer for up to $100 million of its common stock had commenced.",
        ),
        form="8-K",
    )
    assert (event.subtype, event.fields["total"]) == ("tender", Decimal(100_000_000))


def test_a_negotiated_purchase_from_a_holder() -> None:
    event = only(
        eight_k(
            "Item 1.01 Entry into a Material Definitive Agreement",
            "On February 2, 2026, the Company entered into an agreement to repurchase 3,000,000 shares of its common stock, $0.01 par value, from Northern Pier Fund LP at a price of $14.25 per share.",
        ),
        form="8-K",
    )
    assert (event.subtype, event.status) == ("off_market", "announced")
    assert event.fields["shares"] == 3_000_000
    assert (event.fields["price"], event.fields["total"]) == (Decimal("14.25"), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "During the quarter ended December 31, 2025, the Company repurchased 410,000 shares of its common stock for $9.1 million.",
        "Neither the Company nor any of its subsidiaries has purchased, repurchased or sold any of the Company's listed shares.",
        "As previously announced, the Board authorized a $50 million share repurchase program.",
        "In October 2023 the Board of Directors authorized the repurchase of 1,000,000 shares.",
        "The Company entered into an agreement to repurchase $200 million of its 4.5% convertible notes.",
        "On February 3, 2026 the trustee bought back 90,000 shares of the Company for the award plan.",
        "The credit agreement restricts share repurchases by the Company above $5,000,000.",
    ],
)
def test_what_is_retold_denied_or_of_other_securities_raises_nothing(sentence: str) -> None:
    assert not read(eight_k("Item 8.01 Other Events", sentence), form="8-K").events


def test_a_mandate_is_no_purchase() -> None:
    findings = read(
        announcement(
            "NOTICE OF ANNUAL GENERAL MEETING",
            "A resolution will be proposed to grant the Directors of the Company a repurchase mandate to repurchase Shares not exceeding 10% of the issued Shares.",
        )
    )
    assert not findings.events
    assert ("share_repurchase", "MANDATE_ONLY") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def test_the_press_release_of_the_same_programme_is_a_duplicate() -> None:
    told = "The Board of Directors of the Company authorized the repurchase of up to 640,000 shares of its common stock."
    findings = read(eight_k("Item 8.01 Other Events", told, exhibit=told), form="8-K")
    assert len(findings.events) == 1
    assert "DUPLICATE" in [s.reason_code for s in findings.suppressed]


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({"total": Decimal(150_000_000)}, "announces a buy-back programme of up to US$150.00m"),
        ({"shares": 900_000}, "announces a buy-back programme of 900,000 shares"),
        ({"shares": 900_000, "total": Decimal(422_800)}, "announces a buy-back programme of 900,000 shares, up to US$422,800"),
        ({}, "announces a buy-back programme"),
    ],
)  # fmt: skip
def test_a_programme_says_what_it_may_reach(fields: dict[str, Value], headline: str) -> None:
    made = a_draft(
        a_reading("A programme."), "A programme.", subtype="programme", status="announced",
        fields={"currency": "USD"} | fields,
    )  # fmt: skip
    assert share_repurchase.EVENT.headline(made) == headline
