from __future__ import annotations

from datetime import date

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events.meeting_result import EVENT


def test_a_vote_is_recorded_and_not_delivered() -> None:
    event = the_event(
        eight_k(
            "Item 5.07 Submission of Matters to a Vote of Security Holders.",
            "At the annual meeting of stockholders held on January 30, 2026, the stockholders voted on the following proposals.",
            "Each of the nominees was elected.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("annual", "completed", Severity.INFO)
    assert event.fields["meeting_date"] == date(2026, 1, 30)
    assert event.fields["all_passed"] is None


def test_all_resolutions_passed_in_both_languages() -> None:
    english = the_event(
        announcement("POLL RESULTS OF THE EXTRAORDINARY GENERAL MEETING HELD ON 25 MARCH 2026", "The Board is pleased to announce that all the proposed resolutions were duly passed by way of poll."),
        EVENT,
    )  # fmt: skip
    chinese = the_event(
        zh_announcement("於二零二六年三月二十五日舉行之股東特別大會之投票結果", "董事會欣然宣佈，所有決議案已獲股東以投票方式正式通過。"),
        EVENT,
    )  # fmt: skip
    assert english.fields["all_passed"] is True
    assert english.title_item is not None
    assert english.dedup_key.split("|")[1:] == chinese.dedup_key.split("|")[1:]


def test_a_proposal_that_fails_is_told() -> None:
    event = the_event(
        eight_k("Item 5.07 Submission of Matters to a Vote of Security Holders.", "At the special meeting held on January 30, 2026, the proposal to increase authorized shares was not approved by stockholders."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.fields["all_passed"]) == ("special", False)
    assert event.headline == "special meeting of 2026-01-30: not everything passed"


def test_a_notice_of_a_meeting_is_no_result() -> None:
    nothing(
        announcement(
            "NOTICE OF ANNUAL GENERAL MEETING", "The meeting will be held on 20 May 2026."
        ),
        [EVENT],
    )
