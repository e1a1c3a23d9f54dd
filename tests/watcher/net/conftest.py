"""One client on one loopback server, with small limits and quick retries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import stamina

from tests.support.http import Answer, HttpServer, Request
from watcher.net.client import Client, Venue
from watcher.net.limiter import Limiter
from watcher.settings import Net

NET = Net(
    user_agent="Tester tester@example.com", allow_private=True,
    connect_seconds=2, read_seconds=2, total_seconds=4, feed_bytes=10_000, document_bytes=50_000,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _quick_retries() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def client(http_server: HttpServer) -> Iterator[Client]:
    """A client that knows the server as its only venue."""
    with client_for(http_server) as client:
        yield client


def client_for(
    server: HttpServer, net: Net = NET, *, rate: float = 10_000.0, blank_is_block: bool = False
) -> Client:
    """The same with other limits."""
    venue = Venue(name="edgar", rate=rate, bases=(server.url + "/",), blank_is_block=blank_is_block)
    return Client(net, [venue], Limiter(None))


def answering(
    server: HttpServer, status: int = 200, body: bytes = b"x", **headers: str
) -> Callable[[Request], Answer]:
    """What the server says from now on."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    server.answer = lambda _: Answer(status, body, names)
    return server.answer
