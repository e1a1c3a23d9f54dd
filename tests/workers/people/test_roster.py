from __future__ import annotations

import pytest

from workers.people.roster import parse_roster, seats

WANT = {
    "chairman": ("Lo Tak",),
    "executive": ("Lo Tak",),
    "non_executive": ("Qu Heng", "Fu Duo"),
    "independent_non_executive": ("Yu Man", "Ho Wang"),
}


@pytest.mark.parametrize(
    "text",
    [
        "As at the date of this announcement, the Board comprises Mr. Lo Tak as chairman and executive Director; Mr. Qu Heng and Mr. Fu Duo as non-executive Directors, and Mr. Yu Man and Ms. Ho Wang as independent non-executive Directors.",
        "As at the date of this announcement, the executive Director is Mr. Lo Tak (Chairman); the non-executive Directors are Mr. Qu Heng and Mr. Fu Duo; and the independent non-executive Directors are Mr. Yu Man and Ms. Ho Wang.",
    ],
)
def test_one_board_written_in_two_orders(text: str) -> None:
    assert parse_roster(text) == WANT
    assert seats(parse_roster(text)) == {"Lo Tak", "Qu Heng", "Fu Duo", "Yu Man", "Ho Wang"}


def test_a_chinese_board() -> None:
    text = "於本公告日期，本公司執行董事為廖莉萍女士（聯席主席）及何澤宇先生，本公司獨立非執行董事則為張全先生及李開明先生。"
    assert parse_roster(text) == {
        "chairman": ("廖莉萍",),
        "executive": ("廖莉萍", "何澤宇"),
        "independent_non_executive": ("張全", "李開明"),
    }


def test_a_list_without_names_is_empty() -> None:
    assert parse_roster("the Board comprises seven Directors") == {}
