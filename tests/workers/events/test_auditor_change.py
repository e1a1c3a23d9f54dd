from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.auditor_change import EVENT

ITEM = "Item 4.01 Changes in Registrant's Certifying Accountant."
CLEAN = "During the two most recent fiscal years and through the date of dismissal, there were no disagreements with Alder & Birch LLP on any matter of accounting principles or practices, financial statement disclosure, or auditing scope or procedure."


def test_one_firm_is_dismissed_and_another_engaged() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "(a) On January 30, 2026, the Audit Committee of Quarry Pharma, Inc. (the “Company”) approved the dismissal of Alder & Birch LLP (“Alder”) as the Company’s independent registered public accounting firm, effective immediately.",
            CLEAN,
            "(b) On February 2, 2026, the Audit Committee engaged Cedar Grove CPAs, P.C. as the Company’s new independent registered public accounting firm for the fiscal year ending December 31, 2026.",
            "During the two most recent fiscal years the Company did not consult with Cedar Grove CPAs, P.C. regarding the application of accounting principles.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == (
        "removal",
        "effective",
        Severity.MEDIUM,
    )
    assert event.fields["outgoing"] == "Alder & Birch LLP"
    assert event.fields["incoming"] == "Cedar Grove CPAs, P.C."
    assert event.fields["disagreements"] is False
    assert event.event_date == date(2026, 1, 30)
    assert event.headline == "auditor Alder & Birch LLP dismissed, Cedar Grove CPAs, P.C. appointed"


def test_a_firm_that_informs_the_company_of_its_resignation() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On January 28, 2026, Maple Audit PLLC (“Maple”), the independent registered public accounting firm of the Company, informed the Company that Maple was resigning as its auditor, effective January 31, 2026.",
        ),
        EVENT,
    )
    assert (event.subtype, event.fields["outgoing"]) == ("resignation", "Maple Audit PLLC")
    assert event.effective_date == date(2026, 1, 31)
    assert event.fields["incoming"] is None


def test_the_item_number_before_2004() -> None:
    event = the_event(
        eight_k("Item 4. Changes in Registrant's Certifying Accountant", "On January 12, 2004, the Registrant dismissed Oak and Partners LLP as its independent auditors."),
        EVENT,
    )  # fmt: skip
    assert event.subtype == "removal"


def test_a_disagreement_is_loud() -> None:
    event = the_event(
        eight_k(ITEM, "On January 28, 2026, Maple Audit PLLC resigned as the auditor of the Company.", "There were disagreements with Maple Audit PLLC on the recognition of revenue."),
        EVENT,
    )  # fmt: skip
    assert (event.fields["disagreements"], event.severity) == (True, Severity.HIGH)


def test_a_resignation_over_fees_in_hong_kong() -> None:
    event = the_event(
        announcement(
            "CHANGE OF AUDITOR",
            "The Board announces that Maple CPA Limited (“Maple”) has tendered its resignation as the auditor of the Company with effect from 24 March 2026 as the Company and Maple could not reach a consensus on the audit fee for the year ended 31 December 2025.",
            "Maple confirmed in its letter of resignation that there are no matters in connection with its resignation that need to be brought to the attention of the shareholders or creditors of the Company.",
            "The Board further announces that, with the recommendation of the audit committee, Cedar (HK) CPA Limited has been appointed as the new auditor of the Company with effect from 25 March 2026 to fill the casual vacancy and to hold office until the conclusion of the next annual general meeting.",
        ),
        EVENT,
    )
    assert (event.subtype, event.severity) == ("resignation", Severity.HIGH)
    assert event.effective_date == date(2026, 3, 24)
    assert (event.fields["outgoing"], event.fields["incoming"]) == (
        "Maple CPA Limited",
        "Cedar (HK) CPA Limited",
    )
    assert event.fields["circumstances_letter"] is False
    assert event.fields["incoming_proposed"] is False
    assert event.title_item == "CHANGE OF AUDITOR"


def test_the_same_in_chinese_has_the_same_key() -> None:
    chinese = the_event(
        zh_announcement(
            "更換核數師",
            "董事會宣佈，楓葉會計師事務所有限公司（「楓葉」）已辭任本公司核數師，自二零二六年三月二十四日起生效。",
            "楓葉已確認，概無有關其辭任的事宜須提請本公司股東垂注。",
            "董事會進一步宣佈，雪松會計師事務所有限公司已獲委任為本公司新任核數師，以填補臨時空缺。",
        ),
        EVENT,
    )
    english = the_event(
        announcement("CHANGE OF AUDITOR", "The Board announces that Maple CPA Limited has resigned as auditor of the Company with effect from 24 March 2026."),
        EVENT,
    )  # fmt: skip
    assert (chinese.fields["outgoing"], chinese.fields["incoming"]) == (
        "楓葉會計師事務所有限公司",
        "雪松會計師事務所有限公司",
    )
    assert chinese.dedup_key.split("|")[-2:] == english.dedup_key.split("|")[-2:]


def test_a_title_that_the_auditor_goes_is_enough_where_no_firm_is_known_by_its_name() -> None:
    event = the_event(
        zh_announcement(
            "建議罷免及委任核數師",
            "本公司一直未能就楓葉之核數費用達成共識，並建議罷免楓葉為核數師，惟須待股東批准。",
        ),
        EVENT,
    )
    leaving = the_event(zh_announcement("核數師辭任", "楓葉已辭任本公司核數師。"), EVENT)
    assert (event.subtype, event.status, leaving.subtype) == ("proposed", "proposed", "resignation")


def test_a_change_that_holders_must_still_approve() -> None:
    event = the_event(
        announcement(
            "PROPOSED CHANGE OF AUDITOR",
            "The Board announces that Maple & Co. will retire as the auditor of the Company upon expiration of its current term of office at the forthcoming annual general meeting.",
            "The Board has resolved to propose the appointment of Cedar CPA Limited as the new auditor of the Company, subject to the approval of the Shareholders at the annual general meeting.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.effective_date) == ("proposed", "proposed", None)
    assert event.fields["incoming_proposed"] is True


@pytest.mark.parametrize(
    "text",
    [
        announcement("RE-APPOINTMENT OF AUDITOR", "The Board proposes to re-appoint Maple CPA Limited as auditor of the Company."),
        announcement("FINAL RESULTS", "SCOPE OF WORK OF AUDITOR", "The figures have been agreed by the auditor, Maple CPA Limited, to the amounts set out in the audited statements."),
        announcement("POLL RESULTS OF THE ANNUAL GENERAL MEETING", "To re-appoint Maple CPA Limited as auditor and to authorise the Board to fix its remuneration."),
    ],
)  # fmt: skip
def test_reappointment_and_scope_of_work_are_no_change(text: str) -> None:
    nothing(text, [EVENT])


def test_an_item_that_only_keeps_the_auditor_leaves_a_reason() -> None:
    findings = nothing(
        eight_k(ITEM, "On January 28, 2026, the Audit Committee re-appointed Maple Audit PLLC as the independent registered public accounting firm."),
        [EVENT],
    )  # fmt: skip
    assert reason_codes(findings, "auditor_change") == ["REELECTION_ONLY"]
