from __future__ import annotations

import pytest

from workers.grammar.romanised import latin_key


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("李文浩", "Li Wenhao"),
        ("李文浩", "LI Wen Hao"),
        ("李文浩", "Wenhao Li"),
        ("陳曉東", "Chen Xiaodong"),
        ("陈晓东", "Chen Xiaodong"),
        ("王偉", "WANG Wei"),
        ("歐陽文山", "Ouyang Wenshan"),
        ("尉遲遠", "Yuchi Yuan"),
        ("趙爾安", "Zhao Er'an"),
    ],
)
def test_a_mainland_name_has_one_key_in_both_scripts(chinese: str, latin: str) -> None:
    assert latin_key(chinese) == latin_key(latin) is not None


@pytest.mark.parametrize(
    ("chinese", "latin"), [("曾文浩", "Zeng Wenhao"), ("單遠", "Shan Yuan"), ("區文", "Ou Wen")]
)
def test_a_character_is_read_as_the_surname_that_it_is(chinese: str, latin: str) -> None:
    assert latin_key(chinese) == latin_key(latin)


@pytest.mark.parametrize("name", ["Lee Man Ho", "Cheung Hoi Fung", "Ada Moor", "John Wen", "Wen"])
def test_a_name_that_is_no_pinyin_is_not_guessed(name: str) -> None:
    assert latin_key(name) is None


@pytest.mark.parametrize("name", ["", "李", "李·明", "阿布都拉艾山", "李a明", "Li" + "wen" * 8])
def test_what_is_no_short_name_has_none(name: str) -> None:
    assert latin_key(name) is None
