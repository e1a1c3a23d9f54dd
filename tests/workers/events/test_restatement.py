from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from tests.support.notices import nothing, reason_codes, the_event
from watcher.model import Severity
from workers.events.restatement import EVENT

ITEM = "Item 4.02 Non-Reliance on Previously Issued Financial Statements or a Related Audit Report or Completed Interim Review."


def test_accounts_that_can_no_longer_be_relied_upon() -> None:
    event = the_event(
        eight_k(
            ITEM,
            "On January 29, 2026, the Audit Committee of the Company, after discussion with management, concluded that the previously issued financial statements for the quarters ended March 31, 2025 and June 30, 2025 should no longer be relied upon due to an error in the recognition of deferred revenue of approximately $4.2 million.",
            "The Company intends to restate these financial statements in amended reports on Form 10-Q/A.",
        ),
        EVENT,
    )
    assert (event.subtype, event.severity) == ("non_reliance", Severity.CRITICAL)
    assert event.event_date == date(2026, 1, 29)
    assert event.fields["periods"] == (date(2025, 3, 31), date(2025, 6, 30))
    assert event.fields["identified_by"] == "audit committee"
    assert str(event.fields["cause"]).startswith("an error in the recognition of deferred revenue")
    assert event.fields["restated_accounts_to_come"] is True


def test_a_prior_year_adjustment_in_hong_kong() -> None:
    event = the_event(
        announcement(
            "PRIOR YEAR ADJUSTMENT",
            "The comparative figures for the year ended 31 December 2024 have been restated as a result of errors in the valuation of inventories.",
        ),
        EVENT,
    )
    assert (event.subtype, event.severity) == ("restatement", Severity.HIGH)
    assert event.title_item == "PRIOR YEAR ADJUSTMENT"


def test_revised_results_in_chinese() -> None:
    event = the_event(
        zh_announcement("更正已刊發全年業績", "由於分類錯誤，本公司截至二零二五年十二月三十一日止年度之綜合財務報表須予更正。"),
        EVENT,
    )  # fmt: skip
    assert event.fields["periods"] == (date(2025, 12, 31),)


@pytest.mark.parametrize(
    "line",
    [
        "Certain comparative figures have been reclassified to conform with the current presentation.",
        "The figures may not add up because of rounding.",
    ],
)
def test_presentation_and_rounding_are_no_restatement(line: str) -> None:
    findings = nothing(announcement("RESTATEMENT OF COMPARATIVE FIGURES", line), [EVENT])
    assert reason_codes(findings, "restatement") == ["INSUFFICIENT_EVIDENCE"]
