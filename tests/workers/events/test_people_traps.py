"""One test for each trap of personnel news in English: what must come out, and what must not."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, line, read
from watcher.model import Severity
from workers.events import Told

DIRECTORATE = Told(headline_codes=("12350",))
LIST_OF_DIRECTORS = Told(headline_codes=("12952",))
FORM_8K = Told(form="8-K")
GRANITE = "Granite Bancorp, Inc. (the “Company”)"


def test_the_closing_list_names_the_board_and_changes_nothing() -> None:
    text = """The Board announces that Mr. Fung Lok has been appointed as an executive Director with effect from 2 September 2025.

By order of the Board
Miss Tam Yee
Chairman

As at the date of this announcement, the executive Directors are Mr. Fung Lok and Miss Tam Yee; the non-executive Director is Mr. Ngai Kwan; and the independent non-executive Directors are Dr. Sit Ming, Mr. Tong Yiu and Ms. Wan Suet."""
    read_ = read(text, "2025-09-02", told=DIRECTORATE)
    assert read_.told == ["board appointment Fung Lok +executive_director 2025-09-02"]
    assert {
        ("board_change", "ROSTER"),
        ("officer_change", "SIGNATURE_BLOCK"),
    } <= read_.dropped


def test_a_closing_list_without_titles_changes_nothing() -> None:
    text = "As at the date hereof, the Board comprises Mr. Fung Lok, Miss Tam Yee, Mr. Ngai Kwan and Dr. Sit Ming."
    read_ = read(text, "2025-09-02", told=DIRECTORATE)
    assert read_.told == []
    assert ("board_change", "ROSTER") in read_.dropped


def test_results_restate_the_changes_of_the_period() -> None:
    text = """INTERIM RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2025

CHANGES IN DIRECTORS

Mr. Poon Hei resigned as an executive Director on 14 February 2025 and Ms. Sze Wai was appointed as an independent non-executive Director on 3 March 2025."""
    read_ = read(text, "2025-08-28")
    assert read_.told == []
    assert ("board_change", "HISTORICAL_RECAP") in read_.dropped


def test_an_annual_report_prints_changes_beside_the_names() -> None:
    text = "DIRECTORS\n\nExecutive Directors\n\nMr. Fung Lok (Chairman)\n\nMr. Poon Hei (resigned on 14 February 2025)\n\nMs. Sze Wai (appointed on 3 March 2025)"
    assert read(text, "2025-04-28").told == []


def test_the_career_of_an_appointee_is_no_second_event() -> None:
    text = """The Board announces that Ms. Lo Fung has been appointed as a non-executive Director with effect from 25 March 2026.

Ms. Lo, aged 44, joined Harbour Robotics Limited (Stock Code: 1999) in 2012, was appointed as its chief financial officer in June 2018 and resigned as its executive director in May 2023. She graduated from the University of Leeds with a bachelor’s degree in 2003."""
    read_ = read(text, "2026-03-25", told=DIRECTORATE)
    assert read_.told == ["board appointment Lo Fung +non_executive_director 2026-03-25"]
    assert {("board_change", "BIOGRAPHY"), ("officer_change", "BIOGRAPHY")} <= read_.dropped


OTHER_COMPANIES = [
    "UPDATE ON DIRECTORS’ INFORMATION\n\nMr. Kwan Yat, an independent non-executive Director, resigned as an independent non-executive director of Silver Crane Holdings Limited (stock code: 3777), a company listed on the Main Board, with effect from 1 August 2025.",
    "Mr. Kwan Yat was appointed as a non-executive director of Silver Crane Holdings Limited (stock code: 3777) with effect from 1 August 2025.",
]


@pytest.mark.parametrize("text", OTHER_COMPANIES)
def test_a_seat_at_another_company_is_not_ours(text: str) -> None:
    read_ = read(text, "2025-08-28")
    assert read_.told == []
    assert ("board_change", "OTHER_ISSUER") in read_.dropped


SUBSIDIARIES = [
    f"Item 8.01 Other Events.\n\nOn March 10, 2025, Laura Finch was appointed President of Granite Savings Bank, a wholly-owned subsidiary of {GRANITE}.",
    f"Item 8.01 Other Events.\n\nOn March 10, 2025, Granite Savings Bank, a wholly-owned subsidiary of {GRANITE[:-17]}, appointed Laura Finch as President.",
]


@pytest.mark.parametrize("text", SUBSIDIARIES)
def test_an_officer_of_a_subsidiary_is_not_ours(text: str) -> None:
    read_ = read(text, "2025-03-10", told=FORM_8K)
    assert read_.told == []
    assert {reason for _, reason in read_.dropped} == {"OTHER_ISSUER"}


NO_PEOPLE = {
    "auditors resign": "RESIGNATION OF AUDITOR\n\nThe board of directors announces that Messrs. Lau & Cheung has resigned as auditor of the Company with effect from 10 March 2025. The Board has resolved to appoint Grand Vision CPA Limited as the new auditor to fill the casual vacancy.",
    "a registrar ceases to act": "Tricorn Investor Services Limited has been appointed as the Hong Kong branch share registrar and transfer office of the Company in place of Pacific Registrars Limited, which will cease to act with effect from 1 April 2025.",
    "a trustee of a scheme": "The Board has adopted a share award scheme. Bright Harbour Trustees Limited has been appointed as the trustee of the scheme. The trustee will cease to act upon 30 days’ notice and a new trustee may be appointed.",
    "terms of reference": "TERMS OF REFERENCE OF THE NOMINATION COMMITTEE\n\nThe members of the Committee shall be appointed by the Board and shall consist of not less than three members. The chairman of the Committee shall be appointed by the Board. A member who ceases to be a Director shall automatically cease to be a member of the Committee.",
    "re-election at a meeting": "POLL RESULTS OF THE ANNUAL GENERAL MEETING\n\nTo re-elect Mr. Fung Lok as an executive Director. To re-elect Ms. Wan Suet as an independent non-executive Director. To authorise the Board to fix the Directors’ remuneration.",
}


@pytest.mark.parametrize("text", NO_PEOPLE.values(), ids=NO_PEOPLE.keys())
def test_what_is_no_news_of_people_raises_nothing(text: str) -> None:
    assert read(text, "2025-03-10").told == []


def test_a_list_of_directors_and_their_functions_is_a_state() -> None:
    text = """LIST OF DIRECTORS AND THEIR ROLE AND FUNCTION

The members of the board of directors of Cobalt Bay Holdings Limited are set out below.

Executive Directors

Mr. Fung Lok (Chairman)

Miss Tam Yee (Chief Executive Officer)

There are three Board committees. Dr. Sit Ming is the chairman of the audit committee and a member of the remuneration committee."""
    assert read(text, "2025-03-10", told=LIST_OF_DIRECTORS).told == []


def test_a_committee_set_up_for_a_deal_is_a_body() -> None:
    text = "The Board has established an independent board committee, comprising Dr. Sit Ming, Mr. Tong Yiu and Ms. Wan Suet, to advise the independent Shareholders, and Opal Capital Limited has been appointed as the independent financial adviser."
    read_ = read(text, "2025-03-10")
    assert read_.told == []
    assert ("committee_change", "BOILERPLATE") in read_.dropped


WITHDRAWN = [
    (
        f"On March 7, 2025, Harold Pike, Chief Executive Officer of {GRANITE}, informed the Board of Directors that he has withdrawn his previously announced decision to retire and will continue to serve as Chief Executive Officer.",
        ("officer_change", "CONTINUING_ROLE"),
    ),
    (
        "On March 7, 2025, Harold Pike rescinded his resignation as a director of the Company, which was to be effective March 31, 2025, and will remain on the Board.",
        ("board_change", "CONTINUING_ROLE"),
    ),
]


@pytest.mark.parametrize(("text", "entry"), WITHDRAWN)
def test_who_takes_a_departure_back_stays(text: str, entry: tuple[str, str]) -> None:
    read_ = read(ITEM_502 + text, "2025-03-10", told=FORM_8K)
    assert read_.told == []
    assert entry in read_.dropped


WITHOUT_A_DAY = [
    (
        "notified the Company that he intends to retire in the second quarter of 2026.",
        "in the second quarter of 2026",
    ),
    (
        "informed the Board of his decision to retire effective in August 2025.",
        "effective in August 2025",
    ),
    (
        "informed the Board of his decision to retire at the end of June 2025.",
        "at the end of June 2025",
    ),
]


@pytest.mark.parametrize(("words", "printed"), WITHOUT_A_DAY)
def test_a_date_without_a_day_stays_words(words: str, printed: str) -> None:
    text = ITEM_502 + f"On March 7, 2025, Harold Pike, Chief Financial Officer, {words}"
    (draft,) = read(text, "2025-03-10", told=FORM_8K).drafts
    assert line(draft) == "officer departure Harold Pike -chief_financial_officer undated"
    assert str(draft.fields["effective_date_text"]) in printed
    assert str(draft.fields["notice_date"]) == "2025-03-07"


def test_an_effect_upon_another_event_is_a_condition() -> None:
    text = (
        ITEM_502
        + f"On March 7, 2025, Harold Pike resigned as a director of {GRANITE}, effective upon completion of the spin-off."
    )
    (draft,) = read(text, "2025-03-10", told=FORM_8K).drafts
    assert draft.effective_date is None
    assert "completion of the spin-off" in str(draft.fields["effective_condition"])


def test_a_year_printed_wrong_in_january_gives_no_date_and_a_flag() -> None:
    text = (
        ITEM_502
        + f"On January 3, 2024, Nora Quill resigned as a director of {GRANITE}, effective immediately."
    )
    read_ = read(text, "2025-01-07", told=FORM_8K)
    assert read_.told == ["board departure Nora Quill -director undated"]
    assert "YEAR_DOUBTFUL" in read_.flags


def test_an_old_date_in_autumn_is_history() -> None:
    text = ITEM_502 + f"On October 3, 2024, Nora Quill resigned as a director of {GRANITE}."
    read_ = read(text, "2025-10-07", told=FORM_8K)
    assert read_.told == []
    assert ("board_change", "HISTORICAL_RECAP") in read_.dropped


def test_the_board_after_counts_who_joins_later_than_the_closing_list() -> None:
    text = """The Board announces that Mr. Tong Yiu has been appointed as an independent non-executive Director with effect from 1 April 2025.

As at the date of this announcement, the Board comprises Miss Tam Yee as executive Director; and Dr. Sit Ming and Ms. Wan Suet as independent non-executive Directors."""
    draft = read(text, "2025-03-10", told=DIRECTORATE).one("Tong Yiu")
    assert draft.fields["independent_directors_after"] == 3


def test_the_board_after_counts_who_leaves_later_than_the_closing_list() -> None:
    text = """The Board announces that Mr. Tong Yiu will resign as an independent non-executive Director with effect from 1 April 2025.

As at the date of this announcement, the Board comprises Miss Tam Yee as executive Director; and Dr. Sit Ming, Mr. Tong Yiu and Ms. Wan Suet as independent non-executive Directors."""
    read_ = read(text, "2025-03-10", told=DIRECTORATE)
    assert read_.one("Tong Yiu").fields["independent_directors_after"] == 2
    assert "ROSTER_MISMATCH" not in read_.flags


def test_reading_stops_after_so_many_sentences_and_says_so() -> None:
    said = "The Board announces that Mr. Chan Tai Man resigned as an executive Director with effect from 1 May 2025. "
    read_ = read(said * 6000, "2025-05-02")
    assert read_.told == ["board departure Chan Tai Man -executive_director 2025-05-01"]
    assert "READING_CUT" in read_.flags


def test_a_list_of_very_many_changes_is_cut_and_says_so() -> None:
    names = [f"{a}{b}n {c}o" for a in "BCDFGHJ" for b in "aeiou" for c in "KLMNPRSTVW"]
    text = " ".join(
        f"Ms. {n} resigned as an executive Director with effect from 1 May 2025." for n in names
    )
    read_ = read(text, "2025-05-02")
    assert len(read_.drafts) == 250
    assert "READING_CUT" in read_.flags
    assert Severity.CRITICAL in {d.severity for d in read_.drafts}


SUCCESSORS = [
    (
        "The Board of Directors has appointed Helen Moss as the new Chair of the Board, succeeding Ivan Reed.",
        [
            "board role_change Helen Moss +chairman_of_board undated",
            "board role_change Ivan Reed -chairman_of_board undated",
        ],
    ),
    (
        "The Board of Directors has appointed Helen Moss as the new Chair of the Board, succeeding Ivan Reed, who died in 2021.",
        ["board role_change Helen Moss +chairman_of_board undated"],
    ),
    (
        "On March 7, 2025, Greg Stone, Chief Financial Officer of the Company, resigned, effective immediately. Ms. Kate Holm, the Senior Vice President of the Company, will assume Mr. Stone’s responsibilities on an interim basis.",
        [
            "officer departure Greg Stone -chief_financial_officer 2025-03-07",
            "officer appointment Kate Holm +chief_financial_officer 2025-03-07",
        ],
    ),
]


@pytest.mark.parametrize(("text", "told"), SUCCESSORS)
def test_an_office_for_one_passes_from_hand_to_hand(text: str, told: list[str]) -> None:
    assert read(ITEM_502 + text, "2025-03-10", told=FORM_8K).told == told


def test_who_is_succeeded_and_said_to_leave_leaves_once() -> None:
    text = (
        ITEM_502
        + "On March 7, 2025, the Board appointed Helen Moss as Chief Executive Officer, effective April 1, 2025, succeeding Ivan Reed. Mr. Reed will retire as Chief Executive Officer, effective March 31, 2025."
    )
    assert read(text, "2025-03-10", told=FORM_8K).told == [
        "officer appointment Helen Moss +chief_executive_officer 2025-04-01",
        "officer departure Ivan Reed -chief_executive_officer 2025-03-31",
    ]
