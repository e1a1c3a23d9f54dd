from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.support.http import Answer, HttpServer, Request
from tests.support.sockets import raw_server
from watcher.errors import RefusedAddress, TimedOut, Unreachable
from watcher.net.post import ANSWER_BYTES, GuardedPost
from watcher.settings import Net

SHORT = timedelta(seconds=0.4)
LONG = timedelta(seconds=10)
SECRET_PATH = "/hooks/very-secret?token=abc"

post = GuardedPost(Net(allow_private=True))
guarded = GuardedPost(Net(allow_private=False))


@contextmanager
def talking(*pieces: bytes) -> Iterator[str]:
    """A server that sends these bytes to whoever connects and then says nothing more."""

    def talk(connection: socket.socket, over: threading.Event) -> None:
        for piece in pieces:
            connection.sendall(piece)
        over.wait(20)

    with raw_server(talk) as url:
        yield url + SECRET_PATH


def test_the_exact_bytes_and_headers_are_posted(http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(202, b"thanks", {"X-Trace": "1"})
    reply = post(f"{http_server.url}/a?b=c", {"webhook-id": "x"}, b'{"a": 1}', timeout=LONG)
    assert (reply.status, reply.body, reply.headers["x-trace"]) == (202, b"thanks", "1")
    (request,) = http_server.requests
    assert (request.method, request.target, request.body) == ("POST", "/a?b=c", b'{"a": 1}')
    assert request.headers["webhook-id"] == "x"
    assert request.headers["user-agent"] == "filing-watcher"


def test_a_redirect_is_an_answer_and_is_not_followed(http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(307, b"", {"location": f"{http_server.url}/inside"})
    assert post(f"{http_server.url}/hook", {}, b"", timeout=LONG).status == 307
    assert http_server.paths() == ["/hook"]


def test_no_more_than_64_kb_of_an_answer_are_read(http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(200, b"x" * (ANSWER_BYTES * 8))
    assert len(post(http_server.url, {}, b"", timeout=LONG).body) == ANSWER_BYTES


def test_an_answer_whose_body_never_ends_counts_by_its_status() -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf"
    with talking(head) as url:
        reply = post(url, {}, b"", timeout=SHORT)
    assert (reply.status, reply.body) == (200, b"half")


def test_a_receiver_that_says_nothing_times_out() -> None:
    with talking() as url, pytest.raises(TimedOut, match=r"127\.0\.0\.1: no answer") as caught:
        post(url, {}, b"", timeout=SHORT)
    assert "secret" not in str(caught.value)


def test_a_receiver_that_is_away_or_speaks_no_http_is_unreachable() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{probe.getsockname()[1]}{SECRET_PATH}"
        with pytest.raises(Unreachable) as caught:
            post(away, {}, b"", timeout=LONG)
    assert "secret" not in str(caught.value)
    with talking(b"220 mail.example.com ESMTP\r\n") as url, pytest.raises(Unreachable):
        post(url, {}, b"", timeout=LONG)


@pytest.mark.parametrize(
    "url", ["http://{}", "https://{}", "https://localhost:8443/", "https://[::ffff:127.0.0.1]/"]
)
def test_nothing_connects_to_an_address_that_is_not_allowed(
    http_server: HttpServer, url: str
) -> None:
    with pytest.raises(RefusedAddress):
        guarded(url.format(f"127.0.0.1:{http_server.port}"), {}, b"", timeout=LONG)
    assert http_server.requests == []


def test_a_proxy_of_the_environment_is_not_asked(
    http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert post(http_server.url, {}, b"", timeout=LONG).status == 200


def test_a_second_message_to_a_host_takes_the_connection_of_the_first(
    http_server: HttpServer,
) -> None:
    served: list[str] = []

    def answer(_: Request) -> Answer:
        served.append(threading.current_thread().name)
        return Answer(200, b"", {"set-cookie": "session=1"})

    http_server.answer = answer
    kept = GuardedPost(Net(allow_private=True))
    for path in ("/one", "/two"):
        assert kept(http_server.url + path, {}, b"x", timeout=LONG).status == 200
    GuardedPost(Net(allow_private=True))(f"{http_server.url}/three", {}, b"x", timeout=LONG)
    first, second, third = served
    assert first == second != third
    assert [request.headers["cookie"] for request in http_server.requests] == [None] * 3


@pytest.mark.parametrize(
    "behind",
    [b"a body where none may be", b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"],
)
def test_what_comes_behind_an_answer_is_not_the_answer_to_the_next_message(
    http_server: HttpServer, behind: bytes
) -> None:
    http_server.answer = lambda request: Answer(204, behind if request.path == "/one" else b"")
    kept = GuardedPost(Net(allow_private=True))
    assert kept(f"{http_server.url}/one", {}, b"1", timeout=LONG).status == 204
    http_server.answer = lambda _: Answer(503)
    assert kept(f"{http_server.url}/two", {}, b"2", timeout=LONG).status == 503
    assert http_server.paths() == ["/one", "/two"]


def test_a_connection_that_the_receiver_closed_meanwhile_is_not_taken(
    http_server: HttpServer,
) -> None:
    http_server.answer = lambda _: Answer(200, b"", {"connection": "close"})
    kept = GuardedPost(Net(allow_private=True))
    for _ in range(3):
        assert kept(http_server.url, {}, b"x", timeout=LONG).status == 200


def test_each_message_has_its_own_time_on_a_kept_connection(http_server: HttpServer) -> None:
    free = threading.Event()

    def answer(request: Request) -> Answer:
        if request.path == "/slow":
            free.wait(10)
        return Answer(204)

    http_server.answer = answer
    kept = GuardedPost(Net(allow_private=True))
    assert kept(f"{http_server.url}/fast", {}, b"", timeout=LONG).status == 204
    with pytest.raises(TimedOut):
        kept(f"{http_server.url}/slow", {}, b"", timeout=SHORT)
    free.set()
    assert kept(f"{http_server.url}/fast", {}, b"", timeout=LONG).status == 204


def test_a_fork_takes_no_connection_of_its_parent(http_server: HttpServer) -> None:
    served: list[str] = []

    def answer(_: Request) -> Answer:
        served.append(threading.current_thread().name)
        return Answer(204)

    http_server.answer = answer
    kept = GuardedPost(Net(allow_private=True))
    kept(http_server.url, {}, b"", timeout=LONG)
    child = os.fork()
    if child == 0:
        os._exit(kept(http_server.url, {}, b"", timeout=LONG).status - 204)
    assert os.waitpid(child, 0)[1] == 0
    kept(http_server.url, {}, b"", timeout=LONG)
    assert served[0] == served[2] != served[1]
