from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events import profit_alert
from workers.events.profit_warning import EVENT

BASIS = "The information contained in this announcement is only based on a preliminary assessment of the unaudited consolidated management accounts of the Group."


def test_a_loss_after_a_profit_with_its_range() -> None:
    event = the_event(
        announcement(
            "PROFIT WARNING",
            "The Board wishes to inform the shareholders that the Group is expected to record a net loss of approximately HK$35 million to HK$42 million for the six months ended 30 June 2026, as compared to a net profit of approximately HK$18.5 million for the six months ended 30 June 2025.",
            "The expected loss was mainly attributable to a decrease in orders from overseas customers.",
            BASIS,
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("warning", "announced", Severity.HIGH)
    assert event.fields["direction"] == "turn_to_loss"
    assert event.fields["range"] == {
        "low": Decimal(35_000_000),
        "high": Decimal(42_000_000),
        "unit": "HKD",
    }
    assert event.fields["comparative"] == {"value": Decimal(18_500_000), "unit": "HKD"}
    assert (event.fields["period_start"], event.fields["period_end"]) == (
        date(2026, 1, 1),
        date(2026, 6, 30),
    )
    assert event.fields["reasons"] == "a decrease in orders from overseas customers"
    assert event.fields["unaudited"] is True
    assert event.headline == "expects a loss after a profit for the period ended 2026-06-30"


def test_a_percentage_of_lower_profit() -> None:
    event = the_event(
        announcement(
            "PROFIT WARNING",
            "The Board expects that the profit attributable to owners of the Company for the year ended 31 December 2025 will decrease by approximately 40% to 50% as compared with that for the year ended 31 December 2024.",
        ),
        EVENT,
    )
    assert event.fields["direction"] == "decrease"
    assert event.fields["range"] == {"low": Decimal(40), "high": Decimal(50), "unit": "percent"}


def test_a_warning_in_chinese() -> None:
    event = the_event(
        zh_announcement(
            "盈利警告",
            "董事會謹此知會股東，根據未經審核綜合管理賬目，預期本集團截至二零二六年六月三十日止六個月將錄得虧損介乎約35百萬港元至42百萬港元，而截至二零二五年六月三十日止六個月則錄得溢利約18百萬港元。",
        ),
        EVENT,
    )
    assert event.fields["direction"] == "turn_to_loss"
    assert event.fields["range"] == {
        "low": Decimal(35_000_000),
        "high": Decimal(42_000_000),
        "unit": "HKD",
    }
    assert event.dedup_key.endswith("|warning|2026-06-30")


def test_inside_information_that_warns_without_the_word() -> None:
    event = the_event(
        announcement(
            "INSIDE INFORMATION",
            "The Group is expected to record a decrease in net profit of approximately 60% for the year ended 31 December 2025 as compared to the year ended 31 December 2024.",
        ),
        EVENT,
    )
    assert event.fields["direction"] == "decrease"


def test_an_alert_is_no_warning() -> None:
    text = announcement(
        "POSITIVE PROFIT ALERT",
        "The Group is expected to record a significant increase in profit for the year ended 31 December 2025 as compared with the year ended 31 December 2024.",
    )
    nothing(text, [EVENT])
    event = the_event(text, profit_alert.EVENT)
    assert (event.type, event.subtype, event.severity) == ("profit_alert", "alert", Severity.MEDIUM)


def test_a_smaller_loss_under_a_neutral_title_is_an_alert() -> None:
    text = announcement(
        "PROFIT ALERT",
        "The Group is expected to record a loss for the year ended 31 December 2025 of approximately RMB20 million, representing a decrease in loss of approximately 70% as compared with the loss for the year ended 31 December 2024.",
    )
    nothing(text, [EVENT])
    assert the_event(text, profit_alert.EVENT).fields["direction"] == "narrower_loss"


def test_a_turnaround_in_chinese() -> None:
    event = the_event(
        zh_announcement("正面盈利預告", "預期本集團截至二零二五年十二月三十一日止年度將轉虧為盈，錄得溢利約人民幣12百萬元。"),
        profit_alert.EVENT,
    )  # fmt: skip
    assert event.fields["direction"] == "turn_to_profit"


def test_a_range_that_names_its_currency_once() -> None:
    event = the_event(
        zh_announcement("盈利預喜", "預期本集團截至2026年6月30日止六個月的淨利潤約為人民幣1.2億元至1.4億元，較2025年同期增長約50%至75%。"),
        profit_alert.EVENT,
    )  # fmt: skip
    assert event.fields["range"] == {
        "low": Decimal(120_000_000),
        "high": Decimal(140_000_000),
        "unit": "CNY",
    }


def test_a_supplement_corrects() -> None:
    event = the_event(
        announcement("SUPPLEMENTAL ANNOUNCEMENT IN RELATION TO PROFIT WARNING", "The Group is expected to record a loss for the year ended 31 December 2025 as compared to a profit for the year ended 31 December 2024."),
        EVENT,
    )  # fmt: skip
    assert event.status == "corrected"


@pytest.mark.parametrize(
    "text",
    [
        announcement("INSIDE INFORMATION", "The Company has entered into a framework agreement with a customer. The cooperation is expected to bring profit to the Group."),
        announcement("INTERIM RESULTS", "Profit warnings may be issued where results are expected to decrease."),
        announcement("ANNUAL RESULTS", "Forward-looking statements: results are expected to differ from what is anticipated."),
    ],
)  # fmt: skip
def test_hopes_and_safe_harbours_are_no_warning(text: str) -> None:
    nothing(text, [EVENT, profit_alert.EVENT])
