"""A real HTTP/1.1 server on loopback that records requests and answers by a function."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    """What a client sent. ``path`` has no query; header names are case-insensitive."""

    method: str
    target: str
    headers: Message
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)


@dataclass(frozen=True)
class Answer:
    """What to send back.

    An iterable body is streamed without a length. ``headers`` win over what the server
    would set, so a test can lie about Content-Length. ``drop`` hangs up without a word.
    """

    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    drop: bool = False


@dataclass
class HttpServer:
    """``url`` has no trailing slash; set ``answer`` to decide; ``requests`` in order."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    answer: Callable[[Request], Answer] = lambda _: Answer()

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def paths(self) -> list[str]:
        """Targets (path and query) of all requests, in order."""
        return [request.target for request in self.requests]


def handler_of(state: HttpServer) -> type[BaseHTTPRequestHandler]:
    """A handler class that serves this state."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 30

        def handle(self) -> None:
            with suppress(ConnectionError):  # the client may reset an idle connection
                super().handle()

        def serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = Request(self.command, self.path, self.headers, self.rfile.read(length))
            state.requests.append(request)
            answer = state.answer(request)
            if answer.drop:
                self.close_connection = True
                return
            with suppress(ConnectionError):  # the client may hang up in the middle
                self.reply(answer)

        do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = serve  # noqa: N815 - names of the base class

        def reply(self, answer: Answer) -> None:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            whole = isinstance(answer.body, bytes)
            if isinstance(answer.body, bytes):
                headers.setdefault("content-length", str(len(answer.body)))
            else:
                headers.setdefault("connection", "close")
            self.send_response(answer.status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                for chunk in [answer.body] if isinstance(answer.body, bytes) else answer.body:
                    self.wfile.write(chunk)
                    self.wfile.flush()
            lied = isinstance(answer.body, bytes) and headers["content-length"] != str(
                len(answer.body)
            )
            self.close_connection = self.close_connection or lied or not whole

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
            """Say nothing: tests read ``requests``."""

    return Handler


@contextmanager
def running_http(tls: SSLContext | None = None) -> Iterator[HttpServer]:
    """A server on a free loopback port, stopped at the end; https where it has a certificate."""
    state = HttpServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(state))
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    if tls is not None:
        state.url = f"https://localhost:{server.server_address[1]}"
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients hang up
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join(timeout=15)
        server.server_close()
