"""Committee seats that change hands alone, in English and Chinese."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, line, read, severity
from watcher.model import Severity
from workers.events import Told
from workers.events.committee_change import EVENT

HEADLINE = Told(headline_codes=("12961",))
FORM_8K = Told(form="8-K")


def test_seats_of_sitting_directors_are_events_of_their_own() -> None:
    text = (
        "The Board announces that with effect from 3 June 2025, Ms. Yam Sau Ping, an executive Director, has been appointed "
        "as a member of the nomination committee of the Company and Mr. Koo Chi Ho has ceased to be a member of the "
        "nomination committee but will remain as an independent non-executive Director."
    )
    assert read(text, "2025-06-03", told=HEADLINE).told == [
        "committee appointment Yam Sau Ping +committee_member:nomination 2025-06-03",
        "committee departure Koo Chi Ho -committee_member:nomination 2025-06-03",
    ]


def test_the_chinese_version_gives_the_same_seats() -> None:
    text = "董事會宣佈，任秀萍女士獲委任為提名委員會成員，而顧志豪先生不再擔任提名委員會成員，均自二零二五年六月三日起生效。"
    assert read(text, "2025-06-03", told=HEADLINE).told == [
        "committee appointment 任秀萍 +committee_member:nomination 2025-06-03",
        "committee departure 顧志豪 -committee_member:nomination 2025-06-03",
    ]


def test_the_seats_of_a_director_who_leaves_stand_in_the_board_event() -> None:
    text = (
        "Mr. Koo Chi Ho has resigned as an independent non-executive Director and the chairman of the audit committee of the "
        "Company with effect from 3 June 2025."
    )
    (draft,) = read(text, "2025-06-03", told=HEADLINE).drafts
    assert draft.type == "board_change"
    assert draft.also_types == ("committee_change",)


def test_a_sitting_director_joins_a_committee_in_an_8k() -> None:
    text = "On June 11, 2025, the Board appointed Ms. Dunmore to the Audit Committee."
    assert read(ITEM_502 + text, "2025-06-12", told=FORM_8K).told == [
        "committee appointment Dunmore +committee_member:audit 2025-06-11"
    ]


def test_an_executive_committee_beside_an_executive_office_is_one_of_managers() -> None:
    text = (
        "Effective June 9, 2025, Ivo Lindqvist has been appointed as Chief Quality Officer and member of the Executive "
        "Committee of the Company."
    )
    assert read(text, "2025-06-09", told=Told(form="6-K")).told == [
        "officer appointment Ivo Lindqvist +chief_quality_officer 2025-06-09"
    ]


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("chairman of the audit committee", Severity.MEDIUM),
        ("chairman of the remuneration committee", Severity.LOW),
        ("member of the audit committee", Severity.LOW),
    ],
)
def test_only_the_loss_of_the_audit_chair_is_more_than_low(seat: str, expected: Severity) -> None:
    text = f"Mr. Koo Chi Ho has ceased to be the {seat} of the Company with effect from 3 June 2025 and remains a Director."
    (draft,) = read(text, "2025-06-03", told=HEADLINE).drafts
    assert severity(draft) is expected


def test_the_headline_names_person_committee_and_day() -> None:
    text = "Ms. Yam Sau Ping has been appointed as the chairman of the audit committee of the Company with effect from 3 June 2025 and Mr. Koo Chi Ho has ceased to be a member of the risk committee with effect from 4 June 2025."
    drafts = read(text, "2025-06-03", told=HEADLINE).drafts
    assert [EVENT.headline(d) for d in drafts] == [
        "Yam Sau Ping joins the audit committee as chair, effective 2025-06-03",
        "Koo Chi Ho leaves the risk committee, effective 2025-06-04",
    ]
    assert [line(d).split()[0] for d in drafts] == ["committee", "committee"]


def test_terms_of_reference_and_a_standing_membership_move_nobody() -> None:
    text = (
        "The audit committee comprises Mr. Koo Chi Ho (chairman) and Ms. Yam Sau Ping.\n\nThe chairman of the Committee shall "
        "be appointed by the Board. Where a member ceases to be a Director, he shall cease to be a member of the Committee."
    )
    assert read(text, "2025-06-03", told=HEADLINE).told == []
