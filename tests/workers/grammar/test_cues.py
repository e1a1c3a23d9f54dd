from __future__ import annotations

import pytest

from workers.grammar import cue_context as context
from workers.grammar.cue_words import GATE
from workers.grammar.cues import find_cues


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("tendered his resignation as", ("out", "resignation", "before")),
        ("will step down as", ("out", "resignation", "before")),
        ("ceased to act as", ("out", "cessation", "before")),
        ("passed away on", ("out", "death", "before")),
        ("will not offer himself for re-election", ("out", "non_re_election", "before")),
        ("has been removed as", ("out", "removal", "before")),
        ("the Board terminated Mr. A", ("out", "removal", "behind")),
        ("the resignation of Mr. A", ("out", "resignation", "behind")),
        ("offer themselves for re-election", ("again", "re_election", "before")),
        ("has been appointed as", ("in", "appointment", "before")),
        ("the Board appointed Ms. B", ("in", "appointment", "behind")),
        ("proposes to appoint Dr. C", ("in", "proposal", "behind")),
        ("has been re-designated from", ("move", "redesignation", "before")),
        ("will remain in office", ("stay", "continuing", "before")),
        ("已提出辭任", ("out", "resignation", "before")),
        ("不再擔任", ("out", "cessation", "before")),
        ("逝世", ("out", "death", "before")),
        ("已獲委任為", ("in", "appointment", "before")),
        ("委任李四女士", ("in", "appointment", "behind")),
        ("調任為", ("move", "redesignation", "before")),
        ("並無於股東週年大會上膺選連任", ("out", "non_re_election", "before")),
        ("輪值退任", ("again", "re_election", "before")),
    ],
)
def test_cues_know_direction_action_and_side(text: str, cue: tuple[str, str, str]) -> None:
    first = find_cues(text)[0]
    assert (first.direction, first.action, first.side) == cue
    assert GATE.search(text)


def test_a_noun_alone_is_marked() -> None:
    assert [c.noun for c in find_cues("following the resignation of Mr. A, he resigned")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "named executive officers",
        "Mr. A is a retired partner",
        "the vacated office",
        "nothing here",
    ],
)
def test_words_that_are_no_cue(text: str) -> None:
    assert find_cues(text) == []


@pytest.mark.parametrize(
    "before", ["If Mr. Hill’s ", "in the event that he is ", "until her successor is ", "倘彼"]
)
def test_rules_and_possibilities(before: str) -> None:
    assert context.HYPOTHETICAL.search(before)


def test_the_month_of_may_is_no_possibility() -> None:
    assert not context.HYPOTHETICAL.search("On May 5, 2025, Mr. A ")


@pytest.mark.parametrize(
    ("text", "roster"),
    [
        ("As at the date of this announcement, the Board comprises Mr. A", True),
        ("As at the date of this circular, the executive Directors are Mr. A", True),
        ("於本公告日期，董事會包括執行董事", True),
        ("As at the date of this announcement, Mr. Qu has not held any directorship", False),
        ("The Board announces that Mr. A resigned", False),
    ],
)
def test_lists_of_the_board(text: str, *, roster: bool) -> None:
    assert bool(context.ROSTER.search(text)) is roster


def test_years_of_a_career() -> None:
    found = context.YEARS.search("joined in March 2008 as")
    assert found is not None
    assert (context.month_number(found.group("month")), found.group("year")) == (3, "2008")
    assert context.zh_year("二零二五") == context.zh_year("2025") == 2025
