from __future__ import annotations

import pytest

from workers.grammar.headings import (
    is_capital_heading,
    is_chinese_heading,
    is_title_heading,
    item_number,
    level,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Item 5.02 Departure of Directors or Certain Officers", "5.02"),
        ("ITEM 5.02.", "5.02"),
        ("Item 5.02(e) Compensatory Arrangements", "5.02"),
        ("Item5. Other Events", "5"),
        ("Item 12. Results of Operations", "12"),
        ("Item 5.02 of this report is incorporated by reference", None),
        ("Items to be voted on", None),
        ("The item 5.02", None),
    ],
)
def test_a_heading_tells_its_item_and_a_reference_does_not(text: str, number: str | None) -> None:
    assert item_number(text) == number


@pytest.mark.parametrize(
    "text", ["RESIGNATION OF EXECUTIVE DIRECTOR", "(I) CHANGE IN CHAIRMAN; AND (II) PLACING"]
)
def test_capitals_are_headings(text: str) -> None:
    assert is_capital_heading(text)


@pytest.mark.parametrize(
    "text", ["/s/ JOHN DOE", "By: JOHN DOE", "Resignation of a director", "A B"]
)
def test_signatures_and_sentences_are_no_capital_headings(text: str) -> None:
    assert not is_capital_heading(text)


def test_capitalised_words_without_a_stop_are_a_title() -> None:
    assert is_title_heading("Business Outlook")
    assert is_title_heading("Issue of ADSs and Shares")
    assert not is_title_heading("The Board announces that he left.")
    assert not is_title_heading("Filer CIK 0001975877")
    assert not is_title_heading("Title: Chief Financial Officer")


def test_a_short_chinese_line_is_a_heading_and_a_sentence_is_not() -> None:
    assert is_chinese_heading("執行董事之辭任及委任")
    assert not is_chinese_heading("董事會宣佈，莊先生已辭任。")


def test_items_stand_above_capitals_above_titles() -> None:
    assert [
        level(t) for t in ("Item 5.02 Departure", "RESIGNATION OF DIRECTOR", "Business Outlook")
    ] == [0, 1, 2]
