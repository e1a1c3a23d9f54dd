"""Bodies of requests: none is larger than a page of ours ever sends.

Frameworks read a whole body before they ask who sent it; here it is counted as it comes.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST: Final = 64 * 1024
"""Bytes of one body."""


class LimitedBodies:
    """Middleware that answers 413 instead of reading more than ``LARGEST`` bytes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > LARGEST:
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body has at most {LARGEST} bytes"
                )
            return message

        await self._app(scope, counted if scope["type"] == "http" else receive, send)
