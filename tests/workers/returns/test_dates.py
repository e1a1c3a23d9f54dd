from __future__ import annotations

from datetime import date

import pytest

from workers.returns.dates import day, find_day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 January 2026", date(2026, 1, 31)),
        ("07\tMay\t2026", date(2026, 5, 7)),
        ("5/6/2011", date(2011, 6, 5)),
        ("2025年2月28日", date(2025, 2, 28)),
        ("二零二五年二月二十八日", date(2025, 2, 28)),
    ],
)
def test_days_stand_before_months_in_return_forms(text: str, expected: date) -> None:
    assert day(text) == expected


def test_the_first_date_comes_with_its_span() -> None:
    text = "as at 30 April 2026 and 13 May 2026"
    found = find_day(text)
    assert found is not None
    assert text[found[1] : found[2]] == "30 April 2026"


def test_no_date_gives_none() -> None:
    assert day("( / / )") is None
