"""The venues: when each was asked last, what it said, how late we are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from watcher.errors import QueueDown
from watcher.ledger import Ledger
from watcher.queue import Doorbell
from watcher.web.access import require
from watcher.web.charts import histogram
from watcher.web.sources import sources_of
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

BOUNDS = (1, 2, 5, 10, 30, 60, 300, 3600)
"""Upper bounds of the lag histogram, in seconds."""


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """Every configured source with its polls, its budget and its lags."""
    state = request.app.state
    waits = _waits(state.doorbell, list(state.settings.sources))
    found = [
        {
            **one, "polls": state.ledger.polls(source=one["name"], limit=8),
            "wait": waits.get(one["name"]), "charts": _charts(state.ledger, one["name"]),
        }
        for one in sources_of(state.ledger, state.doorbell, state.settings)
    ]  # fmt: skip
    return page(request, "sources", sources=found)


def _waits(doorbell: Doorbell, names: list[str]) -> Mapping[str, float]:
    """How long the next request of each budget would wait; nothing while Valkey is away."""
    try:
        return doorbell.standing([], names).waits
    except QueueDown:
        return {}


def _charts(ledger: Ledger, name: str) -> list[tuple[str, Markup]]:
    """A histogram for each leg of the way, where there is data."""
    journeys = ledger.journeys(name)
    lags = {
        "Published to seen": [j.seen_at - j.published_at for j in journeys],
        "Seen to read": [j.read_at - j.seen_at for j in journeys if j.read_at],
        "Seen to first delivered": [j.delivered_at - j.seen_at for j in journeys if j.delivered_at],
    }
    return [
        (
            title,
            histogram(
                f"{title}, newest {len(late)} filings", buckets([s.total_seconds() for s in late])
            ),
        )
        for title, late in lags.items()
        if late
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
