"""Nominations to a general meeting: proposals at most, and nothing for who sits already."""

from __future__ import annotations

import pytest

from tests.support.people import read

DAY = "2031-04-11"
LIST = (
    "(1) Mr. Gao Leping as an executive Director;\n\n"
    "(2) Ms. Ines Brandreth as a non-executive Director.\n"
)
TABLE = "Mr. Gao Leping\tExecutive Director\n\nMs. Ines Brandreth\tNon-executive Director\n"


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Gao Leping and Ms. Ines Brandreth, being Directors who retire by rotation, have been nominated for re-election as Directors at the annual general meeting to be held on 20 May 2031.",
        "Mr. Gao Leping was nominated by the Board for re-election as an executive Director.",
        "The Board announces that Mr. Gao Leping, an executive Director, has been nominated as a candidate for Director of the sixth session of the Board.",
        "The Board has nominated the following members of the Board for re-election at the AGM:\n\n"
        + LIST,
        "Mr. Gao Leping has been nominated as a candidate for executive Director, subject to the approval of shareholders.\n\nAs at the date of this announcement, the Board comprises Mr. Gao Leping as executive Director and Ms. Ines Brandreth as non-executive Director.",
    ],
    ids=["rotation", "by the board", "apposition", "list", "closing list"],
)
def test_who_is_nominated_for_the_seat_that_is_held_gains_nothing(text: str) -> None:
    found = read("PROPOSED ELECTION OF DIRECTORS\n\n" + text + "\n", DAY)
    assert found.told == []
    assert ("board_change", "REELECTION_ONLY") in found.dropped


@pytest.mark.parametrize(
    "text",
    [
        "The nomination committee has nominated, and the Board recommends, the following candidates to be elected as Directors of the sixth session of the Board at the AGM:\n\n"
        + TABLE,
        "The Board nominated the following candidates:\n\n" + LIST,
        "The following persons were nominated and will be appointed as Directors upon approval at the AGM:\n\n"
        + TABLE,
    ],
    ids=["to be elected", "nominated", "will be appointed"],
)
def test_a_list_of_candidates_is_a_proposal(text: str) -> None:
    found = read("PROPOSED ELECTION OF DIRECTORS\n\n" + text, DAY)
    assert [d.status for d in found.drafts] == ["proposed", "proposed"]
    assert found.told == [
        "board appointment Gao Leping +executive_director undated",
        "board appointment Ines Brandreth +non_executive_director undated",
    ]


def test_candidates_whom_the_meeting_chose_sit() -> None:
    found = read(
        "POLL RESULTS\n\nAt the annual general meeting held on 11 April 2031, the following candidates were duly elected as Directors with effect from 11 April 2031:\n\n"
        + TABLE,
        DAY,
    )
    assert found.told == [
        "board appointment Gao Leping +executive_director 2031-04-11",
        "board appointment Ines Brandreth +non_executive_director 2031-04-11",
    ]
    assert {d.status for d in found.drafts} == {"effective"}
