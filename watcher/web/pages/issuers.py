"""The watched issuers, and the history of one: insiders, board, share count."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from watcher.errors import UnknownId
from watcher.ledger.cards import CardFilter
from watcher.ops.clock import utc_now
from watcher.web import lists
from watcher.web.access import require
from watcher.web.charts import bars, spans, steps
from watcher.web.histories import COUNTS, PEOPLE, TRADES, people, share_counts, trades
from watcher.web.views import page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

MOST_EVENTS = 400
"""The newest events that the pictures are drawn from."""

MOST_PEOPLE = 30
"""Rows of the picture of the board; the newest changes."""


@router.get("/issuers")
def issuers(request: Request) -> HTMLResponse:
    """Everybody on the watch list."""
    return page(request, "issuers", issuers=lists.watched().all)


@router.get("/issuers/{key}")
def issuer(request: Request, key: str) -> HTMLResponse:
    """One watched issuer, in pictures and in its newest alerts and filings."""
    found = lists.watched().get(key)
    if found is None:
        raise UnknownId(f"no issuer {key} in issuers.toml; the list of issuers has them all")
    ledger = request.app.state.ledger
    found_events = ledger.events_of_issuer(key, (*TRADES, *COUNTS, *PEOPLE), limit=MOST_EVENTS)
    traded, counts, changes = (
        [one for one in found_events if one.event.type in kinds]
        for kinds in (TRADES, COUNTS, PEOPLE)
    )
    today = utc_now().date()
    return page(
        request, "issuer", issuer=found,
        trades=traded[::-1], counts=share_counts(counts)[::-1], changes=changes[::-1],
        trade_chart=bars("Insiders' purchases and sales by value, as filed", trades(traded)),
        count_chart=steps("Issued shares as the returns state them", share_counts(counts)),
        people_chart=spans("Who joined and who left", people(changes)[-MOST_PEOPLE:], today),
        filings=ledger.filings_of_issuer(key, limit=15),
        rows=ledger.cards(CardFilter(issuers=(key,)), limit=5),
    )  # fmt: skip
