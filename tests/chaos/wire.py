"""A TCP relay that can be cut, stalled or slowed: the network between two parts."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from enum import StrEnum
from types import TracebackType
from typing import Self


class Weather(StrEnum):
    """What the wire does with what is sent."""

    FINE = "fine"
    SLOW = "slow"
    STALLED = "stalled"
    CUT = "cut"


class Wire:
    """Relays a port (0: a free one) to ``target``. Use as a context manager."""

    def __init__(self, target: tuple[str, int], *, host: str = "127.0.0.1", port: int = 0) -> None:
        self.target, self.weather, self.delay = target, Weather.FINE, 0.2
        self._listener = socket.create_server((host, port), backlog=128)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closing = False
        self._thread = threading.Thread(target=self._accept, name="wire", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing = True
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._drop()

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        """``http://host:port``."""
        return f"http://{self._listener.getsockname()[0]}:{self.port}"

    def turn(self, weather: Weather) -> None:
        """Change what the wire does, also for the connections that are open."""
        self.weather = weather
        if weather is Weather.CUT:
            self._drop()

    def _drop(self) -> None:
        with self._lock:
            gone, self._open = self._open, set()
        for side in gone:
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._closing:
            try:
                inner, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(inner,), daemon=True).start()

    def _join(self, inner: socket.socket) -> None:
        try:
            if self.weather is Weather.CUT:
                raise ConnectionAbortedError
            outer = socket.create_connection(self.target, timeout=10)
        except OSError:
            inner.close()
            return
        outer.settimeout(None)
        with self._lock:
            self._open |= {inner, outer}
        back = threading.Thread(target=self._pump, args=(outer, inner), daemon=True)
        back.start()
        self._pump(inner, outer)
        back.join()
        with self._lock:
            self._open -= {inner, outer}
        inner.close()
        outer.close()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                while self.weather is Weather.STALLED and not self._closing:
                    time.sleep(0.05)
                if self.weather is Weather.SLOW:
                    time.sleep(self.delay)
                sink.sendall(data)
        for side in (sink, source):
            with suppress(OSError):
                side.shutdown(socket.SHUT_WR if side is sink else socket.SHUT_RD)
