from __future__ import annotations

import pytest

from workers.grammar.names import person_key
from workers.grammar.romanised import latin_key


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("李小明", "Li Xiaoming"),
        ("陳曉東", "Chen Xiaodong"),
        ("陈晓东", "Chen Xiaodong"),
        ("王偉", "WANG Wei"),
        ("歐陽文山", "Ouyang Wenshan"),
        ("尉遲遠", "Yuchi Yuan"),
    ],
)
def test_a_mainland_name_has_the_key_of_its_pinyin(chinese: str, latin: str) -> None:
    assert latin_key(chinese) == person_key(latin)


@pytest.mark.parametrize(("chinese", "latin"), [("曾小明", "Zeng Xiaoming"), ("單遠", "Shan Yuan")])
def test_a_character_is_read_as_the_surname_that_it_is(chinese: str, latin: str) -> None:
    assert latin_key(chinese) == person_key(latin)


def test_a_cantonese_spelling_is_not_guessed() -> None:
    assert latin_key("李小明") != person_key("Lee Siu Ming")


@pytest.mark.parametrize("name", ["", "李", "Li Xiaoming", "李·明", "阿布都拉艾山", "李a明"])
def test_what_is_no_short_chinese_name_has_none(name: str) -> None:
    assert latin_key(name) is None
