"""Liveness, readiness, and the JSON Schemas."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse

from watcher.jsonable import jsonable
from watcher.ops.health import health
from watcher.web.api.common import problems
from watcher.web.views import HERE

router = APIRouter(tags=["machines"])


@router.get("/livez")
def livez() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz", responses={503: {"description": "Not ready; `checks` says why."}})
def readyz(request: Request) -> JSONResponse:
    """Ledger, Valkey, a leader, and each source polled and fresh; 503 when one is wrong."""
    state = request.app.state
    checks = health(state.ledger, state.doorbell, state.settings)
    fine = all(c.ok for c in checks)
    body = {"status": "ok" if fine else "unready", "checks": jsonable(checks)}
    return JSONResponse(body, status_code=200 if fine else 503)


@router.get(
    "/api/schema/{name}.json",
    response_class=Response,
    responses={
        200: {"content": {"application/schema+json": {}}, "description": "The schema."},
        **problems(404),
    },
)
def schema(name: str) -> Response:
    """JSON Schema of a webhook body (``alert``, ``digest``, ``warning``) or of an ``event``."""
    known = sorted(path.stem for path in schema_folder().glob("*.json"))
    if name not in known:
        raise HTTPException(404, f"there are: {', '.join(known)}")
    body = (schema_folder() / f"{name}.json").read_bytes()
    return Response(body, media_type="application/schema+json")


def schema_folder() -> Path:
    """Where the JSON Schemas are: in the wheel beside this package, in a checkout under docs."""
    packaged = HERE / "schema"
    return packaged if packaged.is_dir() else HERE.parents[1] / "docs" / "schema"
