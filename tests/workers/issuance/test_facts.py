from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from watcher.model import Severity
from workers.issuance import facts
from workers.issuance.model import Discount, Leg

LIMITS = {
    "medium_pct": Decimal(1),
    "high_pct": Decimal(5),
    "critical_pct": Decimal(20),
    "high_discount_pct": Decimal(15),
    "critical_discount_pct": Decimal(20),
}


def a_leg(**changes: Any) -> Leg:
    values: dict[str, Any] = {
        "subtype": "placing",
        "status": "announced",
        "spans": ((0, 1),),
        "units": 30_000_000,
        "price": Decimal("4.10"),
        "currency": "HKD",
    }
    return Leg(**values | changes)


def derived(leg: Leg, ratio: int | None = None) -> dict[str, object]:
    return {d.name: d.value for d in facts.derived(leg, ratio)}


def test_gross_proceeds_are_units_times_price() -> None:
    assert facts.gross_of(a_leg()) == Decimal("123000000.00")


def test_a_printed_total_a_thousand_times_too_big_is_a_slip() -> None:
    assert facts.gross_of(a_leg(gross=Decimal(123_000_000_000_000))) == Decimal("123000000.00")
    assert facts.gross_of(a_leg(gross=Decimal(150_000_000))) == Decimal(150_000_000)


def test_a_rounded_print_gives_way_and_another_total_stands() -> None:
    assert facts.gross_of(a_leg(gross=Decimal(123_400_000))) == Decimal("123000000.00")
    assert facts.gross_of(a_leg(gross=Decimal(200_000_000))) == Decimal(200_000_000)


def test_a_ceiling_is_a_maximum_until_completion() -> None:
    announced = facts.fields(a_leg(qualifier="up_to"), None)
    completed = facts.fields(a_leg(qualifier="up_to", status="completed"), None)
    assert (announced["gross_proceeds"], announced["gross_proceeds_max"]) == (
        None,
        Decimal("123000000.00"),
    )
    assert (completed["gross_proceeds"], completed["gross_proceeds_max"]) == (
        Decimal("123000000.00"),
        None,
    )


def test_ads_become_ordinary_shares_by_the_printed_or_the_known_ratio() -> None:
    ads = a_leg(unit_kind="ads", units=2_000_000)
    assert facts.ordinary_shares(ads, None) is None
    assert facts.ordinary_shares(ads, 15) == 30_000_000
    assert (
        facts.ordinary_shares(a_leg(unit_kind="ads", units=2_000_000, shares_per_ads=4), 15)
        == 8_000_000
    )
    assert derived(ads, 15)["ordinary_shares"] == 30_000_000


def test_warrants_are_no_shares_yet() -> None:
    assert facts.ordinary_shares(a_leg(unit_kind="warrant"), None) is None


def test_costs_and_net_price_follow_from_gross_and_net() -> None:
    found = derived(a_leg(net=Decimal(121_155_000)))
    assert found["costs"] == Decimal("1845000.00")
    assert found["costs_pct"] == Decimal("1.5000")
    assert found["net_price"] == Decimal("4.0385")


def test_a_printed_net_price_is_not_computed_again() -> None:
    assert "net_price" not in derived(a_leg(net=Decimal(121_155_000), net_price=Decimal("4.04")))


def test_percentages_follow_from_balances_or_from_the_printed_share() -> None:
    by_balance = derived(a_leg(opening_balance=500_000_000))
    by_print = derived(a_leg(pct_existing=Decimal(6)))
    assert by_balance["pct_existing"] == Decimal("6.0000")
    assert by_balance["pct_enlarged"] == by_print["pct_enlarged"] == Decimal("5.6604")
    assert by_print["issued_before_implied"] == 500_000_000


def test_discounts_are_computed_against_the_printed_prices() -> None:
    leg = a_leg(
        discounts=(Discount(reference="close", pct=Decimal(18), reference_price=Decimal("5.00")),)
    )
    assert derived(leg)["discount_close"] == Decimal("18.0000")
    assert facts.mismatches(leg) == []


def test_prints_that_do_not_compute_are_told() -> None:
    leg = a_leg(
        opening_balance=500_000_000,
        pct_existing=Decimal("6.2"),
        discounts=(Discount(reference="close", pct=Decimal(11), reference_price=Decimal("5.00")),),
    )
    assert len(facts.mismatches(leg)) == 2


@pytest.mark.parametrize(
    ("changes", "severity"),
    [
        ({"pct_existing": Decimal("0.5")}, Severity.LOW),
        ({"pct_existing": Decimal(3)}, Severity.MEDIUM),
        ({"pct_existing": Decimal(12)}, Severity.HIGH),
        ({"pct_existing": Decimal(25)}, Severity.CRITICAL),
        ({}, Severity.MEDIUM),
        ({"pct_existing": Decimal(3), "connected": True}, Severity.HIGH),
        (
            {
                "pct_existing": Decimal(3),
                "discounts": (Discount(reference="close", pct=Decimal(16)),),
            },
            Severity.HIGH,
        ),
        (
            {
                "pct_existing": Decimal(3),
                "discounts": (Discount(reference="close", pct=Decimal(22)),),
            },
            Severity.CRITICAL,
        ),
        ({"subtype": "ads_deposit"}, Severity.INFO),
    ],
)
def test_severity_by_share_discount_and_allottee(
    changes: dict[str, Any], severity: Severity
) -> None:
    leg = a_leg(**changes)
    assert facts.grade(facts.fields(leg, None), leg.status, leg.subtype, LIMITS) is severity


def test_a_completion_as_announced_is_one_step_quieter() -> None:
    leg = a_leg(pct_existing=Decimal(12), status="completed", agreement_date=date(2026, 3, 3))
    assert facts.grade(facts.fields(leg, None), "completed", "placing", LIMITS) is Severity.MEDIUM


def test_a_deal_that_ended_issued_nothing() -> None:
    assert facts.fields(a_leg(status="lapsed", units=None, price=None), None)["shares_issued"] == 0


def test_a_sum_that_was_paid_gives_the_price_of_a_unit() -> None:
    sold = a_leg(price=None, units=2_150_000, gross=Decimal(1_032_000), gross_printed=True)
    (each,) = [d for d in facts.derived(sold, None) if d.name == "price_per_unit"]
    assert (each.value, each.arithmetic) == (Decimal("0.4800"), "1032000 / 2150000")
    unpaid = a_leg(price=None, gross=Decimal(1_032_000))
    assert "price_per_unit" not in derived(unpaid)


def test_the_price_of_an_ads_gives_the_price_of_a_share() -> None:
    leg = a_leg(unit_kind="ads", price=Decimal("7.50"), shares_per_ads=5)
    assert derived(leg)["price_per_share"] == Decimal("1.5000")
    assert "price_per_share" not in derived(a_leg())


def test_the_days_from_agreement_to_completion_are_counted() -> None:
    leg = a_leg(agreement_date=date(2026, 1, 9), completion_date=date(2026, 2, 4))
    assert derived(leg)["days_to_completion"] == 26


def test_a_programme_under_which_nothing_is_sold_is_for_the_record() -> None:
    programme = facts.fields(a_leg(subtype="at_the_market", units=None, price=None), None)
    assert facts.grade(programme, "announced", "at_the_market", LIMITS) is Severity.INFO
    sold = facts.fields(a_leg(subtype="at_the_market"), None)
    assert facts.grade(sold, "completed", "at_the_market", LIMITS).rank >= Severity.LOW.rank


@pytest.mark.parametrize("kind", ["preferred_share", "unit", "warrant"])
def test_what_is_no_ordinary_share_is_not_counted_as_one(kind: str) -> None:
    assert facts.ordinary_shares(a_leg(unit_kind=kind), None) is None
