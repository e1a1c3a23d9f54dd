"""Offers and mergers by the form that tells them; invented companies."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import found_in
from watcher.model import Event, Findings, Severity
from workers.events import m_and_a

PRICE = "for all outstanding shares of common stock at a price of $18.50 per share, net to the seller in cash, without interest"


def schedule_to(*lines: str, amendment: str = "") -> str:
    return "\n".join(
        (
            "SCHEDULE TO",
            "Tender Offer Statement under Section 14(d)(1) or 13(e)(1) of the Securities Exchange Act of 1934",
            *([f"(Amendment No. {amendment})"] if amendment else []),
            "LARKSPUR OPTICS, INC.",
            "(Name of Subject Company (Issuer))",
            "Fjord Purchaser LLC, a subsidiary of Fjord Capital Holdings LLC",
            "(Names of Filing Persons (Offerors))",
            "Common Stock, par value $0.01 per share",
            "(Title of Class of Securities)",
            *lines,
            "Dated: March 2, 2026",
        )
    )


def schedule_14d9(advice: str) -> str:
    return "\n".join(
        (
            "SCHEDULE 14D-9",
            "Solicitation/Recommendation Statement under Section 14(d)(4)",
            "Larkspur Optics, Inc.",
            "(Name of Subject Company)",
            "Larkspur Optics, Inc.",
            "(Names of Persons Filing Statement)",
            f"The offer is {PRICE}.",
            advice,
            "Dated: March 9, 2026",
        )
    )


def read(text: str, form: str) -> Findings:
    return found_in(text, types=(m_and_a.EVENT,), source="edgar", form=form)


def only(text: str, form: str) -> Event:
    (event,) = read(text, form).events
    return event


def codes(text: str, form: str) -> list[str]:
    found = read(text, form)
    assert found.events == ()
    return [s.reason_code for s in found.suppressed if s.would_be_type == "m_and_a"]


def test_a_schedule_to_begins_an_offer_with_target_bidder_and_price() -> None:
    event = only(schedule_to(f"The offer is {PRICE}."), "SC TO-T")
    assert (event.subtype, event.status, event.severity) == (
        "offer",
        "announced",
        Severity.CRITICAL,
    )
    assert event.fields["target"] == "LARKSPUR OPTICS, INC."
    assert event.fields["counterparties"] == (
        "Fjord Purchaser LLC, a subsidiary of Fjord Capital Holdings LLC",
    )
    assert event.fields["price_per_share"] == Decimal("18.50")
    assert event.fields["currency"] == "USD"


@pytest.mark.parametrize(
    ("told", "status", "subtype"),
    [
        (
            "If the filing is a final amendment reporting the results of the tender offer: ☒\nPurchaser has accepted for payment all shares validly tendered.",
            "completed",
            "offer",
        ),
        ("On March 20, 2026, the Offer was terminated.", "terminated", "terminated"),
        ("Purchaser increased the offer price to $19.75 per share.", "corrected", "offer"),
    ],
)
def test_an_amendment_with_a_result_or_another_price_is_told(
    told: str, status: str, subtype: str
) -> None:
    event = only(schedule_to(told, amendment="2"), "SC TO-T/A")
    assert (event.status, event.subtype) == (status, subtype)


def test_another_amendment_is_retold() -> None:
    text = schedule_to("Item 12 is amended by adding exhibit (a)(5)(C).", amendment="1")
    assert codes(text, "SC TO-T/A") == ["PREVIOUSLY_DISCLOSED"]


@pytest.mark.parametrize(
    ("advice", "told"),
    [
        ("The Board recommends that stockholders reject the offer and not tender.", "reject"),
        ("The Board unanimously recommends that holders accept the offer.", "accept"),
        ("The Board expresses no opinion and remains neutral.", "none"),
    ],
)
def test_the_target_answers_with_its_advice(advice: str, told: str) -> None:
    event = only(schedule_14d9(advice), "SC 14D9")
    assert (event.subtype, event.status) == ("offer", "announced")
    assert event.fields["recommendation"] == told
    assert event.fields["issuer_is_target"] is True


def test_going_private_by_merger_is_proposed() -> None:
    text = schedule_14d9("The parties entered into an Agreement and Plan of Merger.")
    event = only(text.replace("SCHEDULE 14D-9", "SCHEDULE 13E-3"), "SC 13E3")
    assert (event.subtype, event.status) == ("merger", "proposed")


@pytest.mark.parametrize("form", ["425", "DEFM14A", "PREM14A"])
def test_a_communication_or_a_proxy_is_about_a_deal_told_before(form: str) -> None:
    text = "Larkspur Optics, Inc. and Fjord Capital entered into an Agreement and Plan of Merger on January 8, 2026. A special meeting will be held on April 2, 2026."
    assert codes(text, form) == ["PREVIOUSLY_DISCLOSED"]


def test_a_schedule_without_a_subject_company_waits_for_a_person() -> None:
    assert codes("SCHEDULE TO\nTender offer statement of somebody.", "SC TO-T") == [
        "INSUFFICIENT_EVIDENCE"
    ]
