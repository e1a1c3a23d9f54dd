"""What goes wrong, as a page for people and as problem+json (RFC 9457) under ``/api``."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from watcher.errors import Transient, UnknownId, WatcherError
from watcher.ops import logs
from watcher.web.headers import HEADERS
from watcher.web.views import page

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logs.get("web")


def install(app: FastAPI) -> None:
    """Every error of the application ends here."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _wrong_input)
    app.add_exception_handler(WatcherError, _known)
    app.add_exception_handler(Exception, _unknown)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what the handler is installed for
    if error.status_code == HTTPStatus.UNAUTHORIZED and _reads_page(request):
        place = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(place, safe='')}", 303)
    return answer(request, error.status_code, str(error.detail), error.headers)


async def _wrong_input(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    return answer(request, 422, "; ".join(_place(e) for e in error.errors()[:5]))


def _place(wrong: Mapping[str, Any]) -> str:
    """``limit: Input should be …``; what concerns the body as a whole names no place."""
    where = ".".join(map(str, wrong["loc"][1:]))
    why = str(wrong["msg"]).removeprefix("Value error, ")
    return f"{where}: {why}" if where else why


async def _known(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, UnknownId) else 503 if isinstance(error, Transient) else 500
    return answer(request, status, logs.scrub(str(error)))


async def _unknown(request: Request, error: Exception) -> Response:
    _log.error("page failed", path=request.url.path, error=type(error).__name__)
    made = answer(request, 500, "an error of the program; it is in the log")
    made.headers.update(HEADERS)  # the server's own error layer stands outside our middleware
    return made


def answer(
    request: Request, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A refusal in the form that the asker reads."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(
            body, status, headers=dict(headers or {}), media_type="application/problem+json"
        )
    made = page(request, "error", status_code=status, status=status, title=title, detail=detail)
    made.headers.update(headers or {})
    return made


def _reads_page(request: Request) -> bool:
    return request.method == "GET" and not request.url.path.startswith("/api/")
