from __future__ import annotations

from datetime import date

import pytest

from workers.results.period import Period, find_period


@pytest.mark.parametrize(
    ("text", "end", "months"),
    [
        ("INTERIM RESULTS FOR THE SIX MONTHS ENDED JUNE 30, 2023", date(2023, 6, 30), 6),
        ("ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025", date(2025, 12, 31), 12),
        ("final results for the financial year ended 31st March, 2012", date(2012, 3, 31), 12),
        ("quarterly results for the three months ended 31 March 2025", date(2025, 3, 31), 3),
        ("for the nine months ended 30 September 2025", date(2025, 9, 30), 9),
        ("its first quarter fiscal year 2023 ended March 3, 2023", date(2023, 3, 3), 3),
        ("for its first quarter fiscal 2014 , ended December 31, 2013", date(2013, 12, 31), 3),
        ("the fiscal quarter ended November 2, 2024", date(2024, 11, 2), 3),
        ("the fourth quarter and fiscal year ended September 30, 2018", date(2018, 9, 30), 12),
        (
            "Third Quarter and Nine Months Financial Results for the Period Ended September 30, 2025",
            date(2025, 9, 30),
            3,
        ),
        ("截至二零一零年十二月三十一日止年度全年業績公佈", date(2010, 12, 31), 12),
        ("截至2025年6月30日止六個月之中期業績", date(2025, 6, 30), 6),
        ("截至二零二五年九月三十日止九個月", date(2025, 9, 30), 9),
    ],
)
def test_a_period_has_a_last_day_and_a_length(text: str, end: date, months: int) -> None:
    assert find_period([text]) == Period(end=end, months=months)


@pytest.mark.parametrize(
    "text",
    [
        "As at 31 December 2025",
        "the year ended well",
        "the meeting ended on 3 March 2025",
        "for the year ended",
        "截至二零二五年三月三十一日",
    ],
)
def test_a_day_without_a_length_is_no_period(text: str) -> None:
    assert find_period([text]) is None


def test_the_first_text_with_a_period_wins() -> None:
    texts = ["Highlights", "for the year ended 31 December 2025", "six months ended 30 June 2025"]
    assert find_period(texts) == Period(end=date(2025, 12, 31), months=12)


@pytest.mark.parametrize(
    ("months", "kind", "start"),
    [
        (12, "annual", date(2025, 1, 1)),
        (6, "interim", date(2025, 7, 1)),
        (9, "quarterly", date(2025, 4, 1)),
        (3, "quarterly", date(2025, 10, 1)),
    ],
)
def test_the_length_names_the_kind_and_the_first_day(months: int, kind: str, start: date) -> None:
    period = Period(end=date(2025, 12, 31), months=months)
    assert (period.kind, period.start) == (kind, start)
