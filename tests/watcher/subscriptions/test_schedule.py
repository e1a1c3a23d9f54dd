"""Waits, digests and quiet hours on local clocks that change, and across the date line."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.model import Digest, Quiet, Severity, Subscription
from watcher.subscriptions.schedule import Slot, next_digest, quiet_until, slot_of

ZONES = (
    "America/New_York", "America/Los_Angeles", "Asia/Hong_Kong", "Pacific/Auckland", "Europe/London",
    "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC",
)  # fmt: skip
NIGHT = Quiet(start=time(22), end=time(7), zone="America/New_York")

moments = st.integers(0, 578 * 24 * 60).map(
    lambda minutes: datetime(2025, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+00:00")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-15T02:59", None),
        ("2026-01-15T03:00", "2026-01-15T12:00"),
        ("2026-01-15T11:59", "2026-01-15T12:00"),
        ("2026-01-15T12:00", None),
        # spring: the night of 8 March is an hour shorter, and ends at 07:00 of the new time
        ("2026-03-08T03:00", "2026-03-08T11:00"),
        ("2026-03-08T10:59", "2026-03-08T11:00"),
        ("2026-03-08T11:00", None),
        # autumn: the night of 1 November is an hour longer
        ("2026-11-01T02:00", "2026-11-01T12:00"),
        ("2026-11-01T11:59", "2026-11-01T12:00"),
        ("2026-11-01T12:00", None),
    ],
)
def test_quiet_hours_follow_the_clock_of_the_place(now: str, until: str | None) -> None:
    assert quiet_until(NIGHT, utc(now)) == (utc(until) if until else None)


def test_an_end_that_the_spring_change_skips_is_not_early() -> None:
    quiet = Quiet(start=time(0), end=time(2, 30), zone="America/New_York")
    assert quiet_until(quiet, utc("2026-03-08T06:00")) == utc("2026-03-08T07:30")


def test_an_end_that_comes_twice_in_autumn_is_the_second() -> None:
    quiet = Quiet(start=time(0), end=time(1, 30), zone="America/New_York")
    assert quiet_until(quiet, utc("2026-11-01T05:45")) == utc("2026-11-01T06:30")


def test_quiet_hours_on_some_days_begin_on_those_days() -> None:
    weekend = Quiet(start=time(0), end=time(23, 59), zone="UTC", days=frozenset({5, 6}))
    assert quiet_until(weekend, utc("2026-03-21T09:00")) == utc("2026-03-21T23:59")
    assert quiet_until(weekend, utc("2026-03-20T09:00")) is None


def test_quiet_hours_that_touch_are_one() -> None:
    always = Quiet(start=time(9), end=time(8, 59), zone="Asia/Hong_Kong", days=frozenset({0}))
    assert quiet_until(always, utc("2026-03-23T01:00")) == utc("2026-03-24T00:59")


@pytest.mark.parametrize(
    ("zone", "at", "now", "due"),
    [
        ("America/New_York", time(18), "2026-03-07T22:59", "2026-03-07T23:00"),
        ("America/New_York", time(18), "2026-03-07T23:00", "2026-03-08T22:00"),
        ("America/New_York", time(18), "2026-10-31T22:00", "2026-11-01T23:00"),
        ("America/New_York", time(2, 30), "2026-03-08T00:00", "2026-03-08T07:30"),  # skipped
        ("America/New_York", time(1, 30), "2026-11-01T00:00", "2026-11-01T05:30"),  # the first
        ("America/New_York", time(1, 30), "2026-11-01T05:30", "2026-11-02T06:30"),  # not again
        ("Pacific/Auckland", time(8), "2026-03-25T18:00", "2026-03-25T19:00"),  # their tomorrow
        ("Asia/Hong_Kong", time(0), "2026-03-25T15:59", "2026-03-25T16:00"),
        ("America/Los_Angeles", time(18), "2026-03-26T00:00", "2026-03-26T01:00"),
    ],
)
def test_a_daily_digest_goes_at_its_local_time_once_a_day(
    zone: str, at: time, now: str, due: str
) -> None:
    assert next_digest(Digest(every="daily", at=at, zone=zone), utc(now)) == utc(due)


def test_a_weekly_digest_goes_on_its_day_of_the_place() -> None:
    friday = Digest(every="weekly", at=time(17), zone="Pacific/Auckland", day=4)
    assert next_digest(friday, utc("2026-03-20T03:59")) == utc("2026-03-20T04:00")
    assert next_digest(friday, utc("2026-03-20T04:00")) == utc("2026-03-27T04:00")


def test_an_hourly_digest_goes_at_its_minute_where_the_offset_is_half_an_hour_too() -> None:
    hourly = Digest(every="hourly", at=time(0, 15), zone="Asia/Kolkata")
    assert next_digest(hourly, utc("2026-03-20T03:44")) == utc("2026-03-20T03:45")
    assert next_digest(hourly, utc("2026-03-20T03:45")) == utc("2026-03-20T04:45")


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES), at=clocks, now=moments, every=st.sampled_from(["daily", "weekly"]),
    day=st.integers(0, 6),
)  # fmt: skip
def test_the_next_digest_is_later_and_at_its_time_or_the_skipped_one(
    zone: str, at: time, now: datetime, every: str, day: int
) -> None:
    digest = Digest(every=every, at=at, zone=zone, day=day)  # type: ignore[arg-type]
    due = next_digest(digest, now)
    assert now < due <= now + timedelta(days=9 if every == "weekly" else 3)
    local = due.astimezone(ZoneInfo(zone))
    shifted = (local - timedelta(hours=1)).replace(tzinfo=None)
    assert at in {local.time(), shifted.time(), (local - timedelta(minutes=30)).time()}
    again = next_digest(digest, due)
    days = (again.astimezone(ZoneInfo(zone)).date() - local.date()).days
    assert days == 7 if every == "weekly" else 1 <= days <= 2


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), start=clocks, end=clocks, now=moments)
def test_nothing_goes_in_quiet_hours_and_their_end_is_not_quiet(
    zone: str, start: time, end: time, now: datetime
) -> None:
    end = end if end != start else time((start.hour + 1) % 24, start.minute)
    quiet = Quiet(start=start, end=end, zone=zone)
    until = quiet_until(quiet, now) or now
    assert quiet_until(quiet, until) is None
    assert now <= until <= now + timedelta(hours=26)


def at(severity: Severity, now: str, **changes: object) -> Slot:
    return slot_of(Subscription(name="desk", **changes), severity, utc(now))  # type: ignore[arg-type]


def test_without_a_wish_an_alert_goes_at_once_and_alone() -> None:
    assert at(Severity.LOW, "2026-01-15T04:00") == Slot(utc("2026-01-15T04:00"))


def test_a_wait_shares_with_others_and_quiet_hours_shift_it_to_their_end() -> None:
    wait = timedelta(minutes=5)
    assert at(Severity.LOW, "2026-01-15T01:00", group_wait=wait) == Slot(
        utc("2026-01-15T01:05"), "wait"
    )
    due = at(Severity.LOW, "2026-01-15T02:57", group_wait=wait, quiet=NIGHT)
    assert due == Slot(utc("2026-01-15T12:00"), "quiet 2026-01-15T12:00")


def test_a_digest_in_quiet_hours_goes_when_they_end() -> None:
    late = Digest(every="daily", at=time(23), zone="America/New_York")
    due = at(Severity.LOW, "2026-01-15T01:00", digest=late, quiet=NIGHT)
    assert due == Slot(utc("2026-01-15T12:00"), "quiet 2026-01-15T12:00")


@pytest.mark.parametrize(
    ("severity", "waits"),
    [(Severity.MEDIUM, True), (Severity.HIGH, False), (Severity.CRITICAL, False)],
)
def test_what_is_urgent_waits_for_nothing(severity: Severity, *, waits: bool) -> None:
    noon = Digest(every="daily", at=time(12), zone="UTC")
    due = at(severity, "2026-01-15T04:00", urgent=Severity.HIGH, quiet=NIGHT, digest=noon)
    assert (due.due_at > utc("2026-01-15T04:00")) is waits
    assert (due.shared is not None) is waits
