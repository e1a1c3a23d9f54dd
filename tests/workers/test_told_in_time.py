"""Quiet hours, digests, waits and silences on a simulated clock: nothing lost, nothing early,
nothing twice, over clock changes and the date line; a restart in the middle changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.clock import Clock
from tests.support.telling import NOW
from tests.support.timing import HOLD, Desk
from watcher.model import (
    AlertId,
    DeliveryState,
    Digest,
    Quiet,
    Severity,
    Subscription,
)
from watcher.subscriptions.schedule import next_digest, slot_of

SPANS = {
    "New York, spring": ("America/New_York", "2026-03-06T12:00"),
    "New York, autumn": ("America/New_York", "2026-10-30T12:00"),
    "Los Angeles, spring": ("America/Los_Angeles", "2026-03-06T18:00"),
    "Auckland, autumn": ("Pacific/Auckland", "2026-04-03T12:00"),
    "Auckland, spring": ("Pacific/Auckland", "2026-09-25T12:00"),
    "Hong Kong": ("Asia/Hong_Kong", "2026-03-06T12:00"),
}
EVERY, LENGTH = timedelta(hours=5, minutes=7), timedelta(hours=72)


def wishes(zone: str) -> dict[str, Subscription]:
    def desk(**changes: object) -> Subscription:
        return Subscription(name="desk", channels=("journal",), **changes)  # type: ignore[arg-type]

    night = Quiet(start=time(22), end=time(7), zone=zone)
    return {
        "quiet": desk(quiet=night),
        "daily": desk(digest=Digest(every="daily", at=time(2, 30), zone=zone)),
        "hourly": desk(digest=Digest(every="hourly", at=time(0, 15), zone=zone)),
        "weekly": desk(digest=Digest(every="weekly", at=time(9), zone=zone, day=6)),
        "daily, quiet": desk(digest=Digest(every="daily", at=time(23), zone=zone), quiet=night),
        "wait, quiet": desk(group_wait=timedelta(hours=4), quiet=night),
    }


def played(desk: Desk, faults: Sequence[str] = ()) -> Desk:
    """Three days of filings, and a week to tell the last."""
    start, desk.faults = desk.clock.now, iter(faults)
    for number in range(LENGTH // EVERY):
        desk.until(start + EVERY * number)
        desk.publish(number + 1)
    desk.until(start + timedelta(days=12))
    return desk


def told_all(made: Callable[..., Desk], place: str, wish: str) -> Desk:
    """Three days over a place's clock change: each alert once, none before it was known."""
    zone, start = SPANS[place]
    desk = played(made(wishes(zone)[wish], datetime.fromisoformat(f"{start}:00+00:00")))
    assert sorted(desk.heard) == sorted(alert.id for alert in desk.made)
    assert len(desk.made) == LENGTH // EVERY
    created = {str(alert.id): alert.created_at for alert in desk.made}
    early = [s.id for s in desk.arrived if any(s.at < created[alert] for alert in s.alerts)]
    assert early == []
    return desk


@pytest.mark.parametrize("place", SPANS)
@pytest.mark.parametrize("wish", ["quiet", "daily, quiet", "wait, quiet"])
def test_everything_is_told_once_and_nothing_in_quiet_hours(
    made: Callable[..., Desk], place: str, wish: str
) -> None:
    desk = told_all(made, place, wish)
    times = [sending.at.astimezone(ZoneInfo(SPANS[place][0])).time() for sending in desk.arrived]
    assert [at for at in times if not time(7) <= at < time(22)] == []
    assert len({sending.at for sending in desk.arrived}) == len(desk.arrived)


@pytest.mark.parametrize("place", SPANS)
@pytest.mark.parametrize("wish", ["daily", "hourly", "weekly"])
def test_everything_is_told_once_at_its_own_digest_and_nowhere_else(
    made: Callable[..., Desk], place: str, wish: str
) -> None:
    desk = told_all(made, place, wish)
    digest = desk.subscription.digest
    assert digest is not None
    created = {str(alert.id): alert.created_at for alert in desk.made}
    for sending in desk.arrived:
        assert {next_digest(digest, created[a]) for a in sending.alerts} == {sending.at}


@pytest.mark.parametrize("wish", ["quiet", "daily", "hourly", "daily, quiet"])
def test_a_restart_in_the_middle_changes_nothing(made: Callable[..., Desk], wish: str) -> None:
    zone, start = SPANS["New York, spring"]
    subscription = wishes(zone)[wish]
    begin = datetime.fromisoformat(f"{start}:00+00:00")
    calm = played(made(subscription, begin, "calm"))
    rough = played(made(subscription, begin, "rough"), ["lose", "die", "", "die", "die", ""] * 3)
    assert sorted(rough.heard) == sorted(calm.heard) == sorted(a.id for a in rough.made)
    assert [s.id for s in rough.arrived] == [s.id for s in calm.arrived], "the same messages"
    late = [r.at - c.at for r, c in zip(rough.arrived, calm.arrived, strict=True)]
    assert min(late) >= timedelta(0)
    assert timedelta(0) < max(late) <= 3 * HOLD


@settings(max_examples=12, deadline=None)
@given(
    place=st.sampled_from(sorted(SPANS)),
    wish=st.sampled_from(sorted(wishes("UTC"))),
    gaps=st.lists(st.integers(1, 600), min_size=3, max_size=8),
    faults=st.lists(st.sampled_from(["", "lose", "die"]), max_size=12),
    loud=st.integers(0, 9),
)
def test_whatever_comes_when_it_comes_all_is_told_once_and_nothing_early(
    place: str, wish: str, gaps: list[int], faults: list[str], loud: int
) -> None:
    zone, start = SPANS[place]
    clock = Clock()
    clock.now = datetime.fromisoformat(f"{start}:00+00:00")
    with TemporaryDirectory() as folder:
        subscription = replace(wishes(zone)[wish], urgent=Severity.CRITICAL)
        desk = Desk(folder=Path(folder), subscription=subscription, clock=clock)
        desk.faults = iter(faults)
        for number, gap in enumerate(gaps):
            desk.until(clock.now + timedelta(minutes=gap))
            urgent = number == loud
            desk.publish(number + 1, severity=Severity.CRITICAL if urgent else Severity.LOW)
        desk.until(clock.now + timedelta(days=9))
        desk.ledger.close()
    due = {a.id: slot_of(subscription, a.severity, a.created_at).due_at for a in desk.made}
    assert sorted(desk.heard) == sorted(due)
    shared = subscription.group_wait  # who joins an open message goes with it
    assert all(s.at >= due[AlertId(a)] - shared for s in desk.arrived for a in s.alerts)


def test_what_gathers_goes_as_one_message_with_an_id_of_its_alerts(
    made: Callable[..., Desk],
) -> None:
    desk = made(wishes("UTC")["daily"])
    alerts = [desk.publish(number)[0].id for number in (1, 2, 3)]
    desk.until(NOW + timedelta(days=1))
    (sending,) = desk.arrived
    assert sorted(sending.alerts) == sorted(alerts)
    assert sending.id.startswith("digest_")


def test_a_digest_of_one_alert_is_that_alert(made: Callable[..., Desk]) -> None:
    desk = made(wishes("UTC")["daily"])
    (alert,) = desk.publish(1)
    desk.until(NOW + timedelta(days=1))
    assert [s.id for s in desk.arrived] == [alert.id]


def test_a_worker_that_dies_before_sending_is_followed_by_the_same_message(
    made: Callable[..., Desk],
) -> None:
    desk = made(wishes("UTC")["daily"])
    first = [desk.publish(number)[0].id for number in (1, 2)]
    due = desk.next_due()
    assert due is not None
    desk.clock.now = due
    (ring,) = desk.lease()
    claim = desk.ledger.claim_delivery(ring, now=due, hold=HOLD)
    assert claim is not None
    assert len(claim.rest) == 1
    desk.restart()
    late = desk.publish(3)[0].id  # for the next day's digest
    desk.until(due + timedelta(hours=1))
    assert [sorted(s.alerts) for s in desk.arrived] == [sorted(first)]
    desk.until(due + timedelta(days=1, hours=1))
    assert desk.heard.count(late) == 1


def test_a_message_that_fails_is_tried_again_as_a_whole(made: Callable[..., Desk]) -> None:
    desk = made(wishes("UTC")["daily"])
    for number in (1, 2):
        desk.publish(number)
    desk.journal.mkdir()  # where the file should be
    due = desk.next_due()
    assert due is not None
    desk.until(due)
    waiting = desk.ledger.deliveries(state=DeliveryState.PENDING)
    assert {d.attempts for d in waiting} == {1}
    assert len({d.due_at for d in waiting}) == 1
    assert [len(desk.ledger.attempts(d.id)) for d in waiting] == [1, 1]
    desk.journal.rmdir()
    desk.until(due + timedelta(hours=1))
    assert [len(s.alerts) for s in desk.arrived] == [2]
    assert desk.ledger.deliveries(state=DeliveryState.PENDING) == []
