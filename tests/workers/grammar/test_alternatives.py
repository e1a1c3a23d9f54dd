"""Many patterns at once, told apart by number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.grammar.alternatives import Alternatives, folded
from workers.grammar.role_words import ENGLISH

PATTERNS = (r"\bchief\s+\S+", "chief", "President|chair(?:man)?")


def test_the_first_pattern_that_matches_at_a_place_wins() -> None:
    found = list(Alternatives(PATTERNS).finditer("Chief of staff, CHAIRMAN, mischief"))
    assert [(f.number, f.start, f.end) for f in found] == [(0, 0, 8), (2, 16, 24), (1, 29, 34)]


def test_a_place_that_the_opening_refuses_is_passed_over() -> None:
    only_words = Alternatives(PATTERNS, opening=r"\b")
    assert [f.number for f in only_words.finditer("mischief president")] == [2]


def test_a_pattern_that_asks_for_capitals_is_refused() -> None:
    with pytest.raises(ValueError, match="capitals"):
        Alternatives(("(?-i:AGM)",))


@given(st.text(alphabet="aİIıKsSſ Chief", max_size=30))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="dirECTof boarchnexv-'. ", max_size=60))
def test_it_finds_what_named_groups_without_case_find(text: str) -> None:
    patterns = [pattern for _, pattern in ENGLISH]
    named = "|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(patterns))
    expected = [
        (int((m.lastgroup or "r0")[1:]), m.start(), m.end())
        for m in re.finditer(named, text, re.IGNORECASE)
    ]
    assert [(f.number, f.start, f.end) for f in Alternatives(patterns).finditer(text)] == expected
