"""Templates: one environment, and what every page gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from watcher.web.access import gate_of

HERE = Path(__file__).parent

TEMPLATES = Jinja2Templates(directory=HERE / "templates")


def page(request: Request, name: str, *, status_code: int = 200, **values: Any) -> HTMLResponse:
    """A page or a part of one; ``who`` tells the template who looks."""
    values["who"] = gate_of(request.app).who(request)
    values["path"] = request.url.path
    made = TEMPLATES.TemplateResponse(request, f"{name}.html", values, status_code=status_code)
    made.headers["Cache-Control"] = "no-store"
    return made
