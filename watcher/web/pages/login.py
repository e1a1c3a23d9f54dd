"""Log in with a password, log out."""

from __future__ import annotations

import math
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from watcher.ops import logs
from watcher.web.access import Who, address_of, form_of, gate_of, require, same_origin
from watcher.web.views import page

router = APIRouter(include_in_schema=False)

_log = logs.get("web")


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's usual name
    """The form."""
    return page(request, "login", next=safe_place(next))


@router.post("/login")
async def sign_in(request: Request) -> Response:
    """A session for the right secret; 403 for a wrong one, 429 after too many."""
    gate, address = gate_of(request.app), address_of(request)
    form = await form_of(request)
    place = safe_place(form.get("next", "/"))
    if not same_origin(request):
        raise HTTPException(403, "log in on this page itself")
    if wait := math.ceil(gate.attempts.wait(address)):
        _log.warning("log-in refused, too many attempts", address=address)
        made = page(request, "login", status_code=429, next=place,
                    wrong=f"Too many wrong passwords. Try again in {wait} seconds.")  # fmt: skip
        made.headers["Retry-After"] = str(wait)
        return made
    scopes = gate.scopes_of(form.get("secret", "").strip())
    if not scopes:
        gate.attempts.failed(address)
        _log.warning("log-in failed", address=address)
        return page(
            request, "login", status_code=403, next=place, wrong="That is not the password."
        )
    answer = RedirectResponse(place, 303)
    gate.sign_in(answer, scopes)
    return answer


@router.post("/logout")
async def sign_out(request: Request, _: Annotated[Who, Depends(require("read"))]) -> Response:
    """End the session of this browser."""
    answer = RedirectResponse("/login", 303)
    gate_of(request.app).sign_out(answer)
    return answer


def safe_place(text: str) -> str:
    """A path of this site; anything that a browser could take for another site is ``/``."""
    fine = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable()
    return text if fine else "/"
