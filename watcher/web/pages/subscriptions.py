"""The subscriptions as loaded, what they would have sent, silences, and who opted out."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from watcher.errors import ConfigError
from watcher.ops import logs
from watcher.ops.clock import utc_now
from watcher.web import lists
from watcher.web.access import Who, fields_of, require
from watcher.web.views import page

router = APIRouter(include_in_schema=False)

MOST = 200
DRY_RUN_SECONDS, DRY_RUN_SHOWN = 60, 20_000
DRY_RUN_UNDER_WAY = threading.Lock()
"""One at a time: each is a process with every subscription and the events of its days."""
Operator = Annotated[Who, Depends(require("operate"))]
Fields = Annotated[dict[str, str], Depends(fields_of)]


@router.get("/subscriptions", dependencies=[Depends(require("read"))])
def subscriptions(
    request: Request, name: Annotated[str, Query(max_length=100)] = ""
) -> HTMLResponse:
    """What the file says now, or why it is refused."""
    ledger, now = request.app.state.ledger, utc_now()
    try:
        told, wrong = lists.told(), ""
    except ConfigError as error:
        told, wrong = None, logs.scrub(str(error))
    found = [s for s in told.subscriptions if name in s.name] if told else []
    return page(
        request, "subscriptions", wrong=wrong, name=name, found=found[:MOST], total=len(found),
        channels=list(told.channels.values()) if told else [],
        silences=ledger.silences(at=now), opted_out=ledger.opted_out(), audits=ledger.audits(limit=20),
    )  # fmt: skip


@router.post("/subscriptions/dry-run")
def dry_run(request: Request, who: Operator, form: Fields) -> HTMLResponse:
    """What the loaded file would have sent; nothing is sent. 429 while another is under way,
    504 when it takes too long.
    """
    days = form.get("days", "7")
    if days not in map(str, range(1, 32)):
        raise HTTPException(422, "days: 1 to 31")
    # The matching is the workers', which the page must not import: it asks the command line.
    # Their channels stay closed, for the page need not have their secrets.
    command = [sys.executable, "-m", "watcher", "check", "--no-channels", "--days", days]
    if not DRY_RUN_UNDER_WAY.acquire(blocking=False):
        raise HTTPException(429, "a dry run is under way; ask again when it is done")
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=DRY_RUN_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise HTTPException(504, f"not done in {DRY_RUN_SECONDS} s; ask for fewer days") from None
    finally:
        DRY_RUN_UNDER_WAY.release()
    request.app.state.ledger.note_audit(
        who=who.name,
        action="dry run",
        subject="subscriptions",
        detail=f"{days} days",
        now=utc_now(),
    )
    said = logs.scrub(f"{done.stdout}{done.stderr}")[:DRY_RUN_SHOWN]
    return page(request, "dry_run", said=said, days=days, fine=done.returncode == 0)


@router.post("/subscriptions/opt-in")
def opt_in(request: Request, who: Operator, form: Fields) -> RedirectResponse:
    """Send to an address again that had opted out."""
    route = form.get("route", "")
    if request.app.state.ledger.opt_in(route):
        request.app.state.ledger.note_audit(
            who=who.name, action="opt in", subject=route, now=utc_now()
        )
    return RedirectResponse("/subscriptions", 303)


@router.post("/silences/{silence_id}/remove")
def remove_silence(request: Request, silence_id: str, who: Operator) -> RedirectResponse:
    """End a silence now."""
    if request.app.state.ledger.remove_silence(silence_id):
        request.app.state.ledger.note_audit(
            who=who.name, action="silence ended", subject=silence_id, now=utc_now()
        )
    return RedirectResponse("/subscriptions", 303)
