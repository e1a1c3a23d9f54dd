"""A change of shares that is proposed names the day on which it is voted."""

from __future__ import annotations

from datetime import date

from tests.support.announcements import announcement
from tests.support.notices import the_event
from workers.events.capital_reorganisation import EVENT


def test_a_proposed_consolidation_has_the_day_of_its_meeting() -> None:
    text = announcement(
        "PROPOSED SHARE CONSOLIDATION",
        "The Board proposes that every ten (10) issued shares be consolidated into one (1) consolidated share, subject to the approval of the Shareholders at an extraordinary general meeting of the Company to be held on 20 March 2026.",
    )
    event = the_event(text, EVENT)
    assert (event.status, event.fields["ratio"]) == ("proposed", "1-for-10")
    assert event.fields["meeting_date"] == date(2026, 3, 20)
