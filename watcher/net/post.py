"""POSTs to subscribers: guarded, without redirects, their answers read up to 64 kB.

Raises RefusedAddress before any connection to an address that is not allowed, TimedOut
and Unreachable; messages name the host, because the path of a hook is a secret.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import timedelta
from threading import Lock

import httpx2

from watcher.errors import TimedOut, Unreachable
from watcher.net.guard import GuardedTransport, check_url
from watcher.net.reply import Reply
from watcher.settings import Net

ANSWER_BYTES = 64 * 1024
"""More of an answer is not read; nobody needs it."""

CONNECTIONS = 32
"""Connections that one process has open at a time, at least one for each lane."""

IDLE_SECONDS = 1.0
"""Much less than servers keep a silent connection (5 s and more), so that none is closed on us."""

MANNERS = {"user-agent": "filing-watcher", "accept": "*/*", "accept-encoding": "identity"}


class GuardedPost:
    """Callable from several threads. A connection is kept for a moment, for the next message to
    the same host; a fork opens its own. Cookies are neither kept nor sent.
    """

    def __init__(self, net: Net) -> None:
        self._net = net
        self._lock = Lock()
        self._opened: tuple[int, GuardedTransport] | None = None

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes, *, timeout: timedelta
    ) -> Reply:
        """What the receiver answers, whatever its status."""
        target = check_url(url, allow_private=self._net.allow_private)
        seconds = timeout.total_seconds()
        limits = httpx2.Timeout(seconds, connect=min(self._net.connect_seconds, seconds))
        request = httpx2.Request(
            "POST", target, headers={**MANNERS, **headers}, content=body,
            extensions={"timeout": limits.as_dict(), "total_seconds": seconds},
        )  # fmt: skip
        try:
            answer = self._transport().handle_request(request)
        except httpx2.TimeoutException as error:
            raise TimedOut(f"{target.host}: no answer within {seconds:g} s") from error
        except httpx2.TransportError as error:
            raise Unreachable(f"{target.host}: {type(error).__name__}: {error}") from error
        with closing(answer):
            names = {name.lower(): value for name, value in answer.headers.items()}
            return Reply(status=answer.status_code, headers=names, body=_first(answer))

    def _transport(self) -> GuardedTransport:
        """The connections of this process."""
        with self._lock:
            if self._opened is None or self._opened[0] != os.getpid():
                transport = GuardedTransport(
                    allow_private=self._net.allow_private, connections=CONNECTIONS,
                    idle_seconds=IDLE_SECONDS,
                )  # fmt: skip
                weakref.finalize(self, transport.close)
                self._opened = os.getpid(), transport
            return self._opened[1]


def _first(answer: httpx2.Response) -> bytes:
    """As much of the body as is wanted and comes: the status line is the answer."""
    body = bytearray()
    with suppress(httpx2.TransportError):
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) >= ANSWER_BYTES:
                break
    return bytes(body[:ANSWER_BYTES])
