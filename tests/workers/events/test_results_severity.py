"""How grave results are: by their net figure, their auditor, and what they write off."""

from __future__ import annotations

import pytest

from tests.support.announcements import (
    found_in,
    is_high,
    only_event,
    reasons,
)
from tests.support.results import PROFIT, STATEMENT, annual, of_net
from watcher.model import Severity


@pytest.mark.parametrize(
    ("now", "before", "severity"),
    [
        ("84,300", "58,000", Severity.MEDIUM),
        ("(21,000)", "(43,000)", Severity.MEDIUM),
        ("(60,000)", "(43,000)", Severity.MEDIUM),
        ("(70,000)", "(43,000)", Severity.HIGH),
        ("(1,000)", "43,000", Severity.HIGH),
        ("1,000", "(43,000)", Severity.MEDIUM),
    ],
)
def test_severity_by_the_net_result(now: str, before: str, severity: Severity) -> None:
    assert only_event(of_net(now, before), "results").severity is severity


@pytest.mark.parametrize(
    "words",
    [
        "The auditor issued a disclaimer of opinion on the consolidated financial statements.",
        "These conditions indicate a material uncertainty that may cast significant doubt on the Group's ability to continue as a going concern.",
    ],
)
def test_severity_by_the_auditor_and_going_concern(words: str) -> None:
    assert is_high(only_event(annual(*STATEMENT, *PROFIT, words), "results"))


def test_a_supported_going_concern_basis_is_no_doubt() -> None:
    event = only_event(
        annual("Management believes that the going concern basis of preparation is supported."),
        "results",
    )
    assert event.fields["going_concern_doubt"] is False
    assert event.severity is Severity.MEDIUM


def test_an_impairment_is_folded_into_the_results() -> None:
    findings = found_in(
        annual(
            *STATEMENT,
            "Revenue\t\t1,204,500\t1,000,000",
            "Impairment of long-lived assets\t\t(185,135)\t–",
            "The increase was due to an impairment of long-lived assets of HK$185.1 million.",
        )
    )
    assert ("impairment", "FOLDED_INTO_RESULTS") in reasons(findings)
    assert [e.type for e in findings.events] == ["results"]


def test_without_an_impairment_nothing_is_folded() -> None:
    assert (
        reasons(found_in(annual(*STATEMENT, *PROFIT))).count(("impairment", "FOLDED_INTO_RESULTS"))
        == 0
    )
