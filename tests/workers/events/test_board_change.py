"""Changes of the board as issuers write them, and everything that only looks like one."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, line, read, roles, severity
from watcher.model import Severity
from workers.events import Told
from workers.events.board_change import EVENT

RESIGNATION = """RESIGNATION OF INDEPENDENT NON-EXECUTIVE DIRECTOR

The board of directors (the “Board”) of Bright Harbour Holdings Limited (the “Company”) hereby announces that Mr. CHAN Tai Man, Peter (陳大文) (“Mr. Chan”) has tendered his resignation as an independent non-executive Director, the chairman of the Audit Committee and a member of each of the Remuneration Committee and the Nomination Committee with effect from the conclusion of the annual general meeting of the Company to be held on 30 June 2025 in order to devote more time to his personal affairs.

Mr. Chan has confirmed that he has no disagreement with the Board and there is no matter that needs to be brought to the attention of the shareholders of the Company."""

CHAIR = """The Board announces that Mr. Wong Kam Fai (“Mr. Wong”) will step down as the chairman of the Board with effect from 1 January 2026 but will remain as a non-executive Director; and Dr. Ho Kin Wah (“Dr. Ho”), an independent non-executive Director, will succeed Mr. Wong as the chairman of the Board with effect from the same date."""

TRUE_STYLE = [
    ("2025-05-20", RESIGNATION, ["board departure Chan Tai Man Peter -independent_non_executive_director -committee_chair:audit -committee_member:compensation -committee_member:nomination 2025-06-30"]),
    ("2025-12-19", CHAIR, ["board role_change Wong Kam Fai -chairman_of_board 2026-01-01", "board role_change Ho Kin Wah +chairman_of_board 2026-01-01"]),
    (
        "2025-05-06",
        "The Board announces that Mr. Kwok Ping Nam has been removed as an executive Director by an ordinary resolution passed by the Shareholders at the extraordinary general meeting of the Company held on 5 May 2025 with immediate effect.",
        ["board departure Kwok Ping Nam -executive_director 2025-05-05"],
    ),
    (
        "2025-09-02",
        "The board of directors has received a resignation letter from Mr. Zhang Wei (張偉). Due to work re-arrangement, Mr. Zhang Wei has resigned from the positions of executive Director, chairman of the Board and chairman of the strategy committee of the Board with effect from 2 September 2025.",
        ["board departure Zhang Wei -executive_director -chairman_of_board -committee_chair:strategy 2025-09-02"],
    ),
    (
        "2026-01-15",
        "The Board announces that with effect from 15 January 2026:\n\n(a) Mr. Pang Siu Hong has resigned as an independent non-executive Director;\n\n(b) Mr. Cheng Wai Lun has been appointed as an independent non-executive Director and the chairman of the nomination committee.",
        ["board departure Pang Siu Hong -independent_non_executive_director 2026-01-15", "board appointment Cheng Wai Lun +independent_non_executive_director +committee_chair:nomination 2026-01-15"],
    ),
    (
        "2025-06-27",
        "本公司董事會（「董事會」）謹此宣佈，王小明先生（「王先生」）因工作調動，已辭去本公司執行董事、董事長及戰略委員會主席職務，自2025年6月30日起生效。",
        ["board departure 王小明 -executive_director -chairman_of_board -committee_chair:strategy 2025-06-30"],
    ),
    (
        "2025-06-27",
        "董事會宣佈，林志華先生（「林先生」）由獨立非執行董事調任為非執行董事，並不再擔任審核委員會成員，自二零二五年七月一日起生效。",
        ["board role_change 林志華 -independent_non_executive_director +non_executive_director -committee_member:audit 2025-07-01"],
    ),
    (
        "2025-03-10",
        "董事會宣佈以下變動，自二零二五年三月十日起生效：\n\n（一）鄭啟明先生辭任主席，惟仍留任執行董事；\n\n（二）馬國強先生獲委任為獨立非執行董事、審核委員會主席以及薪酬委員會成員。",
        ["board role_change 鄭啟明 -chairman_of_board 2025-03-10", "board appointment 馬國強 +independent_non_executive_director +committee_chair:audit +committee_member:compensation 2025-03-10"],
    ),
    (
        "2025-06-02",
        ITEM_502 + "(d) Effective June 1, 2025, the Board of Directors of Northwind Corp. (the “Company”) appointed Robert Jones-Vance, age 54, to serve as a Class II director, to fill the vacancy created by the resignation of Mr. Peter Hall. Since 2018, Mr. Jones-Vance has been Chief Financial Officer of Red Oak Industries, Inc.",
        ["board appointment Robert Jones-Vance +director 2025-06-01"],
    ),
    (
        "2025-02-11",
        ITEM_502 + "On February 7, 2025, the Board of Directors increased the size of the Board from eight to nine directors and elected Susan Leigh to fill the resulting vacancy, effective immediately.",
        ["board appointment Susan Leigh +director 2025-02-07"],
    ),
    (
        "2025-05-16",
        ITEM_502 + "On May 14, 2025, the Board appointed each of Anna Bell, Carl Dunn and Dr. Eve Ford to the Board, effective as of May 15, 2025. There are no arrangements pursuant to which they were selected as directors.",
        [f"board appointment {name} +director 2025-05-15" for name in ("Anna Bell", "Carl Dunn", "Eve Ford")],
    ),
    (
        "2025-08-15",
        ITEM_502 + "On August 11, 2025, the Board of Directors appointed Kevin Ross as Chairman of the Board, succeeding Walter Stein, who will remain a director. Mr. Ross has served as a director since 2019.",
        ["board role_change Kevin Ross +chairman_of_board 2025-08-11", "board role_change Walter Stein -chairman_of_board 2025-08-11"],
    ),
    (
        "2025-05-16",
        "LISBON, May 15, 2025 – Ocean Shipping PLC announced today that its Board of Directors has appointed Ms. Maria da Silva as independent director, effective June 1, 2025. She replaces Mr. Jorge Costa, who has resigned from the Board for personal reasons.",
        ["board appointment Maria da Silva +independent_non_executive_director 2025-06-01", "board departure Jorge Costa -director undated"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("on", "text", "told"), TRUE_STYLE)
def test_announcements_in_true_style(on: str, text: str, told: list[str]) -> None:
    assert read(text, on).told == told


def test_a_leaver_brings_reason_negative_statements_and_severity() -> None:
    draft = read(RESIGNATION, "2025-05-20").one("Chan Tai Man Peter")
    assert draft.status == "announced"
    assert draft.also_types == ("committee_change",)
    assert draft.fields["action"] == "resignation"
    assert draft.fields["reason"] == "to devote more time to his personal affairs"
    assert draft.fields["disagreement_with_board"] is False
    assert draft.fields["matters_for_shareholders"] is False
    assert draft.fields["person"] == {
        "name": "Chan Tai Man Peter", "honorific": "Mr.", "person_key": "chan+man+peter+tai", "name_zh": "陳大文",
    }  # fmt: skip
    assert severity(draft) is Severity.HIGH, "the audit committee loses its chair"


def test_losses_that_follow_a_resignation_inherit_its_date() -> None:
    text = "The Board announces that Mr. Ku Lam (“Mr. Ku”) tendered his resignation as a non-executive Director with effect from 4 May 2025. Following the resignation of Mr. Ku as a non-executive Director, he also ceased to act as the chairman of the Board and a member of the audit committee."
    read_ = read(text, "2025-05-02")
    assert read_.told == [
        "board departure Ku Lam -non_executive_director -chairman_of_board -committee_member:audit 2025-05-04"
    ]
    assert severity(read_.drafts[0]) is Severity.HIGH


def test_a_committee_seat_given_up_upon_retirement_folds_in() -> None:
    text = "Mr. Gu Ping will retire as an executive Director with effect from 31 March 2025. Upon his retirement, Mr. Gu will also cease to be a member of the nomination committee."
    told = read(text, "2025-03-10", told=Told(headline_codes=("12350",))).told
    assert told == [
        "board departure Gu Ping -executive_director -committee_member:nomination 2025-03-31"
    ]


def test_a_vice_chairman_who_becomes_chairman_is_implied_to_give_up_the_lesser_title() -> None:
    text = "The Board announces that Mr. Ip Fu (“Mr. Ip”), the vice chairman of the Board, has been appointed as the chairman of the Board with effect from 5 May 2025. Mr. Ip, aged 61, has served as an executive Director and the acting CEO of the Company since March 2016 and August 2022, respectively."
    draft = read(text, "2025-05-05").one("Ip Fu")
    assert roles(draft) == [
        "+chairman_of_board",
        "=executive_director",
        "=acting_chief_executive_officer",
        "~vice_chairman",
    ]
    assert draft.subtype == "role_change"
    assert draft.fields["new_to_board"] is False
    assert {d.name: d.value for d in draft.derived} == {
        "chair_and_chief_executive_same_person": True,
        "board_size_effect": 0,
    }


def test_an_appointee_brings_term_pay_and_negative_statements() -> None:
    text = """The Board is pleased to announce that Ms. Lo Fung (“Ms. Lo”) has been appointed as a non-executive Director with effect from 25 March 2026.

Ms. Lo, aged 44, is currently a vice president of Harbour Robotics Limited (Stock Code: 1999). The appointment shall be for an initial term of two years or until the second annual general meeting of the Company after her appointment (whichever is earlier), subject to re-election at the next annual general meeting of the Company. Either the Company or Ms. Lo may terminate the agreement by giving not less than 60 days’ written notice. Ms. Lo will not receive any director’s fee from the Company.

As of the date of this announcement, Ms. Lo (i) has not held any directorship in other listed public companies in the last three years; (ii) does not have any interest in the securities of the Company; and (iii) does not have any relationship with any other Directors.

Save as disclosed above, there are no other matters regarding the appointment of Ms. Lo that need to be disclosed pursuant to Rules 13.51(2)(h) to 13.51(2)(v) of the Listing Rules."""
    draft = read(text, "2026-03-25", told=Told(form="6-K")).one("Lo Fung")
    assert draft.fields["person"] == {
        "name": "Lo Fung",
        "honorific": "Ms.",
        "person_key": "fung+lo",
        "name_zh": None,
        "age": 44,
    }
    assert draft.fields["term"] == {
        "years": 2, "or_until": "second annual general meeting after appointment", "whichever": "earlier",
        "re_election": "next annual general meeting", "notice_days": 60,
    }  # fmt: skip
    assert draft.fields["emoluments"] == {"director_fee": "none"}
    assert draft.fields["external_positions"] == [
        {
            "company": "Harbour Robotics Limited",
            "stock_code": "01999",
            "position": "vice president",
            "current": True,
        }
    ]
    for field in ("directorships_listed_3y", "interest_in_securities", "relationships"):
        assert draft.fields[field] == "none"
    assert draft.fields["rule_13_51_2_h_to_v"] == "nothing to disclose"
    assert [(d.name, str(d.value)) for d in draft.derived] == [
        ("board_size_effect", "1"),
        ("form_3_due_by", "2026-04-04"),
    ]


def test_retirement_by_rotation_keeps_the_seat() -> None:
    text = "In accordance with article 84, Ms. Chan Sau and Mr. Ho Kit will retire by rotation at the AGM and, being eligible, offer themselves for re-election."
    read_ = read(text, "2025-04-25")
    assert read_.told == []
    assert ("board_change", "REELECTION_ONLY") in read_.dropped


def test_who_does_not_offer_himself_again_leaves_at_the_meeting() -> None:
    text = "Mr. Ho will retire as an independent non-executive Director upon conclusion of the AGM to be held on 20 June 2025 and will not offer himself for re-election."
    read_ = read(text, "2025-04-25", told=Told(headline_codes=("12350",)))
    assert read_.told == ["board departure Ho -independent_non_executive_director 2025-06-20"]
    assert (
        read_.drafts[0].fields["effective_date_text"]
        == "upon conclusion of the AGM to be held on 20 June 2025"
    )
    assert read_.drafts[0].status == "announced"
    assert ("board_change", "REELECTION_ONLY") in read_.dropped


def test_death_is_a_departure_and_leaves_a_vacancy() -> None:
    text = "It is with deep regret that the Board announces that Mr. Li Wei, the chairman and an executive Director, passed away on 8 May 2025. The Board will identify a suitable candidate to fill the vacancy."
    draft = read(text, "2025-05-09").one("Li Wei")
    assert line(draft) == "board departure Li Wei -chairman_of_board -executive_director 2025-05-08"
    assert draft.fields["action"] == "death"
    assert draft.fields["vacancy"] is True
    assert draft.status == "effective"


def test_a_clarification_corrects_the_date_and_keeps_the_old_one() -> None:
    text = "Reference is made to the announcement dated 1 August 2025. The Company wishes to clarify that the effective date of the resignation of Mr. Wong as an executive Director should read “1 September 2025” instead of “1 August 2025”."
    (draft,) = read(text, "2025-08-04").drafts
    assert (draft.subtype, draft.status) == ("departure", "corrected")
    assert str(draft.effective_date) == "2025-09-01"
    assert draft.fields["corrects"] is not None
    assert str(draft.fields["corrects"]["old"]) == "2025-08-01"  # type: ignore[index,call-overload]


@pytest.mark.parametrize(
    "text",
    [
        "The Board proposes to appoint Dr. Zhao Ning as an executive Director. The proposed appointment is subject to the approval of the Shareholders at the EGM.",
        "Nomination of Dr. Zhao Ning as a candidate for independent director was approved. The resolution for electing Dr. Zhao Ning as an independent director will be submitted to the forthcoming general meeting of the Company for consideration and approval.",
        "董事會建議委任趙寧博士為執行董事。該建議委任須待股東於臨時股東大會上批准後方可作實。",
    ],
)
def test_a_proposal_waits_for_the_holders(text: str) -> None:
    (draft,) = read(text, "2025-06-30").drafts
    assert (draft.subtype, draft.status, draft.effective_date) == ("appointment", "proposed", None)
    assert draft.fields["effective_condition"] == "shareholders' approval"
    assert not any(d.name == "form_3_due_by" for d in draft.derived)


def test_the_same_day_in_chinese_is_the_date_before() -> None:
    text = "董事會宣佈，張三先生已提出辭任獨立非執行董事、審核委員會主席及提名委員會成員，自二零二五年八月一日起生效。董事會進一步宣佈，李四女士已獲委任為獨立非執行董事及審核委員會主席，自同日起生效。"
    assert read(text, "2025-07-31").told == [
        "board departure 張三 -independent_non_executive_director -committee_chair:audit -committee_member:nomination 2025-08-01",
        "board appointment 李四 +independent_non_executive_director +committee_chair:audit 2025-08-01",
    ]


def test_three_directors_out_on_one_day_is_critical() -> None:
    text = "The Board announces that each of Mr. Au Chi Wing, Ms. Bo Lin and Prof. Cao Jun has resigned as an independent non-executive Director with effect from 10 March 2025."
    assert {severity(d) for d in read(text, "2025-03-10").drafts} == {Severity.CRITICAL}


def test_a_disagreement_raises_the_severity() -> None:
    text = (
        ITEM_502
        + "(a) On February 10, 2025, Clark Kenton resigned from the Board of Directors of Northwind Corp. (the “Company”). Mr. Kenton’s resignation was due to a disagreement with the Company over its capital allocation policy."
    )
    draft = read(text, "2025-02-11").one("Clark Kenton")
    assert draft.fields["disagreement_with_board"] is True
    assert severity(draft) is Severity.HIGH


def test_fewer_than_three_independents_raise_the_severity() -> None:
    text = "The Board announces that Ms. Bo Lin has resigned as an independent non-executive Director with effect from 10 March 2025.\n\nAs at the date of this announcement, the Board comprises Mr. Yu Fan as executive Director; and Mr. Au Wing and Prof. Cao Jun as independent non-executive Directors."
    draft = read(text, "2025-03-10").one("Bo Lin")
    assert draft.fields["independent_directors_after"] == 2
    assert severity(draft) is Severity.HIGH


def test_names_that_collide_and_lost_chinese_names_are_flagged() -> None:
    text = "The Board announces that Mr. Qu Heng (“Mr. Qu”) has been appointed as a non-executive Director with effect from 10 March 2025. Ms. Qu Yuan () remains an independent non-executive Director.\n\nAs at the date of this announcement, the Board comprises Mr. Qu Heng as a non-executive Director and Ms. Qu Yuan as an independent non-executive Director."
    assert {"SURNAME_COLLISION", "CHINESE_NAME_LOST"} <= read(text, "2025-03-10").flags


def test_a_closing_list_that_contradicts_the_news_is_flagged() -> None:
    text = "The Board announces that Mr. Ku Lam has resigned as an executive Director with effect from 1 March 2025.\n\nAs at the date of this announcement, the Board comprises Mr. Ku Lam and Mr. Fu Bo as executive Directors."
    assert "ROSTER_MISMATCH" in read(text, "2025-03-10").flags


def test_headline_and_identity_name_person_way_and_day() -> None:
    text = "The Board announces that Mr. Chan Tai Man has resigned as the chairman of the Board and a non-executive Director with effect from 25 March 2026."
    (draft,) = read(text, "2026-03-20").drafts
    assert (
        EVENT.headline(draft)
        == "Board chairman and non-executive director Chan Tai Man resigns, effective 2026-03-25"
    )
    assert EVENT.identity(draft) == "chan+man+tai|departure|2026-03-25"


def test_every_quote_stands_in_the_text() -> None:
    read_ = read(RESIGNATION, "2025-05-20")
    quotes = [e.quote for d in read_.drafts for e in d.evidence]
    assert quotes
    assert all(quote in RESIGNATION.replace("\n\n", "\n") for quote in quotes)
