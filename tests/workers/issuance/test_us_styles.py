"""Unregistered sales and offerings in the words of many law firms."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

import pytest

from tests.support.announcements import eight_k, found_in
from watcher.model import Event, Findings
from workers.events import share_issuance

ITEM_302 = "Item 3.02 Unregistered Sales of Equity Securities."
ITEM_801 = "Item 8.01 Other Events."


def found(*lines: str) -> Findings:
    return found_in(eight_k(*lines), types=(share_issuance.EVENT,), source="edgar")


def only(*lines: str) -> Event:
    (event,) = found(*lines).events
    return event


@pytest.mark.parametrize(
    ("sentence", "subtype", "units"),
    [
        (
            (
                "On January 30, 2026, the Company closed a private placement of 1,500,000 shares of common stock to two "
                "accredited investors at $2.40 per share."
            ),
            "private_placement",
            1_500_000,
        ),
        (
            (
                "At the closing on February 2, 2026, the Company issued to the former holders of Arden Robotics, Inc. an "
                "aggregate of 2,045,000 shares of the Company's common stock."
            ),
            "private_placement",
            2_045_000,
        ),
        (
            (
                "Between January 20, 2026 and February 3, 2026, the Company issued an aggregate of 700,000 shares of common "
                "stock upon the exercise of outstanding warrants at an exercise price of $1.15 per share."
            ),
            "warrant_exercise",
            700_000,
        ),
    ],
    ids=["closed a placement", "issued to holders of the target", "upon exercise of warrants"],
)
def test_shares_issued_under_item_302_are_told(sentence: str, subtype: str, units: int) -> None:
    event = only(ITEM_302, sentence)
    assert (event.subtype, event.status, event.fields["units"]) == (subtype, "completed", units)


def test_one_convertible_note_is_a_convertible_issue() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 2, 2026, the Company issued to Kestrel Funding LLC a convertible promissory note in the principal "
        "amount of $2,200,000 for a purchase price of $2,000,000. The note is convertible into shares of common stock at "
        "a conversion price of $0.85 per share.",
    )
    assert (event.subtype, event.fields["gross_proceeds"]) == ("convertible_issue", 2_200_000)


def test_an_option_exercised_after_the_offering_was_announced_is_news() -> None:
    event = only(
        ITEM_801,
        "On February 4, 2026, the underwriters of the Company's previously announced public offering exercised in full "
        "their option to purchase an additional 1,875,000 shares of common stock at the public offering price of $8.00 "
        "per share.",
    )
    assert (event.subtype, event.fields["units"]) == ("over_allotment", 1_875_000)


def test_pre_funded_warrants_do_not_take_the_exercise_price_of_others() -> None:
    findings = found(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 1, 2026, the Company agreed to sell, in a registered direct offering, pre-funded warrants to purchase "
        "up to 400,000 shares of common stock at a purchase price of $1.2499 per pre-funded warrant. In a concurrent private "
        "placement, the Company agreed to issue warrants to purchase up to 2,500,000 shares of common stock at an exercise "
        "price of $1.25 per share.",
    )
    prices = {e.fields["units"]: e.fields["exercise_price"] for e in findings.events}
    assert prices == {400_000: None, 2_500_000: Decimal("1.25")}


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "On February 3, 2026, certain selling stockholders affiliated with Trident Equity Partners sold 10,000,000 shares "
            "of the Company's common stock in an underwritten secondary offering at $31.50 per share."
        ),
        (
            "Zenlytics, Inc., in which the Company holds a 12% interest, announced on February 2, 2026 the pricing of its "
            "initial public offering of 8,000,000 shares at $17.00 per share."
        ),
        (
            "As previously disclosed, on January 28, 2026 the underwriters exercised their option to purchase 500,000 "
            "additional shares of common stock."
        ),
    ],
    ids=["holders sell", "another company", "disclosed before"],
)
def test_shares_that_the_issuer_does_not_newly_issue_are_none(sentence: str) -> None:
    assert found(ITEM_801, sentence).events == ()


def test_investors_who_agree_to_purchase_beside_a_merger_place_privately() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "Concurrently with the execution of the Merger Agreement, the Company entered into subscription agreements dated as of "
        "February 2, 2026 with certain investors, pursuant to which the investors agreed to purchase an aggregate of 7,500,000 "
        "shares of Class A common stock at $10.00 per share in a private placement to close concurrently with the merger.",
    )
    assert (event.subtype, event.fields["units"]) == ("private_placement", 7_500_000)


def test_notes_have_their_coupon() -> None:
    event = only(
        ITEM_302,
        "On February 4, 2026, Tessellate Software, Inc. issued $300.0 million aggregate principal amount of its 0.75% "
        "Convertible Senior Notes due 2031 pursuant to an indenture. The initial conversion price is approximately $61.25 per "
        "share.",
    )
    terms = cast("Mapping[str, object]", event.fields["convertible"])
    assert (terms["coupon"], terms["conversion_price"]) == (Decimal("0.75"), Decimal("61.25"))


def test_the_part_that_selling_holders_offer_is_no_leg() -> None:
    findings = found_in(
        eight_k(
            "SHANGHAI, February 4, 2026 -- Longqiao Intelligence Ltd. today announced that it priced its follow-on offering of "
            "ADSs at US$9.50 per ADS, of which 4,000,000 ADSs are offered by the Company and 2,000,000 ADSs are offered by "
            "certain selling shareholders.",
            form="6-K",
        ),
        types=(share_issuance.EVENT,),
        source="edgar",
    )
    assert 2_000_000 not in {e.fields["units"] for e in findings.events}


def test_an_investor_who_stands_ready_to_buy_is_an_equity_line() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 2, 2026, Tollgate Sensors Corp. (the “Company”) entered into a common stock purchase agreement with "
        "Marrow Bay Fund, LLC (“Marrow Bay”), which provides that Marrow Bay is committed to purchase up to an aggregate "
        "of $22.5 million of shares of the Company’s common stock over the 24-month term of the agreement. "
        "The Company controls when it will sell shares.",
    )
    assert (event.subtype, event.fields["units"]) == ("at_the_market", None)
    assert event.fields["gross_proceeds_max"] == Decimal(22_500_000)


def test_item_302_without_a_figure_is_told_to_people() -> None:
    findings = found_in(
        eight_k(
            "Item 3.02 Unregistered Sales of Equity Securities.",
            "The offer and sale of the shares was exempt from registration under Section 4(a)(2) of the Securities Act.",
        ),
        types=(share_issuance.EVENT,),
        source="edgar",
    )
    assert findings.events == ()
    assert [s.reason_code for s in findings.suppressed] == ["INSUFFICIENT_EVIDENCE"]


def test_the_issuer_that_agrees_to_purchase_its_own_stock_has_no_equity_line() -> None:
    findings = found(
        "Item 8.01 Other Events.",
        "On February 2, 2026, the Company agreed to purchase up to $10.0 million of its common stock from Anvil Holdings "
        "LLC, which sold its stake.",
    )
    assert findings.events == ()


def test_a_programme_that_names_its_shares_behind_the_ceiling() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 2, 2026, the Company entered into an Open Market Sale Agreement with Larkfield Securities LLC, as agent, "
        "pursuant to which the Company may offer and sell, from time to time, at its option, through the agent, up to an "
        "aggregate of $35,000,000 of shares of the Company’s common stock.",
    )
    assert (event.subtype, event.fields["units"]) == ("at_the_market", None)
    assert event.fields["gross_proceeds_max"] == Decimal(35_000_000)


def test_as_many_warrants_of_two_series_are_two_legs() -> None:
    found = found_in(
        eight_k(
            "Item 3.02 Unregistered Sales of Equity Securities.",
            "On February 2, 2026, the Company issued Series A Warrants to purchase up to 410,250 shares of common stock and Series B Warrants to purchase up to 410,250 shares of common stock.",
        ),
        types=(share_issuance.EVENT,),
        source="edgar",
    )
    assert [(e.fields["units"], e.fields["security"]) for e in found.events] == [
        (410_250, "Series A warrants"),
        (410_250, "Series B warrants"),
    ]
