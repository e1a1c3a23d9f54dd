"""Which item of an announcement's title a change of office answers."""

from __future__ import annotations

import pytest

from tests.support.announcements import announcement, zh_announcement
from tests.support.people import person, read

DAY = "2026-03-25"
LEAVES = "Mr. Ho Siu Fung has resigned as an executive Director with effect from 25 March 2026."
SECRETARY = "Ms. Kwok Mei Yee has resigned as the company secretary with effect from 25 March 2026."
JOINS = (
    "Dr. Lam Wai Ching has been appointed as an independent non-executive Director with effect "
    "from 25 March 2026."
)


def answered(text: str) -> dict[str, str | None]:
    """The title item of each person's change."""
    return {str(person(d)["name"]): d.title_item for d in read(text, DAY).drafts}


@pytest.mark.parametrize("change", ["CHANGE OF", "TRANSITION OF", "RESIGNATION OF JOINT"])
def test_a_secretary_answers_the_item_that_names_the_office(change: str) -> None:
    title = f"(1) RESIGNATION OF EXECUTIVE DIRECTOR; (2) PROPOSED AMENDMENTS TO THE ARTICLES; AND (3) {change} COMPANY SECRETARY"
    found = answered(announcement(title, LEAVES, SECRETARY))
    assert "EXECUTIVE DIRECTOR" in str(found["Ho Siu Fung"])
    assert "COMPANY SECRETARY" in str(found["Kwok Mei Yee"])


def test_a_director_answers_the_item_about_directors_of_no_kind() -> None:
    title = "(1) RESIGNATION OF COMPANY SECRETARY; AND (2) CHANGE OF DIRECTORS"
    found = answered(announcement(title, LEAVES, SECRETARY, JOINS))
    assert "DIRECTORS" in str(found["Ho Siu Fung"])
    assert "DIRECTORS" in str(found["Lam Wai Ching"])
    assert "SECRETARY" in str(found["Kwok Mei Yee"])


def test_the_same_office_answers_the_item_of_its_direction() -> None:
    title = "(1) RESIGNATION OF INDEPENDENT NON-EXECUTIVE DIRECTOR; AND (2) APPOINTMENT OF INDEPENDENT NON-EXECUTIVE DIRECTOR"
    assert "APPOINTMENT" in str(answered(announcement(title, JOINS))["Lam Wai Ching"])


def test_a_chinese_item_is_answered_by_its_office() -> None:
    text = zh_announcement(
        "(1)執行董事辭任；及(2)公司秘書變更",
        "何兆峰先生已辭任執行董事，自二零二六年三月二十五日起生效。",
        "郭美儀女士已辭任公司秘書，自二零二六年三月二十五日起生效。",
    )
    found = answered(text)
    assert "執行董事" in str(found["何兆峰"])
    assert "公司秘書" in str(found["郭美儀"])
