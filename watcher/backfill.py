"""Filling the ledger with what the venues published before, one step at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import structlog

from watcher import settings
from watcher.errors import NotFound
from watcher.ledger import Ledger
from watcher.model import FilingId, Issuer
from watcher.net.client import Get
from watcher.sources import Source

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """One step of a backfill: a day of the whole market, or the span of one issuer.

    ``listed`` filings were found, ``new`` of them recorded; ``error`` says that the venue
    has no index of the day yet.
    """

    since: date
    until: date
    issuer: str | None
    listed: int = 0
    new: tuple[FilingId, ...] = ()
    error: str | None = None


def backfill_source(
    source: Source,
    config: settings.Source,
    get: Get,
    ledger: Ledger,
    *,
    since: date,
    until: date,
    issuers: Sequence[Issuer],
    notify: bool,
    now: datetime,
    digest: str | None = None,
    dry_run: bool = False,
) -> Iterator[Backfilled]:
    """Record the filings of a span of the venue's days, one yield for each step.

    A step is a day, or with ``issuers`` one of them, and it is recorded before it is
    yielded: an interrupted run keeps what it has, and the next one passes over it.
    ``digest`` is the label of one that is told in one message, when it is ended
    (``Ledger.end_backfill``) and read. ``dry_run`` only finds what is new. Raises the
    errors of the client and the ledger.
    """
    days = [since + timedelta(days=offset) for offset in range((until - since).days + 1)]
    whole: list[tuple[date, date, Issuer | None]] = [(since, until, i) for i in issuers]
    steps = whole or [(day, day, None) for day in days]
    for first, last, issuer in steps:
        step = Backfilled(since=first, until=last, issuer=None if issuer is None else issuer.key)
        wanted = [] if issuer is None else [issuer]
        try:
            found = source.catch_up(get, config, since=first, until=last, issuers=wanted, now=now)
        except NotFound as error:
            _log.warning("day not read", source=source.name, day=str(first), error=str(error))
            yield replace(step, error=str(error))
            continue
        known = ledger.known([filing.id for filing in found])
        fresh = [filing for filing in found if filing.id not in known]
        new = (
            ledger.record(fresh, now=now, notify=notify, digest=digest)
            if fresh and not dry_run
            else [f.id for f in fresh]
        )
        yield replace(step, listed=len(found), new=tuple(new))
