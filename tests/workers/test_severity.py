from __future__ import annotations

from decimal import Decimal

import pytest

from watcher.model import Severity
from workers.severity import at_most, by_thresholds, loudest

LIMITS = {
    "low_value": Decimal(100),
    "medium_value": Decimal(1000),
    "critical_value": Decimal(10_000),
}


@pytest.mark.parametrize(
    ("value", "severity"),
    [
        (Decimal(99), Severity.INFO),
        (Decimal(100), Severity.LOW),
        (Decimal(999), Severity.LOW),
        (Decimal(1000), Severity.MEDIUM),
        (Decimal(10_000), Severity.CRITICAL),
        (None, Severity.INFO),
    ],
)
def test_a_value_reaches_the_loudest_step_that_it_is_not_below(
    value: Decimal | None, severity: Severity
) -> None:
    assert by_thresholds(value, LIMITS, "value") is severity


def test_without_limits_the_base_stands() -> None:
    assert by_thresholds(Decimal(5), {}, "pct", base=Severity.LOW) is Severity.LOW


def test_the_loudest_of_several_wins_over_the_base() -> None:
    assert loudest([Severity.LOW, Severity.HIGH]) is Severity.HIGH
    assert loudest([], base=Severity.MEDIUM) is Severity.MEDIUM


def test_a_ceiling_holds_a_grade_down_and_never_lifts_it() -> None:
    assert at_most(Severity.CRITICAL, Severity.HIGH) is Severity.HIGH
    assert at_most(Severity.LOW, Severity.HIGH) is Severity.LOW
