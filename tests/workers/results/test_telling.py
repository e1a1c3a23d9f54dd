from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.support.reading import a_draft, a_reading
from watcher.model import Severity
from workers.events import Draft
from workers.results.telling import grade, headline

LIMITS = {"loss_widening_pct": Decimal(50)}


def results(**fields: Any) -> Draft:
    reading = a_reading("INTERIM RESULTS")
    values = {"period_end": "2025-06-30", "currency": "RMB", "unit_multiplier": 1000} | fields
    return a_draft(reading, "INTERIM RESULTS", type="results", subtype="interim", fields=values)


def net(current: int, prior: int | None) -> Draft:
    name = "net_loss" if current < 0 else "net_profit"
    return results(figures={name: {"current": current, "prior": prior}})


@pytest.mark.parametrize(
    ("current", "prior", "severity"),
    [
        (100, 50, Severity.MEDIUM),
        (-100, 50, Severity.HIGH),
        (-100, -200, Severity.MEDIUM),
        (-150, -100, Severity.MEDIUM),
        (-151, -100, Severity.HIGH),
        (-100, 0, Severity.MEDIUM),
        (-100, None, Severity.MEDIUM),
        (100, -50, Severity.MEDIUM),
    ],
)
def test_a_turn_to_loss_and_a_widening_loss_are_high(
    current: int, prior: int | None, severity: Severity
) -> None:
    assert grade(net(current, prior), LIMITS) is severity


def test_the_widening_that_counts_is_configured() -> None:
    assert grade(net(-120, -100), {"loss_widening_pct": Decimal(10)}) is Severity.HIGH


@pytest.mark.parametrize("field", ["modified_opinion", "going_concern_doubt"])
def test_the_auditors_doubts_are_high(field: str) -> None:
    assert grade(results(**{field: True}), LIMITS) is Severity.HIGH
    assert grade(results(**{field: False}), LIMITS) is Severity.MEDIUM


def test_without_figures_results_are_medium_and_published() -> None:
    draft = results(figures={})
    assert grade(draft, LIMITS) is Severity.MEDIUM
    assert headline(draft) == "interim results to 2025-06-30 published"


def test_the_headline_has_revenue_with_its_change_and_the_net_result() -> None:
    figures = {
        "revenue": {"current": 3699803, "prior": 4080307},
        "net_loss": {"current": -1107093, "prior": -1365284},
    }
    assert headline(results(figures=figures)) == (
        "interim results to 2025-06-30: revenue RMB3.70bn (-9.3%), net loss RMB1.11bn"
    )


@pytest.mark.parametrize(
    ("current", "words"),
    [
        (943692, "RMB0.94bn"),
        (84300, "RMB84.30m"),
        (620, "RMB0.62m"),
        (30, "RMB30.00k"),
    ],
)
def test_amounts_are_told_in_the_unit_that_fits(current: int, words: str) -> None:
    told = headline(results(figures={"revenue": {"current": current, "prior": None}}))
    assert told == f"interim results to 2025-06-30: revenue {words}"


def test_a_currency_without_a_sign_is_told_by_its_code() -> None:
    figures = {"net_profit": {"current": 84300, "prior": None}}
    told = headline(results(figures=figures, currency="KRW"))
    assert told == "interim results to 2025-06-30: net profit KRW 84.30m"
