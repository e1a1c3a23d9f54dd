"""One pass over a section finds the blocks that hold a pattern."""

from watcher.model import Block, Section
from workers.people.places import Marks

LINES = ("The director left.", "Figures\tonly", "A DIRECTOR came.\nA director stayed.", "完結")
TEXT = "\n".join(LINES)


def section() -> Section:
    """The lines as blocks that stand where they stand in the text."""
    blocks = tuple(
        Block(
            kind="paragraph",
            text=words,
            start=TEXT.index(words),
            end=TEXT.index(words) + len(words),
        )
        for words in LINES
    )
    return Section(document="main", heading=(), blocks=blocks)


def test_blocks_come_once_and_in_order() -> None:
    found = Marks("director").within(section().blocks, TEXT)
    assert [block.text for block in found] == [LINES[0], LINES[2]]


def test_offsets_hold_behind_other_scripts() -> None:
    assert [b.text for b in Marks("完").within(section().blocks, TEXT)] == ["完結"]


def test_blocks_without_the_pattern_are_passed_over() -> None:
    assert Marks("auditor").within(section().blocks, TEXT) == []
