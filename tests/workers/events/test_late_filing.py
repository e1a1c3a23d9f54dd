from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events.late_filing import EVENT

NT = """FORM 12b-25
NOTIFICATION OF LATE FILING
(Check one): ☒ Form 10-K ☐ Form 20-F ☐ Form 11-K ☐ Form 10-Q
For Period Ended: December 31, 2025
PART III NARRATIVE
Larkspur Bio, Inc. is unable to file its Annual Report on Form 10-K within the prescribed time period because additional time is needed to complete the audit. The Company expects to file the Form 10-K on or before April 15, 2026.
PART IV OTHER INFORMATION
(3) Is it anticipated that any significant change in results of operations from the corresponding period for the last fiscal year will be reflected by the earnings statements? ☒ Yes ☐ No
"""


def test_form_12b_25() -> None:
    event = the_event(NT, EVENT, form="NT 10-K", source="edgar")
    assert (event.subtype, event.status, event.severity) == ("notice", "announced", Severity.MEDIUM)
    assert event.fields == {
        "report": "10-K",
        "period_end": date(2025, 12, 31),
        "reason": "additional time is needed to complete the audit",
        "new_date": date(2026, 4, 15),
        "results_change_expected": True,
    }
    assert event.headline == "10-K for the period ended 2025-12-31 comes late, expected 2026-04-15"


def test_an_unchecked_box_is_no_change() -> None:
    text = NT.replace("☒ Yes ☐ No", "☐ Yes ☒ No")
    assert (
        the_event(text, EVENT, form="NT 10-Q", source="edgar").fields["results_change_expected"]
        is False
    )


def test_delayed_results_in_hong_kong() -> None:
    event = the_event(
        announcement(
            "DELAY IN PUBLICATION OF ANNUAL RESULTS AND DESPATCH OF ANNUAL REPORT",
            "The publication of the audited annual results of the Group for the year ended 31 December 2025 will be delayed as additional time is required by the auditor to complete its audit procedures.",
            "The Board expects that the annual results will be published on or before 30 April 2026.",
        ),
        EVENT,
    )
    assert (event.subtype, event.severity) == ("delay", Severity.HIGH)
    assert event.fields["report"] == "annual results"
    assert event.fields["period_end"] == date(2025, 12, 31)
    assert event.fields["new_date"] == date(2026, 4, 30)


def test_the_same_in_chinese() -> None:
    event = the_event(
        zh_announcement("延遲刊發全年業績", "由於核數師需要更多時間完成審核程序，本公司未能於限期內刊發截至二零二五年十二月三十一日止年度之全年業績。"),
        EVENT,
    )  # fmt: skip
    assert event.fields["period_end"] == date(2025, 12, 31)
    assert event.fields["report"] == "全年業績"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("DELAY IN DESPATCH OF CIRCULAR", "The despatch of the circular will be delayed."),
        ("DATE OF BOARD MEETING", "The annual results will be published on 30 March 2026."),
    ],
)
def test_circulars_and_board_meetings_are_not_late_reports(title: str, line: str) -> None:
    nothing(announcement(title, line), [EVENT])
