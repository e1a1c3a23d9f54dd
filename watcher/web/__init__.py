"""The operator's page, read-only: alerts, filings, deliveries, health, and the schemas.

No script, no third-party asset, a strict Content-Security-Policy. It reads the ledger
and nothing else; times are UTC.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from fastapi import FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.middleware.trustedhost import TrustedHostMiddleware

from watcher import __version__
from watcher.jsonable import jsonable
from watcher.ledger import Ledger
from watcher.ledger.rows import FilingState
from watcher.model import AlertId, DeliveryState, FilingId
from watcher.queue import Doorbell
from watcher.web.health import health

if TYPE_CHECKING:
    from watcher.settings import Settings

HERE = Path(__file__).parent
Limit = Annotated[int, Query(ge=1, le=500)]

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def build_app(settings: Settings) -> FastAPI:
    """The application of these settings; it opens the ledger at once."""
    ledger = Ledger.open(settings.ledger_url, migrate=True)
    doorbell = Doorbell.of(settings)
    app = FastAPI(title="Filing Watcher", version=__version__, docs_url=None, redoc_url=None)
    templates = Jinja2Templates(directory=HERE / "templates")
    hosts = {
        "127.0.0.1",
        "localhost",
        "testserver",
        urlsplit(settings.web.public_url).hostname or "",
    }
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted(hosts - {""}))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")

    @app.middleware("http")
    async def _secured(
        request: Request, call: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        response = await call(request)
        response.headers.update(_HEADERS)
        return response

    _pages(app, templates, ledger)
    _machines(app, templates, ledger, doorbell, settings)
    return app


def _pages(app: FastAPI, templates: Jinja2Templates, ledger: Ledger) -> None:
    def page(request: Request, name: str, **values: Any) -> HTMLResponse:
        return templates.TemplateResponse(request, f"{name}.html", values)

    @app.get("/", response_class=HTMLResponse)
    def alerts(request: Request, limit: Limit = 100) -> HTMLResponse:
        """The newest alerts first."""
        rows = list(reversed(ledger.alerts(limit=limit)))
        return page(request, "alerts", rows=rows, summary=ledger.summary())

    @app.get("/filings", response_class=HTMLResponse)
    def filings(
        request: Request, state: FilingState | None = None, limit: Limit = 100
    ) -> HTMLResponse:
        """The newest filings, whatever became of them."""
        return page(request, "filings", rows=ledger.filings(state=state, limit=limit), state=state)

    @app.get("/filings/{filing_id}", response_class=HTMLResponse)
    def filing(request: Request, filing_id: str) -> HTMLResponse:
        """One filing: events with evidence, suppressed cues with reasons, doubts, alerts."""
        row = ledger.filing(FilingId(filing_id))
        if row is None:
            raise HTTPException(404, f"{filing_id} is not in the ledger")
        known = row.filing.id
        events = ledger.events(known)
        return page(
            request,
            "filing",
            row=row,
            events=events,
            told_before=ledger.told_before(row.filing, events),
            suppressed=ledger.suppressed(known),
            flags=ledger.flags(known),
            alerts=ledger.alerts(filing_id=known),
        )

    @app.get("/alerts/{alert_id}", response_class=HTMLResponse)
    def alert(request: Request, alert_id: str) -> HTMLResponse:
        """One alert and its deliveries with every attempt."""
        row = ledger.alert(AlertId(alert_id))
        if row is None:
            raise HTTPException(404, f"{alert_id} is not in the ledger")
        made = ledger.deliveries(alert_id=row.alert.id, limit=500)
        return page(
            request, "alert", row=row, deliveries=[(d, ledger.attempts(d.id)) for d in made]
        )

    @app.get("/deliveries", response_class=HTMLResponse)
    def deliveries(
        request: Request, state: DeliveryState | None = None, limit: Limit = 100
    ) -> HTMLResponse:
        """The newest deliveries and their state."""
        return page(
            request, "deliveries", rows=ledger.deliveries(state=state, limit=limit), state=state
        )


def _machines(
    app: FastAPI, templates: Jinja2Templates, ledger: Ledger, doorbell: Doorbell, settings: Settings
) -> None:
    @app.get("/health", response_class=HTMLResponse)
    def health_page(request: Request) -> HTMLResponse:
        """What works, for people."""
        checks, polls = health(ledger, doorbell, settings), ledger.polls(limit=30)
        values = {"checks": checks, "polls": polls, "summary": ledger.summary()}
        return templates.TemplateResponse(request, "health.html", values)

    @app.get("/livez")
    def livez() -> dict[str, str]:
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        """Ledger, Valkey and a good recent poll of each source; 503 when one of them is wrong."""
        checks = health(ledger, doorbell, settings)
        fine = all(c.ok for c in checks)
        body = {"status": "ok" if fine else "unready", "checks": jsonable(checks)}
        return JSONResponse(body, status_code=200 if fine else 503)

    @app.get("/api/schema/{name}.json")
    def schema(name: str) -> Response:
        """JSON Schema of the webhook body (``alert``) and of an event (``event``)."""
        if name not in {"alert", "event"}:
            raise HTTPException(404, "there are: alert, event")
        body = (schema_folder() / f"{name}.json").read_bytes()
        return Response(body, media_type="application/schema+json")


def schema_folder() -> Path:
    """Where the JSON Schemas are: in the wheel beside this file, in a checkout under docs."""
    packaged = HERE / "schema"
    return packaged if packaged.is_dir() else HERE.parents[1] / "docs" / "schema"
