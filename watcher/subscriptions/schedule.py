"""When an alert may go: waits, digests and quiet hours, on local clocks. Pure.

A local time that a clock change skips is taken where the old offset puts it (never
early); one that comes twice starts quiet hours and digests at its first coming and ends
quiet hours at its second, so that nothing goes early and no digest goes twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from watcher.model import Digest, Quiet, Severity, Subscription

_DAY = timedelta(days=1)


class Slot(NamedTuple):
    """When an alert may go. ``shared`` names what makes it go with others due then."""

    due_at: datetime
    shared: str | None = None


def slot_of(subscription: Subscription, severity: Severity, now: datetime) -> Slot:
    """When an alert of this severity, made ``now``, may go to the subscription's channels.

    ``shared`` is ``digest`` or ``quiet`` with the time, ``wait`` for a ``group_wait``, and
    None where the alert goes at once and alone.
    """
    if subscription.urgent is not None and severity.rank >= subscription.urgent.rank:
        return Slot(now)
    due_at, shared = now, None
    if subscription.digest is not None:
        due_at = next_digest(subscription.digest, now)
        shared = f"digest {due_at:%Y-%m-%dT%H:%M}"
    elif subscription.group_wait:
        due_at, shared = now + subscription.group_wait, "wait"
    if subscription.quiet is not None and (until := quiet_until(subscription.quiet, due_at)):
        due_at, shared = until, f"quiet {until:%Y-%m-%dT%H:%M}"
    return Slot(due_at, shared)


def quiet_until(quiet: Quiet, now: datetime) -> datetime | None:
    """The end of the quiet hours that ``now`` lies in, or None outside of them."""
    zone = _zone(quiet.zone)
    today = now.astimezone(zone).date()
    for day in (today - _DAY, today, today + _DAY):
        if day.weekday() not in quiet.days:
            continue
        start = _instant(day, quiet.start, zone)
        last = day if quiet.end > quiet.start else day + _DAY
        end = _instant(last, quiet.end, zone, fold=1)
        if start <= now < end:
            return quiet_until(quiet, end) or end
    return None


def next_digest(digest: Digest, now: datetime) -> datetime:
    """The first time of this digest after ``now``."""
    zone = _zone(digest.zone)
    if digest.every == "hourly":
        return _next_hour(digest.at.minute, zone, now)
    today = now.astimezone(zone).date()
    days = (today + _DAY * number for number in range(-1, 9))
    wanted = (d for d in days if digest.every == "daily" or d.weekday() == digest.day)
    return next(at for d in wanted if (at := _instant(d, digest.at, zone)) > now)


def _next_hour(minute: int, zone: ZoneInfo, now: datetime) -> datetime:
    """The next time at which the clock of the place shows this minute."""
    at = now.replace(second=0, microsecond=0)
    for _ in range(180):  # a change of half an hour can make it wait longer than an hour
        at += timedelta(minutes=1)
        if at.astimezone(zone).minute == minute:
            return at
    raise AssertionError("every clock shows every minute within three hours")


def _instant(day: date, at: time, zone: ZoneInfo, *, fold: int = 0) -> datetime:
    local = datetime.combine(day, at, tzinfo=zone).replace(fold=fold)
    if fold and _skipped(local):  # fold=1 in a gap would be early
        local = local.replace(fold=0)
    return local.astimezone(UTC)


def _skipped(local: datetime) -> bool:
    """Whether a clock change jumps over this local time."""
    back = local.astimezone(UTC).astimezone(local.tzinfo)
    return back.replace(tzinfo=None) != local.replace(tzinfo=None)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
