"""A moment as its readers' clocks show it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def clocks(when: datetime, *zones: str, seconds: bool = True) -> str:
    """``2026-03-25 09:00:12 UTC (2026-03-25 17:00 Hong Kong, 2026-03-25 05:00 New York)``.

    UTC first, then each named zone once (IANA names; empty ones are passed over).
    """
    utc = f"{when:%Y-%m-%d %H:%M:%S} UTC" if seconds else f"{when:%Y-%m-%d %H:%M} UTC"
    others = [zone for zone in dict.fromkeys(zones) if zone and _place(zone) != "UTC"]
    local = [f"{when.astimezone(ZoneInfo(z)):%Y-%m-%d %H:%M} {_place(z)}" for z in others]
    return f"{utc} ({', '.join(local)})" if local else utc


def _place(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
