from __future__ import annotations

from datetime import date

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.fiscal_year_change import EVENT

ITEM = "Item 5.03 Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year."


def test_a_year_that_ends_on_another_day() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On January 29, 2026, the Board of Directors approved a change in the Company's fiscal year end from June 30 to December 31 in order to align with the reporting cycle of its peers.",
            "The Company will file a transition report on Form 10-KT for the transition period ended December 31, 2025.",
        ),
        EVENT,
    )
    assert (event.type, event.status, event.severity) == (
        "fiscal_year_change",
        "effective",
        Severity.LOW,
    )
    assert event.event_date == date(2026, 1, 29)
    assert event.fields == {
        "old_year_end": "June 30",
        "new_year_end": "December 31",
        "transition_report": "10-KT",
        "reason": "align with the reporting cycle of its peers",
    }
    assert event.headline == "moves its financial year end from June 30 to December 31"


def test_an_announcement_in_both_languages() -> None:
    english = the_event(
        announcement("CHANGE OF FINANCIAL YEAR END DATE", "The Board has resolved to change the financial year end date of the Company from 31 March to 31 December."),
        EVENT,
    )  # fmt: skip
    chinese = the_event(
        zh_announcement("更改財政年度結算日", "董事會議決將本公司之財政年度結算日由三月三十一日更改為十二月三十一日。"),
        EVENT,
    )  # fmt: skip
    assert (english.fields["old_year_end"], english.fields["new_year_end"]) == (
        "31 March",
        "31 December",
    )
    assert (chinese.fields["old_year_end"], chinese.fields["new_year_end"]) == (
        "三月三十一日",
        "十二月三十一日",
    )
    assert english.dedup_key.split("|")[1:] == chinese.dedup_key.split("|")[1:]


def test_the_rest_of_item_5_03_is_no_change_of_year() -> None:
    nothing(
        eight_k(
            ITEM,
            "On January 29, 2026, the Board adopted amended Bylaws for the fiscal year ended December 31, 2025.",
        ),
        [EVENT],
    )


def test_a_title_without_a_day_leaves_a_reason() -> None:
    findings = nothing(
        announcement("CHANGE OF FINANCIAL YEAR END DATE", "Further details will be announced."),
        [EVENT],
    )
    assert reason_codes(findings, "fiscal_year_change") == ["INSUFFICIENT_EVIDENCE"]
