"""The filings, and one of them with its evidence marked in its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from watcher.blobs import Blobs
from watcher.errors import BadInput, NotFound, UnknownId
from watcher.ledger import Ledger
from watcher.ledger.rows import FilingRow, FilingState
from watcher.model import Event, Evidence, FilingId, Suppressed
from watcher.ops.clock import utc_now
from watcher.web.access import require
from watcher.web.charts import journey
from watcher.web.evidence import Mark, Shown, number_of, show
from watcher.web.figures import flat, written
from watcher.web.views import TEMPLATES, page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

PAGE_SIZE = 50
STATES = get_args(FilingState)


@router.get("/filings")
def filings(
    request: Request,
    state: FilingState | None = None,
    before: Annotated[str | None, Query(max_length=100)] = None,
) -> HTMLResponse:
    """The newest filings, whatever became of them, or those before one of them."""
    ledger: Ledger = request.app.state.ledger
    place = FilingId(before) if before else None
    rows = ledger.filings(state=state, limit=PAGE_SIZE + 1, before=place)
    return page(
        request, "filings", rows=rows[:PAGE_SIZE], more=len(rows) > PAGE_SIZE, state=state,
        states=STATES, before=before,
    )  # fmt: skip


@router.get("/filings/{filing_id}")
def filing(request: Request, filing_id: str) -> HTMLResponse:
    """One filing: events with evidence, suppressed cues with reasons, doubts, alerts, texts."""
    ledger: Ledger = request.app.state.ledger
    row = ledger.filing(FilingId(filing_id))
    if row is None:
        raise UnknownId(f"no filing {filing_id} in the ledger")
    known = row.filing.id
    events, suppressed = ledger.events(known), ledger.suppressed(known)
    texts, missing = _texts(ledger, request.app.state.blobs, row, events, suppressed)
    return page(
        request, "filing", row=row, events=events, suppressed=suppressed,
        told_before=ledger.told_before(row.filing, events), flags=ledger.flags(known),
        alerts=ledger.alerts(filing_id=known), documents=ledger.documents(known),
        others=ledger.other_versions(row.filing, at=utc_now()), texts=texts, missing=missing,
        timeline=_timeline(ledger, row),
    )  # fmt: skip


def _texts(
    ledger: Ledger,
    blobs: Blobs,
    row: FilingRow,
    events: Sequence[Event],
    suppressed: Sequence[Suppressed],
) -> tuple[list[Shown], str]:
    """The documents with their marks, and why some are not there."""
    marks = list(_marks(events, suppressed))
    shown: list[Shown] = []
    notes = ledger.texts(row.filing.id)
    for note in notes:
        try:
            text = blobs.get(note.sha256).decode("utf-8", "replace")
        except (NotFound, BadInput) as error:
            return shown, str(error)
        mine = [mark for number, mark in marks if number == note.number]
        shown += show(note, text, mine)
    if row.read_at is None:
        return shown, "It is not read yet."
    return shown, "" if notes else "Its text was not kept: read before texts were, or too long."


def _marks(events: Sequence[Event], suppressed: Sequence[Suppressed]) -> Iterable[tuple[int, Mark]]:
    """Every quote: which file it is in, and where."""
    quoted = [
        (f"e{n}-{m}", q) for n, e in enumerate(events, 1) for m, q in enumerate(e.evidence, 1)
    ]
    dropped: list[tuple[str, Evidence]] = [
        (f"s{n}", s.evidence) for n, s in enumerate(suppressed, 1) if s.evidence
    ]
    for anchor, quote in (*quoted, *dropped):
        yield number_of(quote.document), Mark(start=quote.start, end=quote.end, anchors=(anchor,))


def _timeline(ledger: Ledger, row: FilingRow) -> str:
    """Published -> seen -> read -> delivered, as a picture."""
    done = [
        delivery.done_at
        for alert in ledger.alerts(filing_id=row.filing.id, limit=20)
        for delivery in ledger.deliveries(alert_id=alert.alert.id)
        if delivery.state == "delivered" and delivery.done_at
    ]
    times = (
        ("Published", row.filing.published_at), ("Seen", row.filing.seen_at),
        ("Read", row.read_at), ("Delivered", min(done, default=None)),
    )  # fmt: skip
    stages: list[tuple[str, str, float | None]] = []
    last: datetime | None = None
    for name, at in times:
        since = (at - last).total_seconds() if at and last else None
        stages.append((name, f"{at:%d %b %H:%M:%S}" if at else "–", since))
        last = at or last
    return journey("From publication to delivery, UTC", stages)


TEMPLATES.env.globals.update(flat=flat, written=written)
