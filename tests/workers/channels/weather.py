"""What a channel that posts meets out there, and what it must say of each.

One server for every weather: statuses, an answer that never ends or never comes, a reset, a
certificate that nobody vouches for.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.http import Answer, HttpServer, running_http
from tests.support.sockets import mute, raw_server
from tests.support.tls import self_signed
from watcher.model import Outcome, Reason, Rejected, Retry

Expected = tuple[type[Outcome], Reason]

AFTER = {"120": timedelta(minutes=2), "Wed, 25 Mar 2026 09:32:00 GMT": timedelta(minutes=2)}
"""Retry-After in seconds and as a date, at the contract's own time."""


class Sends(Protocol):
    """Sends one message to a base address with a limit of seconds."""

    def __call__(self, base: str, seconds: float = 10) -> Outcome: ...


@dataclass(frozen=True)
class Poster:
    """A channel that posts: how it sends, and what it must say of each status."""

    send: Sends
    rulings: Mapping[int, Expected]


class WeatherContract:
    """Inherited by the test file of each channel that posts; it gives a ``poster``."""

    def test_every_status_has_its_outcome(self, poster: Poster, http_server: HttpServer) -> None:
        found: dict[int, Expected] = {}
        for status in poster.rulings:
            http_server.answer = lambda _, s=status: Answer(s, b"no")  # type: ignore[misc]
            outcome = poster.send(http_server.url)
            assert isinstance(outcome, Retry | Rejected), status
            found[status] = (type(outcome), outcome.reason)
        assert found == poster.rulings

    @pytest.mark.parametrize("header", AFTER)
    @pytest.mark.parametrize("status", [429, 503])
    def test_retry_after_is_passed_on_in_seconds_and_as_a_date(
        self, poster: Poster, http_server: HttpServer, status: int, header: str
    ) -> None:
        http_server.answer = lambda _: Answer(status, b"", {"retry-after": header})
        outcome = poster.send(http_server.url)
        assert isinstance(outcome, Retry)
        assert outcome.after == AFTER[header]

    def test_a_redirect_is_not_followed(self, poster: Poster, http_server: HttpServer) -> None:
        http_server.answer = lambda _: Answer(302, b"", {"location": f"{http_server.url}/else"})
        assert isinstance(poster.send(http_server.url), Rejected)
        assert "/else" not in http_server.paths()

    def test_a_reset_is_a_connection_problem(self, poster: Poster) -> None:
        with raw_server(_reset) as url:
            outcome = poster.send(url)
        assert isinstance(outcome, Retry)
        assert outcome.reason is Reason.CONNECTION

    def test_silence_is_a_timeout(self, poster: Poster) -> None:
        with mute() as port:
            outcome = poster.send(f"http://127.0.0.1:{port}", seconds=0.3)
        assert isinstance(outcome, Retry)
        assert outcome.reason is Reason.TIMEOUT

    def test_a_head_that_drips_is_a_timeout(self, poster: Poster) -> None:
        with raw_server(_dripping) as url:
            outcome = poster.send(url, seconds=0.5)
        assert isinstance(outcome, Retry)
        assert outcome.reason is Reason.TIMEOUT

    def test_a_certificate_that_nobody_vouches_for_is_a_connection_problem(
        self, poster: Poster, tmp_path: Path
    ) -> None:
        with running_http(self_signed(tmp_path)[0]) as state:
            outcome = poster.send(state.url)
            assert isinstance(outcome, Retry)
            assert outcome.reason in {Reason.CONNECTION, Reason.REFUSED_ADDRESS}
            assert state.requests == [], "nothing is said before the certificate is trusted"

    def test_of_a_huge_answer_only_the_beginning_is_read(
        self, poster: Poster, http_server: HttpServer
    ) -> None:
        served = 0

        def endless() -> Iterator[bytes]:
            nonlocal served
            for _ in range(4000):
                served += 1
                yield b"x" * 65536

        http_server.answer = lambda _: Answer(500, endless())
        outcome = poster.send(http_server.url)
        assert isinstance(outcome, Retry)
        assert len(outcome.detail) <= 500
        assert served < 400, "the sockets' buffers and no more"

    def test_a_status_with_a_body_that_never_ends_is_still_the_status(
        self, poster: Poster, http_server: HttpServer
    ) -> None:
        done = threading.Event()

        def slow() -> Iterator[bytes]:
            while not done.wait(0.05):
                yield b"."

        http_server.answer = lambda _: Answer(500, slow())
        try:
            outcome = poster.send(http_server.url, seconds=0.5)
        finally:
            done.set()
        assert isinstance(outcome, Retry)
        assert outcome.reason in {Reason.SERVER_ERROR, Reason.TIMEOUT}


def _reset(connection: socket.socket, over: threading.Event) -> None:
    """Hang up in the hard way: RST in place of an answer."""
    del over
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _dripping(connection: socket.socket, over: threading.Event) -> None:
    """A byte of a header now and then, so that no single read is late."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nx-slow: ")
    try:
        while not over.wait(0.05):
            connection.sendall(b".")
    except OSError:
        return
