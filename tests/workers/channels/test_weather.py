"""Every channel that posts, in every weather; SMTP in its own."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

import pytest

from tests.support.sockets import Behaviour, raw_server
from tests.support.telling import NOW
from tests.workers.channels.contract import POST, a_message
from tests.workers.channels.test_slack import RULINGS as OF_HOOKS
from tests.workers.channels.test_webhook import RULINGS as OF_WEBHOOKS
from tests.workers.channels.test_webhook import SECRET
from tests.workers.channels.weather import Expected, Poster, WeatherContract
from watcher.model import Outcome, Reason, Rejected, Retry, Sent
from watcher.subscriptions import ChannelBlock
from workers.channels import Tools, open_channel

OF_BOTS: dict[int, Expected] = {
    **{status: ruling for status, ruling in OF_WEBHOOKS.items() if status != 410},
    200: (Retry, Reason.SERVER_ERROR),
    410: (Rejected, Reason.GONE),
}


def sent_by(module: str, options: dict[str, object], base: str, seconds: float) -> Outcome:
    """One message by a channel of these options, with ``url`` where the base is put."""
    filled = {k: v.format(base=base) if isinstance(v, str) else v for k, v in options.items()}
    block = ChannelBlock(name="desk", module=module, options={**filled, "timeout_seconds": seconds})
    return open_channel(block).send(a_message(), Tools(post=POST, now=NOW))


class TestWebhook(WeatherContract):
    @pytest.fixture
    def poster(self) -> Poster:
        options: dict[str, object] = {"url": "{base}/hook", "secret": SECRET}

        def send(base: str, seconds: float = 10) -> Outcome:
            return sent_by("workers.channels.webhook", options, base, seconds)

        return Poster(send, OF_WEBHOOKS)


class TestSlackHook(WeatherContract):
    @pytest.fixture
    def poster(self) -> Poster:
        options: dict[str, object] = {
            "url": "{base}/services/T/B/x",
            "hosts": ["127.0.0.1", "localhost"],
        }

        def send(base: str, seconds: float = 10) -> Outcome:
            return sent_by("workers.channels.slack", options, base, seconds)

        return Poster(send, OF_HOOKS)


class TestSlackBot(WeatherContract):
    @pytest.fixture
    def poster(self) -> Poster:
        options: dict[str, object] = {
            "api_url": "{base}/api",
            "token": "xoxb-1",
            "channel": "C0123ABCD",
        }

        def send(base: str, seconds: float = 10) -> Outcome:
            return sent_by("workers.channels.slack", options, base, seconds)

        return Poster(send, OF_BOTS)


def mailed(base: str, seconds: float = 10, **options: object) -> Outcome:
    """One mail to a server that a base address names."""
    host, port = base.removeprefix("http://").split(":")
    block = ChannelBlock(
        name="mail", module="workers.channels.email", to=("reader@example.com",),
        options={"host": host, "port": port, "security": "none", "sender": "filings@example.org",
                 "timeout_seconds": seconds, **options},
    )  # fmt: skip
    return open_channel(block).send(a_message(), Tools(post=POST, now=NOW, to="reader@example.com"))


def retried(outcome: Outcome) -> Reason:
    assert isinstance(outcome, Retry)
    return outcome.reason


def test_a_mail_server_that_drips_its_greeting_is_cut_off() -> None:
    def drip(connection: socket.socket, over: threading.Event) -> None:
        while not over.wait(0.05):
            connection.sendall(b"2")

    with raw_server(quietly(drip)) as url:
        assert retried(mailed(url, seconds=0.6)) is Reason.TIMEOUT


def test_a_mail_server_that_takes_long_over_every_step_is_cut_off_as_a_whole() -> None:
    def slow(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"220 mail.test\r\n")
        while connection.recv(4096) and not over.wait(0.4):
            connection.sendall(b"250 ok\r\n")

    with raw_server(quietly(slow)) as url:
        assert retried(mailed(url, seconds=1)) is Reason.TIMEOUT


def test_a_goodbye_that_never_comes_does_not_undo_what_was_taken() -> None:
    answers = [b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"]
    taken = threading.Event()

    def rude(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"220 mail.test\r\n")
        for answer in answers:
            connection.recv(65536)
            connection.sendall(answer)
        body = b""
        while not body.endswith(b"\r\n.\r\n"):
            body += connection.recv(65536)
        taken.set()
        connection.sendall(b"250 taken\r\n")
        over.wait(60)  # and never a word to QUIT

    with raw_server(quietly(rude)) as url:
        assert mailed(url, seconds=30) == Sent(status=250)
    assert taken.is_set()


@pytest.mark.parametrize(
    "flood", [b"250-and more\r\n" * 1000, b"2" * 100_000], ids=["answer", "line"]
)
def test_a_mail_server_that_never_stops_talking_is_not_listened_to(flood: bytes) -> None:
    def talk(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(b"220 mail.test\r\n")
        while not over.is_set():
            connection.sendall(flood)

    with raw_server(quietly(talk)) as url:
        assert retried(mailed(url)) is Reason.TIMEOUT


def test_a_mail_server_that_resets_or_speaks_something_else_is_a_connection_problem() -> None:
    def web(connection: socket.socket, over: threading.Event) -> None:
        del over
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with raw_server(quietly(web)) as url:
        assert retried(mailed(url)) is Reason.CONNECTION


@pytest.mark.parametrize(
    ("greeting", "expected"),
    [
        (b"421 too busy\r\n", (Retry, Reason.SERVER_ERROR)),
        (b"554 not you\r\n", (Rejected, Reason.CONFIG)),
    ],
)
def test_a_greeting_that_refuses_us(greeting: bytes, expected: Expected) -> None:
    def refuse(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(greeting)
        over.wait(30)

    with raw_server(quietly(refuse)) as url:
        outcome = mailed(url)
    assert isinstance(outcome, Retry | Rejected)
    assert (type(outcome), outcome.reason) == expected


def quietly(behave: Behaviour) -> Behaviour:
    """The same, but for a client that hangs up, which is what is tested."""

    def run(connection: socket.socket, over: threading.Event) -> None:
        with suppress(OSError):
            behave(connection, over)

    return run
