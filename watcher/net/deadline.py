"""A time limit over a whole exchange, kept at the socket.

The time-outs of httpx2 start anew with every read, so a peer that sends a byte now and
then is never late. Here every read and write gets at most what is left of the total.
"""

from __future__ import annotations

import ssl
import threading
import time
from typing import Any

import httpcore2

from watcher.net.heard import Heard


class Deadline(threading.local):
    """When the exchange of this thread must be over, on the monotonic clock."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """Allow this many seconds from now."""
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that remain; zero or less when the time is over."""
        return self.at - time.monotonic()


class TimedStream(httpcore2.NetworkStream):
    """A stream whose reads and writes end at the deadline, and which is not used again when
    more came than the answer: the next request would take that for its own.
    """

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        self._heard = Heard()

    def _within(self, timeout: float | None, late: type[Exception]) -> float:
        left = self._deadline.left()
        if left <= 0:
            raise late("the exchange took too long in all")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Raises httpcore2.ReadTimeout at the deadline."""
        data = self._inner.read(max_bytes, self._within(timeout, httpcore2.ReadTimeout))
        self._heard.add(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Raises httpcore2.WriteTimeout at the deadline."""
        self._heard = Heard()
        self._inner.write(buffer, self._within(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """The same stream under TLS. Raises httpcore2.ConnectTimeout at the deadline."""
        within = self._within(timeout, httpcore2.ConnectTimeout)
        return TimedStream(
            self._inner.start_tls(ssl_context, server_hostname, within), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        """What the socket knows. httpcore2 drops a silent connection that ``is_readable``."""
        heard = self._heard  # empty while another thread has just asked: then it is in use
        if info == "is_readable" and heard and not heard.ends_exactly():
            return True
        return self._inner.get_extra_info(info)
