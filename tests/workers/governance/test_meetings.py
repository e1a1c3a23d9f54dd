from __future__ import annotations

from datetime import date

import pytest

from workers.governance import meetings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by way of a special resolution at the AGM", "special resolution"),
        ("an ordinary resolution will be proposed", "ordinary resolution"),
        ("須以特別決議案方式批准", "special resolution"),
        ("the Board approved", None),
    ],
)
def test_the_resolution_that_is_needed(text: str, expected: str | None) -> None:
    assert meetings.approval(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "at the forthcoming annual general meeting of the Company",
            "forthcoming annual general meeting",
        ),
        (
            "At a general meeting, and then at the extraordinary general meeting",
            "extraordinary general meeting",
        ),
        ("於應屆股東週年大會上", "應屆股東週年大會"),
        ("no such thing", None),
    ],
)
def test_the_most_telling_name_of_the_meeting(text: str, expected: str | None) -> None:
    assert meetings.meeting(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "the annual general meeting to be held on Friday 19 May 2006 at 10:00 a.m.",
            date(2006, 5, 19),
        ),
        (
            "a special general meeting of the Company will be held on 12 June 2026",
            date(2026, 6, 12),
        ),
        ("謹訂於二零二六年六月十二日舉行", date(2026, 6, 12)),
        ("the annual general meeting held last year; a date of 3 March 2026", None),
    ],
)
def test_the_day_of_the_meeting(text: str, expected: date | None) -> None:
    assert meetings.meeting_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A circular containing details will be despatched to the Shareholders in due course.",
            True,
        ),
        ("A circular is expected to be published.", True),
        ("A circular containing details has been despatched to the Shareholders.", False),
        ("一份載有詳情的通函將於適當時候寄發。", True),
        ("載有詳情的通函已寄發予股東。", False),
        ("Shareholders should read the notice.", None),
    ],
)
def test_whether_a_circular_is_to_come(text: str, *, expected: bool | None) -> None:
    assert meetings.circular_expected(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan is conditional upon the passing of resolutions.", True),
        ("subject to the approval of the Shareholders", True),
        ("remains subject to stockholder approval at the meeting", True),
        ("須待股東批准後方可作實", True),
        ("The plan has been adopted.", False),
        ("air conditional text", False),
    ],
)
def test_whether_somebody_has_still_to_agree(text: str, *, expected: bool) -> None:
    assert meetings.is_conditional(text) is expected
