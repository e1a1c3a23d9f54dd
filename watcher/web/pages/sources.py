"""The venues: when each was asked last, what it said, how late we are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from watcher.ledger.pages import Journey
from watcher.web.access import require
from watcher.web.charts import histogram
from watcher.web.sources import sources_of
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

BOUNDS = (1, 2, 5, 10, 30, 60, 300, 3600)
"""Upper bounds of the lag histogram, in seconds."""


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """Every configured source with its polls and its lags."""
    state = request.app.state
    return page(
        request, "sources",
        sources=[
            {**one, "polls": state.ledger.polls(source=one["name"], limit=8), "charts": _charts(state, one["name"])}
            for one in sources_of(state.ledger, state.doorbell, state.settings)
        ],
    )  # fmt: skip


def _charts(state: Any, name: str) -> list[Any]:
    journeys: Sequence[Journey] = state.ledger.journeys(name)
    lags = {
        "Published to seen": [j.seen_at - j.published_at for j in journeys],
        "Seen to read": [j.read_at - j.seen_at for j in journeys if j.read_at],
        "Seen to first delivered": [j.delivered_at - j.seen_at for j in journeys if j.delivered_at],
    }
    pictures = [
        histogram(
            f"{title}, newest {len(spans)} filings", buckets([s.total_seconds() for s in spans])
        )
        for title, spans in lags.items()
        if spans
    ]
    return [
        (picture, title)
        for picture, title in zip(pictures, [t for t, s in lags.items() if s], strict=True)
    ]


def buckets(seconds: Sequence[float]) -> list[tuple[str, int]]:
    """How many lags lie below each bound, and above the last."""
    counts = [0] * (len(BOUNDS) + 1)
    for one in seconds:
        counts[next((n for n, bound in enumerate(BOUNDS) if one < bound), len(BOUNDS))] += 1
    names = [f"< {_name(bound)}" for bound in BOUNDS] + [f"≥ {_name(BOUNDS[-1])}"]
    return list(zip(names, counts, strict=True))


def _name(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} s"
    return f"{seconds // 60} min" if seconds < 3600 else f"{seconds // 3600} h"
