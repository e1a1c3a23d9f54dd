"""No request reaches an inner address, however it is spelt or resolved."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.support.http import Answer, HttpServer
from tests.support.wait import wait_for
from watcher.errors import RefusedAddress
from watcher.net.guard import GuardedTransport, admitted, check_url, is_loopback, is_public

INNER = [
    "0.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = ["8.8.8.8", "100.63.255.255", "172.32.0.1", "192.0.1.1", "2606:4700::1", "2a00:1450::1"]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [*PUBLIC, "::ffff:8.8.8.8"])
def test_an_internet_host_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_loopback_in_every_spelling(address: str) -> None:
    assert is_loopback(ipaddress.ip_address(address))


def test_one_inner_address_among_several_refuses_the_name() -> None:
    both = [ipaddress.ip_address("8.8.8.8"), ipaddress.ip_address("10.0.0.5")]
    with pytest.raises(RefusedAddress, match=r"example\.org: resolves to 10\.0\.0\.5"):
        admitted("example.org", 443, both, ports=frozenset({443}), allow_private=True)


def test_allowing_private_means_loopback_and_nothing_else() -> None:
    ports = frozenset({443})
    here = (ipaddress.ip_address("127.0.0.1"),)
    assert admitted("localhost", 5000, here, ports=ports, allow_private=True) == here
    for address in ("10.0.0.1", "169.254.169.254"):
        with pytest.raises(RefusedAddress):
            admitted("x", 443, [ipaddress.ip_address(address)], ports=ports, allow_private=True)
    with pytest.raises(RefusedAddress, match="port 5000"):
        admitted("x", 5000, [ipaddress.ip_address("8.8.8.8")], ports=ports, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https:///path",
        "https://user:word@example.org/",
        "https://example.org:22/",
        "https://exa mple.org/",
        "//example.org/",
        "",
    ],
)
def test_a_url_that_is_not_plain_https_is_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        check_url(url)


def test_plain_http_is_for_loopback_ports_only() -> None:
    assert check_url("http://127.0.0.1:5000/x", allow_private=True).port == 5000
    with pytest.raises(RefusedAddress, match="only https"):
        check_url("http://example.org:443/", allow_private=True)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[object]]]:
    """A bare listener on loopback and every connection it ever saw."""
    seen: list[object] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    done = threading.Event()

    def accept() -> None:
        while not done.is_set():
            try:
                connection, peer = server.accept()
            except TimeoutError:
                continue
            seen.append(peer)
            connection.close()

    thread = threading.Thread(target=accept)
    thread.start()
    yield server.getsockname()[1], seen
    done.set()
    thread.join()
    server.close()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "[::ffff:127.0.0.1]",
    ],
)
def test_no_packet_reaches_loopback_in_any_spelling(
    host: str, listener: tuple[int, list[object]]
) -> None:
    port, seen = listener
    transport = GuardedTransport(ports=frozenset({443, port}))
    with httpx2.Client(transport=transport) as client, pytest.raises(RefusedAddress):
        client.get(check_url(f"https://{host}:{port}/", ports=frozenset({port})))
    with socket.create_connection(("127.0.0.1", port)) as ours:
        wait_for(lambda: seen, what="the listener to see this connection")
        assert seen == [ours.getsockname()]


def test_a_name_is_resolved_once_and_the_checked_address_is_dialled(
    monkeypatch: pytest.MonkeyPatch, http_server: HttpServer
) -> None:
    """A rebinding name answers differently the second time; nobody may ask twice."""
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: int, **options: int) -> list[Any]:
        if host[0].isdigit():
            return real(host, port, *args, **options)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    http_server.answer = lambda request: Answer(body=str(request.headers["Host"]).encode())
    transport = GuardedTransport(allow_private=True)
    with httpx2.Client(transport=transport) as client:
        answer = client.get(f"http://venue.example:{http_server.port}/")
    assert (answer.text, asked) == (f"venue.example:{http_server.port}", ["venue.example"])


def test_proxies_of_the_environment_are_ignored(
    monkeypatch: pytest.MonkeyPatch, http_server: HttpServer, listener: tuple[int, list[object]]
) -> None:
    port, seen = listener
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{port}")
    transport = GuardedTransport(allow_private=True)
    with httpx2.Client(transport=transport, trust_env=False) as client:
        assert client.get(http_server.url).status_code == 200
    assert seen == []
