"""The filings, and one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from watcher.errors import UnknownId
from watcher.ledger.rows import FilingState
from watcher.model import FilingId
from watcher.web.access import require
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/filings")
def filings(request: Request, state: FilingState | None = None, limit: Limit = 100) -> HTMLResponse:
    """The newest filings, whatever became of them."""
    rows = request.app.state.ledger.filings(state=state, limit=limit)
    return page(request, "filings", rows=rows, state=state)


@router.get("/filings/{filing_id}")
def filing(request: Request, filing_id: str) -> HTMLResponse:
    """One filing: events with evidence, suppressed cues with reasons, doubts, alerts."""
    ledger = request.app.state.ledger
    row = ledger.filing(FilingId(filing_id))
    if row is None:
        raise UnknownId(f"no filing {filing_id} in the ledger")
    known = row.filing.id
    events = ledger.events(known)
    return page(
        request,
        "filing",
        row=row,
        events=events,
        told_before=ledger.told_before(row.filing, events),
        suppressed=ledger.suppressed(known),
        flags=ledger.flags(known),
        alerts=ledger.alerts(filing_id=known),
    )
