"""No hostile address is ever dialled: the interpreter's own audit events count the connects."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from tests.support.http import Answer, HttpServer
from watcher.errors import RefusedAddress, TimedOut, Unreachable
from watcher.net.client import Client, Venue
from watcher.net.limiter import Limiter
from watcher.net.post import GuardedPost
from watcher.settings import Net

SOON = timedelta(seconds=5)
_recorders: list[list[object]] = []


def _audit(event: str, values: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        for recorder in _recorders:
            recorder.append(values[1])


sys.addaudithook(_audit)

NAMES: Mapping[str, list[str]] = {
    "metadata.google.internal": ["169.254.169.254"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.localdomain": ["127.0.0.1"],
    "inner.example": ["10.0.0.5"],
    "both.example": ["93.184.216.34", "192.168.1.1"],
    "both-turned.example": ["192.168.1.1", "93.184.216.34"],
    "six.example": ["::1"],
    "six-private.example": ["fd00::1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "nat64.example": ["64:ff9b::a00:1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "teredo.example": ["2001:0:7f00:1::1"],
    "link.example": ["fe80::1%1"],
    "many.example": ["93.184.216.34"] * 30 + ["127.0.0.1"],
    "broadcast.example": ["255.255.255.255"],
    "multicast.example": ["224.0.0.251"],
    "nothing.example": ["0.0.0.0"],  # noqa: S104 - an address to refuse
    "cgnat.example": ["100.100.100.200"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "xn--lcalhost-9za.example": ["127.0.0.1"],
}
"""What the resolver of this test answers; other names do not exist."""

NUMBERS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0x0.0x0.0x1", "0177.0.0.1",
    "0177.0.0.01", "00000177.1", "017700000001", "127.127.127.127", "0", "0.0.0.0", "0x0", "00",  # noqa: S104 - to refuse
    "10.0.0.1", "10.1", "0xa000001", "167772161", "012.0.0.1", "172.16.0.1", "172.31.255.254", "2886729729",
    "192.168.0.1", "192.168.1", "3232235521", "0xc0a80001", "169.254.169.254", "169.254.43518", "2852039166",
    "0xa9fea9fe", "0251.0376.0251.0376", "100.100.100.200", "100.64.0.1", "192.0.0.192", "198.18.0.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1",
)  # fmt: skip
SIXES = (
    "::", "::1", "0:0:0:0:0:0:0:1", "::0001", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:0:127.0.0.1",
    "::127.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "::ffff:10.0.0.1", "64:ff9b::127.0.0.1",
    "64:ff9b:1::10.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::", "2001::1", "2001:db8::1", "fc00::1", "fd00:ec2::254",
    "fe80::1", "fe80::1%25eth0", "fe80::1%eth0", "fec0::1", "ff02::1", "ff02::fb", "100::1", "5f00::1", "3fff::1",
)  # fmt: skip
URLS = (
    *(f"https://{host}/" for host in NAMES),
    *(f"https://{number}/" for number in NUMBERS),
    *(f"https://[{six}]/" for six in SIXES),
    *(f"https://[{six}]:8443/" for six in ("::1", "::ffff:127.0.0.1")),
    # schemes, ports, user names, torn forms
    "http://example.org/", "http://127.0.0.1/", "ftp://example.org/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_INFO",
    "dict://127.0.0.1:6379/", "unix:///tmp/valkey.sock", "data:text/html,x", "javascript:alert(1)", "ws://127.0.0.1/",
    "//example.org/", "https:///etc", "https://", "https:example.org", "https:/example.org/", "", " ", "\n",
    "https://example.org:22/", "https://example.org:25/", "https://example.org:6379/", "https://example.org:0/",
    "https://example.org:65536/", "https://example.org:-1/", "https://example.org:443x/", "https://example.org:80/",
    "https://user@example.org/", "https://user:word@example.org/", "https://example.org@127.0.0.1/",
    "https://127.0.0.1\\@example.org/", "https://example.org\\.inner.example/", "https://127.0.0.1#@example.org/",
    "https://127.0.0.1?@example.org/", "https://127.0.0.1;@example.org/", "https://inner.example%2eexample.org/",
    "https://127.0.0.1%00.example.org/", "https://%31%32%37.0.0.1/", "https://127.0.0.1\t/", "https://127.0.0.1\r\nHost: x/",
    "https://localhost./", "https://127.0.0.1./", "https://LOCALHOST/", "https://[::1/", "https://::1/", "https://[127.0.0.1]/",
    # full-width, circled and other digits and dots that some libraries fold into ASCII
    "https://１２７.0.0.1/", "https://①②⑦.0.0.1/", "https://127。0。0。1/", "https://127．0．0．1/", "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "https://ｌｏｃａｌｈｏｓｔ/", "https://lóca\u200blhost/", "https://127.0.0.1:443:443/", "https://[::ffff:a00:1]:443/", "https://example.org:８４４３/", "https://0x7f.0x1/", "https://٠.٠.٠.٠/", "https://xn--/",
)  # fmt: skip


@pytest.fixture
def connects() -> Iterator[list[object]]:
    """Every address that this process dials while the test runs."""
    seen: list[object] = []
    _recorders.append(seen)
    yield seen
    _recorders.remove(seen)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names that were looked up; numbers are read as the system's resolver reads them."""
    names: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *_: int, type: int = 0) -> list[Any]:  # noqa: A002 - the function's own name
        names.append(host)
        found: list[Any] = []
        for one in NAMES.get(host.lower().rstrip("."), [host]):
            found += real(one, port, type=type, flags=socket.AI_NUMERICHOST)
        return found

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return names


def test_there_are_more_than_a_hundred_hostile_addresses() -> None:
    assert len(set(URLS)) == len(URLS) >= 150


@pytest.mark.parametrize("url", URLS)
@pytest.mark.usefixtures("asked")
def test_no_webhook_reaches_a_hostile_address(url: str, connects: list[object]) -> None:
    with pytest.raises((RefusedAddress, Unreachable)):
        GuardedPost(Net())(url, {}, b"{}", timeout=SOON)
    assert connects == []


@pytest.mark.parametrize("host", [*NAMES, *NUMBERS])
@pytest.mark.usefixtures("asked")
def test_a_source_of_that_name_is_not_read_either(host: str, connects: list[object]) -> None:
    venue = Venue(name="x", rate=100.0, hosts=frozenset({host}))
    client = Client(Net(user_agent="Tests a@b.example"), [venue], Limiter(None))
    with client, pytest.raises((RefusedAddress, Unreachable)):
        client.get(f"https://{host}/")
    assert connects == []


@pytest.mark.parametrize(
    "host", ["inner.example", "both.example", "10.0.0.1", "[fd00::1]", "169.254.169.254"]
)
@pytest.mark.usefixtures("asked")
def test_what_demo_and_tests_may_do_is_loopback_and_no_more(
    host: str, connects: list[object]
) -> None:
    with pytest.raises(RefusedAddress):
        GuardedPost(Net(allow_private=True))(f"http://{host}:9000/", {}, b"", timeout=SOON)
    assert connects == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside_is_an_answer_and_nothing_else(
    status: int, connects: list[object], http_server: HttpServer
) -> None:
    inner = {
        "location": "http://169.254.169.254/latest/meta-data/",
        "refresh": "0; url=http://10.0.0.1/",
    }
    http_server.answer = lambda _: Answer(status, b"", inner)
    reply = GuardedPost(Net(allow_private=True))(f"{http_server.url}/", {}, b"", timeout=SOON)
    assert (reply.status, connects) == (status, [("127.0.0.1", http_server.port)])


def test_a_name_that_answers_differently_the_second_time_is_asked_once(
    connects: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the address that was checked is the one that is dialled."""
    answers = iter(["10.0.0.1", "93.184.216.34"])

    def getaddrinfo(_: str, port: int, **__: int) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(RefusedAddress):
        GuardedPost(Net())("https://rebinding.example/", {}, b"", timeout=SOON)
    assert connects == []
    assert next(answers) == "93.184.216.34"


def test_a_name_server_that_never_answers_does_not_hold_a_sender(
    connects: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    def getaddrinfo(*_: object, **__: object) -> list[Any]:
        free.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(TimedOut):
        GuardedPost(Net(connect_seconds=0.2))("https://slow.example/", {}, b"", timeout=SOON)
    assert not free.is_set()
    free.set()
    assert connects == []
