"""Business time of both venues: holidays, weekends, daylight saving, windows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from watcher.ops.calendars import CALENDARS, LONGEST_LOOK, silent_for

EDGAR, HKEX = CALENDARS["edgar"], CALENDARS["hkexnews"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-25", True),
        ("2026-11-26", False),  # Thanksgiving
        ("2026-11-28", False),  # Saturday
        ("2026-04-03", True),  # Good Friday: the exchange rests, EDGAR does not
        ("2026-07-03", False),  # Independence Day, kept on a Friday
        ("2027-01-01", False),
    ],
)
def test_edgar_rests_on_federal_holidays_and_weekends(day: str, *, works: bool) -> None:
    assert EDGAR.is_business_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-02-16", True),
        ("2026-02-17", False),  # Lunar New Year
        ("2026-04-03", False),  # Good Friday
        ("2026-07-01", False),  # Establishment Day
        ("2026-11-26", True),
    ],
)
def test_hong_kong_rests_on_its_own_holidays(day: str, *, works: bool) -> None:
    assert HKEX.is_business_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-03-06T10:59", False),  # Friday before the change: 05:59 in New York
        ("2026-03-06T11:00", True),
        ("2026-03-09T09:59", False),  # Monday after it: an hour earlier in UTC
        ("2026-03-09T10:00", True),
        ("2026-03-10T01:59", True),
        ("2026-03-10T02:00", False),
    ],
)
def test_edgar_opens_at_six_in_new_york_whatever_the_season(when: str, *, open_: bool) -> None:
    assert EDGAR.is_open(utc(when)) is open_


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-03-24T22:00", True),  # 06:00 on the 25th
        ("2026-03-25T00:30", False),
        ("2026-03-25T04:10", True),  # lunch
        ("2026-03-25T05:00", False),
        ("2026-03-25T14:59", True),
        ("2026-03-25T15:00", False),
    ],
)
def test_hong_kong_publishes_in_three_windows(when: str, *, open_: bool) -> None:
    assert HKEX.is_open(utc(when)) is open_


def test_a_weekend_passes_no_business_time() -> None:
    friday_night, monday = utc("2026-03-21T02:00"), utc("2026-03-23T10:30")
    assert EDGAR.open_time(friday_night, monday) == timedelta(minutes=30)


def test_a_day_of_each_venue_is_as_long_as_its_windows() -> None:
    for calendar, hours in ((EDGAR, 16), (HKEX, 9.5)):
        whole = calendar.open_time(utc("2026-03-24T15:59"), utc("2026-03-25T15:59"))
        assert whole == timedelta(hours=hours)


def test_the_weekend_of_the_change_of_clocks_neither_adds_nor_loses_an_hour() -> None:
    for start in ("2026-03-06T00:00", "2026-10-30T00:00"):
        since = utc(start) + timedelta(hours=5)
        assert EDGAR.open_time(since, since + timedelta(days=4)) == timedelta(hours=32)


def test_time_that_runs_backwards_is_no_silence() -> None:
    now = utc("2026-03-25T15:00")
    assert silent_for("edgar", now + timedelta(hours=1), now) == timedelta(0)
    assert silent_for("elsewhere", now + timedelta(hours=1), now) == timedelta(0)


def test_a_source_without_a_calendar_is_always_open() -> None:
    now = utc("2026-03-22T15:00")
    assert silent_for("elsewhere", now - timedelta(hours=3), now) == timedelta(hours=3)


def test_an_age_is_counted_back_for_a_bounded_time() -> None:
    now = utc("2026-03-25T15:00")
    assert silent_for("edgar", now - timedelta(days=4000), now) < LONGEST_LOOK
