from __future__ import annotations

from decimal import Decimal

import pytest

from workers.grammar.currency import brief, sign


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("HKD", "HK$"), ("USD", "US$"), ("CNY", "RMB"), ("CHF", "CHF "), ("", ""), (None, "")],
)
def test_an_amount_has_the_sign_that_people_write_before_it(currency: object, shown: str) -> None:
    assert sign(currency) == shown


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("1170000000", "US$1.17bn"), ("46800000.00", "US$46.80m"), ("1000000", "US$1.00m"),
        ("875000", "US$875,000"), ("1500.50", "US$1,500.50"), ("12345678900000", "US$12,345.68bn"),
    ],
)  # fmt: skip
def test_a_sum_in_a_headline_is_short(amount: str, shown: str) -> None:
    assert brief(Decimal(amount), "USD") == shown
