"""Simplified characters in their traditional form."""

import pytest

from watcher.simplified import is_simplified, may_be_simplified, traditional


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("董事会宣布委任郑书华女士为执行董事", "董事會宣布委任鄭書華女士為執行董事"),
        ("于二零二五年五月六日，余下条件获达成", "於二零二五年五月六日，餘下條件獲達成"),
        (
            "注册成立的公司宣布股份合并，于股东周年大会关注",
            "註冊成立的公司宣布股份合併，於股東週年大會關注",
        ),
        ("Harbour Lights Limited 及 2025年", "Harbour Lights Limited 及 2025年"),
    ],
)
def test_every_character_stays_at_its_place(printed: str, read: str) -> None:
    assert traditional(printed) == read
    assert len(printed) == len(read)


def test_a_surname_before_an_honorific_is_no_preposition() -> None:
    assert traditional("委任于海女士及余国梁先生") == "委任于海女士及余國梁先生"
    assert traditional("将于马先生退任后") == "將於馬先生退任後"


def test_traditional_text_is_left_alone() -> None:
    text = "董事會宣佈，于海女士獲委任為執行董事，自二零二五年五月六日起生效。"
    assert not may_be_simplified(text)
    assert not is_simplified(text)


def test_a_paragraph_is_of_the_script_of_most_of_its_characters() -> None:
    assert is_simplified("董事会决定聘任总经理，任期與本届董事会一致。")
    assert not is_simplified("董事會決定聘任總經理，任期与本屆董事會一致。")
