from __future__ import annotations

import pytest

from workers.people.details import appointee, leaver, reason_of, seeks_successor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("resigned as a Director with effect from 1 May 2025, due to his other business commitments.", "other business commitments"),
        ("that due to personal commitment, Ms. Wang has resigned", "personal commitment"),
        ("resigned in order to devote more time to his family.", "to devote more time to his family"),
        ("resigned, effective immediately, for personal reasons.", "personal reasons"),
        ("王先生因工作調動，已辭去", "工作調動"),
        ("莊先生為尋求其他事業發展機會，已辭任", "為尋求其他事業發展機會"),
        ("resigned as a Director for the year.", None),
    ],
)  # fmt: skip
def test_the_reason_in_the_words_of_the_text(text: str, reason: str | None) -> None:
    assert reason_of([text]) == reason


@pytest.mark.parametrize(
    ("text", "disagreement"),
    [
        ("has no disagreement with the Board", False),
        ("was not the result of any disagreement with the Company", False),
        ("did not involve any disagreement", False),
        ("與董事會並無意見分歧", False),
        ("resigned due to a disagreement with the Company", True),
        ("thanked him", None),
    ],
)
def test_disagreement_is_stated_or_denied_or_unknown(
    text: str, *, disagreement: bool | None
) -> None:
    assert leaver(text)["disagreement_with_board"] is disagreement


def test_claims_and_matters_are_denied_by_the_formula() -> None:
    text = "has no claim against the Company and there are no other matters that need to be brought to the attention of shareholders"
    assert leaver(text)["claims_against_company"] is False
    assert leaver(text)["matters_for_shareholders"] is False
    assert leaver("")["claims_against_company"] is None


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("will not receive any director’s fee", {"director_fee": "none"}),
        ("director’s fee of HK$30,000 per annum", {"amount": "30000", "currency": "HKD", "per": "year"}),
        ("有權收取每年180,000港元之袍金", {"amount": "180000", "currency": "HKD", "per": "year"}),
        ("is a lawyer", None),
    ],
)  # fmt: skip
def test_emoluments(text: str, pay: object) -> None:
    assert appointee(text)["emoluments"] == pay


def test_a_chinese_term_and_notice() -> None:
    assert appointee("為期三年，或以不少於三個月書面通知終止")["term"] == {
        "years": 3,
        "notice_months": 3,
    }


def test_a_search_is_a_vacancy() -> None:
    assert seeks_successor("will identify a suitable candidate")
    assert not seeks_successor("thanks him")
