"""The dispatcher: lease what is due, then ring.

The lease is committed before the bell rings. A ring that gets lost, a worker that
dies, a wiped Redis: the lease runs out and the row is due again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from watcher.ledger import Ledger
    from watcher.model import FilingId
    from watcher.queue import Doorbell
    from watcher.settings import Settings


SMALL_FORMS = frozenset({"144", "144/A", "3", "3/A", "4", "4/A", "5", "5/A"})
"""One XML document of some kilobytes each, most of what EDGAR lists."""

FILINGS_TOGETHER = 8
"""Most filings that share a work-horse."""

DELIVERIES_TOGETHER, DELIVERY_LANES = 64, 16
"""Most messages that share a work-horse, and how many of them are on their way at a time."""

DELIVERY_TURNS = DELIVERIES_TOGETHER // DELIVERY_LANES
"""How many times the time of one message a work-horse may take at most."""

Id = TypeVar("Id", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """How many rows of each queue one sweep rang."""

    filings: int
    deliveries: int
    scans: int = 0


def hold_of(job_seconds: int, settings: Settings) -> timedelta:
    """How long a row stays leased: the job's time-out and a margin."""
    return timedelta(seconds=job_seconds + settings.sweep.lease_margin_seconds)


def sweep(ledger: Ledger, doorbell: Doorbell, settings: Settings, now: datetime) -> Rung:
    """Lease due filings and deliveries and ring each. Raises QueueDown, LedgerBusy.

    Where Redis is known to be down nothing is leased, so that rows stay due. No more
    rings than ``batch`` wait in a queue: a lease may run out there and the row rings
    again, which without that limit would fill Redis while workers are slow or away.
    Of filings that nobody is told of only ``quiet`` wait, for the queue is first come,
    first served, and news must not stand behind a backfill.
    """
    if not doorbell.answers():
        return Rung(filings=0, deliveries=0)
    ledger.release_backfills(now)
    limits, batch = settings.workers, settings.sweep.batch
    deliveries = ring_deliveries(ledger, doorbell, settings, now)
    waiting = doorbell.waiting("filings")
    filings = ledger.lease_filings(
        now=now,
        limit=max(0, batch - waiting),
        quiet=max(0, settings.sweep.quiet - waiting),
        hold=hold_of(limits.filing_seconds, settings),
    )
    doorbell.ring_together("filings", _shared(filings, ledger, limits.filings))
    scans = _ring_scans(ledger, doorbell, settings, now) if limits.ocr else 0
    return Rung(filings=len(filings), deliveries=deliveries, scans=scans)


def ring_deliveries(ledger: Ledger, doorbell: Doorbell, settings: Settings, now: datetime) -> int:
    """Lease due deliveries and ring them, several to a job; how many. Raises as ``sweep``.

    A worker that has just committed alerts calls it too, so that they need not wait for
    the next sweep.
    """
    waiting = doorbell.waiting("deliveries") * DELIVERIES_TOGETHER
    due = ledger.lease_deliveries(
        now=now,
        limit=max(0, settings.sweep.batch * DELIVERY_LANES - waiting),
        hold=hold_of(settings.workers.delivery_seconds, settings),
    )
    groups = _cut(due, _share(len(due), settings.workers.deliveries, DELIVERIES_TOGETHER))
    doorbell.ring_together("deliveries", groups, turns=DELIVERY_TURNS)
    return len(due)


def _shared(ids: Sequence[FilingId], ledger: Ledger, workers: int) -> list[list[FilingId]]:
    """Which filings one work-horse reads: small ones at their first attempt some at a time,
    every other alone, so that a document that kills its reader kills nothing else.
    """
    small = ledger.first_attempts(ids, forms=SMALL_FORMS) if len(ids) > 1 else set()
    groups = _cut([i for i in ids if i in small], _share(len(small), workers, FILINGS_TOGETHER))
    place = {filing_id: number for number, filing_id in enumerate(ids)}
    groups += [[i] for i in ids if i not in small]
    return sorted(groups, key=lambda group: place[group[0]])


def _share(rows: int, workers: int, most: int) -> int:
    """How many rows go together so that every worker gets some."""
    return min(most, max(1, -(-rows // max(workers, 1))))


def _cut(ids: Sequence[Id], size: int) -> list[list[Id]]:
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]


def _ring_scans(ledger: Ledger, doorbell: Doorbell, settings: Settings, now: datetime) -> int:
    """Lease and ring scans, where this installation reads them. Few at a time: each is minutes."""
    scans = ledger.lease_scans(
        now=now,
        limit=max(0, settings.sweep.quiet - doorbell.waiting("ocr")),
        hold=hold_of(settings.workers.ocr_seconds, settings),
    )
    doorbell.ring("ocr", scans)
    return len(scans)
