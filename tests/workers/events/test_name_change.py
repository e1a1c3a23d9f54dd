from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events.name_change import EVENT


def test_an_amended_charter_renames_the_company() -> None:
    event = the_event(
        eight_k(
            "Item 5.03 Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year.",
            "On January 30, 2026, Larkspur Bio, Inc. filed a Certificate of Amendment with the Secretary of State of Delaware to change its name from “Larkspur Bio, Inc.” to “Harrier Therapeutics, Inc.”, effective February 2, 2026.",
            "The Company's common stock will begin trading under the ticker symbol change to “HARR” on February 3, 2026.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("effective", "effective", Severity.LOW)
    assert (event.fields["old_name"], event.fields["new_name"]) == (
        "Larkspur Bio, Inc.",
        "Harrier Therapeutics, Inc.",
    )
    assert event.effective_date == date(2026, 2, 2)
    assert event.fields["new_ticker"] == "HARR"
    assert event.headline == "changes its name to Harrier Therapeutics, Inc."


def test_a_name_without_quotes_ends_with_its_legal_form() -> None:
    event = the_event(
        eight_k("Item 5. Other Events", "On January 2, 2001, the registrant changed its name from Larkspur.com Group, Inc. to Larkspur Group, Inc. The announcement is attached as Exhibit 99."),
        EVENT,
    )  # fmt: skip
    assert (event.fields["old_name"], event.fields["new_name"]) == (
        "Larkspur.com Group, Inc.",
        "Larkspur Group, Inc.",
    )


def test_a_proposal_in_hong_kong() -> None:
    event = the_event(
        announcement(
            "PROPOSED CHANGE OF COMPANY NAME",
            "The Board proposes to change the English name of the Company from “Harbour Lights Technology Limited” to “Harbour Beacon Group Limited”, subject to the passing of a special resolution by the Shareholders at the annual general meeting.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.effective_date) == ("proposed", "proposed", None)
    assert event.fields["new_name"] == "Harbour Beacon Group Limited"
    assert event.fields["approval"] == "special resolution"


def test_a_change_that_took_effect_with_a_short_name() -> None:
    event = the_event(
        announcement(
            "CHANGE OF COMPANY NAME AND STOCK SHORT NAME",
            "The Board is pleased to announce that the name of the Company has been changed from “Harbour Lights Technology Limited” to “Harbour Beacon Group Limited” with effect from 20 March 2026.",
            "The stock short name of the Company will be changed from “HARBOUR LIGHTS” to “HARBOUR BEACON”.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status) == ("effective", "effective")
    assert event.effective_date == date(2026, 3, 20)
    assert event.fields["new_short_name"] == "HARBOUR BEACON"


def test_a_change_in_chinese() -> None:
    event = the_event(
        zh_announcement("更改公司名稱", "董事會宣佈，本公司之名稱已由「海燈科技有限公司」更改為「海標集團有限公司」，自二零二六年三月二十日起生效。"),
        EVENT,
    )  # fmt: skip
    assert (event.fields["old_name"], event.fields["new_name"]) == (
        "海燈科技有限公司",
        "海標集團有限公司",
    )
    assert event.effective_date == date(2026, 3, 20)


@pytest.mark.parametrize(
    "text",
    [
        eight_k("Item 5.03 Amendments to Articles of Incorporation or Bylaws.", "On January 30, 2026, the Board amended the Bylaws to permit virtual meetings."),
        eight_k("Item 8.01 Other Events.", "A subsidiary of the Company changed its name to Reef LLC."),
        announcement("CHANGE OF NAME OF SUBSIDIARY", "The subsidiary changed its name to Reef Limited."),
    ],
)  # fmt: skip
def test_other_amendments_and_other_companies_raise_nothing(text: str) -> None:
    nothing(text, [EVENT])


def test_a_title_with_a_list_in_it_and_the_day_behind_the_meeting() -> None:
    event = the_event(
        zh_announcement(
            "更改公司名稱、股份簡稱及公司網站",
            "董事會欣然宣佈，繼有關更改公司名稱之特別決議案於二零二六年二月二十日舉行之股東特別大會上獲通過後，本公司名稱已由「海燈科技有限公司」更改為「海標集團有限公司」，自二零二六年三月十日起生效。",
        ),
        EVENT,
    )
    assert (event.subtype, event.effective_date) == ("effective", date(2026, 3, 10))
