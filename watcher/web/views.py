"""Templates: one environment, its filters, and what every page gets."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from watcher.jsonable import iso
from watcher.ledger.claims import PARKED
from watcher.web.access import gate_of
from watcher.web.charts import lasted

HERE = Path(__file__).parent

VENUES = {"edgar": "EDGAR", "hkexnews": "HKEXnews", "hkex_di": "HKEX DI", "canary": "Canary"}
"""How people call the sources."""


def page(request: Request, name: str, /, *, status_code: int = 200, **values: Any) -> HTMLResponse:
    """A page or a part of one; ``who`` tells the template who looks."""
    values["who"] = gate_of(request.app).who(request)
    values["path"] = request.url.path
    made = TEMPLATES.TemplateResponse(request, f"{name}.html", values, status_code=status_code)
    made.headers["Cache-Control"] = "no-store"
    return made


def weblink(url: str | None) -> str:
    """The address where it is one that a reader may follow, else an empty text."""
    text = url or ""
    fine = text.startswith(("https://", "http://")) and text.isprintable()
    return text if fine and not set(text) & set(" <>\"'\\`") else ""


def words(name: str) -> str:
    """``insider_sale`` -> ``insider sale``, ``m_and_a`` -> ``merger or acquisition``."""
    return "merger or acquisition" if name == "m_and_a" else name.replace("_", " ")


def when(moment: datetime | None, *, seconds: bool = True) -> Markup:
    """A time element in UTC; a dash for none."""
    if moment is None:
        return Markup("–")
    shape = "%d %b %Y %H:%M:%S" if seconds else "%d %b %Y %H:%M"
    return Markup(
        '<time datetime="{}">{} <abbr title="Coordinated Universal Time">UTC</abbr></time>'
    ).format(iso(moment), moment.strftime(shape))


def due(moment: datetime) -> Markup:
    """When a delivery is due; what waits for a receiver that is switched off has no time."""
    return Markup("when its channel is enabled") if moment >= PARKED else when(moment)


def moment(text: str) -> datetime:
    """The time that ISO 8601 text says."""
    return datetime.fromisoformat(text)


def segment(text: str) -> str:
    """An id as one segment of a path."""
    return quote(text, safe=":")


def venue(source: str) -> str:
    """The source as people call it."""
    return VENUES.get(source, source)


TEMPLATES = Jinja2Templates(directory=HERE / "templates")
TEMPLATES.env.filters.update(
    weblink=weblink, words=words, when=when, due=due, moment=moment, segment=segment, venue=venue
)
TEMPLATES.env.globals["lasted"] = lasted
TEMPLATES.env.trim_blocks = TEMPLATES.env.lstrip_blocks = True
