from __future__ import annotations

import pytest

from watcher.model import Block
from workers.people.sentences import plain, sentences


def block(text: str, start: int = 0) -> Block:
    return Block(kind="paragraph", text=text, start=start, end=start + len(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Mr. Lei resigned. He left.", ["Mr. Lei resigned.", "He left."]),
        ("Adam R. Moor of ABC Inc. resigned.", ["Adam R. Moor of ABC Inc. resigned."]),
        ("She joined Dune Corp. On May 1, she left.", ["She joined Dune Corp.", "On May 1, she left."]),
        ("於二零二五年辭任。彼已離任。", ["於二零二五年辭任。", "彼已離任。"]),
        ("Rule 13.51(2) and No. 5 apply.", ["Rule 13.51(2) and No. 5 apply."]),
    ],
)  # fmt: skip
def test_sentences_end_at_stops_not_at_abbreviations(text: str, cut: list[str]) -> None:
    assert [s.text for s in sentences(block(text))] == cut


def test_places_lead_back_into_the_canonical_text() -> None:
    text = "First one. Second one."
    second = sentences(block(text, 100))[1]
    assert (second.start, second.end) == (111, 122)


def test_a_typesetters_gaps_between_characters_are_closed_and_mapped() -> None:
    text = "楊 敏 先 生（「楊先生」）因 43 歲 辭 任。"
    (sentence,) = sentences(block(text))
    assert sentence.text == "楊敏先生（「楊先生」）因43歲辭任。"
    assert text[sentence.at(0) : sentence.at(4)].replace(" ", "") == "楊敏先生"
    assert sentence.end == len(text)


def test_blanks_behind_latin_quotes_stay() -> None:
    assert (
        plain(block("not less than 30 days’ written notice"))
        == "not less than 30 days’ written notice"
    )
