"""The client against a real HTTP server: caps, times, meanings, manners."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.http import Answer, HttpServer, Request
from tests.watcher.net.conftest import NET, answering, client_for
from watcher.errors import (
    Blocked,
    BudgetExhausted,
    ConfigError,
    NotFound,
    RefusedAddress,
    ServerFault,
    Unreachable,
)
from watcher.net import build_client
from watcher.net.client import Client, Venue, venues_of
from watcher.net.limiter import LONGEST_BREAK, Limiter
from watcher.settings import Net, Settings, Source

ATOM = ("application/atom+xml",)


def test_a_whole_answer_with_its_headers(client: Client, http_server: HttpServer) -> None:
    answering(http_server, body=b"<feed/>", content_type="application/atom+xml; charset=utf-8")
    answer = client.get(f"{http_server.url}/feed?start=0", accept=ATOM)
    assert (answer.status, answer.body) == (200, b"<feed/>")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    sent = http_server.requests[0].headers
    assert sent["User-Agent"] == "Tester tester@example.com"
    assert (sent["Accept"], sent["Accept-Encoding"]) == ("application/atom+xml", "gzip")


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (404, NotFound),
        (410, NotFound),
        (302, ServerFault),
        (400, ServerFault),
        (500, ServerFault),
        (503, ServerFault),
        (403, Blocked),
        (429, Blocked),
    ],
)
def test_each_status_has_its_error(
    client: Client, http_server: HttpServer, status: int, error: type[Exception]
) -> None:
    answering(http_server, status)
    with pytest.raises(error, match=f"/doc.*HTTP {status}"):
        client.get(f"{http_server.url}/doc")
    assert len(http_server.requests) == 1


@pytest.mark.parametrize(("status", "error"), [(403, Blocked), (429, Blocked), (404, NotFound)])
def test_a_refusal_is_one_whatever_its_body_is_packed_in(
    client: Client, http_server: HttpServer, status: int, error: type[Exception]
) -> None:
    http_server.answer = lambda _: Answer(status, b"not gzip", {"Content-Encoding": "gzip"})
    with pytest.raises(error, match=f"HTTP {status}"):
        client.get(f"{http_server.url}/doc")


def test_a_fault_does_not_put_a_filing_off_for_years(
    client: Client, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: Answer(503, b"x", {"Retry-After": "999999999"})
    with pytest.raises(ServerFault) as caught:
        client.get(f"{http_server.url}/doc")
    assert caught.value.after == timedelta(seconds=NET.breaker_seconds * LONGEST_BREAK)


def test_a_redirect_is_not_followed(client: Client, http_server: HttpServer) -> None:
    answering(http_server, 302, location=f"{http_server.url}/elsewhere")
    with pytest.raises(ServerFault):
        client.get(f"{http_server.url}/doc")
    assert http_server.paths() == ["/doc"]


def test_after_a_refusal_nothing_is_sent_to_that_host(
    client: Client, http_server: HttpServer
) -> None:
    answering(http_server, 429, retry_after="1200")
    with pytest.raises(Blocked) as caught:
        client.get(f"{http_server.url}/a")
    assert caught.value.after == timedelta(seconds=1200)
    with pytest.raises(Blocked, match="closed for another"):
        client.get(f"{http_server.url}/b")
    with pytest.raises(Blocked), client.stream(f"{http_server.url}/c") as chunks:
        list(chunks)
    assert http_server.paths() == ["/a"]


def test_retry_after_of_a_fault_is_told(client: Client, http_server: HttpServer) -> None:
    answering(http_server, 503, retry_after="30")
    with pytest.raises(ServerFault) as caught:
        client.get(f"{http_server.url}/a")
    assert caught.value.after == timedelta(seconds=30)


def test_a_blank_answer_blocks_only_where_the_venue_blocks_that_way(
    http_server: HttpServer,
) -> None:
    with client_for(http_server) as client, pytest.raises(ServerFault, match="empty body"):
        client.get(f"{http_server.url}/a")
    blocking = client_for(http_server, blank_is_block=True)
    with blocking, pytest.raises(Blocked, match="empty body"):
        blocking.get(f"{http_server.url}/a")


def test_a_connection_that_breaks_is_tried_again_in_the_call(
    client: Client, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: (
        Answer(drop=True) if len(http_server.requests) < 3 else Answer(200, b"at last")
    )
    assert client.get(f"{http_server.url}/a").body == b"at last"
    http_server.answer = lambda _: Answer(drop=True)
    with pytest.raises(Unreachable):
        client.get(f"{http_server.url}/a")
    assert len(http_server.requests) == 6


def test_a_server_that_drips_is_cut_off_in_all(http_server: HttpServer) -> None:
    """Each byte comes in time; together they would never end."""
    rest = threading.Event()

    def drips() -> Iterator[bytes]:
        while not rest.wait(0.05):
            yield b"."

    http_server.answer = lambda _: Answer(200, drips())
    net = NET.model_copy(update={"total_seconds": 0.5})
    with client_for(http_server, net) as client, pytest.raises(Unreachable, match="ReadTimeout"):
        client.get(f"{http_server.url}/slow")
    rest.set()


def test_a_silent_server_is_unreachable(http_server: HttpServer) -> None:
    rest = threading.Event()

    def never(_: Request) -> Answer:
        rest.wait(10)
        return Answer()

    http_server.answer = never
    net = NET.model_copy(update={"read_seconds": 0.2})
    with client_for(http_server, net) as client, pytest.raises(Unreachable, match="no answer in"):
        client.get(f"{http_server.url}/silent")
    rest.set()


def test_conditional_requests_return_the_known_body(
    client: Client, http_server: HttpServer
) -> None:
    def answer(request: Request) -> Answer:
        if request.headers["If-None-Match"] == '"v1"':
            return Answer(304)
        return Answer(
            200, b"list", {"etag": '"v1"', "last-modified": "Wed, 25 Mar 2026 09:00:00 GMT"}
        )

    http_server.answer = answer
    first = client.get(f"{http_server.url}/l.json?_=1", conditional=True)
    again = client.get(f"{http_server.url}/l.json?_=2", conditional=True)
    plain = client.get(f"{http_server.url}/l.json?_=3")
    assert [a.status for a in (first, again, plain)] == [200, 304, 200]
    assert again.body == b"list"
    assert http_server.requests[1].headers["If-Modified-Since"] == "Wed, 25 Mar 2026 09:00:00 GMT"


def test_the_budget_bounds_the_wait(http_server: HttpServer) -> None:
    net = NET.model_copy(update={"budget_wait_seconds": 0.01})
    answering(http_server)
    with client_for(http_server, net, rate=0.1) as client:
        client.get(f"{http_server.url}/a")
        with pytest.raises(BudgetExhausted):
            client.get(f"{http_server.url}/b")
    assert http_server.paths() == ["/a"]


def test_a_host_of_no_source_is_refused(client: Client) -> None:
    for url in ("https://example.org/x", "http://127.0.0.1:1/x", "not a url"):
        with pytest.raises(RefusedAddress):
            client.get(url)


@pytest.mark.parametrize("agent", ["", "filing-watcher", "陳大文 chan@example.com"])
def test_the_sec_is_not_asked_without_a_contact(agent: str) -> None:
    net = Net(user_agent=agent)
    venue = Venue(name="edgar", rate=8, hosts=frozenset({"www.sec.gov"}))
    with Client(net, [venue], Limiter(None)) as client, pytest.raises(ConfigError, match="init"):
        client.get("https://www.sec.gov/")


def test_each_process_opens_its_own_connections(client: Client, http_server: HttpServer) -> None:
    connections: dict[str, int] = {}  # the test server has one thread for each connection

    def answer(request: Request) -> Answer:
        connections[request.path] = threading.get_ident()
        return Answer(200, b"x")

    http_server.answer = answer
    client.get(f"{http_server.url}/parent")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the server's threads; as RQ forks
        child = os.fork()
    if child == 0:
        try:
            client.get(f"{http_server.url}/child")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    client.get(f"{http_server.url}/again")
    assert connections["/again"] == connections["/parent"] != connections["/child"]


def test_every_configured_source_is_a_venue() -> None:
    settings = Settings(
        sources={
            "edgar": Source(
                module="m", poll_seconds=1, requests_per_second=8,
                base_url="http://127.0.0.1:9/e", data_url="https://data.sec.gov",
                hosts=("www.sec.gov",),
            )
        }
    )  # fmt: skip
    assert venues_of(settings) == (
        Venue(
            name="edgar",
            rate=8,
            hosts=frozenset({"www.sec.gov"}),
            bases=("http://127.0.0.1:9/e/", "https://data.sec.gov/"),
        ),
    )
    with build_client(settings, None) as client, pytest.raises(RefusedAddress):
        client.get("https://example.org/")
