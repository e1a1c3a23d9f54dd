"""What works, for people."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from watcher.web.access import require
from watcher.web.health import health
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])


@router.get("/health")
def health_page(request: Request) -> HTMLResponse:
    """Checks, figures and the last polls."""
    state = request.app.state
    checks = health(state.ledger, state.doorbell, state.settings)
    polls = state.ledger.polls(limit=30)
    return page(request, "health", checks=checks, polls=polls, summary=state.ledger.summary())
