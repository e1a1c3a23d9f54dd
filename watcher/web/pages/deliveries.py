"""The deliveries, their attempts, and sending again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from watcher.errors import UnknownId
from watcher.model import AlertId, DeliveryId, DeliveryState
from watcher.ops.clock import utc_now
from watcher.web.access import Who, require
from watcher.web.views import page, segment

router = APIRouter(include_in_schema=False)

Limit = Annotated[int, Query(ge=1, le=500)]
Operator = Annotated[Who, Depends(require("operate"))]


@router.get("/deliveries", dependencies=[Depends(require("read"))])
def deliveries(
    request: Request, state: DeliveryState | None = None, limit: Limit = 100
) -> HTMLResponse:
    """Latest due first, of one state or of all."""
    ledger = request.app.state.ledger
    listed = ledger.deliveries(state=state, limit=limit)
    last = ledger.last_attempts([each.id for each in listed])
    rows = [(each, last.get(each.id)) for each in listed]
    return page(
        request, "deliveries", rows=rows, state=state, states=list(DeliveryState),
        failing=ledger.endpoints(),
    )  # fmt: skip


@router.post("/deliveries/{delivery_id}/retry")
def retry(request: Request, delivery_id: str, who: Operator) -> RedirectResponse:
    """Make one delivery due now, under its old id."""
    ledger, now = request.app.state.ledger, utc_now()
    found = ledger.delivery(DeliveryId(delivery_id))
    if found is None:
        raise UnknownId(f"no delivery {delivery_id} in the ledger")
    due = ledger.resend(alert_id=found.alert_id, channel=found.channel, now=now)
    if not due:
        raise HTTPException(409, "it is being sent right now; look again in a minute")
    ledger.note_audit(
        who=who.name, action="retry", subject=found.alert_id, detail=found.channel, now=now
    )
    return _back_to(found.alert_id)


@router.post("/alerts/{alert_id}/resend")
def resend(request: Request, alert_id: str, who: Operator) -> RedirectResponse:
    """Make every delivery of an alert due now."""
    ledger, now = request.app.state.ledger, utc_now()
    due = ledger.resend(alert_id=AlertId(alert_id), now=now)
    detail = f"{len(due)} deliveries"
    ledger.note_audit(who=who.name, action="resend", subject=alert_id, detail=detail, now=now)
    return _back_to(alert_id)


def _back_to(alert_id: str) -> RedirectResponse:
    return RedirectResponse(f"/alerts/{segment(alert_id)}", 303)
