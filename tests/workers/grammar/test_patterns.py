"""Many patterns in one pass, each by its number."""

from hypothesis import given, settings
from hypothesis import strategies as st

from workers.grammar.patterns import Patterns

PATTERNS = Patterns(
    [r"\bplacing\b[^.]{0,40}\bshares\b", r"董事|director", r"^\d+$", r"resign(?:s|ed)"]
)


def test_every_pattern_that_matches_is_named_once_and_in_order() -> None:
    assert PATTERNS.hits("A DIRECTOR resigned; placing of new Shares; placing of shares") == [
        0,
        1,
        3,
    ]


def test_words_alone_are_no_match() -> None:
    assert PATTERNS.hits("The placing ended. The shares rest.") == []
    assert 0 in PATTERNS.possible("The placing ended. The shares rest.")


def test_of_the_possible_ones_those_that_match_are_told() -> None:
    assert PATTERNS.hits_among([1, 2], "董事 2") == [1]
    assert PATTERNS.hits_among([1, 2], "2") == [2]


def test_no_pattern_matches_nothing() -> None:
    assert Patterns([]).hits("director") == []
    assert Patterns([]).possible("director") == []
    assert PATTERNS.hits("") == []


@settings(deadline=None)
@given(st.text(alphabet="placing shredto.董事 0", max_size=40))
def test_what_matches_is_possible(text: str) -> None:
    assert set(PATTERNS.hits(text)) <= set(PATTERNS.possible(text)) | {2}
    assert PATTERNS.hits_among(range(4), text) == PATTERNS.hits(text)
