"""Bombs on the wire: what a venue sends grows in our hands, or never ends, in a work-horse's process."""

from __future__ import annotations

import gzip
import itertools
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.support.http import Answer, HttpServer

HUGE = 500_000_000
LIMIT = 20_000_000
GROWN_MB = 100
"""Resident memory that a transfer of at most LIMIT bytes may take beyond the imports."""

FETCH = """
import resource, sys
from watcher.errors import WatcherError
from watcher.net.client import Client, Venue
from watcher.net.limiter import Limiter
from watcher.settings import Net
from workers.limits import confine
url, how, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
net = Net(user_agent="Tester t@example.com", allow_private=True, total_seconds=10)
client = Client(net, [Venue(name="edgar", rate=1000, bases=(url,))], Limiter(None))
confine(1024, 30, 90)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    if how == "whole":
        said = client.get(url, max_bytes=limit).body
    else:
        with client.stream(url, max_bytes=limit) as chunks:
            said = b"".join(chunks)
    print(len(said), end=" ")
except WatcherError as error:
    print(type(error).__name__, end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def gzipped() -> Iterator[bytes]:
    """Half a gigabyte of zeros in half a megabyte."""
    work = zlib.compressobj(9, wbits=zlib.MAX_WBITS | 16)
    for _ in range(HUGE // 1_000_000):
        yield work.compress(bytes(1_000_000))
    yield work.flush()


def deflated() -> Iterator[bytes]:
    work = zlib.compressobj(9)
    for _ in range(HUGE // 1_000_000):
        yield work.compress(bytes(1_000_000))
    yield work.flush()


def twice() -> Iterator[bytes]:
    yield gzip.compress(b"".join(gzipped()))


def nothing_for_ever() -> Iterator[bytes]:
    """Stored blocks without content: bytes come and none comes out."""
    yield gzip.compress(b"")[:10]
    yield from itertools.repeat(b"\x00\x00\x00\xff\xff" * 10_000)


def members_for_ever() -> Iterable[bytes]:
    return itertools.repeat(gzip.compress(b"") * 500)


def zeros_for_ever() -> Iterator[bytes]:
    yield gzip.compress(b"x")
    yield from itertools.repeat(bytes(50_000))


BOMBS: dict[str, tuple[Callable[[], Iterable[bytes]], str, str]] = {
    "500 MB in gzip": (gzipped, "gzip", "TooLarge"),
    "500 MB in x-gzip": (gzipped, "X-GZip", "TooLarge"),
    "gzip in gzip": (twice, "gzip, gzip", "ServerFault"),
    "500 MB in deflate": (deflated, "deflate", "ServerFault"),
    "brotli": (lambda: [b"\xff" * 100_000], "br", "ServerFault"),
    "zstandard": (lambda: [b"\x28\xb5\x2f\xfd" * 100_000], "zstd", "ServerFault"),
    "blocks without end": (nothing_for_ever, "gzip", "TooLarge"),
    "members without end": (members_for_ever, "gzip", "TooLarge"),
    "padding without end": (zeros_for_ever, "gzip", "TooLarge"),
    "plain bytes without end": (lambda: itertools.repeat(bytes(1_000_000)), "", "TooLarge"),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", ["whole", "stream"])
@pytest.mark.parametrize("name", BOMBS)
def test_a_transfer_takes_no_more_than_the_limit(
    name: str, how: str, http_server: HttpServer
) -> None:
    made, encoding, outcome = BOMBS[name]
    http_server.answer = lambda _: Answer(
        200, made(), {"content-encoding": encoding} if encoding else {}
    )
    done = subprocess.run(
        [sys.executable, "-c", FETCH, f"{http_server.url}/", how, str(LIMIT)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    said, grown_mb = done.stdout.split()
    assert said == outcome
    assert int(grown_mb) < GROWN_MB
    assert len(http_server.requests) == 1


@pytest.mark.slow
def test_a_transfer_that_drips_ends_with_its_time(http_server: HttpServer) -> None:
    """A byte now and then is never late for a read, and is for the whole."""

    def drip() -> Iterator[bytes]:
        yield gzip.compress(b"")[:10]
        while True:
            time.sleep(0.05)
            yield b"\x00\x00\x00\xff\xff"

    http_server.answer = lambda _: Answer(200, drip(), {"content-encoding": "gzip"})
    done = subprocess.run(
        [sys.executable, "-c", FETCH, f"{http_server.url}/", "stream", str(LIMIT)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout.split()[0] == "Unreachable", done.stderr[-500:]
