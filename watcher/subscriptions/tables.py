"""The tables of ``subscriptions.toml`` as pydantic checks them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from watcher.misfits import meant
from watcher.model import (
    STATUSES,
    Digest,
    Grouping,
    Quiet,
    Severity,
    SourceName,
    Subscription,
)
from watcher.subscriptions.telling import ChannelBlock
from watcher.subscriptions.watchlists import Watchlist

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_WAIT = timedelta(hours=24)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_GLOB = re.compile(r"[a-z0-9_*?]+(\.[a-z0-9_*?]+)?")
_AGE = re.compile(r"(\d{1,5})([smhd])")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def span(text: Any) -> Any:
    """``"90s"``, ``"15m"``, ``"12h"``, ``"3d"``. Raises ValueError."""
    found = _AGE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError('write a number and s, m, h or d, such as "3d"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError("a name has lower-case letters, digits, - and _ only")
    return text


def _glob(text: Any) -> Any:
    if isinstance(text, str) and not _GLOB.fullmatch(text):
        raise ValueError("not a type or type.subtype (with * and ?)")
    return text


def _status(text: Any) -> Any:
    if isinstance(text, str) and text not in STATUSES:
        raise ValueError(f"no status is called {text!r}{meant(text, STATUSES)}")
    return text


def _clock(text: Any) -> Any:
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError('write a time of day such as "18:30"')
    return time(int(found[1]), int(found[2]))


def _zone(text: Any) -> Any:
    try:
        return _known_zone(text if isinstance(text, str) else "")
    except (ValueError, OSError) as error:  # ZoneInfo's ways of not knowing a name
        raise ValueError('no time zone of this name; write one such as "Asia/Hong_Kong"') from error


@lru_cache(maxsize=64)
def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except ZoneInfoNotFoundError as error:
        raise ValueError(name) from error


def _day(text: Any) -> Any:
    if text not in DAYS:
        raise ValueError(f"write one of {', '.join(DAYS)}")
    return DAYS.index(text)


Name: TypeAlias = Annotated[str, BeforeValidator(_name)]
Glob: TypeAlias = Annotated[str, BeforeValidator(_glob)]
Status: TypeAlias = Annotated[str, BeforeValidator(_status)]
Clock: TypeAlias = Annotated[time, BeforeValidator(_clock)]
Zone: TypeAlias = Annotated[str, BeforeValidator(_zone)]
Day: TypeAlias = Annotated[int, BeforeValidator(_day)]
Span: TypeAlias = Annotated[timedelta, BeforeValidator(span)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChannelTable(BaseModel):
    """``[channels.NAME]``; further keys are the channel module's own."""

    model_config = ConfigDict(frozen=True, extra="allow")

    module: str = Field(pattern=r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)+$")
    enabled: bool = True
    to: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    zone: Zone = ""

    def block(self, name: str) -> ChannelBlock:
        """The channel as the program carries it."""
        return ChannelBlock(
            name=name, module=self.module, enabled=self.enabled,
            to=tuple(dict.fromkeys(self.to)), options=self.model_extra or {},
            warn=self.warn, zone=self.zone,
        )  # fmt: skip


class QuietTable(_Table):
    """``quiet = { from = "22:00", to = "07:00", zone = "Asia/Hong_Kong" }``."""

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="to")
    zone: Zone
    days: tuple[Day, ...] = tuple(range(7))

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.start == self.end:
            raise ValueError("from and to are the same time; quiet all day is no subscription")
        return self

    def quiet(self) -> Quiet:
        """The quiet hours."""
        return Quiet(start=self.start, end=self.end, zone=self.zone, days=frozenset(self.days))


class DigestTable(_Table):
    """``digest = { every = "daily", at = "18:00", zone = "America/New_York" }``."""

    every: Literal["hourly", "daily", "weekly"]
    at: Clock = time(0)
    zone: Zone
    day: Day | None = None

    @model_validator(mode="after")
    def _day_of_week(self) -> Self:
        if (self.every == "weekly") != (self.day is not None):
            raise ValueError('day belongs to every = "weekly", and only to it')
        if self.every == "hourly" and self.at.hour:
            raise ValueError('of an hourly digest at gives the minute: "00:30"')
        return self

    def digest(self) -> Digest:
        """The digest."""
        return Digest(every=self.every, at=self.at, zone=self.zone, day=self.day or 0)


class SubscriptionTable(_Table):
    """``[subscriptions.NAME]``."""

    issuers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    watchlists: tuple[str, ...] = ()
    types: tuple[Glob, ...] = ()
    statuses: tuple[Status, ...] = ()
    sources: tuple[SourceName, ...] = ()
    min_severity: Severity = Severity.LOW
    where: str | None = None
    max_age: Span = timedelta(days=3)
    channels: tuple[str, ...] = ()
    group: Grouping = "filing"
    group_wait: Annotated[Span, Field(le=LONGEST_WAIT)] = timedelta(0)
    quiet: QuietTable | None = None
    digest: DigestTable | None = None
    urgent: Severity | None = None

    @model_validator(mode="after")
    def _one_wait(self) -> Self:
        if self.digest and self.group_wait:
            raise ValueError("give digest or group_wait: a digest gathers anyway")
        return self

    def subscription(
        self, name: str, channels: Mapping[str, ChannelBlock], lists: Mapping[str, Watchlist]
    ) -> Subscription:
        """The subscription with its watchlists and the routes of its enabled channels."""
        mine = [lists[each] for each in self.watchlists]
        routes = [r for c in self.channels if channels[c].enabled for r in channels[c].routes]
        return Subscription(
            name=name,
            issuers=_all(self.issuers, *(each.issuers for each in mine)),
            people=_all(self.people, *(each.people for each in mine)),
            types=self.types, statuses=self.statuses, sources=self.sources,
            min_severity=self.min_severity, where=self.where, max_age=self.max_age,
            channels=_all(tuple(routes)), group=self.group, group_wait=self.group_wait,
            quiet=self.quiet.quiet() if self.quiet else None,
            digest=self.digest.digest() if self.digest else None,
            urgent=self.urgent,
        )  # fmt: skip


def _all(*lists: tuple[str, ...]) -> tuple[str, ...]:
    """Every entry once, in order."""
    return tuple(dict.fromkeys(entry for each in lists for entry in each))
