"""The simulation's clock and queues, against cases that can be reckoned by hand."""

from __future__ import annotations

import pytest

from benchmarks.events import Process, Resource, Use, World


def test_waits_end_in_the_order_of_their_times() -> None:
    world, ended = World(), []

    def waits(name: str, seconds: float) -> Process:
        yield seconds
        ended.append((name, world.now))

    world.start(waits("late", 3))
    world.start(waits("soon", 1))
    world.start(waits("later still", 1), at=5)
    assert world.run() == 6
    assert ended == [("soon", 1), ("late", 3), ("later still", 6)]


def test_who_finds_no_place_waits_in_line() -> None:
    world, desk, ended = World(), Resource("desk", 1), []

    def visits(name: str) -> Process:
        yield Use(desk, 2)
        ended.append((name, world.now))

    for name in ("first", "second", "third"):
        world.start(visits(name))
    assert world.run() == 6
    assert ended == [("first", 2), ("second", 4), ("third", 6)]
    assert desk.share(6) == 1


@pytest.mark.parametrize(("places", "seconds"), [(1, 12), (2, 6), (4, 4), (6, 2), (9, 2)])
def test_more_places_serve_more_at_a_time(places: int, seconds: float) -> None:
    world, cores = World(), Resource("cores", places)

    def works() -> Process:
        yield Use(cores, 2)

    for _ in range(6):
        world.start(works())
    assert world.run() == seconds
    assert cores.share(seconds) == pytest.approx(12 / places / seconds)


def test_a_process_goes_from_one_resource_to_the_next() -> None:
    world, first, second = World(), Resource("first", 1), Resource("second", 1)

    def line() -> Process:
        yield Use(first, 1)
        yield Use(second, 3)

    for _ in range(4):
        world.start(line())
    assert world.run() == 1 + 4 * 3, "the slower one decides"
    assert first.busy == 4


def test_nothing_used_is_no_share() -> None:
    assert Resource("idle", 2).share(0) == 0
