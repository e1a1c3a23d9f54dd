"""Words in front of patterns: they are needed, and nothing else changes."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cases import reader
from tests.support.necessary import proves
from workers.grammar.worded import Worded


def everywhere() -> list[Worded]:
    """Every pattern behind words that the event types load."""
    reader()
    return [held for held in gc.get_objects() if isinstance(held, Worded)]


def test_every_match_of_every_pattern_needs_one_of_its_words() -> None:
    found = everywhere()
    wrong = [w.compiled.pattern for w in found if not proves(w.compiled.pattern, w.words)]
    assert len(found) > 20
    assert wrong == [], "a match can do without the words: complete them beside the pattern"


def test_every_word_is_in_small_letters() -> None:
    assert [w for held in everywhere() for w in held.words if w != w.lower()] == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\bre-?\s?elect(?:ed|ion)\b", ["elect"]),
        (r"(?i)\b(?:resign|retire)s?\b", ["resign", "retire"]),
        (r"(?i)(?:old\s+)?(?:share|unit)s?", ["share", "unit"]),
        (r"(?i)(?:shares\s+)+sold", ["shares"]),
        (r"[Ss]hares|C[EF]O", ["shares", "ceo", "cfo"]),
        (r"提述[^。]{0,60}公[告佈]", ["提述"]),
        (r"sold(?=\s+shares)", ["shares"]),
        (r"\p{Han}{2}股份", ["股份"]),
    ],
)
def test_words_that_a_pattern_needs_are_proved(pattern: str, words: list[str]) -> None:
    assert proves(pattern, words)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?i)\b(?:resign|retire|step)s?\b", ["resign", "retire"]),
        (r"(?i)(?:shares)?\s+sold", ["shares"]),
        (r"sold(?!\s+shares)", ["shares"]),
        (r"(?<=shares )sold", ["shares"]),
        (r"s\w+hares", ["shares"]),
    ],
)
def test_words_that_a_pattern_can_do_without_are_not(pattern: str, words: list[str]) -> None:
    assert not proves(pattern, words)


@settings(deadline=None)
@given(st.text(alphabet="reignstp SREIGN-", max_size=40))
def test_the_words_change_no_answer(text: str) -> None:
    bare = re.compile(r"(?i)\bresign(?:s|ing)?\b|re-?sting")
    worded = Worded(bare, "resign", "sting")
    assert str(worded.search(text)) == str(bare.search(text))
    assert [str(m) for m in worded.finditer(text)] == [str(m) for m in bare.finditer(text)]


def test_a_part_of_a_text_is_searched_with_its_surroundings() -> None:
    worded = Worded(re.compile(r"\bsold\b"), "sold")
    assert worded.search("unsold, sold", 2) is not None
    assert worded.search("unsold", 2) is None
    assert worded.search("sold", 0, 3) is None
