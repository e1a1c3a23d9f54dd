from __future__ import annotations

from datetime import date

import pytest

from workers.issuance import stages


@pytest.mark.parametrize(
    ("title", "lead", "stage"),
    [
        ("LAPSE OF PLACING", "", "lapsed"),
        ("", "The Placing Agreement dated 6 May 2025 has lapsed.", "lapsed"),
        ("配售協議失效", "", "lapsed"),
        ("", "the Subscription Agreement has been terminated with immediate effect", "terminated"),
        ("COMPLETION OF PLACING", "", "completed"),
        ("", "completion of the Subscription took place on 3 March 2026", "completed"),
        ("完成配售新股份", "", "completed"),
        ("PROPOSED RIGHTS ISSUE", "The Board proposes to raise money.", "proposed"),
        ("PLACING OF NEW SHARES", "The Company entered into the Placing Agreement.", "announced"),
        (
            "",
            "The Warrants have been fully placed; the conditions are yet to be fulfilled.",
            "announced",
        ),
        ("", "If not fulfilled, the Placing Agreement will lapse and terminate.", "announced"),
        ("LAPSE OF SUBSCRIPTION; AND PLACING OF NEW SHARES", "", "announced"),
        ("TERMINATION OF SUBSCRIPTION OF NEW SHARES AND RESUMPTION", "", "terminated"),
    ],
)
def test_title_and_lead_tell_the_stage(title: str, lead: str, stage: str) -> None:
    assert stages.stage(title, lead) == stage


@pytest.mark.parametrize(
    "lead",
    [
        "On 6 March 2026 (after trading hours), the Company and Mr. Ho entered into the Agreement",
        "於二零二六年三月六日（交易時段後），本公司與認購人訂立認購協議",
        "the Subscription Agreement dated 6 March 2026",
        "日期為二零二六年三月六日之配售協議",
    ],
)
def test_the_day_of_the_agreement(lead: str) -> None:
    assert stages.agreement_day(lead) == date(2026, 3, 6)


def test_a_closed_agreement_keeps_the_day_it_was_made() -> None:
    lead = "On 18 March 2026 they ended the Subscription Agreement dated 6 January 2026"
    assert stages.named_agreement_day(lead) == date(2026, 1, 6)


def test_the_day_that_ends_an_agreement_is_not_its_own() -> None:
    lead = "On 18 March 2026, the Company and the Subscriber entered into a deed of termination."
    assert stages.agreement_day(lead, ended=True) is None
    assert stages.agreement_day(lead) == date(2026, 3, 18)


def test_a_line_of_terms_dates_the_agreement() -> None:
    lead = "THE SUBSCRIPTION AGREEMENT\nDate: 6 March 2026\nParties: (1) the Company"
    assert stages.agreement_day(lead) == date(2026, 3, 6)


def test_expected_days_are_no_days_of_completion() -> None:
    lead = "Completion is expected to take place on 9 March 2026. Completion took place on 5 March 2026."
    assert stages.completion_days(lead, None) == [date(2026, 3, 5)]


def test_this_announcement_is_a_day_too() -> None:
    lead = "all the Warrants have been placed on the date of this announcement"
    assert stages.completion_days(lead, date(2026, 3, 25)) == [date(2026, 3, 25)]


def test_a_date_of_an_agreement_is_no_long_stop_date() -> None:
    cue = r"(?i)long\s+stop\s+date"
    assert stages.day_after("by the Long Stop Date, the Agreement dated 12 May 2025", cue) is None
    assert stages.day_after("Long Stop Date being 30 June 2026", cue) == date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Reference is made to the announcement of Ash Co., Ltd. dated 3 June 2025.", 3),
        ("Reference is made to the announcements dated 3 June 2025 and 9 June 2025.", 3),
        ("We refer to the announcement of the Company dated 3 June 2025.", 3),
        ("References are made to the announcements of the Company dated 3 and 19 June 2025.", 3),
        ("References are made to (i) the announcement of the Company dated 3 June 2025.", 3),
        ("茲提述本公司日期為二零二五年六月三日及二零二五年六月九日之公告。", 3),
        ("茲提述本公司日期為二零二五年六月三日之通函。", None),
        ("Reference is made to the circular of the Company dated 3 June 2025.", None),
        ("The announcement dated 3 June 2025 speaks of something else.", None),
    ],
)
def test_a_closing_refers_to_the_first_announcement(words: str, day: int | None) -> None:
    found = stages.announcement_day(words)
    assert found == (date(2025, 6, day) if day else None)
