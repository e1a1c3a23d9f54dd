from __future__ import annotations

from datetime import date

import pytest

from workers.people.calendar import SLIPPED, Calendar, calendar_of, slipped
from workers.people.model import When
from workers.people.when import (
    condition_of,
    dated_phrases,
    notice_date,
    partial_date,
)

DOCUMENT = date(2025, 3, 10)
CALENDAR = Calendar({"Effective Date": date(2025, 4, 1)}, DOCUMENT)


def kinds(text: str, last: date | None = None) -> list[tuple[str, str]]:
    return [(d.kind, str(d.when.date)) for d in dated_phrases(text, CALENDAR, last)]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("resigned with effect from 3 March 2025", "effective", "2025-03-03"),
        ("resigned effective as of March 3, 2025", "effective", "2025-03-03"),
        ("自二零二五年三月三日起生效", "effective", "2025-03-03"),
        ("leaves as of March 3, 2025", "effective", "2025-03-03"),
        ("On March 3, 2025, the Board appointed", "on", "2025-03-03"),
        ("the AGM to be held on 3 March 2025", "held", "2025-03-03"),
        ("will serve until March 3, 2025", "until", "2025-03-03"),
        ("an agreement dated as of March 3, 2025", "other", "2025-03-03"),
        ("on the Effective Date", "on", "2025-04-01"),
        ("effective immediately", "effective", "2025-03-10"),
        ("即日起生效", "effective", "2025-03-10"),
    ],
)
def test_dates_are_worth_what_the_words_before_them_say(text: str, kind: str, day: str) -> None:
    assert (kind, day) in kinds(text)


def test_immediately_rests_on_the_day_of_its_own_sentence() -> None:
    assert ("effective", "2025-02-07") in kinds(
        "On February 7, 2025, X resigned, effective immediately"
    )


def test_the_same_date_is_the_one_before() -> None:
    assert kinds("with effect from the same date", date(2025, 5, 5)) == [("same", "2025-05-05")]
    assert kinds("with effect from the same date") == []


def test_immediately_before_something_is_a_condition_not_a_day() -> None:
    text = "retire effective immediately prior to the 2026 annual meeting"
    assert kinds(text) == []
    assert condition_of(text)[0] == "effective immediately prior to the 2026 annual meeting"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("subject to the approval of the Shareholders at the EGM", "shareholders' approval"),
        ("須待股東於股東特別大會上批准", "shareholders' approval"),
        ("effective upon the filing of the Form 10-K for the year ended December 31, 2025", "filing of Form 10-K for 2025-12-31"),
        ("effective upon Mr. Smith’s departure", "effective upon Mr. Smith’s departure"),
        ("with effect from 3 March 2025 he left", None),
    ],
)  # fmt: skip
def test_conditions(text: str, short: str | None) -> None:
    found = condition_of(text)[1]
    assert found == short or (short is None and found is not None and "3 March" in found)


def test_a_notice_date_is_the_day_of_the_notice() -> None:
    text = "On March 3, 2025, John notified the Company"
    assert notice_date(text, dated_phrases(text, CALENDAR, None)) == date(2025, 3, 3)


def test_defined_dates_and_the_meeting_are_fixed_for_the_filing() -> None:
    texts = [
        "on May 6, 2025 (the “Separation Date”)",
        "the annual general meeting of the Company held at 10:00 a.m. on 2 June 2025",
    ]
    calendar = calendar_of(texts, DOCUMENT)
    assert calendar.defined == {"Separation Date": date(2025, 5, 6)}
    assert calendar.meeting == date(2025, 6, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("will retire in the second quarter of 2026", "in the second quarter of 2026"),
        ("will retire in June 2025.", "in June 2025"),
        ("resigned in 2019", None),
        ("resigned in February 2025", None),
        ("resigned as a director", None),
    ],
)
def test_a_date_without_a_day_lies_ahead_or_says_nothing(text: str, words: str | None) -> None:
    found = partial_date(text, date(2025, 3, 10))
    assert found == (When(None, words, 1) if words else None)


@pytest.mark.parametrize(
    ("printed", "filed", "doubtful"),
    [
        (date(2024, 1, 3), date(2025, 1, 7), True),
        (date(2024, 1, 3), date(2025, 3, 7), False),
        (date(2024, 10, 3), date(2025, 10, 7), False),
        (date(2025, 1, 3), date(2025, 1, 7), False),
    ],
)
def test_only_a_new_year_makes_a_printed_year_doubtful(
    printed: date, filed: date, *, doubtful: bool
) -> None:
    found = slipped(When(printed, "January 3", 3), filed)
    assert found == (When(None, "January 3", 3, qualifier=SLIPPED) if doubtful else None)
