"""The alerts: filtered, live, newest first; one of them with its deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from watcher.errors import UnknownId
from watcher.issuers import fold
from watcher.ledger import Ledger
from watcher.ledger.cards import CardFilter
from watcher.model import AlertId, Filing, Severity, SourceName
from watcher.ops import canary
from watcher.web import lists
from watcher.web.access import require
from watcher.web.charts import lasted
from watcher.web.views import TEMPLATES, page

router = APIRouter(include_in_schema=False, dependencies=[Depends(require("read"))])

PAGE_SIZE = 30
MOST_NEW = 100
"""Alerts that one look for newer ones brings; a reload shows the rest."""

NAMES = ("issuer", "type", "severity", "source", "since", "until")


@dataclass(frozen=True, slots=True)
class Asked:
    """A reader's filter: as typed, and as the ledger takes it."""

    typed: Mapping[str, str]
    wanted: CardFilter

    @property
    def query(self) -> str:
        """The filter as the query of an address; empty without one."""
        return urlencode({name: text for name, text in self.typed.items() if text})


def asked(request: Request) -> Asked:
    """The filter of this request. Raises HTTPException 422 naming the field."""
    typed = {name: request.query_params.get(name, "").strip()[:200] for name in NAMES}
    issuer = typed["issuer"]
    until = _day(typed, "until")
    wanted = CardFilter(
        issuers=lists.issuers_like(issuer) if issuer else (),
        name=fold(issuer) if issuer else "",
        type=typed["type"],
        severities=_from(typed["severity"]),
        source=_source(typed["source"]),
        since=_day(typed, "since"),
        until=until + timedelta(days=1) if until else None,
    )
    return Asked(typed, wanted)


Filtered = Annotated[Asked, Depends(asked)]
Seq = Annotated[int | None, Query(ge=0, lt=2**63)]


@router.get("/")
def alerts(request: Request, filtered: Filtered, before: Seq = None) -> HTMLResponse:
    """The newest alerts, or those before one of them."""
    ledger = request.app.state.ledger
    newest = _newest(ledger)  # before the list: what comes between is asked for again, not missed
    rows = ledger.cards(filtered.wanted, limit=PAGE_SIZE + 1, before=before)
    name = "alerts_list" if _is_part(request) else "alerts"
    return page(
        request, name, rows=rows[:PAGE_SIZE], more=len(rows) > PAGE_SIZE, asked=filtered,
        before=before, newest=max([newest, *(row.seq for row in rows)]), options=_options(),
    )  # fmt: skip


@router.get("/alerts/newer")
def newer(
    request: Request, filtered: Filtered, after: Annotated[int, Query(ge=0, lt=2**63)]
) -> HTMLResponse:
    """What was alerted since, for a page that is open: cards to put on top."""
    ledger = request.app.state.ledger
    newest = _newest(ledger)
    rows = ledger.cards(filtered.wanted, limit=MOST_NEW, after=after)
    newest = max([after, newest, *(row.seq for row in rows)])
    return page(request, "alerts_newer", rows=rows, newest=newest)


@router.get("/alerts/{alert_id}")
def alert(request: Request, alert_id: str) -> HTMLResponse:
    """One alert and its deliveries with every attempt."""
    ledger = request.app.state.ledger
    known = AlertId(alert_id)
    row = ledger.card(known)
    if row is None:
        raise UnknownId(f"no alert {alert_id} in the ledger")
    made = ledger.deliveries(alert_id=known, limit=500)
    ids = set(row.alert.event_ids)
    return page(
        request, "alert", row=row, events=[e for e in ledger.events(row.filing.id) if e.id in ids],
        deliveries=[(d, ledger.attempts(d.id)) for d in made], audits=ledger.audits(subject=alert_id),
    )  # fmt: skip


def apart(first: Filing, other: Filing) -> str:
    """How much earlier or later the other was published."""
    if first.published_at is None or other.published_at is None:
        return ""
    seconds = (other.published_at - first.published_at).total_seconds()
    return (
        f"{lasted(abs(seconds))} {'later' if seconds > 0 else 'earlier'}"
        if seconds
        else "same time"
    )


def _newest(ledger: Ledger) -> int:
    """The number of the last alert; 0 before the first."""
    last = ledger.alerts(limit=1)
    return last[-1].seq if last else 0


def _is_part(request: Request) -> bool:
    """Whether htmx asks for the list alone (a restored history wants the whole page)."""
    headers = request.headers
    return "hx-request" in headers and "hx-history-restore-request" not in headers


def _options() -> dict[str, Any]:
    return {
        "types": lists.event_types(),
        "issuers": lists.watched().all,
        "severities": list(Severity),
        "venues": [name for name in get_args(SourceName) if name != canary.SOURCE],
    }


def _from(text: str) -> tuple[Severity, ...]:
    """The severity and all above it; none of it means all."""
    if not text:
        return ()
    if text not in set(Severity):
        raise HTTPException(422, f"severity: one of {', '.join(Severity)}")
    return tuple(s for s in Severity if s.rank >= Severity(text).rank)


def _source(text: str) -> SourceName | None:
    known: dict[str, SourceName] = {name: name for name in get_args(SourceName)}
    if text and text not in known:
        raise HTTPException(422, f"source: one of {', '.join(known)}")
    return known.get(text)


def _day(typed: Mapping[str, str], name: str) -> datetime | None:
    """Midnight UTC at which a day begins."""
    try:
        return (
            datetime.combine(date.fromisoformat(typed[name]), time(), UTC) if typed[name] else None
        )
    except ValueError:
        raise HTTPException(422, f"{name}: a day such as 2026-03-25") from None


TEMPLATES.env.globals["apart"] = apart
