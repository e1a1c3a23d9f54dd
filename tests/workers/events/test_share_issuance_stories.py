"""An issue from its announcement to its completion is one story."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.announcements import announcement, derived_value
from tests.support.issues import PLACING, facts, only
from tests.support.returns import next_day_return
from watcher.model import Event


def completed(reference: str, *, title: str = "COMPLETION OF PLACING OF NEW SHARES") -> Event:
    return only(
        announcement(
            title,
            reference,
            "The Board is pleased to announce that completion of the Placing took place on 30 May 2025. An aggregate of "
            "61,500,000 Placing Shares were successfully placed to not less than six Placees at the Placing Price of "
            "HK$2.50 per Placing Share.",
        )
    )


@pytest.mark.parametrize(
    "reference",
    [
        "Reference is made to the announcement of the Company dated 12 May 2025 in relation to the Placing.",
        "Reference is made to the announcements of Ash Co., Ltd. dated 12 May 2025 and 20 May 2025 in relation to the Placing.",
        "All conditions of the Placing Agreement dated 12 May 2025 have been fulfilled.",
    ],
    ids=["announcement", "announcements", "agreement"],
)
def test_a_completion_is_the_deal_that_was_announced_whatever_was_placed(reference: str) -> None:
    announced = only(announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING))
    closed = completed(reference)
    assert (closed.status, closed.fields["units"]) == ("completed", 61_500_000)
    assert closed.dedup_key == announced.dedup_key


@pytest.mark.parametrize(
    ("reference", "title"),
    [
        (
            "Reference is made to the announcement of the Company dated 13 May 2025 in relation to the Placing.",
            "COMPLETION OF PLACING OF NEW SHARES",
        ),
        (
            "Reference is made to the circular of the Company dated 12 May 2025 in relation to the Placing.",
            "COMPLETION OF PLACING OF NEW SHARES",
        ),
        (
            "Reference is made to the announcement of the Company dated 12 May 2025 in relation to the Placing.",
            "COMPLETION OF THE SECOND TRANCHE OF PLACING OF NEW SHARES",
        ),
    ],
    ids=["other announcement", "circular", "tranche"],
)
def test_another_deal_or_a_tranche_is_a_story_of_its_own(reference: str, title: str) -> None:
    announced = only(announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", PLACING))
    closed = completed(reference, title=title)
    assert closed.status == "completed"
    assert closed.dedup_key != announced.dedup_key


def test_a_next_day_return_proves_completion() -> None:
    event = only(
        next_day_return(
            "1). Placing/subscription - new shares involved",
            "Allotment and issue under general mandate pursuant to the Placing Agreement dated 24 April 2026",
            "Date of changes 13 May 2026",
            "30,000,000 6 % HKD 4.1",
            opening="500,000,000",
            closing="530,000,000",
        )
    )
    assert (event.subtype, event.status) == ("placing", "completed")
    assert facts(event, "units", "price", "opening_balance", "closing_balance") == (
        30_000_000,
        Decimal("4.1"),
        500_000_000,
        530_000_000,
    )
    assert derived_value(event, "pct_existing") == Decimal("6.0000")
