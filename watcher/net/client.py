"""The one way to ask a venue: budget, breaker, guard, caps, conditional GET.

Poller and workers use the same client, so no request goes round the shared budget.
Answers that are not what was asked for become the errors of ``watcher.errors``.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol, Self

import httpx2
import stamina

from watcher.errors import (
    Blocked,
    ConfigError,
    NotFound,
    RefusedAddress,
    ServerFault,
    TooLarge,
    Unreachable,
)
from watcher.net.answers import HEAD, Fault, Missing, Refusal, judge
from watcher.net.guard import GuardedTransport, check_url, tls
from watcher.net.inflate import inflated
from watcher.net.limiter import LONGEST_BREAK, Limiter
from watcher.net.turn import Turn
from watcher.net.venues import Venue, venue_of, venues_of
from watcher.settings import Net

__all__ = ["Client", "Get", "Response", "Venue", "venues_of"]

DEFAULT_AGENT = "filing-watcher"
REMEMBERED = 16
"""Answers kept for conditional requests; each is at most a feed page."""

_RETRYING = stamina.RetryingCaller(
    attempts=3, timeout=5.0, wait_initial=0.2, wait_max=1.0, wait_jitter=0.1
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A whole answer. ``headers`` by lower-case name; status 304 carries the known body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str


class Get(Protocol):
    """All that a source needs of the network."""

    def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        max_bytes: int | None = None,
        conditional: bool = False,
    ) -> Response:
        """One whole answer of a venue, or an error of ``watcher.errors``."""
        ...


class Client:
    """GET under all limits. Usable after a fork: each process opens its own connections."""

    def __init__(self, net: Net, venues: Sequence[Venue], limiter: Limiter) -> None:
        self._net = net
        self._venues = tuple(venues)
        self._limiter = limiter
        self._tls = tls()
        self._session: tuple[int, httpx2.Client] | None = None
        self._known: OrderedDict[str, Response] = OrderedDict()

    def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        max_bytes: int | None = None,
        conditional: bool = False,
    ) -> Response:
        """One whole answer; ``max_bytes`` (default: a feed page) counts decompressed bytes.

        ``accept`` names the media types that can be read; any other is a ServerFault.
        ``conditional`` asks only for changes and returns the known body with status 304
        where there are none. Raises NotFound, TooLarge, RefusedAddress, ConfigError,
        Blocked, ServerFault, Unreachable, BudgetExhausted.
        """
        target, venue = self._admit(url)
        key = str(target.copy_remove_param("_"))  # "_" only defeats caches
        known = self._known.get(key) if conditional else None
        limit = max_bytes or self._net.feed_bytes
        with self._open(target, venue, _request_headers(accept, known)) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            if known and answer.status_code == 304:
                return replace(known, status=304)
            body = b"".join(self._checked(answer, headers, venue, accept, limit))
        response = Response(status=answer.status_code, headers=headers, body=body, url=url)
        if conditional and ("etag" in headers or "last-modified" in headers):
            self._remember(key, response)
        return response

    def stream(
        self, url: str, *, max_bytes: int | None = None
    ) -> AbstractContextManager[Iterable[bytes]]:
        """An answer chunk by chunk (default limit: a document). Leaving the block hangs up.

        Raises as ``get``, also while the chunks are read.
        """
        return self._streamed(url, max_bytes or self._net.document_bytes)

    @contextmanager
    def _streamed(self, url: str, limit: int) -> Iterator[Iterable[bytes]]:
        target, venue = self._admit(url)
        with self._open(target, venue, {}) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            yield self._checked(answer, headers, venue, (), limit)

    def close(self) -> None:
        """Close the connections of this process."""
        if self._session and self._session[0] == os.getpid():
            self._session[1].close()
        self._session = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _admit(self, url: str) -> tuple[httpx2.URL, Venue]:
        """The parsed URL and whose it is. Raises RefusedAddress, ConfigError."""
        target = check_url(url, allow_private=self._net.allow_private)
        venue = venue_of(target, self._venues)
        if venue is None:
            raise RefusedAddress(
                f"{target.host}: not a host of a configured source; add it to [sources.*] hosts"
            )
        agent = self._net.user_agent
        if not agent.isascii() or (target.host.endswith("sec.gov") and "@" not in agent):
            raise ConfigError(
                "the SEC serves only clients that name a contact (in ASCII): run `watcher init`, "
                'or set [net] user_agent = "Your Name you@example.com" in config/local.toml'
            )
        return target, venue

    @contextmanager
    def _open(
        self, url: httpx2.URL, venue: Venue, headers: Mapping[str, str]
    ) -> Iterator[httpx2.Response]:
        """An answer whose body is still on the wire; network failures become Unreachable."""
        try:
            answer = _RETRYING(_is_connection_error, self._send, url, venue, headers)
            try:
                yield answer
            finally:
                answer.close()
        except httpx2.TimeoutException as error:
            raise Unreachable(f"{url}: no answer in time ({type(error).__name__})") from error
        except httpx2.TransportError as error:
            raise Unreachable(f"{url}: {type(error).__name__}: {error}") from error

    def _send(self, url: httpx2.URL, venue: Venue, headers: Mapping[str, str]) -> httpx2.Response:
        self._limiter.check(url.host)
        longest = self._net.budget_wait_seconds
        turn = Turn(partial(self._limiter.acquire, venue.name, rate=venue.rate, longest=longest))
        told = {"trace": turn.trace}
        session = self._http()
        return session.send(
            session.build_request("GET", url, headers=headers, extensions=told), stream=True
        )

    def _checked(
        self,
        answer: httpx2.Response,
        headers: Mapping[str, str],
        venue: Venue,
        accept: tuple[str, ...],
        limit: int,
    ) -> Iterator[bytes]:
        """The body, once its first bytes show that it is one. Raises what the answer means."""
        url = str(answer.request.url)
        if answer.status_code == 200 and _length(headers) > limit:
            raise TooLarge(f"{url}: {_length(headers)} bytes announced, more than {limit}")
        chunks = inflated(answer.iter_raw(), headers.get("content-encoding", ""), url, limit)
        head = b""
        try:
            for chunk in chunks:
                head += chunk
                if len(head) >= HEAD:
                    break
        except ServerFault:
            if answer.status_code == 200:
                raise  # else the status says enough, whatever its body is packed in
        verdict = judge(
            answer.status_code, headers, head[:HEAD],
            accept=accept, blank_is_block=venue.blank_is_block, now=datetime.now(UTC),
        )  # fmt: skip
        if verdict:
            raise self._error(url, verdict)
        yield head
        yield from chunks

    def _error(
        self, url: str, verdict: Refusal | Missing | Fault
    ) -> Blocked | NotFound | ServerFault:
        if isinstance(verdict, Missing):
            return NotFound(f"{url}: {verdict.why}")
        if isinstance(verdict, Fault):
            longest = self._net.breaker_seconds * LONGEST_BREAK
            asked = None if verdict.after is None else min(verdict.after, longest)
            after = None if asked is None else timedelta(seconds=asked)
            return ServerFault(f"{url}: {verdict.why}", after=after)
        host = httpx2.URL(url).host
        closed = self._limiter.close(
            host, reason=verdict.why, seconds=self._net.breaker_seconds, asked=verdict.after
        )
        return Blocked(
            f"{url}: {verdict.why}; {host} is left alone for {closed:g} s",
            after=timedelta(seconds=closed),
        )

    def _http(self) -> httpx2.Client:
        """The session of this process: connections must not be shared over a fork."""
        if self._session is None or self._session[0] != os.getpid():
            net = self._net
            transport = GuardedTransport(
                allow_private=net.allow_private,
                total_seconds=net.total_seconds,
                ssl_context=self._tls,
            )
            self._session = (
                os.getpid(),
                httpx2.Client(
                    transport=transport,
                    follow_redirects=False,
                    trust_env=False,
                    timeout=httpx2.Timeout(net.read_seconds, connect=net.connect_seconds),
                    headers={
                        "user-agent": net.user_agent or DEFAULT_AGENT,
                        "accept-encoding": "gzip",
                    },
                ),
            )
        return self._session[1]

    def _remember(self, key: str, response: Response) -> None:
        self._known[key] = response
        self._known.move_to_end(key)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


def _request_headers(accept: tuple[str, ...], known: Response | None) -> dict[str, str]:
    headers = {"accept": ", ".join(accept)} if accept else {}
    if known and (etag := known.headers.get("etag")):
        headers["if-none-match"] = etag
    if known and (changed := known.headers.get("last-modified")):
        headers["if-modified-since"] = changed
    return headers


def _length(headers: Mapping[str, str]) -> int:
    text = headers.get("content-length", "")
    return int(text) if text.isdecimal() else 0


def _is_connection_error(error: Exception) -> bool:
    return isinstance(error, httpx2.NetworkError | httpx2.RemoteProtocolError)
