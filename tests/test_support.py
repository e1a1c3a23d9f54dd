"""The shared servers are real and answer as told."""

from __future__ import annotations

import smtplib
import urllib.error
import urllib.request
from datetime import timedelta

import psycopg
import pytest
import redis

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer
from tests.support.needs import lacking
from tests.support.smtp import SmtpServer
from tests.support.wait import wait_for


def test_each_test_has_its_own_empty_postgres_database(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        row = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname='public'")
        assert row.fetchone() == (0,)


def test_valkey_is_empty_and_takes_keys(valkey_url: str) -> None:
    with redis.Redis.from_url(valkey_url) as client:
        assert client.dbsize() == 0
        client.set("a", "1")
        assert client.get("a") == b"1"


def test_smtp_server_refuses_one_recipient_and_keeps_the_mail_of_the_other(
    smtp_server: SmtpServer,
) -> None:
    smtp_server.recipient_answers["b@x.test"] = "550 5.1.1 no such user"
    with smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=5) as client:
        refused = client.sendmail("f@x.test", ["a@x.test", "b@x.test"], "Subject: hi\r\n\r\nbody")
    assert refused == {"b@x.test": (550, b"5.1.1 no such user")}
    assert [mail.recipients for mail in smtp_server.mails] == [("a@x.test",)]
    assert smtp_server.mails[0].message["Subject"] == "hi"


def test_smtp_server_demands_the_login_that_was_set(smtp_server: SmtpServer) -> None:
    smtp_server.login = ("user", "right")
    with smtplib.SMTP(smtp_server.host, smtp_server.port, timeout=5) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login("user", "wrong")
        with pytest.raises(smtplib.SMTPSenderRefused):
            client.sendmail("f@x.test", ["a@x.test"], "Subject: hi\r\n\r\nbody")
        assert client.login("user", "right")[0] == 235


def test_http_server_records_and_answers(http_server: HttpServer) -> None:
    http_server.answer = lambda request: Answer(
        status=404 if request.path == "/gone" else 200, body=request.body.upper()
    )
    call = urllib.request.Request(f"{http_server.url}/here?a=1", data=b"abc", method="POST")
    with urllib.request.urlopen(call, timeout=5) as response:
        assert response.read() == b"ABC"
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(f"{http_server.url}/gone", timeout=5)
    caught.value.close()
    assert http_server.paths() == ["/here?a=1", "/gone"]
    assert http_server.requests[0].query == {"a": ["1"]}


def test_clock_moves_only_when_told(clock: Clock) -> None:
    before = clock()
    assert clock.move(minutes=2) - before == timedelta(minutes=2)
    assert clock.now == clock()


def test_waiting_in_vain_is_a_failure_that_says_for_what() -> None:
    with pytest.raises(AssertionError, match="for godot"):
        wait_for(lambda: False, seconds=0.01, what="godot")


@pytest.mark.parametrize(
    ("required", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_what_is_lacking_skips_with_the_install_line_or_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", required)
    with pytest.raises(outcome, match="apt-get install it"):
        lacking("A thing", "apt-get install it")
