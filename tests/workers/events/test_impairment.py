from __future__ import annotations

from decimal import Decimal

from tests.support.announcements import eight_k
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.impairment import EVENT

ITEM = "Item 2.06 Material Impairments."


def test_a_charge_with_what_it_is_taken_on() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On May 4, 2026, management of Harbor Foods, Inc. concluded that a non-cash impairment charge of approximately $31.5 million to goodwill and trade names is required.",
        ),
        EVENT,
    )
    assert (event.type, event.severity) == ("impairment", Severity.LOW)
    assert event.fields == {
        "amount": Decimal(31500000),
        "qualifier": "approximately",
        "currency": "USD",
        "assets": ("goodwill", "intangible assets"),
    }
    assert event.headline == "impairment of goodwill, intangible assets: about US$31.50m"


def test_a_charge_whose_sum_is_not_known_yet() -> None:
    text = "On May 4, 2026, the Company determined that it will write down its vessels and cannot estimate the amount."
    assert the_event(eight_k(ITEM, text), EVENT).headline == "impairment of property and equipment"


def test_no_charge_is_no_impairment() -> None:
    text = "The Company concluded that no impairment had occurred."
    found = nothing(eight_k(ITEM, text), [EVENT])
    assert reason_codes(found, EVENT.name) == ["INSUFFICIENT_EVIDENCE"]
