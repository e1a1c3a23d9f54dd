"""The deliveries and their state."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from watcher.model import DeliveryState
from watcher.web.access import require
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("/deliveries")
def deliveries(
    request: Request, state: DeliveryState | None = None, limit: Limit = 100
) -> HTMLResponse:
    """The newest deliveries and their state."""
    rows = request.app.state.ledger.deliveries(state=state, limit=limit)
    return page(request, "deliveries", rows=rows, state=state)
