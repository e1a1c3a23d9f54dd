"""Who is who in a sentence of several people, and what belongs to a name."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read
from workers.events import Told

DIRECTORATE = Told(headline_codes=("12350",))
FORM_8K = Told(form="8-K")
GRANITE = "Granite Bancorp, Inc. (the “Company”)"
NEAR_NAMES = [
    (
        ITEM_502
        + "On March 7, 2025, Walter B. Crane, Sr. notified the Company that he will retire as Chairman of the Board, effective April 1, 2025. On the same date, the Board elected Walter B. Crane, Jr. as Chairman of the Board, effective April 1, 2025.",
        [
            "board departure Walter B. Crane, Sr. -chairman_of_board 2025-04-01",
            "board role_change Walter B. Crane, Jr. +chairman_of_board 2025-04-01",
        ],
    ),
    (
        ITEM_502
        + f"On March 7, 2025, John A. Weld resigned from the Board of Directors of {GRANITE}. On March 8, 2025, the Board appointed his son, John C. Weld, as a director.",
        [
            "board departure John A. Weld -director 2025-03-07",
            "board appointment John C. Weld +director 2025-03-08",
        ],
    ),
    (
        "The Board announces that Mr. Lam Kwok Keung (“Mr. KK Lam”) has resigned as the chairman of the Board with effect from 10 March 2025 and Mr. Lam Kwok Kin (“Mr. Kin Lam”), the son of Mr. KK Lam, has been appointed as the chairman of the Board with effect from the same date.",
        [
            "board departure Lam Kwok Keung -chairman_of_board 2025-03-10",
            "board role_change Lam Kwok Kin +chairman_of_board 2025-03-10",
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), NEAR_NAMES)
def test_father_and_son_are_two_people(text: str, told: list[str]) -> None:
    assert read(text, "2025-03-10").told == told


RANKS = [
    (
        "the Board of Directors elected General (Ret.) Thomas R. Oakes to serve as a director, effective April 1, 2025.",
        "board appointment Thomas R. Oakes +director 2025-04-01",
    ),
    (
        "Admiral Paul Sterne (Ret.) resigned from the Board of Directors.",
        "board departure Paul Sterne -director 2025-03-07",
    ),
]


@pytest.mark.parametrize(("words", "told"), RANKS)
def test_a_rank_is_no_part_of_the_name(words: str, told: str) -> None:
    text = ITEM_502 + "On March 7, 2025, " + words
    assert read(text, "2025-03-10", told=FORM_8K).told == [told]


ORDERS = [
    (
        "Mr. ZHONG Houde has resigned as an executive Director and Ms. OU-YANG Min has been appointed as an executive Director, both",
        [
            "board departure Zhong Houde -executive_director 2025-03-12",
            "board appointment Ou-yang Min +executive_director 2025-03-12",
        ],
    ),
    (
        "Mr. Mak Chi Kin, Dennis (麥志堅) has been appointed as a non-executive Director",
        ["board appointment Mak Chi Kin Dennis +non_executive_director 2025-03-12"],
    ),
]


@pytest.mark.parametrize(("words", "told"), ORDERS)
def test_the_family_name_may_come_first(words: str, told: list[str]) -> None:
    text = f"The Board announces that {words} with effect from 12 March 2025."
    assert read(text, "2025-03-10", told=DIRECTORATE).told == told


COORDINATED = [
    (
        "The Board announces that Mr. Au Chi, Ms. Bo Lin and Prof. Cao Jun have been appointed as independent non-executive Directors with effect from 12 March 2025.",
        [
            f"board appointment {name} +independent_non_executive_director 2025-03-12"
            for name in ("Au Chi", "Bo Lin", "Cao Jun")
        ],
    ),
    (
        ITEM_502
        + "On March 7, 2025, Anna Bell and Carl Dunn were elected to the Board of Directors and Eve Ford resigned from the Board of Directors.",
        [
            "board appointment Anna Bell +director 2025-03-07",
            "board appointment Carl Dunn +director 2025-03-07",
            "board departure Eve Ford -director 2025-03-07",
        ],
    ),
    (
        "The Board announces that Mr. Au Chi and Ms. Bo Lin have resigned as an executive Director and the company secretary of the Company, respectively, with effect from 12 March 2025.",
        [
            "board departure Au Chi -executive_director 2025-03-12",
            "officer departure Bo Lin -company_secretary 2025-03-12",
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), COORDINATED)
def test_several_people_of_one_sentence_keep_apart(text: str, told: list[str]) -> None:
    assert read(text, "2025-03-10").told == told
