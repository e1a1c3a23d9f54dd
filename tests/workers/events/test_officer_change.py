"""Executives, secretaries and representatives who come, go or change office."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read, roles, severity
from watcher.model import Severity
from workers.people.drafts import headline

CASES = [
    (
        "2025-03-03",
        "The Board hereby announces that Mr. Tam Wing Hong (“Mr. Tam”) has resigned as the company secretary, authorised representative and process agent of the Company, and Ms. Ng Sau Mei (“Ms. Ng”) has been appointed as the company secretary, authorised representative and process agent of the Company in place of Mr. Tam with effect from 3 March 2025.",
        ["officer departure Tam Wing Hong -company_secretary -authorised_representative -process_agent 2025-03-03", "officer appointment Ng Sau Mei +company_secretary +authorised_representative +process_agent 2025-03-03"],
    ),
    (
        "2025-06-27",
        "The Board is pleased to announce that Ms. Lee Siu Wai has been appointed as an executive Director, the Chief Executive Officer and one of the authorised representatives of the Company, all with effect from 1 July 2025.",
        ["board appointment Lee Siu Wai +executive_director 2025-07-01", "officer appointment Lee Siu Wai +chief_executive_officer +authorised_representative 2025-07-01"],
    ),
    (
        "2025-03-10",
        "董事會欣然宣佈，委任黃志明先生（「黃先生」）為本公司行政總裁，以及委任蘇慧敏女士為本公司財務總監，均自二零二五年四月一日起生效。",
        ["officer appointment 黃志明 +chief_executive_officer 2025-04-01", "officer appointment 蘇慧敏 +chief_financial_officer 2025-04-01"],
    ),
    (
        "2026-03-20",
        "本公司董事会宣布，孙丽女士因个人原因辞去本公司首席财务官职务，自2026年3月31日起生效；董事会同意聘任周强先生为首席财务官，任期自2026年4月1日起生效。",
        ["officer departure 孫麗 -chief_financial_officer 2026-03-31", "officer appointment 周強 +chief_financial_officer 2026-04-01"],
    ),
    (
        "2025-10-15",
        ITEM_502 + "On October 14, 2025, John W. Dover, Chief Executive Officer of Northwind Corp. (the “Company”), notified the Board of Directors of his intention to retire as Chief Executive Officer, effective December 31, 2025. On the same date, the Board appointed Mary Majors, currently President and Chief Operating Officer, to succeed Mr. Dover as Chief Executive Officer, effective January 1, 2026. Mr. Dover will continue to serve as Executive Chairman of the Board.",
        ["officer departure John W. Dover -chief_executive_officer 2025-12-31", "officer appointment Mary Majors +chief_executive_officer 2026-01-01"],
    ),
    (
        "2025-03-10",
        ITEM_502 + "On March 5, 2025, the Board of Directors of Palm Energy Inc. (the “Company”) accepted the resignation of Ian Malcolm as Vice President and Treasurer, and appointed Rosa Diaz as Treasurer, in each case effective March 10, 2025.",
        ["officer departure Ian Malcolm -vice_president -treasurer 2025-03-10", "officer appointment Rosa Diaz +treasurer 2025-03-10"],
    ),
    (
        "2025-08-15",
        "Item 8.01 Other Events.\n\nNorthwind Corp. announced that its Chief Technology Officer, Wei Zhang, will be leaving the Company effective August 29, 2025.",
        ["officer departure Wei Zhang -chief_technology_officer 2025-08-29"],
    ),
    (
        "2025-08-15",
        ITEM_502 + "The employment of Carl Heston, the Company’s President and Chief Operating Officer, was terminated effective August 10, 2025.",
        ["officer departure Carl Heston -president -chief_operating_officer 2025-08-10"],
    ),
    (
        "2025-03-10",
        ITEM_502 + "On March 6, 2025, the Company announced the retirement of Gordon Freeman, Executive Vice President, effective June 30, 2025, and that Alyx Vance will assume the role of Executive Vice President on July 1, 2025.",
        ["officer departure Gordon Freeman -executive_vice_president 2025-06-30", "officer appointment Alyx Vance +executive_vice_president 2025-07-01"],
    ),
    (
        "2025-02-11",
        "Item 7.01 Regulation FD Disclosure.\n\nNorthwind Corp. today announced that Jane Rowan has been named Chief Financial Officer, succeeding John Poole, who is retiring after 20 years with the company.",
        ["officer appointment Jane Rowan +chief_financial_officer undated", "officer departure John Poole -chief_financial_officer undated"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("on", "text", "told"), CASES)
def test_announcements_in_true_style(on: str, text: str, told: list[str]) -> None:
    assert read(text, on).told == told


def test_a_conditional_date_stays_empty_and_a_notice_is_no_effective_date() -> None:
    text = (
        ITEM_502
        + "On May 5, 2025, John Smithers notified the Company of his decision to resign as Chief Financial Officer, effective upon the filing of the Company's Form 10-Q for the quarter ended March 31, 2025. The Board appointed Jane Doering, 47, as interim Chief Financial Officer, effective upon Mr. Smithers' departure. The resignation was not the result of any disagreement."
    )
    read_ = read(text, "2025-05-08")
    out = read_.one("John Smithers", "officer_change")
    new = read_.one("Jane Doering", "officer_change")
    assert (out.status, out.effective_date) == ("announced", None)
    assert out.fields["effective_condition"] == "filing of Form 10-Q for 2025-03-31"
    assert str(out.fields["notice_date"]) == "2025-05-05"
    assert out.fields["disagreement_with_board"] is False
    assert new.fields["interim"] is True
    assert new.fields["action"] == "interim_appointment"
    assert headline(new) == "Jane Doering appointed as interim chief financial officer"
    assert new.fields["person"]["age"] == 47  # type: ignore[index,call-overload]
    assert ("board_change", "NON_BOARD_ROLE") in read_.dropped


def test_who_is_dismissed_leaves_the_board_by_his_own_letter() -> None:
    text = (
        ITEM_502
        + "On May 11, 2026, the Board terminated the employment of Roderick Vane as Chief Executive Officer without cause, effective immediately. In accordance with his employment agreement, Mr. Vane also resigned from the Board on the same date."
    )
    read_ = read(text, "2026-05-12")
    assert read_.one("Roderick Vane", "officer_change").fields["action"] == "removal"
    assert read_.one("Roderick Vane", "board_change").fields["action"] == "resignation"


def test_who_loses_one_office_and_gains_another_changes_office() -> None:
    text = (
        ITEM_502
        + "On March 4, 2025, the Company announced that the Company’s current Chief Financial Officer, Stewart Glenn, will step down from his duties as Chief Financial Officer, effective as of March 12, 2025, to transition to the role of Group President."
    )
    (draft,) = read(text, "2025-03-04").drafts
    assert draft.subtype == "role_change"
    assert roles(draft) == ["-chief_financial_officer", "+president"]


def test_the_remaining_joint_secretary_is_related_and_no_event() -> None:
    text = "The Board announces that due to personal commitment, Ms. Wang Yan (“Ms. Wang”) has tendered her resignation as a joint company secretary of the Company with effect from August 22, 2025.\n\nUpon Ms. Wang’s resignation, the other joint company secretary of the Company, Ms. So Ka Yan, will remain in office and act as the company secretary of the Company."
    read_ = read(text, "2025-08-22")
    (draft,) = read_.drafts
    assert draft.fields["reason"] == "personal commitment"
    assert draft.fields["vacancy"] is False
    assert draft.fields["successor_named"] is False
    assert draft.fields["related_persons"] == [
        {
            "name": "So Ka Yan",
            "honorific": "Ms.",
            "person_key": "ka+so+yan",
            "relation": "remaining_office_holder",
        }
    ]
    assert ("officer_change", "CONTINUING_ROLE") in read_.dropped
    assert [d.name for d in draft.derived] == ["days_notice_to_effective"]


@pytest.mark.parametrize(
    ("office", "level"),
    [
        ("Chief Executive Officer", Severity.HIGH),
        ("chief financial officer", Severity.HIGH),
        ("Chief Marketing Officer", Severity.MEDIUM),
        ("General Counsel", Severity.MEDIUM),
        ("company secretary", Severity.LOW),
        ("authorised representative", Severity.LOW),
    ],
)
def test_severity_follows_the_office(office: str, level: Severity) -> None:
    text = f"The Board announces that Mr. Ku Lam has resigned as the {office} of the Company with effect from 10 March 2025."
    (draft,) = read(text, "2025-03-10").drafts
    assert severity(draft) is level


def test_a_dismissed_finance_chief_is_critical() -> None:
    text = (
        ITEM_502
        + "On February 10, 2025, the Board terminated David Coleman as Chief Financial Officer, effective immediately."
    )
    (draft,) = read(text, "2025-02-11").drafts
    assert draft.fields["action"] == "removal"
    assert severity(draft) is Severity.CRITICAL


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("SIGNATURE_BLOCK", "By: /s/ Yi Lin\n\nName: Yi Lin\n\nTitle: Chief Financial Officer"),
        ("COMPENSATION_ONLY", ITEM_502 + "On March 7, 2025, the Company entered into an Amended and Restated Employment Agreement with Mark Hillman, the Company’s Chief Financial Officer. Under the agreement Mr. Hillman will continue to serve as Chief Financial Officer. If Mr. Hillman’s employment is terminated without cause, he will receive severance."),
        ("BIOGRAPHY", "Mr. Qu Hang, aged 44, is currently a vice president of Lantern Corporation and has served as its general manager since 2018."),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_change_is_dropped_with_its_reason(reason: str, text: str) -> None:
    read_ = read(text, "2025-03-10")
    assert read_.told == []
    assert ("officer_change", reason) in read_.dropped
