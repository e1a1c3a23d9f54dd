"""What only looks like a change of the board."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read

QUIET = [
    ("ROSTER", "As at the date of this announcement, the Board comprises Mr. Yip Ka Ming (Chairman) and Ms. Lai Yuen as executive Directors; and Dr. Au Yeung Kit as an independent non-executive Director."),
    ("ROSTER", "於本公告日期，執行董事為王小明先生及李華女士；獨立非執行董事為陳美玲女士、劉強先生及周建國先生。"),
    ("BIOGRAPHY", "Ms. Chan Yee was an independent non-executive director of ABC Holdings Limited (stock code: 9999) from 2016 until her resignation in May 2021 and was appointed as chief executive of XYZ Bank in 2022."),
    ("BIOGRAPHY", "Mr. Lo Tak, aged 60, was first elected as a director in August 2000. He graduated from the University of Leeds."),
    ("HISTORICAL_RECAP", "During the year, Mr. Kam Wai resigned as an executive Director with effect from 3 January 2025."),
    ("OTHER_ISSUER", "Mr. Tsang Ho Yin, an independent non-executive Director, resigned as an independent non-executive director of Golden Wheel Holdings Limited (stock code: 1232) on 28 February 2025."),
    ("OTHER_ISSUER", "Item 8.01 Other Events.\n\nOn March 10, 2025, Henry Field resigned as a director of Northwind Bank, N.A., a wholly-owned subsidiary of the Company."),
    ("PREVIOUSLY_DISCLOSED", ITEM_502 + "As previously disclosed in the Current Report on Form 8-K filed on January 10, 2025, Wallace Breen retired as a director effective March 1, 2025."),
    ("REELECTION_ONLY", "Mr. Siu Man (“Mr. Siu”) shall hold office until the conclusion of the next annual general meeting and shall then be eligible for re-election."),
    ("REELECTION_ONLY", "Item 5.07 Submission of Matters to a Vote of Security Holders.\n\nAt the Annual Meeting held on March 6, 2025, the stockholders elected Anna Bell, Carl Dunn and Eve Ford as directors to serve until the 2026 annual meeting."),
    ("COMPENSATION_ONLY", ITEM_502 + "On March 3, 2025, the Compensation Committee approved a 2024 annual bonus of $500,000 for Mary Rowe, the Company’s Chief Executive Officer and a director."),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "text"), QUIET)
def test_what_only_looks_like_a_change_is_dropped_with_its_reason(reason: str, text: str) -> None:
    read_ = read(text, "2025-03-10")
    assert read_.told == []
    assert ("board_change", reason) in read_.dropped


SILENT = [
    "Mr. Siu Man may resign by giving three months’ notice. If Mr. Siu ceases to be a Director, his award lapses.",
    "CHANGE OF AUDITORS\n\nThe Board announces that Marsh & Vale has resigned as the auditors of the Company with effect from 20 March 2025 and that Pan-Delta CPA Limited has been appointed as the new auditors of the Company to fill the casual vacancy.",
    "The Board announces that Harbour Registrars Limited will be appointed as the Company’s branch share registrar with effect from 1 April 2025 and has appointed Orient Securities as the placing agent.",
    "核數師羅兵會計師事務所已辭任本公司核數師，自二零二五年三月十日起生效。",
    "Directors named in the application to which this announcement relates are Mr. XIAO Ming and Mr. ZHAO Nan as executive Directors.",
]


@pytest.mark.parametrize("text", SILENT)
def test_rules_auditors_and_agents_are_no_people_in_office(text: str) -> None:
    assert read(text, "2025-03-10").told == []


def test_a_committee_as_a_body_and_its_members_are_no_change() -> None:
    text = "The Board has appointed the Corporate Governance Committee to oversee compliance.\n\nThe Audit Committee comprises three independent non-executive Directors, being Mr. Yu Man, Mr. Ho Wang and Ms. Qu Yuan."
    read_ = read(text, "2025-03-10")
    assert read_.told == []
    assert {("committee_change", "BOILERPLATE"), ("committee_change", "ROSTER")} <= read_.dropped


def test_a_company_secretary_is_not_on_the_board() -> None:
    text = "The Board announces that Ms. Wang Yan has tendered her resignation as a joint company secretary of the Company with effect from 10 March 2025."
    read_ = read(text, "2025-03-10")
    assert read_.told == ["officer departure Wang Yan -joint_company_secretary 2025-03-10"]
    assert ("board_change", "NON_BOARD_ROLE") in read_.dropped
