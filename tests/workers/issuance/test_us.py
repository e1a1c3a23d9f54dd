from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, eight_k, found_in
from watcher.model import Event, Findings
from workers.events import share_issuance

OFFERING = (
    "Item 1.01 Entry into a Material Definitive Agreement.",
    (
        "On January 28, 2026, the Company and certain selling stockholders entered into an underwriting agreement for the "
        "sale by the Company of 6,100,000 shares of its common stock, and for the sale by the selling stockholders of an "
        "aggregate of 250,000 shares of common stock. The shares were sold to the public at a price of $16.20 per share. The "
        "Company granted the underwriters a 30-day option to purchase an additional 900,000 shares of its common stock, which "
        "the underwriters exercised in full on January 30, 2026."
    ),
    "Item 8.01 Other Events.",
    (
        "On February 2, 2026, the Company closed its public offering. The Company issued 7,000,000 shares of common stock in "
        "the offering. Gross proceeds were approximately $113.4 million."
    ),
)


def found(*lines: str, exhibit: str | None = None, form: str = "8-K") -> Findings:
    return found_in(
        eight_k(*lines, exhibit=exhibit, form=form), types=(share_issuance.EVENT,), source="edgar"
    )


def only(*lines: str, exhibit: str | None = None, form: str = "8-K") -> Event:
    (event,) = found(*lines, exhibit=exhibit, form=form).events
    return event


def codes(findings: Findings) -> list[str]:
    return [s.reason_code for s in findings.suppressed if s.would_be_type == "share_issuance"]


def test_firm_and_option_shares_are_legs_and_their_total_is_none() -> None:
    legs = {e.fields["units"]: e for e in found(*OFFERING).events}
    assert set(legs) == {6_100_000, 900_000}
    assert (legs[6_100_000].subtype, legs[900_000].subtype) == ("public_offering", "over_allotment")
    assert {e.status for e in legs.values()} == {"completed"}
    assert legs[6_100_000].fields["price"] == Decimal("16.20")
    assert legs[6_100_000].fields["gross_proceeds"] == Decimal("98820000.00")


def test_an_option_that_was_only_granted_is_no_leg() -> None:
    event = only(
        "Item 8.01 Other Events.",
        "On January 30, 2026, the Company entered into an underwriting agreement relating to the public offering of "
        "9,000,000 shares of common stock at a price to the public of $21.00 per share. The Company granted the "
        "underwriters a 30-day option to purchase up to an additional 1,350,000 shares.",
    )
    assert (event.status, event.fields["units"]) == ("priced", 9_000_000)


def test_a_private_placement_of_shares_and_warrants_has_two_legs() -> None:
    findings = found(
        "Item 3.02 Unregistered Sales of Equity Securities.",
        "On February 2, 2026, the Company agreed to issue and sell in a private placement 4,200,000 shares of its common "
        "stock at a purchase price of $3.10 per share, and pre-funded warrants to purchase up to 800,000 shares of common stock.",
    )
    legs = {e.subtype: e for e in findings.events}
    assert legs["private_placement"].fields["units"] == 4_200_000
    assert legs["private_placement"].status == "announced"
    assert legs["warrant_issue"].fields["unit_kind"] == "warrant"
    assert legs["warrant_issue"].fields["ordinary_shares"] is None


def test_an_offering_that_closed_is_completed_on_that_day() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 3, 2026, the Company entered into an agreement for the sale in a registered direct offering of "
        "1,500,000 shares of common stock at an offering price of $2.00 per share. The offering closed on February 4, 2026.",
    )
    assert (event.subtype, event.status) == ("registered_direct", "completed")
    assert event.fields["agreement_date"] == date(2026, 2, 3)
    assert event.fields["completion_date"] == date(2026, 2, 4)


def test_convertible_notes_have_a_principal_amount_and_no_units() -> None:
    event = only(
        "Item 3.02 Unregistered Sales of Equity Securities.",
        "On February 4, 2026, the Company issued $300.0 million aggregate principal amount of its 1.25% Convertible "
        "Senior Notes due 2031 in a private placement. The initial conversion price is approximately $42.50 per share.",
    )
    assert (event.subtype, event.status, event.fields["units"]) == (
        "convertible_issue",
        "completed",
        None,
    )
    assert event.fields["gross_proceeds"] == Decimal("300000000.0")
    assert event.headline == "Convertible issue of US$300.00m, completed"


@pytest.mark.parametrize(
    ("item", "sentence", "subtype", "units", "status"),
    [
        (
            "2.01",
            "At the closing of the merger on February 2, 2026, the Company issued 2,345,678 shares of its common stock.",
            "consideration_issue",
            2_345_678,
            "completed",
        ),
        (
            "3.02",
            "Under the Merger Agreement, the Company will issue approximately 3.6 million shares of Company common stock.",
            "consideration_issue",
            3_600_000,
            "announced",
        ),
        (
            "3.02",
            "On January 29, 2026, the Company issued 1,111,111 shares of common stock upon the conversion of $500,000 of its outstanding convertible notes.",
            "conversion",
            1_111_111,
            "completed",
        ),
        (
            "3.02",
            "Between January 5, 2026 and January 30, 2026, the registrant issued 2,500,000 shares of its Common Stock.",
            "private_placement",
            2_500_000,
            "completed",
        ),
    ],
)
def test_one_sentence_tells_one_leg(
    item: str, sentence: str, subtype: str, units: int, status: str
) -> None:
    event = only(f"Item {item} Some Title.", sentence)
    assert (event.subtype, event.fields["units"], event.status) == (subtype, units, status)


def test_an_at_the_market_programme_has_a_ceiling_of_money() -> None:
    event = only(
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On February 2, 2026, the Company entered into an at-the-market sales agreement under which it may sell shares of "
        "its common stock having an aggregate offering price of up to $75.0 million.",
    )
    assert (event.subtype, event.fields["units"]) == ("at_the_market", None)
    assert event.fields["gross_proceeds_max"] == Decimal("75000000.0")


@pytest.mark.parametrize(
    ("item", "sentence", "code"),
    [
        (
            "8.01",
            "On February 2, 2026, certain selling stockholders sold 6,000,000 shares of the Company's common stock.",
            "NEGATED",
        ),
        (
            "8.01",
            "On June 2, 2025, the Company issued 6,000,000 shares of its common stock in a private placement.",
            "HISTORICAL_RECAP",
        ),
        (
            "8.01",
            "As previously reported, the Company sold 6,000,000 shares of its common stock.",
            "PREVIOUSLY_DISCLOSED",
        ),
    ],
)
def test_what_is_no_new_issue_is_suppressed(item: str, sentence: str, code: str) -> None:
    findings = found(f"Item {item} Other Events.", sentence)
    assert findings.events == ()
    assert code in codes(findings)


@pytest.mark.parametrize(
    "sentence",
    [
        "On February 2, 2026, the Board authorized the repurchase of up to 5,000,000 shares of common stock.",
        "Mr. Quill and his affiliates will sell 212,400 shares under a Rule 10b5-1 trading plan.",
        "On February 2, 2026, Orbital Parts Corp. sold 3,000,000 shares of its preferred stock to the Company.",
        "The authorized capital stock of Parent consists of 48,000,000 shares of common stock.",
        "31,402,118 Shares were validly tendered in the Offer.",
    ],
)
def test_shares_of_others_and_standing_counts_raise_nothing(sentence: str) -> None:
    assert found("Item 8.01 Other Events.", sentence).events == ()


def test_results_retell_the_issues_of_their_period() -> None:
    findings = found(
        "Item 2.02 Results of Operations and Financial Condition.",
        "On February 4, 2026, the Company issued a press release.",
        exhibit="Fourth quarter results. During the quarter, the Company issued 3,000,000 shares of common stock.",
    )
    assert findings.events == ()
    assert codes(findings) == ["HISTORICAL_RECAP"]


def test_the_press_release_of_the_same_issue_is_a_duplicate() -> None:
    sentence = "On February 2, 2026, the Company issued 2,345,678 shares of its common stock to the sellers."
    findings = found(
        "Item 3.02 Unregistered Sales of Equity Securities.", sentence, exhibit=sentence
    )
    assert len(findings.events) == 1
    assert "DUPLICATE" in codes(findings)


def test_agreements_behind_the_report_are_not_read_as_news() -> None:
    findings = found(
        "Item 8.01 Other Events.",
        "The parties signed the agreement.",
        "ARTICLE II",
        "At the closing the Company shall issue 9,999,999 shares of its common stock.",
    )
    assert findings.events == ()


PRICING = (
    "BEIJING, February 3, 2026 -- Sky Harbour Cloud Inc. today announced the pricing of its underwritten public offering of "
    "12,000,000 American depositary shares (“ADSs”), each representing 15 ordinary shares, at a public offering price of "
    "US$8.50 per ADS."
)


def test_a_6k_press_release_prices_an_offering_of_ads() -> None:
    event = only("Attached is a press release.", exhibit=PRICING, form="6-K")
    assert (event.subtype, event.status, event.exhibit) == ("public_offering", "priced", "99.1")
    assert (event.fields["unit_kind"], event.fields["units"]) == ("ads", 12_000_000)
    assert event.fields["ordinary_shares"] == 180_000_000


def test_the_closing_of_an_announced_offering_is_news() -> None:
    text = PRICING.replace("the pricing of its", "the closing of its previously announced")
    assert only("Attached is a press release.", exhibit=text, form="6-K").status == "completed"


def test_share_awards_exercised_raise_the_capital() -> None:
    event = only(
        "The Company has increased its share capital by 61,204 Class A common shares as a result of the exercise of a "
        "corresponding number of Restricted Share Units.",
        form="6-K",
    )
    assert (event.subtype, event.status, event.fields["units"]) == (
        "award_vesting",
        "completed",
        61_204,
    )


def test_a_hong_kong_announcement_in_a_6k_is_read_by_the_hong_kong_rules() -> None:
    exhibit = announcement(
        "PLACING OF NEW SHARES UNDER GENERAL MANDATE",
        "On 2 February 2026, the Company and the Placing Agent entered into the Placing Agreement, pursuant to which the "
        "Placing Agent has agreed to place up to 30,000,000 Placing Shares at HK$4.10 per Placing Share.",
    )
    event = only("Attached is an announcement.", exhibit=exhibit, form="6-K")
    assert (event.subtype, event.fields["currency"]) == ("placing", "HKD")


TERMS = (
    "Item 8.01 Other Events.",
    (
        "On June 2, 2026, the Company entered into an underwriting agreement relating to the public offering of 8,400,000 "
        "shares of common stock at a public offering price of $5.50 per share. Under the agreement the Company granted the "
        "underwriters a 30-day option to purchase up to an additional 1,260,000 shares of common stock."
    ),
    "The offering is expected to close on or about June 4, 2026, subject to customary closing conditions.",
)


def test_a_priced_offering_tells_its_option_and_its_expected_closing() -> None:
    event = only(*TERMS)
    assert event.fields["over_allotment_units"] == 1_260_000
    assert event.fields["expected_closing_date"] == date(2026, 6, 4)
    assert event.fields["completion_date"] is None


def test_the_option_sentence_is_dropped_as_conditional_and_not_as_a_grant_to_staff() -> None:
    assert codes(found(*TERMS)) == ["CONDITIONAL"]


def test_a_completed_offering_expects_no_closing() -> None:
    legs = {e.fields["units"]: e for e in found(*OFFERING).events}
    assert legs[6_100_000].fields["expected_closing_date"] is None
