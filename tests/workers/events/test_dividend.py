"""Dividends declared and proposed; invented issuers and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.announcements import announcement, eight_k, found_in, zh_announcement
from watcher.model import Event, Findings, Severity
from workers.events import dividend


def read(text: str, **told: object) -> Findings:
    return found_in(text, types=(dividend.EVENT,), **told)


def only(text: str, **told: object) -> Event:
    events = read(text, **told).events
    assert len(events) == 1
    return events[0]


def us(*lines: str) -> str:
    return eight_k("Item 8.01 Other Events", *lines)


def test_a_declared_dividend_has_its_amount_and_dates() -> None:
    event = only(
        us(
            "On February 3, 2026, the Board of Directors declared a quarterly cash dividend of $0.31 per share, payable on March 20, 2026 to shareholders of record on March 6, 2026."
        ),
        form="8-K",
    )
    assert (event.subtype, event.status, event.severity) == ("declared", "announced", Severity.LOW)
    wanted = {
        "amount_per_share": Decimal("0.31"),
        "currency": "USD",
        "kind": "quarterly",
        "declared_on": date(2026, 2, 3),
        "record_date": date(2026, 3, 6),
        "pay_date": date(2026, 3, 20),
    }
    assert {k: event.fields[k] for k in wanted} == wanted


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("The Company today declared a $.085 regular cash dividend on February 3, 2026.", "0.085"),
        (
            "The Board approved a dividend of 14.5 cents per share payable on March 20, 2026.",
            "0.145",
        ),
    ],
)
def test_amounts_without_a_leading_zero_or_in_cents(sentence: str, amount: str) -> None:
    event = only(us(sentence), form="8-K")
    assert event.fields["amount_per_share"] == Decimal(amount)


def test_a_special_dividend_is_louder() -> None:
    event = only(
        us(
            "On February 3, 2026, the Board declared a special cash dividend of $2.00 per share, payable on March 20, 2026."
        ),
        form="8-K",
    )
    assert (event.subtype, event.severity) == ("special", Severity.MEDIUM)


def test_a_final_dividend_recommended_in_results() -> None:
    event = only(
        announcement(
            "ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
            "The Board recommends the payment of a final dividend of HK$0.12 per Share for the year ended 31 December 2025.",
        )
    )
    assert (event.subtype, event.status) == ("proposed", "proposed")
    assert (event.fields["kind"], event.fields["currency"]) == ("final", "HKD")


def test_a_final_dividend_in_chinese_cents() -> None:
    event = only(
        zh_announcement(
            "截至二零二五年十二月三十一日止年度業績",
            "董事會建議派發截至二零二五年十二月三十一日止年度末期股息每股6.5港仙。",
        )
    )
    assert event.fields["amount_per_share"] == Decimal("0.065")
    assert (event.subtype, event.fields["currency"]) == ("proposed", "HKD")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board did not recommend the payment of a final dividend (2024: HK$0.10 per Share).",
        "A final dividend of HK$0.10 per Share for 2024 was paid on 20 June 2025.",
        "The dividend income from the fund was HK$0.40 per unit.",
        "The Company announced an offer price of HK$14.00 per Share, payable in cash, subject to reduction of the amount if certain other payments such as dividends are made.",
        "The Board declared a dividend.",
    ],
)
def test_none_declined_paid_or_without_an_amount_raises_nothing(sentence: str) -> None:
    assert not read(announcement("ANNUAL RESULTS", sentence)).events


def test_a_printed_annual_report_repeats_the_dividend() -> None:
    text = "Harbour Lights Technology Limited\nANNUAL REPORT 2025\nThe Board recommends the payment of a final dividend of HK$0.12 per Share.\n"
    assert not read(text).events
