from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from workers.render.amounts import amount, number_of
from workers.render.clocks import clocks


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("925623.60", "US$0.93m (US$925,623.60)"),
        ("2802020000", "US$2.80bn (US$2,802,020,000.00)"),
        ("1500000000000", "US$1.50tn (US$1,500,000,000,000.00)"),
        ("99999.99", "US$99,999.99"),
        ("100000", "US$0.10m (US$100,000.00)"),
        ("0", "US$0.00"),
        ("0.2933", "US$0.2933"),
    ],
)
def test_a_sum_is_readable_with_the_exact_one_beside(number: str, said: str) -> None:
    assert amount(Decimal(number), "US$") == said


@pytest.mark.parametrize("value", [None, True, "ten", "NaN", "Infinity", [1]])
def test_what_is_no_number_is_none(value: object) -> None:
    assert number_of(value) is None


def test_clocks_say_each_place_once_and_know_of_summer_time() -> None:
    when = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert clocks(when) == clocks(when, "UTC", "") == "2026-07-01 23:30:00 UTC"
    assert clocks(when, "Asia/Hong_Kong", "Asia/Hong_Kong", seconds=False) == (
        "2026-07-01 23:30 UTC (2026-07-02 07:30 Hong Kong)"
    )
    assert clocks(when, "America/New_York").endswith("(2026-07-01 19:30 New York)")
