"""What the doors of the API share: cursors, problems in the description, the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import HTTPException, Path, Query, Request, Security
from fastapi.security import HTTPBearer

from watcher.ledger import Ledger
from watcher.ledger.telling import Place
from watcher.web.api.shapes import Problem

PREFIX = "/api/v1"

Limit = Annotated[int, Query(ge=1, le=500, description="Most rows of this page.")]
PLAIN = r"^[^\x00-\x1f\x7f]{1,200}$"  # PostgreSQL takes no NUL, and no id has a control character
Name: TypeAlias = Annotated[str | None, Query(pattern=PLAIN)]
Id: TypeAlias = Annotated[str, Path(pattern=PLAIN)]
Cursor: TypeAlias = Annotated[
    str | None, Query(pattern=PLAIN, description="`next` of the page before.")
]

BEARER = Security(
    HTTPBearer(scheme_name="secret", description="The read or operate secret.", auto_error=False)
)
"""What the description says of tokens; ``watcher.web.access`` looks at them."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 2**63 - 1
_WORDS = {
    400: "The request is no HTTP that we read.",
    401: "Log in, or send a token.",
    403: "The scope of this login does not suffice.",
    404: "No such row.",
    405: "The place has no such method.",
    409: "The delivery, or the write of this Idempotency-Key, is still at work.",
    413: "The body is too large.",
    415: "The body is not what this door takes.",
    422: "A parameter is wrong; `detail` says which.",
    429: "Too many wrong tokens from this address; `Retry-After` says when to try again.",
    503: "The ledger is busy or away; ask again.",
}


def problems(*statuses: Literal[400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 503]) -> Any:
    """The refusals of a door, for its OpenAPI description."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": _WORDS[status],
            "model": Problem,
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status in statuses
    }


def ledger_of(request: Request) -> Ledger:
    """The ledger of this application."""
    ledger: Ledger = request.app.state.ledger
    return ledger


def number_of(cursor: str | None) -> int | None:
    """A cursor that is a number. Raises HTTPException 422."""
    if cursor is None:
        return None
    number = int(cursor) if cursor.isascii() and cursor.isdecimal() else -1
    if not 0 <= number <= _LARGEST:
        raise HTTPException(422, "cursor: not one that this list gave")
    return number


def place_of(cursor: str | None) -> Place | None:
    """A cursor that is a time and an id. Raises HTTPException 422."""
    if cursor is None:
        return None
    at, _, name = cursor.partition("_")
    micros = number_of(at) or 0
    if not name or micros > (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _MICROSECOND:
        raise HTTPException(422, "cursor: not one that this list gave")
    return _EPOCH + micros * _MICROSECOND, name


def cursor_of(at: datetime, name: str) -> str:
    """The cursor behind a row of a list by time."""
    return f"{(at - _EPOCH) // _MICROSECOND}_{name}"


def missing(what: str, name: str) -> HTTPException:
    """The refusal for an id that the ledger does not hold."""
    return HTTPException(404, f"no {what} {name[:100]} in the ledger")
