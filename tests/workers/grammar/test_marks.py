from __future__ import annotations

import pytest

from workers.grammar.marks import has_markup, one_line, plain_characters, without_markup


@pytest.mark.parametrize(
    ("rendered", "plain"),
    [
        ("the **“Board”** of", "the “Board” of"),
        ("<u>99.1</u>", "99.1"),
        ("US\\$11.27 and HK\\$5.83", "US$11.27 and HK$5.83"),
        ("Form 20-F \\boxtimes Form 40-F \\square", "Form 20-F ☒ Form 40-F ☐"),
        ('a <input type="checkbox"/> b', "a ☐ b"),
        ('a <input type="checkbox" checked="checked"/> b', "a ☒ b"),
        ("*Chairman of the Board*", "Chairman of the Board"),
        ("Nature of Payment *", "Nature of Payment *"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("shares voted*) Total", "shares voted*) Total"),
    ],
)
def test_markup_of_a_rendering_goes_and_words_stay(rendered: str, plain: str) -> None:
    assert without_markup(rendered) == plain


def test_emphasis_over_two_lines_is_taken_out() -> None:
    assert without_markup("*Chairman and\nChief Executive*") == "Chairman and\nChief Executive"


def test_full_width_figures_and_odd_spaces_become_plain() -> None:
    assert plain_characters("２０２６年\u00a0ＡＢＣ\u3000ﬁne\u200b") == "2026年 ABC fine"


def test_smart_quotes_and_chinese_punctuation_stay_as_printed() -> None:
    assert plain_characters("“Board”（「董事會」），") == "“Board”（「董事會」），"


def test_full_width_marks_of_a_number_are_plain_and_those_of_a_sentence_stay() -> None:
    wide = "１２０，０００，０００股，每股０．５０港元"
    assert plain_characters(wide) == "120,000,000股，每股0.50港元"
    assert plain_characters("第1，2及3條，2025，以及") == "第1，2及3條，2025，以及"


def test_control_characters_are_dropped() -> None:
    assert plain_characters("a\x00b\x07c") == "abc"


def test_only_leftovers_count_as_markup() -> None:
    assert has_markup("US\\$5")
    assert not has_markup("plain words * here")


def test_white_space_is_one_blank() -> None:
    assert one_line(" a\t b \n c ") == "a b c"
