"""What works, for people."""

from __future__ import annotations

from collections import defaultdict

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from watcher.ledger import Ledger
from watcher.ops.health import health
from watcher.web.access import require
from watcher.web.views import page

DONE = {
    "filings_recorded": "filings recorded", "events": "events found", "alerts": "alerts",
    "suppressed": "cues looked at and not told", "attempts": "attempts to deliver",
}  # fmt: skip
"""Counters of the ledger and what people call them."""

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])


@router.get("/health")
def health_page(request: Request) -> HTMLResponse:
    """Checks, what waits, what was done so far, and the last polls."""
    state = request.app.state
    return page(
        request, "health", checks=health(state.ledger, state.doorbell, state.settings),
        polls=state.ledger.polls(limit=30), vitals=state.ledger.vitals(()), done=_done(state.ledger),
    )  # fmt: skip


def _done(ledger: Ledger) -> dict[str, int]:
    """Sums of the ledger's own counters, for a count over all rows would be slow."""
    sums: dict[str, int] = defaultdict(int)
    for name, _, value in ledger.counters(*DONE):
        sums[name] += value
    return {DONE[name]: sums[name] for name in DONE}
