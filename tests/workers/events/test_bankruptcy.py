from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.bankruptcy import EVENT

ITEM = "Item 1.03 Bankruptcy or Receivership."


def test_a_voluntary_petition_under_chapter_11() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On February 1, 2026, Harbor Foods, Inc. and certain of its subsidiaries filed voluntary petitions for relief under chapter 11 of title 11 of the United States Code in the United States Bankruptcy Court for the Southern District of Texas (Case No. 26-90011).",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == (
        "petition",
        "effective",
        Severity.CRITICAL,
    )
    assert event.event_date == date(2026, 2, 1)
    assert event.fields["chapter"] == 11
    assert (
        event.fields["court"] == "United States Bankruptcy Court for the Southern District of Texas"
    )
    assert event.fields["case"] == "Case No. 26-90011"
    assert event.fields["of_subsidiary"] is None


def test_a_confirmed_plan_is_a_scheme() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On February 2, 2026, the Bankruptcy Court entered an order confirming the Plan of Reorganization of the Company.",
        ),
        EVENT,
    )
    assert event.subtype == "scheme"


def test_a_winding_up_petition_in_hong_kong() -> None:
    event = the_event(
        announcement(
            "WINDING UP PETITION AGAINST THE COMPANY",
            "The Company received on 23 March 2026 a winding-up petition filed by Golden Creek Finance Limited in the High Court of the Hong Kong Special Administrative Region, for an alleged outstanding sum of HK$52,300,000.",
            "The petition is scheduled to be heard on 10 June 2026.",
        ),
        EVENT,
    )
    assert (event.subtype, event.severity) == ("petition", Severity.CRITICAL)
    assert event.fields["petitioner"] == "Golden Creek Finance Limited"
    assert (event.fields["amount"], event.fields["currency"]) == (Decimal(52_300_000), "HKD")
    assert event.fields["hearing_date"] == date(2026, 6, 10)


def test_the_month_of_may_is_no_supposition() -> None:
    event = the_event(
        announcement(
            "WINDING-UP PETITION",
            "The Board announces that on 6 May 2026, the Company received a winding-up petition filed by Everlight Capital Limited at the High Court of the Hong Kong Special Administrative Region against the Company.",
        ),
        EVENT,
    )
    assert (event.subtype, event.fields["petitioner"]) == ("petition", "Everlight Capital Limited")


def test_a_dismissed_petition_ends_the_matter() -> None:
    event = the_event(
        announcement("DISMISSAL OF WINDING UP PETITION", "At the hearing on 23 March 2026, the winding-up petition against the Company was dismissed by the High Court."),
        EVENT,
    )  # fmt: skip
    assert (event.status, event.severity) == ("terminated", Severity.MEDIUM)


@pytest.mark.parametrize(
    ("title", "line", "subtype"),
    [
        ("清盤呈請", "本公司於二零二六年三月二十三日接獲一份由金溪財務有限公司向高等法院提出的清盤呈請。", "petition"),
        ("委任臨時清盤人", "高等法院於二零二六年三月二十三日頒令委任本公司之共同及各別臨時清盤人。", "winding_up"),
    ],
)  # fmt: skip
def test_chinese_notices(title: str, line: str, subtype: str) -> None:
    assert the_event(zh_announcement(title, line), EVENT).subtype == subtype


def test_liquidators_and_receivers() -> None:
    event = the_event(
        announcement("APPOINTMENT OF RECEIVERS", "On 23 March 2026, joint and several receivers were appointed over the shares held by the controlling shareholder."),
        EVENT,
    )  # fmt: skip
    assert event.subtype == "receivership"


def test_a_subsidiary_is_quieter() -> None:
    event = the_event(
        announcement("WINDING UP OF A SUBSIDIARY", "On 23 March 2026, the High Court made a winding-up order against Bright Reef Limited, a subsidiary of the Company."),
        EVENT,
    )  # fmt: skip
    assert (event.subtype, event.fields["of_subsidiary"], event.severity) == (
        "winding_up",
        True,
        Severity.HIGH,
    )


def test_the_effect_of_a_possible_petition_is_no_step() -> None:
    findings = nothing(
        announcement(
            "UPDATE ON BANKRUPTCY OF A CUSTOMER",
            "A petition may be presented against the customer.",
        ),
        [EVENT],
    )
    assert reason_codes(findings, "bankruptcy") == ["INSUFFICIENT_EVIDENCE"]
    nothing(
        announcement(
            "ANNUAL RESULTS",
            "The going concern basis is supported; no winding-up petition was filed.",
        ),
        [EVENT],
    )


def test_an_adjourned_hearing_is_retold_news() -> None:
    findings = nothing(
        announcement(
            "ADJOURNMENT OF HEARING OF THE WINDING-UP PETITION",
            "The hearing of the petition was adjourned to 8 July 2026.",
        ),
        [EVENT],
    )
    assert reason_codes(findings, "bankruptcy") == ["PREVIOUSLY_DISCLOSED"]


def test_item_3_of_other_forms_is_something_else() -> None:
    nothing(
        "FORM 10-Q\nItem 3. Defaults\nOn May 1, 2001 a petition was filed against a customer.",
        [EVENT],
        form="10-Q",
    )
