from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from standardwebhooks import Webhook

from tests.support.http import Answer, HttpServer, Request
from tests.support.sockets import mute
from tests.support.telling import NOW
from tests.workers.channels.contract import (
    HOSTILE,
    POST,
    Bench,
    ChannelContract,
    Expected,
    a_message,
    http_failures,
)
from watcher.errors import ConfigError
from watcher.model import AlertId, Reason, Rejected, Retry, Sent
from watcher.net.post import GuardedPost
from watcher.settings import Net
from workers.channels import Tools
from workers.render.payload import LIMIT

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"
OTHER = "whsec_" + "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4"
PATH = "/hooks/a-long-and-secret-path?token=tok_0123456789"
SCHEMA = json.loads(Path("docs/schema/alert.json").read_text(encoding="utf-8"))

REJECTED = {400, 402, 405, 406, 411, 413, 414, 415, 422, 426, 431, 451, 301, 302, 303, 307, 308}
RULINGS: dict[int, Expected] = {
    **dict.fromkeys(REJECTED, (Rejected, Reason.CLIENT_ERROR)),
    401: (Retry, Reason.AUTH),
    403: (Retry, Reason.AUTH),
    404: (Retry, Reason.CLIENT_ERROR),
    408: (Retry, Reason.TIMEOUT),
    409: (Retry, Reason.CLIENT_ERROR),
    410: (Rejected, Reason.GONE),
    425: (Retry, Reason.RATE_LIMITED),
    429: (Retry, Reason.RATE_LIMITED),
    **dict.fromkeys((500, 501, 502, 503, 504, 520, 599), (Retry, Reason.SERVER_ERROR)),
}


@pytest.fixture
def bench(http_server: HttpServer) -> Bench:
    def answer(status: int) -> None:
        http_server.answer = lambda r: Answer(
            status, f"you sent {r.target} {SECRET}".encode(), {"location": f"{http_server.url}/x"}
        )

    def drop() -> None:
        http_server.answer = lambda _: Answer(drop=True)

    return Bench(
        module="workers.channels.webhook",
        options={"url": http_server.url + PATH, "secret": SECRET},
        received=lambda: [request.body.decode() for request in http_server.requests],
        failures={
            **http_failures(answer, RULINGS),
            "hangs up": (drop, (Retry, Reason.CONNECTION)),
        },
        secrets=(SECRET, SECRET.removeprefix("whsec_"), PATH, "a-long-and-secret-path", "tok_0123456789"),
    )  # fmt: skip


class TestWebhook(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        """JSON escapes control characters; quotes are evidence and stay as they are."""
        return ("\x1b", "\x00", "\nBcc:")


def test_the_headline_in_the_body_is_one_clean_line(bench: Bench, http_server: HttpServer) -> None:
    bench.send(a_message(HOSTILE))
    headline = body_of(http_server.requests[0])["data"]["events"][0]["headline"]
    assert headline == HOSTILE, "events are what the extractor said"
    assert "\u202e" not in a_message(HOSTILE).headline


def body_of(request: Request) -> dict[str, Any]:
    body = json.loads(request.body)
    jsonschema.validate(body, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert len(request.body) < LIMIT
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_any_2xx_is_sent_whatever_the_body(
    bench: Bench, http_server: HttpServer, status: int
) -> None:
    http_server.answer = lambda _: Answer(status, b"" if status == 204 else b"no json")
    assert bench.send(a_message()) == Sent(status=status)


def test_the_signature_is_that_of_standard_webhooks(bench: Bench, http_server: HttpServer) -> None:
    now = datetime.now(UTC)
    bench.open().send(a_message(), Tools(post=POST, now=now))
    (request,) = http_server.requests
    headers = dict(request.headers.items())
    assert Webhook(SECRET).verify(request.body, headers)["data"]["alert_id"]
    assert request.headers["content-type"] == "application/json"
    assert request.headers["webhook-timestamp"] == str(int(now.timestamp()))
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(OTHER).verify(request.body, headers)
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(SECRET).verify(request.body + b" ", headers)


def test_while_a_secret_is_rotated_both_signatures_are_sent(
    bench: Bench, http_server: HttpServer
) -> None:
    opened = bench.open(secret=f"{SECRET} {OTHER}")
    opened.send(a_message(), Tools(post=POST, now=datetime.now(UTC)))
    (request,) = http_server.requests
    for secret in (SECRET, OTHER):
        assert Webhook(secret).verify(request.body, dict(request.headers.items()))


def test_id_and_bytes_are_the_same_at_every_attempt(bench: Bench, http_server: HttpServer) -> None:
    for hours in (0, 5):
        later = Tools(post=POST, now=NOW + timedelta(hours=hours))
        bench.open().send(a_message(), later)
    first, second = http_server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"] == a_message().alert_id
    assert first.body == second.body
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("new", "filing.alert"),
        ("progress", "filing.alert.updated"),
        ("correction", "filing.alert.corrected"),
    ],
)
def test_the_body_says_what_kind_of_news_it_is(
    bench: Bench, http_server: HttpServer, kind: str, name: str
) -> None:
    bench.send(a_message(kind=kind, supersedes=AlertId("alert_before")))
    body = body_of(http_server.requests[0])
    assert body["type"] == name
    assert body["timestamp"] == "2026-03-25T09:30:00Z"
    assert body["data"]["supersedes"] == "alert_before"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("120", 120), ("Wed, 25 Mar 2026 09:32:00 GMT", 120), ("soon", None), ("", None)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_passed_on(
    bench: Bench, http_server: HttpServer, status: int, header: str, seconds: int | None
) -> None:
    http_server.answer = lambda _: Answer(status, b"", {"retry-after": header})
    outcome = bench.send(a_message())
    assert isinstance(outcome, Retry)
    assert outcome.after == (None if seconds is None else timedelta(seconds=seconds))


def test_nobody_listening_is_a_connection_problem(bench: Bench) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}{PATH}"
        outcome = bench.send(a_message(), url=url)
    assert isinstance(outcome, Retry)
    assert outcome.reason is Reason.CONNECTION
    assert "secret" not in outcome.detail


def test_a_receiver_that_takes_too_long_is_a_timeout(bench: Bench) -> None:
    with mute() as port:
        url = f"http://127.0.0.1:{port}{PATH}"
        outcome = bench.send(a_message(), url=url, timeout_seconds=0.3)
    assert isinstance(outcome, Retry)
    assert outcome.reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/hook",
        "https://localhost/hook",
        "https://[::1]/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://10.0.0.1/hook",
        "http://127.0.0.1/hook",
    ],
)
def test_only_public_addresses_are_posted_to(bench: Bench, url: str) -> None:
    guarded = Tools(post=GuardedPost(Net(allow_private=False)), now=NOW)
    outcome = bench.open(url=url).send(a_message(), guarded)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.REFUSED_ADDRESS


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/hook", "only https is allowed"),
        ("http://10.0.0.2/hook", "only https is allowed"),
        ("https://example.com:22/hook", "port 22 is not allowed"),
        ("https://user:password@example.com/hook", "must not carry a user name or password"),
        ("ftp://example.com/hook", "only https is allowed"),
        ("no url at all", "only https is allowed"),
        ("https://[::1/hook", "Invalid IPv6 URL"),
    ],
)
def test_an_address_that_is_none_is_refused_at_the_start(bench: Bench, url: str, why: str) -> None:
    with pytest.raises(ConfigError, match=rf"channels\.desk\.url: .*{why}") as caught:
        bench.open(url=url)
    assert "password@" not in str(caught.value)
    assert "/hook" not in str(caught.value)


@pytest.mark.parametrize(
    "secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_###", "whsec_" + "QUJD" * 40]
)
def test_a_secret_that_is_no_key_is_refused_at_the_start(bench: Bench, secret: str) -> None:
    with pytest.raises(ConfigError, match=r"channels\.desk\.secret"):
        bench.open(secret=secret)


def test_url_and_secret_can_come_from_files(bench: Bench, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    opened = bench.open(secret="", secret_file=str(tmp_path / "secret"))
    assert opened.config.secret.get_secret_value() == SECRET  # type: ignore[attr-defined]
    with pytest.raises(ConfigError, match="not both"):
        bench.open(secret_file=str(tmp_path / "secret"))
