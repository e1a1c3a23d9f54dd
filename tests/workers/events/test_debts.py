"""Debt that is taken on, and debt that falls due too soon: Items 2.03 and 2.04."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import eight_k
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events import debt_financing, default
from workers.render.facts import facts_of

NEW = "Item 2.03 Creation of a Direct Financial Obligation."
LATE = "Item 2.04 Triggering Events That Accelerate or Increase a Direct Financial Obligation."
AGREED = "On February 3, 2026, Harbor Foods, Inc. entered into a Credit Agreement with First Quay Bank, as administrative agent, providing for a revolving credit facility of up to $250 million, which matures on February 3, 2031. Borrowings bear interest at a floating rate."


@pytest.mark.parametrize(
    "report",
    [
        (NEW, AGREED),
        ("Item 1.01 Entry into a Material Definitive Agreement.", AGREED, NEW, "The information in Item 1.01 is incorporated herein by reference."),
    ],
)  # fmt: skip
def test_an_obligation_is_told_where_its_item_stands_or_points(report: tuple[str, ...]) -> None:
    event = the_event(eight_k(*report), debt_financing.EVENT)
    assert (event.subtype, event.severity) == ("credit_facility", Severity.INFO)
    assert event.fields == {
        "amount": Decimal(250000000),
        "qualifier": "up_to",
        "currency": "USD",
        "maturity": date(2031, 2, 3),
        "rate_percent": None,
    }
    assert event.headline == "debt financing: credit facility, up to US$250.00m, due 2031-02-03"


def test_notes_have_their_rate_and_day() -> None:
    text = "On March 9, 2026, the Company issued $400 million aggregate principal amount of 7.125% senior notes due 2031. The Notes mature on March 15, 2031."
    event = the_event(eight_k(NEW, text), debt_financing.EVENT)
    assert (event.subtype, event.fields["rate_percent"]) == ("notes", Decimal("7.125"))
    assert event.fields["maturity"] == date(2031, 3, 15)


def test_a_message_says_how_sure_the_amount_is() -> None:
    event = the_event(eight_k(NEW, AGREED), debt_financing.EVENT)
    told = {fact.label: fact.value for fact in facts_of(event)}
    assert told["Amount"] == "up to US$250.00m (US$250,000,000.00)"
    assert told["Matures"] == "2031-02-03"


def test_debt_that_ends_is_none_that_begins() -> None:
    text = "On February 3, 2026, the Company terminated its credit agreement, entered into in 2021."
    found = nothing(eight_k(NEW, text), [debt_financing.EVENT])
    assert reason_codes(found, "debt_financing") == ["INSUFFICIENT_EVIDENCE"]


def test_a_new_debt_that_repays_an_old_one_begins() -> None:
    text = "On February 3, 2026, the Company entered into a $90 million term loan and terminated its credit agreement of 2021."
    assert the_event(eight_k(NEW, text), debt_financing.EVENT).subtype == "term_loan"


def test_a_default_that_the_lender_does_not_waive_is_told() -> None:
    text = "On April 6, 2026, the lender told the Company that it has not waived the event of default under the Loan Agreement."
    assert the_event(eight_k(LATE, text), default.EVENT).subtype == "default"


def test_a_default_with_its_acceleration() -> None:
    text = "On April 6, 2026, the lender delivered a notice stating that an event of default had occurred under the Loan Agreement and accelerated approximately $31.5 million of principal, which became immediately due and payable."
    event = the_event(eight_k(LATE, text), default.EVENT)
    assert (event.subtype, event.severity) == ("default", Severity.HIGH)
    assert event.event_date == date(2026, 4, 6)
    assert event.headline == "default on debt: about US$31.50m, accelerated"


def test_a_payment_that_falls_due_sooner() -> None:
    text = "On April 6, 2026, the sale of the plant triggered a mandatory prepayment of $8 million under the Term Loan."
    event = the_event(eight_k(LATE, text), default.EVENT)
    assert event.headline == "debt to be paid sooner: US$8.00m"


def test_no_default_is_none() -> None:
    text = "As of the date of this report no event of default has occurred."
    found = nothing(eight_k(LATE, text), [default.EVENT])
    assert reason_codes(found, "default") == ["INSUFFICIENT_EVIDENCE"]
