"""When a venue publishes: its hours on its business days, in its own time zone.

EDGAR takes filings from 06:00 to 22:00 New York time and rests on federal holidays, not
with the stock exchange: it works on Good Friday. HKEXnews publishes in the windows of
Listing Rule 2.07C(4), of which an eve of a holiday has the same evening. Daylight saving
comes from the time zones, holidays from the library ``holidays``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from holidays import HolidayBase

LONGEST_LOOK = timedelta(days=30)
"""Business time is counted back so far; longer without news is stale by any measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Where and when: ``windows`` are local times of a business day, start before end."""

    zone: ZoneInfo
    windows: tuple[tuple[time, time], ...]
    rests: Literal["US", "XHKG"]

    def is_business_day(self, day: date) -> bool:
        """Whether the venue works on a local day."""
        return day.weekday() < 5 and day not in _holidays(self.rests)

    def is_open(self, when: datetime) -> bool:
        """Whether the venue publishes at a time (aware)."""
        return any(start <= when < end for start, end in self._hours(_day(when, self.zone)))

    def open_time(self, since: datetime, until: datetime) -> timedelta:
        """How long the venue was open between two aware times; zero where none is between.

        What lies more than LONGEST_LOOK before the end is left out.
        """
        since = max(since, until - LONGEST_LOOK)
        total, day = timedelta(0), _day(since, self.zone)
        while day <= _day(until, self.zone):
            for start, end in self._hours(day):
                total += max(timedelta(0), min(end, until) - max(start, since))
            day += timedelta(days=1)
        return total

    def _hours(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The windows of a day as UTC times: wall-clock sums would be wrong over a DST change."""
        if self.is_business_day(day):
            for start, end in self.windows:
                yield self._utc(day, start), self._utc(day, end)

    def _utc(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)


CALENDARS = {
    "edgar": Calendar(
        zone=ZoneInfo("America/New_York"), windows=((time(6), time(22)),), rests="US"
    ),
    "hkexnews": Calendar(
        zone=ZoneInfo("Asia/Hong_Kong"),
        windows=((time(6), time(8, 30)), (time(12), time(12, 30)), (time(16, 30), time(23))),
        rests="XHKG",
    ),
    "hkex_di": Calendar(
        zone=ZoneInfo("Asia/Hong_Kong"), windows=((time(9), time(23)),), rests="XHKG"
    ),
}
"""The calendar of each source that has one."""


def silent_for(source: str, last: datetime, now: datetime) -> timedelta:
    """How much of the venue's open time passed since ``last``; all time without a calendar."""
    calendar = CALENDARS.get(source)
    return max(now - last, timedelta(0)) if calendar is None else calendar.open_time(last, now)


def _day(when: datetime, zone: ZoneInfo) -> date:
    return when.astimezone(zone).date()


@cache
def _holidays(rests: Literal["US", "XHKG"]) -> HolidayBase:
    """The library adds the years that are asked for; loaded when the first is."""
    import holidays  # noqa: PLC0415 - 0.05 s that most processes need not pay

    if rests == "US":
        return holidays.country_holidays("US")
    return holidays.financial_holidays("XHKG")
