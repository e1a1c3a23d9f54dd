"""Our clock against the venue's: every answer has a ``Date`` of whole seconds.

Times of filings, leases and signatures come from our clock; one that is wrong makes news
look late and two schedulers take the lead from one another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from watcher.ops import logs
from watcher.ops.clock import Clock, utc_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from watcher.ledger import Ledger
    from watcher.net.client import Get, Response

TOLERATED = timedelta(seconds=10)

_SECOND = timedelta(seconds=1)

_log = logs.get("skew")


class Dated:
    """A ``Get`` that also looks at the clock of who answers."""

    def __init__(self, get: Get, clock: Clock = utc_now) -> None:
        self._get, self._clock = get, clock
        self.skew: timedelta | None = None
        self._kept: timedelta | None = None

    def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        max_bytes: int | None = None,
        conditional: bool = False,
    ) -> Response:
        """One whole answer."""
        asked = self._clock()
        response = self._get.get(url, accept=accept, max_bytes=max_bytes, conditional=conditional)
        if response.status == 200:
            self.skew = skew_of(response.headers, asked, self._clock())
        return response

    def keep(self, source: str, ledger: Ledger) -> None:
        """Note a skew for `watcher doctor` when it changed; say so when it is too large."""
        if self.skew is None or (
            self._kept is not None and abs(self.skew - self._kept) < 5 * _SECOND
        ):
            return
        self._kept, seconds = self.skew, self.skew.total_seconds()
        if abs(self.skew) > TOLERATED:
            _log.warning("clock differs", source=source, seconds=round(seconds))
        ledger.set_cursor(name_of(source), str(round(seconds)), now=self._clock())


def name_of(source: str) -> str:
    """The cursor that has the skew of a source, in whole seconds."""
    return f"{source}:skew"


def skew_of(headers: Mapping[str, str], asked: datetime, heard: datetime) -> timedelta | None:
    """How far our clock is ahead of an answer's (behind: negative); zero where it may be right.

    None without a ``Date`` that can be read. ``Age`` says how old a cache's copy is.
    """
    try:
        date = parsedate_to_datetime(headers.get("date", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    age = headers.get("age", "")
    date += timedelta(seconds=min(int(age), 10**6) if age.isdecimal() else 0)
    if asked > date + _SECOND:
        return asked - date - _SECOND
    return heard - date if heard < date else timedelta(0)
