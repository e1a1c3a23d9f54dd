"""Prospectuses: priced covers, resales, preliminary ones, registrations; all invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import found_in
from watcher.model import Event, Findings
from workers.events import share_issuance

COVER = """Filed Pursuant to Rule 424(b)(5)
Registration No. 333-999001
PROSPECTUS SUPPLEMENT
(To Prospectus dated January 5, 2026)
4,000,000 Shares
Common Stock
We are offering 4,000,000 shares of our common stock. Our common stock is listed on Nasdaq. The last reported sale price on March 9, 2026 was $13.20 per share.
\tPer Share\tTotal
Public offering price\t$\t12.50\t$\t50,000,000
Underwriting discounts and commissions (1)\t$\t0.75\t$\t3,000,000
Proceeds, before expenses, to us\t$\t11.75\t$\t47,000,000
We have granted the underwriters an option to purchase up to 600,000 additional shares.
The date of this prospectus supplement is March 10, 2026.
"""


def read(text: str, form: str = "424B5") -> Findings:
    return found_in(text, types=(share_issuance.EVENT,), form=form)


def only(text: str, form: str = "424B5") -> Event:
    events = read(text, form).events
    assert len(events) == 1
    return events[0]


def test_a_cover_gives_units_price_gross_and_net() -> None:
    event = only(COVER)
    assert (event.subtype, event.status) == ("public_offering", "priced")
    wanted = {
        "units": 4_000_000,
        "unit_kind": "ordinary_share",
        "price": Decimal("12.50"),
        "currency": "USD",
        "gross_proceeds": Decimal("50000000.00"),
        "net_proceeds": Decimal(47_000_000),
        "net_qualifier": "before expenses",
        "pricing_date": date(2026, 3, 10),
        "underwritten": True,
    }
    assert {k: event.fields[k] for k in wanted} == wanted
    assert "4,000,000 shares" in event.evidence[0].quote


def test_depositary_shares_of_an_initial_offering() -> None:
    text = COVER.replace(
        "We are offering 4,000,000 shares of our common stock.",
        "This is an initial public offering. We are offering 4,000,000 American Depositary Shares, or ADSs. Each ADS represents ten ordinary shares.",
    )
    event = only(text, "424B4")
    assert (event.subtype, event.fields["unit_kind"]) == ("ipo", "ads")
    assert event.fields["units"] == 4_000_000


def test_ordinary_shares_in_the_form_of_depositary_shares_are_told_as_those() -> None:
    text = COVER.replace(
        "4,000,000 shares of our common stock",
        "40,000,000 Class A ordinary shares in the form of 4,000,000 American Depositary Shares",
    )
    event = only(text.replace("4,000,000 Shares\nCommon Stock\n", ""))
    assert (event.fields["units"], event.fields["unit_kind"]) == (4_000_000, "ads")
    assert event.fields["gross_proceeds"] == Decimal("50000000.00")


def test_a_row_of_what_is_outstanding_after_the_offering_is_no_offer() -> None:
    row = "Number of shares outstanding after this offering\t94,000,000 shares of common stock\n"
    assert only(COVER.replace("We are offering", row + "We are offering")).fields["units"] == (
        4_000_000
    )


def test_a_registered_direct_offering_by_a_sentence() -> None:
    text = COVER.split("\tPer Share", maxsplit=1)[0] + (
        "We have engaged a placement agent. The offering price is $2.05 per share.\n"
        "The date of this prospectus supplement is March 10, 2026.\n"
    )
    event = only(text)
    assert (event.subtype, event.fields["price"]) == ("registered_direct", Decimal("2.05"))
    assert event.fields["gross_proceeds"] == Decimal("8200000.00")


def test_an_at_the_market_programme_is_a_ceiling() -> None:
    event = only(
        "Filed Pursuant to Rule 424(b)(5)\nUnder the sales agreement we may offer and sell shares of common stock having an aggregate offering price of up to $75,000,000 from time to time through the agent in an at-the-market offering.\nThe date of this prospectus supplement is March 10, 2026.\n"
    )
    assert (event.subtype, event.status) == ("at_the_market", "announced")
    assert event.fields["gross_proceeds_max"] == Decimal(75_000_000)
    assert event.fields["gross_proceeds"] is None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (
            "424B3",
            "Filed Pursuant to Rule 424(b)(3)\nThis prospectus relates to the resale by the selling stockholders of up to 9,000,000 shares of common stock. We will not receive any proceeds.",
        ),
        (
            "424B3",
            "Filed Pursuant to Rule 424(b)(3)\nThis prospectus supplement is being filed to update and supplement the prospectus with our quarterly report.",
        ),
        ("424B5", "SUBJECT TO COMPLETION, DATED MARCH 9, 2026\n" + COVER),
        ("S-8", "REGISTRATION STATEMENT\n5,000,000 shares of common stock under the 2026 Plan"),
        ("EFFECT", "EFFECT\nform S-3 is effective"),
        ("S-3ASR", "REGISTRATION STATEMENT\nWe are offering 4,000,000 shares at $12.50"),
    ],
)
def test_resales_updates_preliminary_ones_and_registrations_sell_nothing(
    form: str, text: str
) -> None:
    findings = read(text, form)
    assert not findings.events
    assert ("share_issuance", "REGISTRATION_ONLY") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def test_a_prospectus_of_notes_is_no_issue_of_shares() -> None:
    text = "Filed Pursuant to Rule 424(b)(2)\nWe are offering $500,000,000 aggregate principal amount of our 5.25% senior notes due 2036.\nPublic offering price\t99.5%\t$\t497,500,000\n"
    assert not read(text, "424B2").events


def test_a_figure_per_share_is_no_total_of_net_proceeds() -> None:
    text = COVER.replace("$\t11.75\t$\t47,000,000", "$\t47,000,000\t$\t11.75")
    assert only(text).fields["net_proceeds"] is None


def test_the_discount_of_the_underwriters_and_to_the_market_are_told() -> None:
    event = only(COVER)
    assert event.fields["underwriting_discount"] == Decimal(3_000_000)
    assert event.fields["reference_price"] == Decimal("13.20")
    derived = {d.name: d for d in event.derived}
    assert derived["discount_close"].value == Decimal("5.3030")
    assert derived["discount_close"].arithmetic == "(13.20 - 12.50) / 13.20 x 100"
    assert derived["costs"].value == Decimal(3_000_000)


def test_pre_funded_warrants_are_a_leg_of_their_own() -> None:
    text = COVER.replace(
        "Common Stock\nWe are",
        "Pre-Funded Warrants to Purchase up to 1,100,000 Shares of Common Stock\nWe are",
    ).replace(
        "The date of this",
        "The purchase price is $12.4999 per pre-funded warrant.\nThe date of this",
    )
    legs = {e.fields["unit_kind"]: e.fields for e in read(text).events}
    assert (legs["warrant"]["units"], legs["warrant"]["price"]) == (1_100_000, Decimal("12.4999"))
    assert legs["ordinary_share"]["units"] == 4_000_000


def test_a_cover_without_a_sentence_of_offer_prints_what_is_offered_in_a_line() -> None:
    text = COVER.replace("We are offering 4,000,000 shares of our common stock. ", "")
    assert only(text).fields["units"] == 4_000_000
    resale = text.replace(
        "Our common stock is",
        "The selling stockholders are offering the shares. Our common stock is",
    )
    assert read(resale).events == ()
