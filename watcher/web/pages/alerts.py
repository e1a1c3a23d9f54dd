"""The alerts, and one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from watcher.errors import UnknownId
from watcher.model import AlertId
from watcher.web.access import require
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/")
def alerts(request: Request, limit: Limit = 100) -> HTMLResponse:
    """The newest alerts first."""
    ledger = request.app.state.ledger
    rows = list(reversed(ledger.alerts(limit=limit)))
    return page(request, "alerts", rows=rows, summary=ledger.summary())


@router.get("/alerts/{alert_id}")
def alert(request: Request, alert_id: str) -> HTMLResponse:
    """One alert and its deliveries with every attempt."""
    ledger = request.app.state.ledger
    row = ledger.alert(AlertId(alert_id))
    if row is None:
        raise UnknownId(f"no alert {alert_id} in the ledger")
    made = ledger.deliveries(alert_id=row.alert.id, limit=500)
    return page(request, "alert", row=row, deliveries=[(d, ledger.attempts(d.id)) for d in made])
