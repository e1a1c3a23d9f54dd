"""One SMTP dialogue, secured as asked and bounded as a whole in time and size.

The time-outs of smtplib start anew with every answer, so a server that says a word now and
then is never late, and it reads as much as a server says. Here the connection is cut when
the time is over, and no more is read than any honest server says.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO, Any, Literal, Self

MOST_SAID = 64 * 1024
"""Bytes that a server may say in one dialogue."""

CONNECT_SECONDS = 10.0
"""How long one address of a host may take to accept."""

READY = 220
"""The code of a greeting."""

GOODBYE_SECONDS = 2.0
"""How long a server may take over QUIT: the mail is taken by then."""


class NotSecure(Exception):
    """The server does not offer the security that the configuration asks for."""


class DialogueTooLong(TimeoutError):
    """The server took too long, or said too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to, how, as whom; ``seconds`` for the whole dialogue."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    ca_bundle: str = ""
    username: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 30.0


@contextmanager
def session(server: Server) -> Iterator[smtplib.SMTP]:
    """A connection, secured and logged in; a clumsy goodbye is no failure.

    Raises NotSecure, smtplib.SMTPException and OSError (DialogueTooLong is one).
    """
    context = ssl.create_default_context(cafile=server.ca_bundle or None)
    with _Cut(server.seconds) as cut:
        client = _Bounded(cut, server, context if server.security == "tls" else None)
        try:
            code, words = client.connect(server.host, server.port)
            if code != READY:
                raise smtplib.SMTPConnectError(code, words)
            _secure(client, server, context)
            yield client
            cut.hurry(GOODBYE_SECONDS)
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
        except (smtplib.SMTPException, OSError) as error:
            if cut.happened and not isinstance(error, smtplib.SMTPResponseException):
                raise DialogueTooLong(f"no end within {server.seconds:g} s") from error
            raise
        finally:
            client.close()


def _secure(client: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    if server.security == "starttls":
        client.ehlo()
        if not client.has_extn("starttls"):
            raise NotSecure(f"{server.host}: offers no STARTTLS; set security to what it has")
        client.starttls(context=context)
    if server.username:
        client.login(server.username, server.password)


class _Cut:
    """Ends a connection from another thread when its time is over."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._timer = self._armed(seconds)
        self._socket: socket.socket | None = None
        self.happened = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _armed(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        return timer

    def left(self) -> float:
        """Seconds that remain, and never none: zero would mean not to block."""
        return max(self._until - time.monotonic(), 0.001)

    def watch(self, connection: socket.socket) -> None:
        """Cut this connection."""
        self._socket = connection
        if self.happened:
            self._cut()

    def hurry(self, seconds: float) -> None:
        """Leave no more than this much time."""
        if self.left() > seconds:
            self._timer.cancel()
            self._timer = self._armed(seconds)

    def _cut(self) -> None:
        self.happened = True
        if self._socket is not None:
            with suppress(OSError):  # it may be closed by now
                self._socket.shutdown(socket.SHUT_RDWR)


class _Bounded(smtplib.SMTP):
    """smtplib's client whose socket can be cut and whose ear is not endless."""

    def __init__(self, cut: _Cut, server: Server, tls: ssl.SSLContext | None) -> None:
        name = socket.gethostname()  # smtplib would ask DNS for a better one, for any time
        super().__init__(
            local_hostname=name if "." in name else "[127.0.0.1]", timeout=server.seconds
        )
        self._cut, self._tls, self._host = cut, tls, server.host

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connect within what is left, and under TLS from the first byte where that is asked."""
        del timeout
        plain = self._connected(host, port)
        self._cut.watch(plain)
        return plain if self._tls is None else self._secured(plain, self._tls)

    def _connected(self, host: str, port: int) -> socket.socket:
        """A connection to the first address of a host that takes one. Raises OSError."""
        failed: OSError = TimeoutError("no address answers in time")
        for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if self._cut.happened:
                break
            try:
                made = socket.create_connection(
                    (str(place[0]), place[1]), min(CONNECT_SECONDS, self._cut.left())
                )
            except OSError as error:
                failed = error
            else:
                made.settimeout(self._cut.left())
                return made
        raise failed

    def _secured(self, plain: socket.socket, context: ssl.SSLContext) -> ssl.SSLSocket:
        plain.settimeout(self._cut.left())  # a limit over the whole handshake
        try:
            secured = context.wrap_socket(plain, server_hostname=self._host)
        except OSError:
            plain.close()
            raise
        self._cut.watch(secured)
        return secured

    def starttls(self, *, context: ssl.SSLContext | None = None) -> tuple[int, bytes]:  # type: ignore[override]
        """As smtplib does it; the socket under TLS is the one to be cut."""
        if self.sock is not None:
            self.sock.settimeout(self._cut.left())
        answer = super().starttls(context=context)
        if isinstance(self.sock, ssl.SSLSocket):
            self._cut.watch(self.sock)
        return answer

    def getreply(self) -> tuple[int, bytes]:
        """One answer. Raises DialogueTooLong when the server has said too much."""
        if self.file is None and self.sock is not None:
            self.file = _Ear(self.sock.makefile("rb"))
        try:
            code, words = super().getreply()
        except smtplib.SMTPResponseException as error:  # how smtplib says: a line without an end
            raise DialogueTooLong("a line without an end") from error
        if code == -1:
            raise smtplib.SMTPServerDisconnected("the server does not speak SMTP")
        return code, words


class _Ear:
    """A file whose lines come to an end."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self._left = inner, MOST_SAID

    def readline(self, size: int = -1) -> bytes:
        """A line; raises DialogueTooLong behind the last that is read.

        Half a line before the end is no answer: a dialogue that was cut has none.
        """
        line = self._inner.readline(size)
        self._left -= len(line)
        if self._left < 0:
            raise DialogueTooLong(f"said more than {MOST_SAID:,} bytes")
        is_whole = line.endswith(b"\n") or len(line) == size
        return line if is_whole else b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
