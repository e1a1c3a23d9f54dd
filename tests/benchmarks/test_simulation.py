"""The simulated street, against rates that follow from its costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.simulation import CORES, Costs, Site, simulated

FREE = Costs(read=0, send=0, sweep=0, lock=0, database=0, valkey=0, venue_wait=0, receiver_wait=0)
MANY = 400


@pytest.mark.parametrize(
    ("costs", "site", "rate", "limit"),
    [
        (replace(FREE, venue_wait=0.5), Site(workers=1), 2, "they wait"),
        (replace(FREE, venue_wait=0.5), Site(workers=4), 8, "they wait"),
        (replace(FREE, read=0.1), Site(workers=2), 20, "cores"),
        (replace(FREE, read=0.1), Site(workers=8), 80, "cores"),
        (replace(FREE, read=0.001, lock=0.05), Site(workers=16), 20, "commit lock"),
        (replace(FREE, database=0.1), Site(workers=16), 20, "database"),
        (replace(FREE, valkey=0.01), Site(workers=16), 100, "Valkey"),
        (replace(FREE, read=0.001), Site(workers=16, per_second=7), 7, "venue's budget"),
        (replace(FREE, receiver_wait=1), Site(workers=1, messages=2), 8, "lanes"),
    ],
)
def test_the_scarcest_resource_gives_the_rate(
    costs: Costs, site: Site, rate: float, limit: str
) -> None:
    found = simulated(site, costs, MANY)
    assert found.rate == pytest.approx(rate, rel=0.05)
    assert found.limit.startswith(limit)


def test_messages_are_sent_beside_the_reading() -> None:
    costs = replace(FREE, venue_wait=0.1, receiver_wait=0.1)
    found = simulated(Site(workers=1, messages=1), costs, MANY)
    assert found.rate == pytest.approx(10, rel=0.05)


def test_a_budget_that_nobody_waits_for_delays_nobody() -> None:
    costs = replace(FREE, venue_wait=1.0)
    found = simulated(Site(workers=2, per_second=7), costs, MANY)
    assert found.rate == pytest.approx(2, rel=0.05)
    assert found.shares["venue's budget"] == pytest.approx(2 / 7, rel=0.05)


def test_polls_and_sweeps_use_cores_by_the_second() -> None:
    busy = simulated(Site(workers=CORES), replace(FREE, venue_wait=0.1, sweep=0.5), MANY)
    assert busy.shares["cores"] == pytest.approx(0.5 / CORES)


def test_machines_come_with_their_workers() -> None:
    assert [Site(workers=n).machines for n in (1, 2, 3, 16)] == [1, 1, 2, 8]
