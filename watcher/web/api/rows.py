"""What is in the ledger, as JSON: alerts, events, filings, deliveries."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request

from watcher.ledger.rows import FilingState
from watcher.model import AlertId, DeliveryId, DeliveryState, FilingId, SourceName
from watcher.web import lists
from watcher.web.access import require
from watcher.web.api.common import (
    BEARER,
    PREFIX,
    Cursor,
    Id,
    Limit,
    Name,
    cursor_of,
    ledger_of,
    missing,
    number_of,
    place_of,
    problems,
)
from watcher.web.api.made import (
    alert_out,
    attempt_out,
    delivery_out,
    event_out,
    filing_out,
    flag_out,
    listed_event,
    suppressed_out,
)
from watcher.web.api.shapes import (
    AlertDetail,
    AlertOut,
    DeliveryDetail,
    DeliveryOut,
    FilingDetail,
    FilingOut,
    ListedEvent,
    Page,
)

router = APIRouter(
    prefix=PREFIX,
    tags=["read"],
    dependencies=[BEARER, Depends(require("read"))],
    responses=problems(401, 403, 422, 429, 503),
)

Order = Annotated[
    Literal["newest", "oldest"],
    Query(
        description="`newest` first, or from the oldest on: then `next` is never null, and "
        "asking again with it misses no alert, ever."
    ),
]


@router.get("/alerts", response_model=Page[AlertOut])
def alerts(
    request: Request,
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    order: Order = "newest",
    subscription: Name = None,
) -> dict[str, Any]:
    """Alerts in the order of commits; `subscription` narrows `newest` only.

    A canary's stand under its own subscription, where that is named.
    """
    ledger, place = ledger_of(request), number_of(cursor)
    if order == "oldest":
        rows = ledger.alerts(limit=limit, after=place or 0, news=True)
        last = rows[-1].seq if rows else place or 0
        return {"items": [alert_out(row) for row in rows], "next": str(last)}
    rows = ledger.alert_list(limit=limit, before=place, subscription=subscription)
    more = str(rows[-1].seq) if len(rows) == limit else None
    return {"items": [alert_out(row) for row in rows], "next": more}


@router.get("/alerts/{alert_id}", response_model=AlertDetail, responses=problems(404))
def alert(request: Request, alert_id: Id) -> dict[str, Any]:
    """One alert with its events and deliveries."""
    ledger, name = ledger_of(request), AlertId(alert_id)
    row = ledger.alert(name)
    if row is None:
        raise missing("alert", alert_id)
    events = {event.id: event for event in ledger.events(row.alert.filing_id)}
    told = [event_out(events[e]) for e in row.alert.event_ids if e in events]
    sent = [delivery_out(d) for d in ledger.delivery_list(limit=500, alert_id=name)]
    return {**alert_out(row), "events": told, "deliveries": sent}


@router.get("/events", response_model=Page[ListedEvent])
def events(
    request: Request,
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    type: Name = None,  # noqa: A002 - the name of the parameter
    issuer: Name = None,
) -> dict[str, Any]:
    """Events, newest commit first; `issuer` is a key, ticker, HKEX code or CIK."""
    rows = ledger_of(request).event_list(
        limit=limit,
        before=number_of(cursor),
        type_=type,
        issuer=lists.issuer_named(issuer) if issuer else None,
    )
    more = str(rows[-1].number) if len(rows) == limit else None
    return {"items": [listed_event(row) for row in rows], "next": more}


@router.get("/filings", response_model=Page[FilingOut])
def filings(
    request: Request,
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    source: SourceName | None = None,
    state: FilingState | None = None,
    issuer: Name = None,
) -> dict[str, Any]:
    """Filings, newest publication first; `issuer` is a key, ticker, HKEX code or CIK.

    Canaries, the watcher's own made-up filings, only with `source=canary`.
    """
    rows = ledger_of(request).filing_list(
        limit=limit,
        before=place_of(cursor),
        source=source,
        state=state,
        issuer=lists.issuer_named(issuer) if issuer else None,
    )
    more = None
    if len(rows) == limit:
        last = rows[-1].filing
        more = cursor_of(last.published_at or last.seen_at, last.id)
    return {"items": [filing_out(row) for row in rows], "next": more}


@router.get("/filings/{filing_id}", response_model=FilingDetail, responses=problems(404))
def filing(request: Request, filing_id: Id) -> dict[str, Any]:
    """One filing: its events, suppressed cues with reasons, doubts, and who was told."""
    ledger, name = ledger_of(request), FilingId(filing_id)
    row = ledger.filing(name)
    if row is None:
        raise missing("filing", filing_id)
    return {
        **filing_out(row),
        "events": [event_out(e) for e in ledger.events(name)],
        "suppressed": [suppressed_out(s) for s in ledger.suppressed(name)],
        "quality_flags": [flag_out(f) for f in ledger.flags(name)],
        "alerts": [alert_out(a) for a in ledger.alerts(filing_id=name, limit=500)],
    }


@router.get("/deliveries", response_model=Page[DeliveryOut])
def deliveries(
    request: Request,
    *,
    limit: Limit = 50,
    cursor: Cursor = None,
    state: DeliveryState | None = None,
    alert_id: Name = None,
) -> dict[str, Any]:
    """Deliveries, latest due first."""
    rows = ledger_of(request).delivery_list(
        limit=limit,
        before=place_of(cursor),
        state=state,
        alert_id=AlertId(alert_id) if alert_id else None,
    )
    more = cursor_of(rows[-1].due_at, rows[-1].id) if len(rows) == limit else None
    return {"items": [delivery_out(row) for row in rows], "next": more}


@router.get("/deliveries/{delivery_id}", response_model=DeliveryDetail, responses=problems(404))
def delivery(request: Request, delivery_id: Id) -> dict[str, Any]:
    """One delivery with every attempt."""
    ledger = ledger_of(request)
    found = ledger.delivery(DeliveryId(delivery_id))
    if found is None:
        raise missing("delivery", delivery_id)
    return {
        **delivery_out(found),
        "history": [attempt_out(a) for a in ledger.attempts(found.id)],
    }
