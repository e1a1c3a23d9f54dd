"""Alerts as they are committed: server-sent events with the ledger's numbers as ids."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from sse_starlette.sse import SendTimeoutError
from starlette.types import Receive, Scope, Send

from watcher.ledger.rows import AlertRow
from watcher.ops import logs
from watcher.ops.canary import is_canary
from watcher.web.access import require
from watcher.web.api.common import BEARER, PREFIX, Cursor, number_of, problems
from watcher.web.api.made import alert_out
from watcher.web.tail import Tail

MOST_LISTENERS = 1000
PING_SECONDS = 15
SEND_SECONDS = 20.0
"""A client that takes nothing for so long is hung up on; it comes back where it was."""

_log = logs.get("stream")

router = APIRouter(prefix=PREFIX, tags=["read"], dependencies=[BEARER, Depends(require("read"))])


class Stream(EventSourceResponse):
    """A stream that ends quietly when its reader is stuck."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until one side has enough."""
        try:
            await super().__call__(scope, receive, send)
        except SendTimeoutError:
            _log.info("stuck listener dropped", seconds=SEND_SECONDS)


def message(row: AlertRow) -> bytes:
    """One alert as it goes over the wire; a canary only moves the reader's place on."""
    if is_canary(row.alert.filing_id):
        return ServerSentEvent("", event="canary", id=str(row.seq)).encode()
    data = json.dumps(alert_out(row), ensure_ascii=False, separators=(",", ":"))
    return ServerSentEvent(data, event="alert", id=str(row.seq)).encode()


def tail_of(app: FastAPI) -> Tail[bytes]:
    """The one tail of this process, made for the first listener."""
    tail: Tail[bytes] | None = getattr(app.state, "tail", None)
    if tail is None:
        tail = app.state.tail = Tail(app.state.ledger, message)
    return tail


@router.get(
    "/stream",
    response_class=EventSourceResponse,
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "Alerts without end."},
        **problems(401, 403, 422, 429, 503),
    },
)
async def stream(
    request: Request,
    after: Cursor = None,
    last_event_id: Annotated[str | None, Header(max_length=200)] = None,
) -> Any:
    """Event `alert`, its `seq` as id, the alert of `/alerts/{id}` as data.

    With the header `Last-Event-ID` (browsers send it by themselves) or `after` it begins
    behind that alert, else with the next one: nothing is lost by reconnecting.
    """
    tail = tail_of(request.app)
    if tail.listeners >= MOST_LISTENERS:
        raise HTTPException(503, f"{MOST_LISTENERS} streams are open already; come back later")
    behind = number_of(last_event_id or after)
    return Stream(tail.follow(behind), ping=PING_SECONDS, send_timeout=SEND_SECONDS)
