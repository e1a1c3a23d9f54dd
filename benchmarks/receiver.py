"""A receiver of webhooks that costs as little as it can, in a process and at many addresses.

Every address of 127.0.0.0/8 is a host of its own to a sender: what it keeps of a connection to
one helps it with no other.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


class _Taken(asyncio.Protocol):
    """One connection; counts whole requests and says 204 to each."""

    def __init__(self, count: Any) -> None:
        self._count = count
        self._buffer = b""
        self._out: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._out = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (size := whole(self._buffer)) is not None:
            self._buffer = self._buffer[size:]
            self._count.value += 1
            self._out.write(ANSWER)


def whole(buffer: bytes) -> int | None:
    """How many bytes the first request of a buffer has; None where it is not all there."""
    head, found, _ = buffer.partition(b"\r\n\r\n")
    if not found:
        return None
    lines = [line.partition(b":") for line in head.lower().split(b"\r\n")]
    length = next((int(value) for name, _, value in lines if name == b"content-length"), 0)
    size = len(head) + 4 + length
    return size if len(buffer) >= size else None


async def _serve(hosts: list[str], count: Any, said: Connection) -> None:
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: _Taken(count), hosts[0], 0, backlog=1000)
    port = first.sockets[0].getsockname()[1]
    if hosts[1:]:
        await loop.create_server(lambda: _Taken(count), hosts[1:], port, backlog=1000)
    said.send(port)
    await asyncio.Event().wait()


def _run(hosts: list[str], count: Any, said: Connection) -> None:
    asyncio.run(_serve(hosts, count, said))


@contextmanager
def running_receiver(hosts: int) -> Iterator[tuple[list[str], Any]]:
    """The addresses (without a trailing slash) and a counter of what came, in its ``value``."""
    context = multiprocessing.get_context("spawn")
    count = context.Value("Q", 0, lock=False)
    addresses = [f"127.0.{1 + n // 250}.{1 + n % 250}" for n in range(hosts)]
    mine, theirs = context.Pipe()
    process = context.Process(target=_run, args=(addresses, count, theirs), daemon=True)
    process.start()
    try:
        port = mine.recv()
        yield [f"http://{address}:{port}" for address in addresses], count
    finally:
        process.terminate()
        process.join(timeout=20)
