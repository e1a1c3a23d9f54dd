"""What is watched: issuers and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Depends, Request

from watcher.web import lists
from watcher.web.access import require
from watcher.web.api.common import BEARER, PREFIX, ledger_of, problems
from watcher.web.api.made import issuer_out, silence_out
from watcher.web.api.shapes import IssuerOut, Page, SilenceOut, SourceOut
from watcher.web.sources import sources_of

router = APIRouter(
    prefix=PREFIX,
    tags=["read"],
    dependencies=[BEARER, Depends(require("read"))],
    responses=problems(401, 403, 422, 429, 503),
)


@router.get("/issuers", response_model=Page[IssuerOut])
def issuers() -> dict[str, Any]:
    """The watched issuers, as config/issuers.toml has them now."""
    return _whole(issuer_out(issuer) for issuer in lists.watched().all)


@router.get("/silences", response_model=Page[SilenceOut])
def silences(request: Request) -> dict[str, Any]:
    """Silences that were not removed, first to end first; `until` may lie in the past."""
    return _whole(silence_out(silence) for silence in ledger_of(request).silences())


@router.get("/sources", response_model=Page[SourceOut])
def sources(request: Request) -> dict[str, Any]:
    """Each venue: last poll, newest filing, gaps, and hosts that refuse us."""
    state = request.app.state
    return _whole(sources_of(state.ledger, state.doorbell, state.settings))


def _whole(items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A list that is never long: one page of it, in the shape of those that have more."""
    return {"items": list(items), "next": None}
