"""A case: the stages of one story in order, with their numbers side by side."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from watcher.errors import UnknownId
from watcher.web.access import require
from watcher.web.figures import side_by_side
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])


@router.get("/cases/{case_key:path}")
def case(request: Request, case_key: str) -> HTMLResponse:
    """Every event of the case as it was published, oldest first."""
    stages = request.app.state.ledger.case(case_key)
    if not stages:
        raise UnknownId(f"no case {case_key} in the ledger")
    return page(request, "case", key=case_key, stages=stages, lines=side_by_side(stages))
