"""What Prometheus scrapes."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from watcher.ops.metrics import exposition
from watcher.web.access import require
from watcher.web.api.common import problems

router = APIRouter(tags=["machines"], dependencies=[Depends(require("read"))])


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {"content": {"text/plain": {}}, "description": "Metrics."},
        **problems(401, 429),
    },
)
def metrics(request: Request) -> Response:
    """All metrics of the service, whichever process counts them."""
    state = request.app.state
    body = exposition(state.ledger, state.doorbell, state.settings)
    return Response(body, media_type=CONTENT_TYPE_LATEST)
