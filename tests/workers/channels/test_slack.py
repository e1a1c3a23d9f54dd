from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.http import Answer, HttpServer
from tests.workers.channels.contract import (
    FORBIDDEN,
    HOSTILE,
    Bench,
    ChannelContract,
    Expected,
    a_message,
    http_failures,
)
from watcher.errors import ConfigError
from watcher.model import Reason, Rejected, Retry
from workers.channels import Also, Fact
from workers.render.blockkit import BLOCKS, HEADER, SECTION, payload

HOOK = "/services/T00000000/B11111111/abcdefghijklmnopqrstuvwx"
RULINGS: dict[int, Expected] = {
    200: (Retry, Reason.SERVER_ERROR),
    302: (Rejected, Reason.CLIENT_ERROR),
    400: (Rejected, Reason.CLIENT_ERROR),
    403: (Rejected, Reason.AUTH),
    404: (Rejected, Reason.GONE),
    410: (Rejected, Reason.GONE),
    429: (Retry, Reason.RATE_LIMITED),
    500: (Retry, Reason.SERVER_ERROR),
    503: (Retry, Reason.SERVER_ERROR),
}


@pytest.fixture
def bench(http_server: HttpServer) -> Bench:
    http_server.answer = lambda _: Answer(200, b"ok")

    def answer(status: int) -> None:
        body = b"<html>sign in</html>" if status == 200 else f"no: {HOOK}".encode()
        http_server.answer = lambda _: Answer(status, body)

    return Bench(
        module="workers.channels.slack",
        options={"url": http_server.url + HOOK, "hosts": ["127.0.0.1"]},
        received=lambda: [request.body.decode() for request in http_server.requests],
        failures=http_failures(answer, RULINGS),
        secrets=(HOOK, "abcdefghijklmnopqrstuvwx"),
    )


class TestSlack(ChannelContract):
    def forbidden(self) -> tuple[str, ...]:
        return (*FORBIDDEN, "<@U1>", "<https://evil.example")


def texts(node: Any) -> Iterator[dict[str, Any]]:
    """Every text object of a payload."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str) and "type" in node:
            yield node
        for child in node.values():
            yield from texts(child)
    if isinstance(node, list):
        for child in node:
            yield from texts(child)


def test_the_header_tells_the_story_and_the_fallback_repeats_it(
    bench: Bench, http_server: HttpServer
) -> None:
    bench.send(a_message())
    sent = json.loads(http_server.requests[0].body)
    header = sent["blocks"][0]["text"]["text"]
    assert header == "HIGH | North Harbour (NHC / 9871) - chairman Ada Moor resigns"
    assert sent["text"] == header
    shown = "\n".join(node["text"] for node in texts(sent["blocks"]))
    for words in ("*Reason given*", "*Check*", "with effect from March 25, 2026", "UTC"):
        assert words in shown
    assert "<https://watch.example.com/filings/sec:0001234567-26-000042|explain>" in shown


def test_only_our_own_links_are_markup(bench: Bench, http_server: HttpServer) -> None:
    bench.send(a_message(HOSTILE))
    for node in texts(json.loads(http_server.requests[0].body)["blocks"]):
        assert node["type"] == "plain_text" or node["verbatim"] is True
        inside = [part.partition("|")[0] for part in node["text"].split("<")[1:]]
        assert all(url.startswith(("https://www.sec.gov", "https://watch")) for url in inside
                   if node["type"] == "mrkdwn")  # fmt: skip


def test_limits_hold_for_the_longest_message() -> None:
    long = "word & <tag> " * 400
    message = replace(
        a_message(),
        headline=long,
        facts=tuple(Fact(label=f"Fact {n}", value=long[:900]) for n in range(60)),
        quote=long[:2000],
        doubts=tuple(long[:700] for _ in range(60)),
        also=tuple(Also(headline=long[:700]) for _ in range(60)),
    )
    made = payload(message)
    assert len(made["blocks"]) <= BLOCKS
    assert len(made["blocks"][0]["text"]["text"]) <= HEADER
    for node in texts(made["blocks"]):
        assert 0 < len(node["text"]) <= SECTION
        assert node["text"].count("&") == sum(
            node["text"].count(e) for e in ("&amp;", "&lt;", "&gt;")
        ), "no escape is cut in two"  # fmt: skip


def test_retry_after_is_passed_on(bench: Bench, http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(429, b"rate_limited", {"retry-after": "30"})
    outcome = bench.send(a_message())
    assert isinstance(outcome, Retry)
    assert outcome.after == timedelta(seconds=30)


@pytest.mark.parametrize(
    "url",
    ["https://hooks.slack.com.evil.example/services/T/B/x", "https://example.com/services", "x"],
)
def test_a_hook_elsewhere_is_refused_at_the_start(bench: Bench, url: str) -> None:
    with pytest.raises(ConfigError, match=r"not a hook at hooks\.slack\.com") as caught:
        bench.open(url=url, hosts=["hooks.slack.com"])
    assert url not in str(caught.value)
