"""The gate that every outgoing connection passes: which addresses may be dialled.

The check stands where the connection is made, on the resolved address, and that very
address is dialled. A name that resolves to a private address now, or only on the second
look-up, is refused before a single packet leaves. TLS name and Host stay the URL's.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterable
from functools import cache
from queue import Empty, SimpleQueue
from typing import TypeAlias

import httpcore2
import httpx2

from watcher.errors import RefusedAddress
from watcher.net.deadline import Deadline, TimedStream

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

HTTPS_PORTS = frozenset({443, 8443})

# ipaddress.is_global differs between Python releases and calls multicast and embedded
# loopback addresses global; this table is our own and is tested line by line.
_NOT_PUBLIC_V4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # IETF protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relay
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
"""The only block IANA hands out; all outside it (loopback, ULA, NAT64 ...) is refused."""

_NOT_PUBLIC_V6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # IETF: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: embeds any IPv4 address
        "3fff::/20",  # documentation
    )
)
_LOOPBACK: tuple[Network, ...] = (
    ipaddress.IPv4Network("127.0.0.0/8"),
    ipaddress.IPv6Network("::1/128"),
)


def is_public(address: Address) -> bool:
    """Whether an address may be a host on the public internet. IPv4-mapped IPv6 counts as IPv4."""
    address = _unmapped(address)
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_V4)
    return address in _UNICAST_V6 and not any(address in network for network in _NOT_PUBLIC_V6)


def is_loopback(address: Address) -> bool:
    """Whether an address is this machine. IPv4-mapped IPv6 counts as IPv4."""
    address = _unmapped(address)
    return any(address in network for network in _LOOPBACK if network.version == address.version)


def _unmapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return address.ipv4_mapped
    return address


def resolve(host: str, port: int, timeout: float | None = None) -> tuple[Address, ...]:
    """All addresses of a host, in the resolver's order, within ``timeout`` seconds.

    The system's resolver takes no time limit, so it is asked in a thread that is left behind
    when it is late. Raises httpcore2.ConnectError, httpcore2.ConnectTimeout.
    """
    answers: SimpleQueue[tuple[Address, ...] | Exception] = SimpleQueue()
    thread = threading.Thread(
        target=lambda: answers.put(_looked_up(host, port)), name="name look-up", daemon=True
    )
    thread.start()
    try:
        answer = answers.get(timeout=timeout)
    except Empty:
        raise httpcore2.ConnectTimeout(f"{host}: no name look-up within {timeout:g} s") from None
    if isinstance(answer, Exception):
        raise httpcore2.ConnectError(f"{host}: name look-up failed: {answer}") from answer
    return answer


def _looked_up(host: str, port: int) -> tuple[Address, ...] | Exception:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(ipaddress.ip_address(info[4][0]) for info in found))
    except (OSError, ValueError) as error:
        return error


def admitted(
    host: str,
    port: int,
    addresses: Iterable[Address],
    *,
    ports: frozenset[int],
    allow_private: bool,
) -> tuple[Address, ...]:
    """The addresses to dial: all of them, or none.

    One inner address among several is enough to refuse, or a rebinding name would only
    have to answer with both. ``allow_private`` adds loopback, on any port, and nothing
    else. Raises RefusedAddress.
    """
    addresses = tuple(addresses)
    if allow_private and addresses and all(is_loopback(address) for address in addresses):
        return addresses
    if port not in ports:
        raise RefusedAddress(f"{host}: port {port} is not allowed, use {sorted(ports)}")
    for address in addresses:
        if not is_public(address):
            raise RefusedAddress(f"{host}: resolves to {address}, which is not a public address")
    return addresses


@cache
def tls() -> ssl.SSLContext:
    """How this process checks certificates. Loading the roots costs more CPU than reading a
    filing, so a worker does it once before it forks.
    """
    return httpx2.create_ssl_context(trust_env=False)


class _GuardedBackend(httpcore2.NetworkBackend):
    """Resolves once, checks every address, dials a checked one."""

    def __init__(self, *, ports: frozenset[int], allow_private: bool, deadline: Deadline) -> None:
        self._ports = ports
        self._allow_private = allow_private
        self._deadline = deadline
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Dial the first checked address that answers."""
        addresses = admitted(
            host, port, resolve(host, port, self._within(timeout)),
            ports=self._ports, allow_private=self._allow_private,
        )  # fmt: skip
        failure: Exception = httpcore2.ConnectError(f"{host}: has no address")
        for address in addresses:
            try:
                stream = self._plain.connect_tcp(
                    str(address), port, self._within(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self._deadline)
        raise failure

    def _within(self, timeout: float | None) -> float:
        """Seconds for a look-up or one dial: a name with many dead addresses gets no more
        than what the exchange as a whole may take.
        """
        left = self._deadline.left()
        if left <= 0:
            raise httpcore2.ConnectTimeout("the exchange took too long in all")
        return min(left, threading.TIMEOUT_MAX if timeout is None else timeout)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Never: a URL must not reach a socket file."""
        del timeout, socket_options
        raise RefusedAddress(f"{path}: unix sockets are not allowed")


class GuardedTransport(httpx2.HTTPTransport):
    """An httpx2 transport that can reach public https hosts only.

    ``allow_private`` (demo and tests) adds plain http and any port, on loopback only.
    No proxy is taken from the environment. Requests raise RefusedAddress before any
    connection when URL or address is not allowed. ``total_seconds`` limits a request and
    its answer as a whole (httpx2's ReadTimeout is raised at its end); a request may bring its
    own as the extension of that name. Up to ``connections`` are open, and kept for
    ``idle_seconds`` for the next request to the same host.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        ports: frozenset[int] = HTTPS_PORTS,
        total_seconds: float = 60.0,
        ssl_context: ssl.SSLContext | None = None,
        connections: int = 10,
        idle_seconds: float = 15.0,
    ) -> None:
        context = ssl_context or tls()
        super().__init__(verify=context, trust_env=False)
        self._allow_private = allow_private
        self._ports = ports
        self._total_seconds = total_seconds
        self._deadline = Deadline()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=idle_seconds,
            network_backend=_GuardedBackend(
                ports=ports, allow_private=allow_private, deadline=self._deadline
            ),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request whose scheme is allowed; the address is checked at connect."""
        check_url(request.url, allow_private=self._allow_private, ports=self._ports)
        self._deadline.start(request.extensions.get("total_seconds", self._total_seconds))
        return super().handle_request(request)


def check_url(
    url: httpx2.URL | str, *, allow_private: bool = False, ports: frozenset[int] = HTTPS_PORTS
) -> httpx2.URL:
    """A URL whose form is allowed; the resolved address is checked again at connect.

    Raises RefusedAddress on a malformed URL, a user or password in it, a scheme other
    than https (http with ``allow_private``), or a port that is not allowed.
    """
    try:
        url = httpx2.URL(url)
        host = url.host
    except (httpx2.InvalidURL, TypeError, UnicodeError) as error:
        raise RefusedAddress(f"not a URL: {error}") from error
    if url.userinfo:
        raise RefusedAddress(f"{host}: a URL must not carry a user name or password")
    if not host or "%" in host or url.scheme not in {"https", "http"}:
        raise RefusedAddress(f"{url.scheme or 'no scheme'}://{host}: only https is allowed")
    if url.scheme == "http" and (not allow_private or url.port in ports):
        raise RefusedAddress(f"{host}: only https is allowed")
    if not allow_private and (url.port or 443) not in ports:
        raise RefusedAddress(f"{host}: port {url.port} is not allowed, use {sorted(ports)}")
    return url
