"""English numbers in words."""

from __future__ import annotations

import pytest

from workers.grammar.spelled import SPELLED


@pytest.mark.parametrize(
    ("words", "number"),
    [("one", 1), ("fifteen", 15), ("forty", 40), ("twenty-five", 25), ("hundred", 100)],
)
def test_a_number_in_words(words: str, number: int) -> None:
    assert SPELLED[words] == number


def test_every_number_below_a_hundred_has_one_word() -> None:
    assert sorted(n for n in SPELLED.values() if n < 100) == list(range(100))
