"""What gathers, what does not wait, and what a silence or a backfill takes, on a simulated clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.telling import NOW, an_event, an_issuer
from tests.support.timing import Desk
from watcher.model import (
    Quiet,
    Severity,
    Silence,
    Subscription,
    hkex_filing_id,
)


def test_urgent_alerts_go_at_once(made: Callable[..., Desk]) -> None:
    night = Quiet(start=time(9), end=time(18), zone="UTC")
    desk = made(
        Subscription(name="desk", channels=("journal",), quiet=night, urgent=Severity.CRITICAL)
    )
    desk.publish(1)
    (loud,) = desk.publish(2, severity=Severity.CRITICAL)
    desk.until(NOW + timedelta(minutes=1))
    assert desk.heard == [loud.id]


@pytest.mark.parametrize(
    ("group", "messages"),
    [("filing", [3]), ("event", [1, 1, 1, 1]), ("case", [2, 2])],
)
def test_a_group_gathers_what_belongs_together_for_as_long_as_its_wait(
    made: Callable[..., Desk], group: str, messages: list[int]
) -> None:
    desk = made(
        Subscription(
            name="desk", channels=("journal",), group=group,  # type: ignore[arg-type]
            group_wait=timedelta(minutes=10),
        )
    )  # fmt: skip
    both = [an_event(1, case_key="placing"), an_event(2, case_key="chair")]
    desk.publish(1, both)
    desk.clock.move(seconds=240)
    desk.publish(2, [an_event(3, case_key="placing")])
    desk.clock.move(seconds=240)
    desk.publish(3, [an_event(4, case_key="chair")])
    desk.until(NOW + timedelta(minutes=20))
    assert sorted(len(s.alerts) for s in desk.arrived) == messages
    assert desk.arrived[0].at == NOW + timedelta(minutes=10), "as long as the first may wait"
    assert sorted(desk.heard) == sorted(a.id for a in desk.made)


def test_different_companies_do_not_wait_for_one_another(made: Callable[..., Desk]) -> None:
    wait = timedelta(minutes=10)
    desk = made(Subscription(name="desk", channels=("journal",), group_wait=wait))
    desk.publish(1)
    desk.publish(2, issuer=an_issuer(key="quay", tickers=("QY",), cik=None, hkex_codes=(), file_numbers=()))  # fmt: skip
    desk.until(NOW + wait)
    assert [len(s.alerts) for s in desk.arrived] == [1, 1]


def test_a_message_that_waited_names_the_twin_that_came_meanwhile_at_every_attempt(
    made: Callable[..., Desk],
) -> None:
    wait = timedelta(minutes=10)
    desk = made(Subscription(name="desk", channels=("journal",), group_wait=wait))
    event = an_event(1)
    desk.publish(1, [event])
    desk.clock.move(minutes=4)
    twin = replace(an_event(2), dedup_key=event.dedup_key, relation="same")
    assert desk.publish(2, [twin], id=hkex_filing_id("19900101"), source="hkexnews") == ()
    desk.journal.mkdir()  # the first attempt fails
    desk.until(NOW + wait)
    desk.journal.rmdir()
    desk.clock.move(seconds=1)
    late = replace(an_event(3), dedup_key=event.dedup_key, relation="same")
    desk.publish(3, [late], id=hkex_filing_id("19900102"), source="hkexnews")
    desk.until(NOW + timedelta(hours=1))
    (body,) = desk.lines()
    assert [other["id"] for other in body["data"]["twins"]] == ["hkex:19900101"]


@pytest.mark.parametrize(
    ("zone", "local_end"),
    [
        ("America/New_York", "2026-03-08T03:30"),  # the hour before was skipped
        ("America/New_York", "2026-11-01T01:30"),  # comes twice; fold=0 is the first
        ("Pacific/Auckland", "2026-04-05T02:30"),
    ],
)
def test_a_silence_ends_at_its_moment_and_what_it_took_is_recorded(
    made: Callable[..., Desk], zone: str, local_end: str
) -> None:
    end = datetime.fromisoformat(local_end).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    start = end - timedelta(hours=5)
    desk = made(Subscription(name="desk", channels=("journal",)), start)
    desk.ledger.add_silence(
        Silence(id="sil_1", until=end, created_at=start, reason="too much", person="MOOR Ada")
    )
    told: list[str] = []
    for number, at in enumerate([start, end - timedelta(seconds=1), end, end + timedelta(hours=1)]):
        desk.until(at)
        (alert,) = desk.publish(number + 1)
        told += [] if alert.silenced else [alert.id]
    desk.until(end + timedelta(days=1))
    assert desk.heard == told
    silenced = [row.alert for row in desk.ledger.alerts() if row.alert.silenced]
    assert len(silenced) == len(told) == 2
    assert all("sil_1" in str(a.silenced) and "too much" in str(a.silenced) for a in silenced)


def test_a_backfill_is_told_in_one_message_when_all_of_it_is_read(
    made: Callable[..., Desk],
) -> None:
    label = "backfill edgar 2026-01-01 2026-01-31"
    desk = made(Subscription(name="desk", channels=("journal",)))
    desk.publish(1, backfill=label)
    assert desk.ledger.release_backfills(desk.clock()) == [], "it is not all recorded"
    desk.publish(2, backfill=label)
    desk.ledger.end_backfill(label, now=desk.clock())
    desk.until(NOW + timedelta(minutes=5))
    assert desk.arrived == []
    assert desk.ledger.release_backfills(desk.clock()) == [label]
    assert desk.ledger.release_backfills(desk.clock()) == [], "once"
    desk.until(NOW + timedelta(minutes=6))
    (sending,) = desk.arrived
    assert sorted(sending.alerts) == sorted(a.id for a in desk.made)


def test_a_backfill_that_is_never_ended_is_told_after_a_day(made: Callable[..., Desk]) -> None:
    desk = made(Subscription(name="desk", channels=("journal",)))
    for number in (1, 2):
        desk.publish(number, backfill="backfill edgar 2026-01-01 2026-01-31")
    desk.until(NOW + timedelta(hours=23))
    assert desk.arrived == []
    desk.until(NOW + timedelta(hours=25))
    assert [len(s.alerts) for s in desk.arrived] == [2]
