"""The dispatcher: lease what is due, then ring.

The lease is committed before the bell rings. A ring that gets lost, a worker that
dies, a wiped Redis: the lease runs out and the row is due again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.queue import Doorbell
    from watcher.settings import Settings


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
    deliveries = ledger.lease_deliveries(
        now=now,
        limit=max(0, batch - doorbell.waiting("deliveries")),
        hold=hold_of(limits.delivery_seconds, settings),
    )
    doorbell.ring("deliveries", deliveries)
    waiting = doorbell.waiting("filings")
    filings = ledger.lease_filings(
        now=now,
        limit=max(0, batch - waiting),
        quiet=max(0, settings.sweep.quiet - waiting),
        hold=hold_of(limits.filing_seconds, settings),
    )
    doorbell.ring("filings", filings)
    scans = _ring_scans(ledger, doorbell, settings, now) if limits.ocr else 0
    return Rung(filings=len(filings), deliveries=len(deliveries), scans=scans)


def _ring_scans(ledger: Ledger, doorbell: Doorbell, settings: Settings, now: datetime) -> int:
    """Lease and ring scans, where this installation reads them. Few at a time: each is minutes."""
    scans = ledger.lease_scans(
        now=now,
        limit=max(0, settings.sweep.quiet - doorbell.waiting("ocr")),
        hold=hold_of(settings.workers.ocr_seconds, settings),
    )
    doorbell.ring("ocr", scans)
    return len(scans)
