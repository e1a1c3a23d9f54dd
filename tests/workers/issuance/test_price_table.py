"""Covers of which only tables tell, term sheets, programmes and equity lines; all invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import found_in
from watcher.model import Event
from workers.events import share_issuance
from workers.issuance.price_table import price_table

RULE = "Filed Pursuant to Rule 424(b)(5)\nRegistration No. 333-999001\n"
SHARES = (
    RULE
    + "\tPER SHARE(1)\tTOTAL\nPublic offering price\t$ 4.40\t$ 52,800,000.00\n"
    + "Underwriting discounts and commissions(2)\t$ 0.264\t$ 3,168,000.00\n"
    + "Proceeds, before expenses, to us\t$ 4.136\t$ 49,632,000.00\n"
    + "Dilution per share to new investors\t\t$ 3.10\n"
)


def legs(text: str, form: str = "424B5") -> dict[object, Event]:
    found = found_in(text, types=(share_issuance.EVENT,), form=form)
    return {e.fields["unit_kind"]: e for e in found.events}


def test_a_page_of_tables_gives_price_gross_and_net() -> None:
    event = legs(SHARES)["ordinary_share"]
    assert (event.fields["price"], event.fields["units"]) == (Decimal("4.40"), None)
    assert event.fields["gross_proceeds"] == Decimal("52800000.00")
    assert event.fields["net_proceeds"] == Decimal("49632000.00")
    derived = {d.name: d for d in event.derived}
    assert derived["units"].value == 12_000_000
    assert derived["units"].arithmetic == "52800000.00 / 4.40"


def test_the_number_that_the_total_pays_for_is_read_where_it_is_printed() -> None:
    event = legs(SHARES + "Underwriter\tNumber of Shares\nTotal\t12,000,000\n")["ordinary_share"]
    assert event.fields["units"] == 12_000_000
    assert "12,000,000" in [e.quote for e in event.evidence]


def test_depositary_shares_by_their_heading() -> None:
    american = legs(SHARES.replace("PER SHARE(1)", "Per ADS"))
    assert american["ads"].fields["security"] == "ADSs"
    assert set(legs(SHARES.replace("PER SHARE(1)", "Per Depositary Share"))) == {"preferred_share"}


def test_shares_and_pre_funded_warrants_have_a_column_each() -> None:
    text = (
        RULE
        + "\tPer share\tPer pre-funded warrant\tTotal\n"
        + "Public offering price\t$\t6.00\t$\t5.9999\t$\t61,199,980.00\n"
    )
    found = legs(text)
    assert found["ordinary_share"].fields["price"] == Decimal("6.00")
    assert found["ordinary_share"].fields["gross_proceeds"] is None
    assert found["warrant"].fields["price"] == Decimal("5.9999")


def test_two_numbers_are_read_where_the_total_pays_for_both() -> None:
    text = (
        RULE
        + "\tPer share\tPer pre-funded warrant\tTotal\n"
        + "Public offering price\t$\t6.00\t$\t5.9999\t$\t61,199,980.00\n"
        + "Name\tNumber of shares\tNumber of pre-funded warrants\nTotal:\t10,000,000\t200,000\n"
    )
    found = legs(text)
    assert found["ordinary_share"].fields["units"] == 10_000_000
    assert found["warrant"].fields["units"] == 200_000
    assert "200,000" in [e.quote for e in found["warrant"].evidence]
    other = legs(text.replace("200,000\n", "300,000\n"))
    assert [e.fields["units"] for e in other.values()] == [None, None]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("Per Note\tTotal", "Price to public(1)\t99.132%\t$495,660,000"),
        ("Per Unit\tTotal", "Public offering price\t$10.00\t$25,000,000"),
        ("Per Security\tTotal", "Price to public\t$1,000.00\t$3,000,000"),
        ("Per Share\tTotal", "Public offering price\t$\t$"),
        ("Per Share\tTotal\tMaximum", "Public offering price\t$5.00\t$1,000,000"),
    ],
)
def test_tables_of_other_securities_or_without_figures_tell_no_issue(heads: str, row: str) -> None:
    assert legs(f"{RULE}\t{heads}\n{row}\n", "424B2") == {}


def test_a_price_that_no_total_could_come_from_is_no_row_of_prices() -> None:
    assert price_table("\tPer Share\tTotal\nOffering price\t$5.00\t$7.10\n") is None


def test_convertible_notes_of_a_cover_have_the_total_as_principal() -> None:
    text = (
        RULE
        + "1.75% Convertible Senior Notes due 2031\n\tPer Note\tTotal\n"
        + "Public offering price(1)\t$ 1,000\t$ 180,000,000\n"
    )
    event = legs(text)["convertible"]
    assert (event.subtype, event.status) == ("convertible_issue", "priced")
    assert event.fields["gross_proceeds"] == Decimal(180_000_000)
    assert (event.fields["units"], event.fields["price"]) == (None, None)
    assert legs(text.replace("Convertible Senior", "Senior")) == {}


TERMS = (
    "Filed Pursuant to Rule 433\nPricing Term Sheet\nIssuer:\tNorrland Grid AB\n"
    "ADSs offered by the Issuer:\t7,500,000 ADSs (or 8,625,000 ADSs if the underwriters exercise their option in full)\n"
    "Public offering price:\t$21.00 per ADS\n"
)


def test_a_term_sheet_tells_in_rows_what_the_issuer_offers() -> None:
    event = legs(TERMS, "FWP")["ads"]
    assert (event.fields["units"], event.fields["price"]) == (7_500_000, Decimal("21.00"))
    early = legs(TERMS.rsplit("Public", maxsplit=1)[0], "FWP")["ads"]
    assert (early.status, early.fields["price"]) == ("announced", None)


def test_what_holders_offer_in_a_term_sheet_is_no_issue() -> None:
    text = TERMS.replace("by the Issuer", "by the selling shareholders")
    assert legs(text, "FWP") == {}


def test_a_term_sheet_of_convertible_notes_states_their_principal() -> None:
    text = (
        "Filed Pursuant to Rule 433\nSecurities:\t0.50% Convertible Senior Notes due 2032\n"
        "Aggregate principal amount offered:\t$350 million (plus $52.5 million option)\n"
        "Initial conversion price:\tApproximately $48.20 per share of common stock\n"
    )
    event = legs(text, "FWP")["convertible"]
    assert event.fields["gross_proceeds"] == Decimal(350_000_000)
    convertible = event.fields["convertible"]
    assert isinstance(convertible, dict)
    assert convertible["coupon"] == Decimal("0.50")
    assert convertible["conversion_price"] == Decimal("48.20")


@pytest.mark.parametrize(
    ("words", "price"),
    [
        ("The public offering price for each share of our common stock is $9.25.", "9.25"),
        ("The purchase price per share and accompanying warrant is $9.25.", "9.25"),
        ("", None),
    ],
)
def test_a_sentence_of_offer_counts_before_its_price_is_read(words: str, price: str | None) -> None:
    text = f"{RULE}Pre-Funded Warrants to Purchase up to 300,000 Shares of Common Stock\nWe are offering 2,200,000 shares of our common stock. {words}\n"
    found = legs(text)
    assert found["ordinary_share"].fields["units"] == 2_200_000
    assert found["ordinary_share"].fields["price"] == (Decimal(price) if price else None)
    assert found["warrant"].fields["units"] == 300_000


def test_a_programme_may_have_a_ceiling_of_shares() -> None:
    event = legs(
        RULE
        + "Under the agreement we may from time to time offer and sell up to 2,500,000 shares of our common stock in transactions deemed to be “at the market” offerings."
    )["ordinary_share"]
    assert (event.subtype, event.fields["units"]) == ("at_the_market", 2_500_000)
    assert event.fields["qualifier"] == "up_to"


def test_an_equity_line_has_a_ceiling_and_commitment_shares() -> None:
    text = (
        RULE
        + "We are offering up to $40.0 million in shares of our Common Stock to Alder Brook Fund from time to time under the Purchase Agreement and 412,500 shares of our Common Stock to Alder Brook Fund as Commitment Shares."
    )
    found = found_in(text, types=(share_issuance.EVENT,), form="424B5").events
    told = [(e.subtype, e.fields["units"], e.fields["gross_proceeds_max"]) for e in found]
    assert told == [
        ("at_the_market", None, Decimal(40_000_000)),
        ("private_placement", 412_500, None),
    ]


def test_a_programme_whose_ceiling_is_raised() -> None:
    text = "We are increasing the maximum aggregate offering price of our common stock that we may sell under the agreement to $150.5 million, from time to time."
    event = legs(RULE + text)["ordinary_share"]
    assert event.fields["gross_proceeds_max"] == Decimal(150_500_000)


def test_best_efforts_offer_up_to_a_number_and_warrants_of_their_own() -> None:
    text = (
        RULE
        + "Up to 3,000,000 Pre-Funded Warrants to Purchase up to 3,000,000 Shares of Common Stock\n"
        + "Up to 3,000,000 Common Warrants to Purchase up to 3,000,000 Shares of Common Stock\n"
        + "Up to 3,000,000 Series B Warrants to Purchase up to 1,500,000 Shares of Common Stock\n"
        + "We are offering on a best-efforts basis up to 3,000,000 shares of our common stock at a combined public offering price of $1.10 per share and accompanying warrants.\n"
    )
    found = found_in(text, types=(share_issuance.EVENT,), form="424B4").events
    told = {(e.fields["security"], e.fields["units"], e.fields["qualifier"]) for e in found}
    assert told == {
        ("shares", 3_000_000, "up_to"),
        ("pre-funded warrants", 3_000_000, "up_to"),
        ("common warrants", 3_000_000, "up_to"),
        ("Series B warrants", 1_500_000, "up_to"),
    }


def test_subscription_rights_are_an_issue_to_holders() -> None:
    text = "We are distributing to holders of our common stock non-transferable subscription rights to purchase up to 4,200,000 shares of our common stock at a subscription price of $1.25 per share.\n"
    event = legs("Filed Pursuant to Rule 424(b)(3)\n" + text, "424B3")["ordinary_share"]
    assert (event.subtype, event.status) == ("rights_issue", "announced")
    assert (event.fields["units"], event.fields["price"]) == (4_200_000, Decimal("1.25"))
    assert event.fields["qualifier"] == "up_to"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("shares of our 6.25% Series B Cumulative Preferred Stock", "preferred_share"),
        ("units", "unit"),
        ("shares of our common stock. Our preferred stock is not listed", "ordinary_share"),
    ],
)
def test_the_kind_of_what_is_offered(words: str, kind: str) -> None:
    assert set(legs(f"{RULE}We are offering 2,400,000 {words}.\n")) == {kind}


def test_a_shelf_of_any_securities_is_no_programme() -> None:
    text = "We may offer and sell up to $300,000,000 of any combination of the securities from time to time."
    assert legs(RULE + text) == {}
