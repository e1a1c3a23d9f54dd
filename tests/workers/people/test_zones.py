from __future__ import annotations

from watcher.model import Block
from workers.people.zones import is_circular, is_roster, is_signature, quiet, signature_titles


def block(text: str, start: int = 0) -> Block:
    return Block(kind="paragraph", text=text, start=start, end=start + len(text))


def test_titles_beneath_a_signature_are_named_once() -> None:
    blocks = [
        block("By order of the Board"),
        block("Lantern Limited", 30),
        block("Executive Director and acting Chief Executive Officer", 60),
    ]
    (entry,) = signature_titles(blocks)
    assert (entry.would_be_type, entry.reason_code, entry.start) == (
        "officer_change",
        "SIGNATURE_BLOCK",
        60,
    )


def test_a_long_paragraph_is_no_signature() -> None:
    assert is_signature("By: /s/ Ann Bo")
    assert not is_signature("By: " + "word " * 120)


def test_a_list_of_the_board_and_a_circular_are_told_by_their_words() -> None:
    assert is_roster("As at the date of this announcement, the Board comprises Mr. A")
    assert is_circular("The purpose of this circular is to provide")
    assert not is_circular("The definitive proxy statement was filed")


def test_a_career_gives_an_entry_for_each_kind_of_office() -> None:
    text = "Mr. Lo, aged 50, has served as a director and the chief executive officer of Lantern since 2010."
    kinds = [d.would_be_type for d in quiet(block(text), text, news=False, people=True)]
    assert kinds == ["board_change", "officer_change"]
    assert list(quiet(block(text), text, news=True, people=True)) == []
