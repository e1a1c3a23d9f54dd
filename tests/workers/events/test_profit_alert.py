from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.announcements import announcement, zh_announcement
from tests.support.notices import nothing, the_event
from watcher.model import Severity
from workers.events import profit_warning
from workers.events.profit_alert import EVENT


def test_a_higher_profit_with_its_floor() -> None:
    event = the_event(
        announcement(
            "POSITIVE PROFIT ALERT",
            "The Group is expected to record a profit attributable to shareholders of not less than HK$80 million for the six months ended 30 June 2026, representing an increase of not less than 120% over the same period last year.",
            "The increase was mainly attributable to higher sales of instruments.",
        ),
        EVENT,
    )
    assert (event.subtype, event.status, event.severity) == ("alert", "announced", Severity.MEDIUM)
    assert event.fields["direction"] == "increase"
    assert event.fields["range"] == {
        "low": Decimal(80_000_000),
        "high": Decimal(80_000_000),
        "unit": "HKD",
    }
    assert event.fields["period_end"] == date(2026, 6, 30)
    assert event.fields["reasons"] == "higher sales of instruments"
    assert event.headline == "expects higher results for the period ended 2026-06-30"


def test_the_same_period_in_chinese_has_the_same_key() -> None:
    event = the_event(
        zh_announcement(
            "盈喜", "預期本集團截至二零二六年六月三十日止六個月之溢利將較去年同期增加約百分之五十。"
        ),
        EVENT,
    )
    assert event.dedup_key.endswith("|profit_alert|alert|2026-06-30")


def test_a_warning_is_no_alert() -> None:
    nothing(
        announcement("PROFIT WARNING", "The Group is expected to record a loss for the year."),
        [EVENT],
    )


def test_a_neutral_title_goes_by_the_direction() -> None:
    text = announcement(
        "PROFIT ALERT",
        "The profit of the Group for the year ended 31 December 2025 is expected to decrease as compared with 2024.",
    )
    nothing(text, [EVENT])
    assert the_event(text, profit_warning.EVENT).type == "profit_warning"
