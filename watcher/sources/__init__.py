"""Sources: one module (or package) per venue, exporting ``SOURCE``.

A source reads feed bytes into entries and entries into filings (pure), and walks the
pages of its venue through a ``Get`` (the only effect). It never opens a filing and never
touches the ledger: ``watcher.poll`` records what it found. The configuration names the
module; there is nothing to register.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from watcher import settings
from watcher.errors import ConfigError, WatcherError
from watcher.model import FeedEntry, Filing, Issuer, SourceName
from watcher.net.client import Get


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One feed page. ``damage`` says what is wrong with a page that was kept all the same.

    ``short``: entries are missing at its end, so that older filings may be hidden.
    ``as_of`` is the venue's own time of the page, ``pages`` how many it says there are.
    """

    entries: tuple[FeedEntry, ...]
    damage: str | None = None
    short: bool = False
    as_of: datetime | None = None
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """What one poll found, also when it broke off in the middle.

    ``mark`` is how far the venue has been read (aware UTC); the next poll reads back to
    it. It is None where pages are missing because of ``error`` or a short page: then the
    old mark stays and everything behind it is read again. ``gap_since``: the feed ended
    before the old mark was reached; what lies between only an audit can find.
    """

    filings: tuple[Filing, ...]
    entries: int
    pages: int
    mark: datetime | None
    gap_since: datetime | None = None
    unchanged: bool = False
    damage: tuple[str, ...] = ()
    error: WatcherError | None = None

    @property
    def complete(self) -> bool:
        """Everything up to the old mark, or to the end of the feed, has been read."""
        return self.mark is not None


class Poll(Protocol):
    """Read the feed back to ``since`` (None: first poll, one page)."""

    def __call__(
        self, get: Get, config: settings.Source, *, since: datetime | None, now: datetime
    ) -> PollResult:
        """Never raises WatcherError: the failure is in the result beside what was found."""
        ...


class CatchUp(Protocol):
    """Filings of a span of days, of some issuers or (empty) of the whole market."""

    def __call__(
        self,
        get: Get,
        config: settings.Source,
        *,
        since: date,
        until: date,
        issuers: Sequence[Issuer],
        now: datetime,
    ) -> tuple[Filing, ...]:
        """``since`` and ``until`` are the venue's calendar days, both included."""
        ...


class Reconcile(Protocol):
    """All filings of one of the venue's calendar days, from its own index of that day."""

    def __call__(
        self, get: Get, config: settings.Source, *, day: date, now: datetime
    ) -> tuple[Filing, ...]:
        """Empty on a day without filings; NotFound while the index is not published yet."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One venue: data and five functions."""

    name: SourceName
    entries: Callable[[bytes], Page]
    poll: Poll
    documents: Callable[[Filing], tuple[str, ...]]
    catch_up: CatchUp
    reconcile: Reconcile
    day_of: Callable[[datetime], date]
    """The venue's calendar day of an aware UTC time."""


def load_source(module: str, *, name: str = "*") -> Source:
    """The source that a ``[sources.<name>] module`` setting names. Raises ConfigError."""
    try:
        found = importlib.import_module(module).SOURCE
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"[sources.{name}] module {module!r} is not a source: {error}") from error
    if not isinstance(found, Source):
        raise ConfigError(
            f"[sources.{name}] module {module!r}: SOURCE is not a watcher.sources.Source"
        )
    return found
