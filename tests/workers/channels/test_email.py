from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.support.smtp import Mail, SmtpServer, running_smtp
from tests.support.sockets import mute
from tests.support.telling import NOW
from tests.support.tls import self_signed
from tests.workers.channels.contract import (
    HOSTILE,
    Bench,
    ChannelContract,
    Expected,
    a_message,
)
from watcher.errors import ConfigError
from watcher.model import AlertId, Reason, Rejected, Retry, Sent
from workers.channels.email import is_address

READER, PASSWORD = "reader@example.com", "correct horse battery staple"


@pytest.fixture
def bench(smtp_server: SmtpServer) -> Bench:
    return bench_of(smtp_server)


def bench_of(smtp_server: SmtpServer) -> Bench:
    def recipient(answer: str) -> None:
        smtp_server.recipient_answers = {READER: answer}

    def data(answer: str) -> None:
        smtp_server.recipient_answers = {}
        smtp_server.data_answer = answer

    def login() -> None:
        smtp_server.data_answer = "250 ok"
        smtp_server.login = ("filings", "another password")

    failures: dict[str, tuple[Callable[[], None], Expected]] = {}
    for code in ("421", "450", "451", "452"):
        failures[f"RCPT {code}"] = (
            partial(recipient, f"{code} later, {PASSWORD}"), (Retry, Reason.SERVER_ERROR),
        )  # fmt: skip
    for code in ("550", "551", "552", "553", "554"):
        failures[f"RCPT {code}"] = (
            partial(recipient, f"{code} no such user, {PASSWORD}"), (Rejected, Reason.BAD_RECIPIENT),
        )  # fmt: skip
    failures["DATA 451"] = (partial(data, "451 try later"), (Retry, Reason.SERVER_ERROR))
    failures["DATA 552"] = (partial(data, "552 too large"), (Rejected, Reason.CLIENT_ERROR))
    failures["DATA 554"] = (partial(data, f"554 spam {PASSWORD}"), (Rejected, Reason.CLIENT_ERROR))
    failures["login"] = (login, (Rejected, Reason.AUTH))
    return Bench(
        module="workers.channels.email",
        options={
            "host": smtp_server.host,
            "port": smtp_server.port,
            "security": "none",
            "sender": "filings@example.org",
            "password": PASSWORD,
        },
        to=READER,
        received=lambda: [_shown(mail) for mail in smtp_server.mails],
        failures=failures,
        secrets=(PASSWORD,),
    )


def _shown(mail: Mail) -> str:
    """Headers and both parts as a reader's program decodes them."""
    head = "\n".join(f"{name}: {value}" for name, value in mail.message.items())
    parts = [part.get_content() for part in mail.message.iter_parts()]
    return "\n\n".join([head, *parts])


class TestEmail(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """The text part may show a tag: there it is text. The HTML part is looked at below."""
        return ("\x1b", "\x00", "\x9b", "\u202e", "\u2066", "\nBcc:")

    def test_every_failure_has_its_outcome_and_is_tried_once(self, bench: Bench) -> None:
        bench.options = {**bench.options, "username": ""}
        login = dict(bench.failures)
        bench.failures = {name: f for name, f in login.items() if name != "login"}
        super().test_every_failure_has_its_outcome_and_is_tried_once(bench)
        bench.options = {**bench.options, "username": "filings"}
        bench.failures = {"login": login["login"]}
        super().test_every_failure_has_its_outcome_and_is_tried_once(bench)


def test_text_and_html_say_the_same_and_html_is_escaped(
    bench: Bench, smtp_server: SmtpServer
) -> None:
    bench.send(a_message(HOSTILE))
    (mail,) = smtp_server.mails
    text, html = (part.get_content() for part in mail.message.iter_parts())
    assert [p.get_content_type() for p in mail.message.iter_parts()] == ["text/plain", "text/html"]
    assert "&lt;script&gt;alert(1)" in html
    assert "<script" not in html
    for words in ("Ada Moor", "Reason given", "Published", "sec:0001234567-26-000042"):
        assert words in text
        assert words in html


def test_a_hostile_title_makes_no_header_and_no_recipient(
    bench: Bench, smtp_server: SmtpServer
) -> None:
    bench.send(a_message(HOSTILE))
    (mail,) = smtp_server.mails
    assert mail.recipients == (READER,)
    assert mail.message["Bcc"] is None
    assert "\n" not in str(mail.message["Subject"])
    assert len(str(mail.message["Subject"])) < 80


@pytest.mark.parametrize(
    "word",
    ["=?utf-8?q?=0D=0ABcc:_x@e.com=0D=0A=0D=0A?=", "=?utf-7?q?+AA0ACg-?=", "==?utf-8?b?Cg==?="],
)
def test_an_encoded_word_in_a_name_stays_a_word_and_makes_no_header(
    bench: Bench, smtp_server: SmtpServer, word: str
) -> None:
    title = replace(a_message(), subject=f"[High] {word} resigns")
    assert isinstance(bench.send(title), Sent)
    (mail,) = smtp_server.mails
    assert mail.message["Subject"] == title.subject.replace("=?", "= ?")
    assert mail.message["Bcc"] is None
    assert "chairman Ada Moor resigns" in _shown(mail)


def test_the_headers_that_a_machine_mail_owes(bench: Bench, smtp_server: SmtpServer) -> None:
    bench.send(
        a_message(supersedes=AlertId("alert_before")),
        unsubscribe_url="https://watch.example.com/u/1",
        unsubscribe_mail="stop@example.org",
    )
    (mail,) = smtp_server.mails
    message = mail.message
    assert mail.sender == "filings@example.org"
    assert message["Message-ID"] == f"<{a_message().alert_id}@example.org>"
    assert message["In-Reply-To"] == message["References"] == "<alert_before@example.org>"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"] == (
        "<https://watch.example.com/u/1>, <mailto:stop@example.org?subject=unsubscribe>"
    )
    assert message["Subject"] == "[High] NHC/9871: chairman Ada Moor resigns"


def test_without_a_place_to_unsubscribe_none_is_claimed(
    bench: Bench, smtp_server: SmtpServer
) -> None:
    bench.send(a_message())
    assert smtp_server.mails[0].message["List-Unsubscribe"] is None


def test_the_message_id_is_the_same_at_every_attempt(bench: Bench, smtp_server: SmtpServer) -> None:
    bench.send(a_message())
    bench.send(a_message())
    assert len({mail.message["Message-ID"] for mail in smtp_server.mails}) == 1


def test_a_login_is_used_where_one_is_given(bench: Bench, smtp_server: SmtpServer) -> None:
    smtp_server.login = ("filings", PASSWORD)
    assert isinstance(bench.send(a_message(), username="filings"), Sent)


def test_a_server_without_starttls_is_refused_before_anything_is_said(
    bench: Bench, smtp_server: SmtpServer
) -> None:
    outcome = bench.send(a_message(), security="starttls", username="filings")
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.CONFIG
    assert smtp_server.mails == []


def test_a_server_that_speaks_no_tls_is_a_connection_problem(bench: Bench) -> None:
    outcome = bench.send(a_message(), security="tls", timeout_seconds=2)
    assert isinstance(outcome, Retry)
    assert outcome.reason in {Reason.CONNECTION, Reason.TIMEOUT}


def test_nobody_listening_is_a_connection_problem(bench: Bench) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        outcome = bench.send(a_message(), port=probe.getsockname()[1])
    assert isinstance(outcome, Retry)
    assert outcome.reason is Reason.CONNECTION


def test_a_server_that_says_nothing_is_a_timeout(bench: Bench) -> None:
    with mute() as port:
        outcome = bench.send(a_message(), port=port, timeout_seconds=0.3)
    assert isinstance(outcome, Retry)
    assert outcome.reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("reader@example.com", True),
        ("first.last+tag@mail.example.co.uk", True),
        ("reader", False),
        ("reader@", False),
        ("reader@localhost", False),
        ("Reader <reader@example.com>", False),
        ("a@example.com, b@example.com", False),
        ("a@example.com\r\nRCPT TO:<b@example.com>", False),
        ("réader@example.com", False),
        ("", False),
    ],
)
def test_an_address_is_one_plain_address(text: str, good: bool) -> None:  # noqa: FBT001 - a table
    assert is_address(text) is good


def test_a_broken_address_is_rejected_for_good(bench: Bench) -> None:
    bench.to = "not an address"
    outcome = bench.send(a_message())
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.BAD_RECIPIENT


def test_addresses_are_demanded_at_the_start(bench: Bench) -> None:
    bench.to = None
    with pytest.raises(ConfigError, match=r"channels\.desk\.to"):
        bench.open()


def test_a_broken_sender_is_named_at_the_start(bench: Bench) -> None:
    with pytest.raises(ConfigError, match=r"channels\.desk\.sender: .*not a mail address"):
        bench.open(sender="Filings")


@contextmanager
def tls_server(security: str, folder: Path) -> Iterator[tuple[SmtpServer, Path]]:
    context, trust = self_signed(folder)
    with running_smtp(**{security: context}) as server:
        yield server, trust


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_mail_goes_over_tls_where_the_certificate_is_trusted(
    security: str, tmp_path: Path
) -> None:
    with tls_server(security, tmp_path) as (server, trust):
        server.login = ("filings", PASSWORD)
        outcome = bench_of(server).send(
            a_message(),
            security=security,
            host="localhost",
            username="filings",
            ca_bundle=str(trust),
        )
        assert outcome == Sent(status=250)
        assert len(server.mails) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(security: str, tmp_path: Path) -> None:
    with tls_server(security, tmp_path) as (server, _):
        outcome = bench_of(server).send(a_message(), security=security, host="localhost")
        assert isinstance(outcome, Retry)
        assert outcome.reason is Reason.CONNECTION
        assert "certificate" in outcome.detail.lower()
        assert server.mails == []
