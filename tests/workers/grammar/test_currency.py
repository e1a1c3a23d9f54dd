from __future__ import annotations

import pytest

from workers.grammar.currency import sign


@pytest.mark.parametrize(
    ("currency", "shown"),
    [("HKD", "HK$"), ("USD", "US$"), ("CNY", "RMB"), ("CHF", "CHF "), ("", ""), (None, "")],
)
def test_an_amount_has_the_sign_that_people_write_before_it(currency: object, shown: str) -> None:
    assert sign(currency) == shown
