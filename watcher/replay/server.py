"""The HTTP side of the venue: one GET, one answer, and the fault that is armed for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from watcher.errors import ConfigError
from watcher.replay.faults import BLOCK_PAGE, UNAVAILABLE_PAGE, Fault, FaultKind, Faults

Answer = tuple[int, str, bytes]
"""Status, media type, body."""

_WHOLE: dict[FaultKind, Answer] = {
    FaultKind.BLOCK_PAGE: (403, "text/html", BLOCK_PAGE),
    FaultKind.TOO_MANY: (429, "text/html", BLOCK_PAGE),
    FaultKind.SERVER_ERROR: (500, "text/html", b"<html><body>Internal error</body></html>"),
    FaultKind.UNAVAILABLE: (503, "text/html", UNAVAILABLE_PAGE),
    FaultKind.EMPTY: (200, "application/atom+xml", b""),
    FaultKind.NOT_PDF: (200, "application/pdf", b"<html><body>Please try again</body></html>"),
    FaultKind.HUGE: (200, "text/plain", b"x"),
}
"""Faults that replace the answer."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, answer: Callable[[str], Answer], faults: Faults) -> None:
        self.answer, self.faults = answer, faults
        self.closed = threading.Event()  # a port that is taken closes the server at once
        super().__init__(("127.0.0.1", port), _Handler)

    def server_close(self) -> None:
        """Also end the late answers that are still held back: their documents may go now."""
        self.closed.set()
        super().server_close()


def serve(port: int, answer: Callable[[str], Answer], faults: Faults) -> ThreadingHTTPServer:
    """A bound server on 127.0.0.1, not yet serving; port 0 takes a free one.

    Raises ConfigError where somebody else listens.
    """
    try:
        return _Server(port, answer, faults)
    except OSError as error:
        raise ConfigError(
            f"port {port} of 127.0.0.1 cannot be used ({error.strerror}); give 0 for any free one"
        ) from error


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two sends; the second would wait 40 ms

    def do_GET(self) -> None:
        """Answer, spoiled by the armed fault if there is one."""
        server = cast("_Server", self.server)
        fault = server.faults.take(self.path)
        if fault is not None and fault.kind in _WHOLE:
            self._send(*_WHOLE[fault.kind], fault=fault)
            return
        late = fault.amount if fault is not None and fault.kind is FaultKind.LATENCY else 0
        if late and server.closed.wait(late):
            self.close_connection = True
            return
        self._send(*server.answer(self.path), fault=fault)

    def _send(self, status: int, media: str, body: bytes, *, fault: Fault | None) -> None:
        kind = fault.kind if fault else None
        length, amount = len(body), int(fault.amount) if fault else 0
        if kind is FaultKind.TRUNCATED:
            body, length = body[: length // 2], length // 2
        if kind is FaultKind.HUGE:
            length, self.close_connection = amount, True
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(length))
        if kind in {FaultKind.BLOCK_PAGE, FaultKind.TOO_MANY} and amount:
            self.send_header("Retry-After", str(amount))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # a reader that has seen enough may hang up

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Requests are counted, not printed."""
