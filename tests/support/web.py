"""The web application on a real port, served by uvicorn in a thread, and a raw stream reader."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any, Self

import uvicorn
from fastapi import FastAPI

from tests.support.wait import wait_for


@contextmanager
def running_web(app: FastAPI) -> Iterator[int]:
    """The loopback port on which the application answers."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run, name="web")
    thread.start()
    try:
        wait_for(lambda: server.started, seconds=30, what="the page to answer")
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=30)


class Reader:
    """One client of the stream: ``async with Reader(port) as reader``."""

    def __init__(self, port: int, *, after: int | None = None) -> None:
        self._port, self._after = port, after

    async def __aenter__(self) -> Self:
        self._in, self._out = await asyncio.open_connection("127.0.0.1", self._port)
        last = "" if self._after is None else f"Last-Event-ID: {self._after}\r\n"
        self._out.write(f"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n{last}\r\n".encode())
        await self._out.drain()
        head = await self._in.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._out.close()

    async def alerts(self) -> AsyncIterator[tuple[int, dict[str, Any]]]:
        """Id and data of each alert that comes; ends when the server hangs up."""
        number = 0
        async for raw in self._in:
            line = raw.decode().rstrip("\r\n")
            if line.startswith("id: "):
                number = int(line.removeprefix("id: "))
            elif line.startswith("data: "):
                yield number, json.loads(line.removeprefix("data: "))

    async def take(self, count: int) -> list[int]:
        """The ids of the next so many alerts."""
        ids: list[int] = []
        async for number, _ in self.alerts():
            ids.append(number)
            if len(ids) == count:
                break
        return ids
