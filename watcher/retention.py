"""What is old goes: notes of polls and attempts, traces, the bodies of documents.

Filings, events, alerts and deliveries are the record and stay. A document that is wanted
again after its time is fetched again from the venue (``watcher reread``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from watcher.ops import logs

if TYPE_CHECKING:
    from watcher.blobs import Blobs
    from watcher.ledger import Ledger
    from watcher.settings import Retention

EVERY_SECONDS = 3600.0
"""How often the leader looks."""

TRACES_KEPT = timedelta(days=7)

_log = logs.get("retention")


def forget(ledger: Ledger, blobs: Blobs, wanted: Retention, now: datetime) -> dict[str, int]:
    """Drop what is older than the settings say (0 days: for ever); how much of each kind.

    Raises LedgerBusy, and BlobsAway where the blob store fails.
    """
    gone = {"traces": ledger.forget_traces(now - TRACES_KEPT)}
    gone["priorities"] = ledger.forget_priorities()
    if wanted.polls_days:
        gone["polls"] = ledger.forget_polls(now - timedelta(days=wanted.polls_days))
    if wanted.attempts_days:
        gone["attempts"] = ledger.forget_attempts(now - timedelta(days=wanted.attempts_days))
    keep = timedelta(days=wanted.documents_days) if wanted.documents_days else None
    gone["documents"] = blobs.forget(None if keep is None else now - keep, now)
    for what, count in gone.items():
        if count:
            _log.info(f"{what} forgotten", count=count)
    return gone
