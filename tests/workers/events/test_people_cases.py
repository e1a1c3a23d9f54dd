"""Short cases of personnel news with everything that their event must say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.support.people import ITEM_502, Read, line, read
from watcher.model import Value
from workers.events import Draft, Told

ANNOUNCED = Told(headline_codes=("12350",))
FORM_8K = Told(form="8-K")


def fields(draft: Draft, *names: str) -> dict[str, str]:
    """Some fields of a draft as text; what the filing does not state is ``None``."""
    return {name: str(draft.fields.get(name)) for name in names}


def only(read_: Read) -> Draft:
    """The one event of a text."""
    (draft,) = read_.drafts
    return draft


def test_rotation_and_re_election_move_nobody() -> None:
    text = "In accordance with article 84, Ms. Chan and Mr. Ho will retire by rotation at the AGM and, being eligible, offer themselves for re-election."
    read_ = read(text, "2025-04-25", told=Told(headline_codes=("14400",)))
    assert read_.told == []
    assert read_.dropped == {("board_change", "REELECTION_ONLY")}


def test_not_standing_again_is_a_retirement_at_the_meeting() -> None:
    text = "Mr. Ho will retire as an independent non-executive Director upon conclusion of the AGM to be held on 20 June 2025 and will not offer himself for re-election."
    draft = only(read(text, "2025-04-25", told=ANNOUNCED))
    assert line(draft) == "board departure Ho -independent_non_executive_director 2025-06-20"
    assert draft.status == "announced"
    assert fields(draft, "action", "effective_date_text") == {
        "action": "retirement",
        "effective_date_text": "upon conclusion of the AGM to be held on 20 June 2025",
    }


def test_a_re_designation_is_one_event_with_the_seat_it_costs() -> None:
    text = "Ms. Lam has been re-designated from an independent non-executive Director to a non-executive Director with effect from 1 July 2025 and ceased to be a member of the Audit Committee on the same date."
    draft = only(read(text, "2025-06-27", told=ANNOUNCED))
    assert line(draft) == (
        "board role_change Lam -independent_non_executive_director +non_executive_director"
        " -committee_member:audit 2025-07-01"
    )
    assert draft.fields["action"] == "redesignation"
    assert draft.also_types == ("committee_change",)
    assert {d.name: d.value for d in draft.derived} == {"board_size_effect": 0}


def test_effect_upon_a_filing_is_a_condition_and_the_notice_no_date() -> None:
    text = "On May 5, 2025, John Smith notified the Company of his decision to resign as Chief Financial Officer, effective upon the filing of the Company's Form 10-Q for the quarter ended March 31, 2025. The Board appointed Jane Doe, 47, as interim Chief Financial Officer, effective upon Mr. Smith's departure. The resignation was not the result of any disagreement."
    read_ = read(ITEM_502 + text, "2025-05-08", told=FORM_8K)
    leaver, follower = read_.drafts
    assert line(leaver) == "officer departure John Smith -chief_financial_officer undated"
    assert fields(
        leaver, "action", "effective_condition", "notice_date", "disagreement_with_board"
    ) == {
        "action": "resignation",
        "effective_condition": "filing of Form 10-Q for 2025-03-31",
        "notice_date": "2025-05-05",
        "disagreement_with_board": "False",
    }
    assert line(follower) == "officer appointment Jane Doe +chief_financial_officer undated"
    assert follower.fields["interim"] is True
    assert isinstance(follower.fields["person"], Mapping)
    assert follower.fields["person"]["age"] == 47
    assert ("board_change", "NON_BOARD_ROLE") in read_.dropped


def test_a_career_at_other_companies_is_a_biography_twice() -> None:
    text = "Ms. Chan was an independent non-executive director of ABC Holdings Limited (stock code: 9999) from 2016 until her resignation in May 2021 and was appointed as chief executive of XYZ Bank in 2022."
    read_ = read(text, "2025-06-02", told=ANNOUNCED)
    assert read_.told == []
    assert {("board_change", "BIOGRAPHY"), ("officer_change", "BIOGRAPHY")} <= read_.dropped


def test_a_death_takes_effect_on_its_day_and_leaves_a_vacancy() -> None:
    text = "It is with deep regret that the Board announces that Mr. Li Wei, the chairman and an executive Director, passed away on 8 May 2025. The Board will identify a suitable candidate to fill the vacancy as soon as practicable."
    draft = only(read(text, "2025-05-09", told=ANNOUNCED))
    assert line(draft) == "board departure Li Wei -chairman_of_board -executive_director 2025-05-08"
    assert draft.status == "effective"
    assert fields(draft, "action", "vacancy") == {"action": "death", "vacancy": "True"}


def test_a_clarification_names_the_date_it_corrects_and_the_announcement() -> None:
    text = 'CLARIFICATION ANNOUNCEMENT. Reference is made to the announcement dated 1 August 2025. The Company wishes to clarify that the effective date of the resignation of Mr. Wong as an executive Director should read "1 September 2025" instead of "1 August 2025". Save as disclosed above, all information remains unchanged.'
    draft = only(read(text, "2025-08-04", told=ANNOUNCED))
    assert line(draft) == "board departure Wong -executive_director 2025-09-01"
    assert draft.status == "corrected"
    corrects = draft.fields["corrects"]
    assert isinstance(corrects, Mapping)
    assert {k: str(v) for k, v in corrects.items()} == {
        "announcement_date": "2025-08-01",
        "field": "effective_date",
        "old": "2025-08-01",
    }


def test_a_proposal_waits_for_approval_and_starts_no_clock() -> None:
    text = "The Board proposes to appoint Dr. Zhao as an executive Director. The proposed appointment is subject to the approval of the Shareholders at the EGM."
    draft = only(read(text, "2025-06-30", told=ANNOUNCED))
    assert line(draft) == "board appointment Zhao +executive_director undated"
    assert draft.status == "proposed"
    assert draft.fields["effective_condition"] == "shareholders' approval"
    assert [d.name for d in draft.derived] == ["board_size_effect"]


def test_pay_under_item_502_moves_nobody() -> None:
    text = "On March 3, 2025, the Compensation Committee approved a 2024 annual bonus of $500,000 for Mary Roe, the Company's Chief Executive Officer, and amended the form of her indemnification agreement."
    read_ = read(ITEM_502 + text, "2025-03-06", told=FORM_8K)
    assert read_.told == []
    assert {
        ("board_change", "COMPENSATION_ONLY"),
        ("officer_change", "COMPENSATION_ONLY"),
    } <= read_.dropped


CHINESE = "董事會宣佈，張三先生因需投放更多時間處理其他事務，已提出辭任獨立非執行董事、審核委員會主席及提名委員會成員，自二零二五年八月一日起生效。張先生確認彼與董事會並無意見分歧。董事會進一步宣佈，李四女士已獲委任為獨立非執行董事及審核委員會主席，自同日起生效。"


def test_the_same_day_in_chinese_rests_on_the_sentence_before() -> None:
    leaver, follower = read(CHINESE, "2025-07-31", told=ANNOUNCED).drafts
    assert (
        line(leaver)
        == "board departure 張三 -independent_non_executive_director -committee_chair:audit -committee_member:nomination 2025-08-01"
    )
    assert leaver.fields["disagreement_with_board"] is False
    assert (
        line(follower)
        == "board appointment 李四 +independent_non_executive_director +committee_chair:audit 2025-08-01"
    )
    assert {leaver.status, follower.status} == {"announced"}


@pytest.mark.parametrize("field", ["reason", "related_persons"])
def test_who_leaves_in_chinese_has_a_reason_and_a_successor(field: str) -> None:
    leaver = read(CHINESE, "2025-07-31", told=ANNOUNCED).one("張三")
    wanted: dict[str, Value] = {
        "reason": "需投放更多時間處理其他事務",
        "related_persons": [
            {"name": "李四", "honorific": "女士", "person_key": "李四", "relation": "successor"}
        ],
    }
    assert leaver.fields[field] == wanted[field]
