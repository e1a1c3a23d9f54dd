from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import eight_k
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.restructuring import EVENT

ITEM = "Item 2.05 Costs Associated with Exit or Disposal Activities."


def test_a_reduction_of_the_workforce_with_its_charges() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On February 3, 2026, Harbor Foods, Inc. announced a reduction of approximately 9% of its global workforce, or 210 employees. The Company expects to incur severance charges of approximately $4.2 million, of which $3.1 million will be cash expenditures.",
        ),
        EVENT,
    )
    assert (event.type, event.status, event.severity) == (
        "restructuring",
        "announced",
        Severity.LOW,
    )
    assert event.fields == {
        "employees": 210,
        "workforce_percent": Decimal(9),
        "charges": Decimal(4200000),
        "qualifier": "approximately",
        "currency": "USD",
    }
    assert event.event_date == date(2026, 2, 3)
    assert event.headline == "restructuring: 9% of the workforce, charges of about US$4.20m"


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        (
            "On March 2, 2026, the Company issued a press release announcing its plan to close its engineering center in Duluth.",
            "restructuring",
        ),
        (
            "As of March 2, 2026, the Company has implemented a strategic reduction and has eliminated 40 positions.",
            "restructuring: 40 employees",
        ),
    ],
)
def test_a_plan_without_figures(sentence: str, headline: str) -> None:
    assert the_event(eight_k(ITEM, sentence), EVENT).headline == headline


def test_an_item_that_only_points_elsewhere_tells_no_plan() -> None:
    text = "The information in Item 8.01 is incorporated herein by reference."
    found = nothing(eight_k(ITEM, text), [EVENT])
    assert reason_codes(found, EVENT.name) == ["INSUFFICIENT_EVIDENCE"]


def test_an_amendment_corrects_the_plan() -> None:
    text = "On February 3, 2026, the board approved a restructuring plan."
    assert the_event(eight_k(ITEM, text, form="8-K/A"), EVENT).status == "corrected"
