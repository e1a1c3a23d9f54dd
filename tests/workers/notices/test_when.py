from __future__ import annotations

from datetime import date

import pytest

from workers.notices.when import effective_date, opening_date, status_at

TODAY = date(2026, 3, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("with effect from 9:00 a.m. on 1 April 2026", date(2026, 4, 1)),
        ("effective January 31, 2026", date(2026, 1, 31)),
        ("自二零二六年四月一日上午九時正起生效", date(2026, 4, 1)),
        ("resigned, effective immediately", TODAY),
        ("On March 20, 2026, the firm was dismissed, effective immediately", date(2026, 3, 20)),
        ("即日起生效", TODAY),
        ("resigned for personal reasons", None),
    ],
)
def test_the_day_of_effect(text: str, day: date | None) -> None:
    assert effective_date(text, TODAY) == day


def test_slash_dates_follow_the_venue() -> None:
    assert effective_date("effective 03/04/2026", TODAY, order="mdy") == date(2026, 3, 4)
    assert effective_date("effective 03/04/2026", TODAY) == date(2026, 4, 3)


def test_a_sentence_opens_with_its_day() -> None:
    assert opening_date("On January 30, 2026, the Board …") == date(2026, 1, 30)
    assert opening_date("The fiscal year ended December 31, 2025 was …") is None


def test_the_future_is_announced() -> None:
    assert status_at(date(2026, 4, 1), TODAY) == "announced"
    assert status_at(TODAY, TODAY) == "effective"
    assert status_at(None, TODAY) == "effective"
