"""Where the link in a mail leads: look (GET), and stop with one click (POST, RFC 8058)."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from watcher.ops.clock import utc_now
from watcher.unsubscribe import key_of, route_of
from watcher.web.access import address_of
from watcher.web.views import page

router = APIRouter(include_in_schema=False)


@router.get("/unsubscribe/{token}")
def look(request: Request, token: str) -> HTMLResponse:
    """What the button would stop; looking stops nothing, for mail scanners follow links."""
    route = _route(request, token)
    done = request.app.state.ledger.has_opted_out(route)
    return page(request, "unsubscribe", address=_address(route), done=done)


@router.post("/unsubscribe/{token}")
def stop(request: Request, token: str) -> HTMLResponse:
    """No more mail to this address. Doing it twice changes nothing."""
    route, now = _route(request, token), utc_now()
    ledger, who = request.app.state.ledger, f"reader from {address_of(request)}"
    if ledger.opt_out(route, who=who, now=now):
        ledger.note_audit(who=who, action="unsubscribe", subject=route, now=now)
    return page(request, "unsubscribe", address=_address(route), done=True)


def _route(request: Request, token: str) -> str:
    route = route_of(token, key_of(request.app.state.settings))
    if route is None:
        raise HTTPException(404, "this link is not whole: take it from the mail again")
    return route


def _address(route: str) -> str:
    return route.partition("/")[2] or route
