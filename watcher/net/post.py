"""One POST to a subscriber: guarded, without redirects, its answer read up to 64 kB.

Raises RefusedAddress before any connection to an address that is not allowed, TimedOut
and Unreachable; messages name the host, because the path of a hook is a secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import timedelta

import httpx2

from watcher.errors import TimedOut, Unreachable
from watcher.net.guard import GuardedTransport, check_url
from watcher.net.reply import Reply
from watcher.settings import Net

ANSWER_BYTES = 64 * 1024
"""More of an answer is not read; nobody needs it."""

MANNERS = {"user-agent": "filing-watcher", "accept": "*/*", "accept-encoding": "identity"}


class GuardedPost:
    """Callable; one connection for each call, so a fork shares nothing."""

    def __init__(self, net: Net) -> None:
        self._net = net

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes, *, timeout: timedelta
    ) -> Reply:
        """What the receiver answers, whatever its status."""
        target = check_url(url, allow_private=self._net.allow_private)
        seconds = timeout.total_seconds()
        transport = GuardedTransport(
            allow_private=self._net.allow_private, total_seconds=seconds, keep_alive=False
        )
        limits = httpx2.Timeout(seconds, connect=min(self._net.connect_seconds, seconds))
        with httpx2.Client(
            transport=transport, follow_redirects=False, trust_env=False, timeout=limits
        ) as client:
            request = client.build_request(
                "POST", target, headers={**MANNERS, **headers}, content=body
            )
            try:
                answer = client.send(request, stream=True)
            except httpx2.TimeoutException as error:
                raise TimedOut(f"{target.host}: no answer within {seconds:g} s") from error
            except httpx2.TransportError as error:
                kind = type(error).__name__
                raise Unreachable(f"{target.host}: {kind}: {error}") from error
            with closing(answer):
                names = {name.lower(): value for name, value in answer.headers.items()}
                return Reply(status=answer.status_code, headers=names, body=_first(answer))


def _first(answer: httpx2.Response) -> bytes:
    """As much of the body as is wanted and comes: the status line is the answer."""
    body = bytearray()
    with suppress(httpx2.TransportError):
        for chunk in answer.iter_raw():
            body += chunk
            if len(body) >= ANSWER_BYTES:
                break
    return bytes(body[:ANSWER_BYTES])
