"""One poll of EDGAR as configured, and what became of what it found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tests.watcher.sources.venues import EDGAR
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.net.client import Get
from watcher.poll import poll_source
from watcher.sources import load_source

SOURCE = load_source(EDGAR.module)


def poll(ledger: Ledger, get: Get, now: datetime, watched: Sequence[str] = ()) -> PollNote:
    """A poll that asks by ``get``."""
    return poll_source("edgar", SOURCE, EDGAR, get, ledger, now, watched)


def announced(ledger: Ledger) -> dict[str, bool]:
    """Each filing, and whether somebody may be told of it."""
    return {row.filing.id: row.notify for row in ledger.filings(limit=10_000)}
