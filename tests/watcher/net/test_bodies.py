"""What is taken of an answer: bounded, undone, and whole or not at all."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Iterator

import pytest

from tests.support.http import Answer, HttpServer
from tests.watcher.net.conftest import answering
from watcher.errors import (
    ServerFault,
    TooLarge,
    Unreachable,
)
from watcher.net.client import Client


def test_a_body_announced_too_large_is_refused_unread(
    client: Client, http_server: HttpServer
) -> None:
    answering(http_server, body=b"tiny", content_length=str(3_000_000_000))
    with pytest.raises(TooLarge, match="3000000000 bytes announced, more than 10000"):
        client.get(f"{http_server.url}/huge")
    with pytest.raises(TooLarge), client.stream(f"{http_server.url}/huge") as chunks:
        list(chunks)


def test_a_body_that_grows_too_large_is_cut_off(client: Client, http_server: HttpServer) -> None:
    sent: list[int] = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"x" * 1000

    http_server.answer = lambda _: Answer(200, endless())
    with pytest.raises(TooLarge, match="more than 10000 bytes"):
        client.get(f"{http_server.url}/endless")
    with pytest.raises(TooLarge), client.stream(f"{http_server.url}/", max_bytes=5000) as chunks:
        list(chunks)


def test_gzip_is_undone_and_counted_undone(client: Client, http_server: HttpServer) -> None:
    answering(http_server, body=gzip.compress(b"y" * 9000), content_encoding="gzip")
    assert client.get(f"{http_server.url}/a").body == b"y" * 9000
    answering(http_server, body=gzip.compress(b"y" * 30_000_000), content_encoding="gzip")
    with pytest.raises(TooLarge):
        client.get(f"{http_server.url}/bomb")


def test_all_members_of_a_gzip_stream_are_the_body(client: Client, http_server: HttpServer) -> None:
    """As a server sends it that appends to what it compressed before; zeros are padding."""
    body = gzip.compress(b"first ") + gzip.compress(b"second") + bytes(500)
    answering(http_server, body=body, content_encoding="gzip")
    assert client.get(f"{http_server.url}/a").body == b"first second"


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (gzip.compress(b"x") + gzip.compress(os.urandom(4000))[:2000], "gzip", "in the middle"),
        (gzip.compress(os.urandom(4000))[:2000], "gzip", "ends in the middle"),
        (b"not gzip at all", "gzip", "damaged gzip"),
        (b"data", "br", "encoding 'br' was not asked for"),
    ],
)
def test_a_damaged_encoding_is_a_fault(
    client: Client, http_server: HttpServer, body: bytes, encoding: str, why: str
) -> None:
    answering(http_server, body=body, content_encoding=encoding)
    with pytest.raises(ServerFault, match=why):
        client.get(f"{http_server.url}/a")


def test_a_body_cut_by_the_network_is_no_answer(client: Client, http_server: HttpServer) -> None:
    answering(http_server, body=b"half", content_length="5000")
    with pytest.raises(Unreachable):
        client.get(f"{http_server.url}/a")


def test_a_stream_comes_in_chunks_and_hangs_up_when_left(
    client: Client, http_server: HttpServer
) -> None:
    hung_up = threading.Event()

    def endless() -> Iterator[bytes]:
        try:
            while True:
                yield b"z" * 1000
        finally:
            hung_up.set()

    http_server.answer = lambda _: Answer(200, endless())
    with client.stream(f"{http_server.url}/doc", max_bytes=10**9) as chunks:
        assert next(iter(chunks)).startswith(b"zzzz")
    assert hung_up.wait(10)
