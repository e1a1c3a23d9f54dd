"""One announcement in two languages: which people have one key, and which cannot."""

from __future__ import annotations

import pytest

from tests.support.people import TYPES, Read, person, read

DAY = "2026-05-04"


def keys(found: Read) -> list[str]:
    by_name = {event_type.name: event_type for event_type in TYPES}
    return [by_name[draft.type].identity(draft) for draft in found.drafts]


def english(name: str) -> Read:
    return read(
        f"RESIGNATION OF DIRECTOR\n\nThe board announces that Mr. {name} has resigned as an "
        "executive director of the Company with effect from 4 May 2026.",
        DAY,
    )


def chinese(*names: str) -> Read:
    said = "".join(
        f"董事會宣佈，{name}已辭任本公司執行董事職務，自二零二六年五月四日起生效。\n\n"
        for name in names
    )
    return read(f"執行董事辭任\n\n{said}", DAY)


@pytest.mark.parametrize("name", ["Qian Wenhao", "QIAN Wen Hao", "Wenhao Qian"])
def test_a_mainland_director_has_one_key_in_both_languages(name: str) -> None:
    assert keys(english(name)) == keys(chinese("錢文浩先生")) != []


def test_a_latin_name_beside_the_chinese_one_is_the_key() -> None:
    assert keys(english("Chin Man Ho")) == keys(chinese("錢文浩先生（Mr. Chin Man Ho）")) != []


def test_a_spelling_that_is_no_pinyin_is_not_guessed() -> None:
    assert keys(english("Chin Man Ho")) != keys(chinese("錢文浩先生"))


def test_two_people_who_sound_alike_keep_their_characters() -> None:
    found = chinese("錢文浩先生", "錢文號先生")
    assert len(set(keys(found))) == 2
    assert all("latin_key" not in person(d) for d in found.drafts)


@pytest.mark.parametrize("name", ["Qian Wen", "Chin Man Ho"])
def test_a_key_that_says_nothing_new_is_left_out(name: str) -> None:
    assert ["latin_key" in person(d) for d in english(name).drafts] == [False]
