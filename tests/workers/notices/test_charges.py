"""The charge of a notice: how sure, of several the largest."""

from __future__ import annotations

import pytest

from workers.grammar.money import find_money
from workers.notices.charges import charge, words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a charge of $470 million, of which $12.5 million is cash", "US$470.00m"),
        ("a charge of approximately $4.2 million", "about US$4.20m"),
        ("charges of up to $875,000", "up to US$875,000"),
        ("charges of $700,000 to $875,000", "up to US$875,000"),
        ("between $7 million and $8.5 million in charges", "up to US$8.50m"),
        ("charges of $3.1 million and $4.2 million, respectively", "US$4.20m"),
        ("charges that cannot be estimated", None),
    ],
)
def test_a_charge_says_no_more_than_its_sentence(text: str, told: str | None) -> None:
    assert words(charge(text, find_money(text), "charges"), "charges") == told
