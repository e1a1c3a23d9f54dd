from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sentry_sdk
from pydantic import SecretStr

from tests.support.http import HttpServer
from tests.support.ingest import bodies, dsn_of, items, parts
from watcher.errors import ConfigError
from watcher.ops import hiding, logs, sentry
from watcher.settings import Ledger, Redis, Sentry, Settings

PLANTED = {
    "Slack hook": "https://hooks.slack.com/services/T0PLANTED/B0PLANTED/planted01",
    "Slack token": "xoxb-planted-02",
    "Slack user token": "xoxp-planted-03",
    "webhook key": "whsec_cGxhbnRlZDA0",
    "PostgreSQL password": "postgresql+psycopg://watcher:planted05@db/watcher",
    "Redis password": "redis://:planted06@valkey:6379/0",
    "AMQP password in a URL": "amqp://user:planted07@queue/",
    "bearer token": "Authorization: Bearer planted08",
    "basic log-in": "Authorization: Basic planted09",
    "token in a query": "https://receiver.example/hook?token=planted10",
    "key in a query": "https://receiver.example/hook?key=planted11",
    "path of a hook": "https://receiver.example/hooks/planted12",
    "path of a hook with a port": "https://receiver.example:8443/hooks/planted13",
    "password in words": "login failed: password=planted14",
    "secret in words": "secret=planted15 was refused",
    "subscriber's address": "planted16@example.com does not exist",
    "subscriber's name and address": "Ada Moor <planted17.moor@mail.example.com>",
    "log-in in a URL of mail": "smtp://desk:planted18@mail.example.com",
    "setting of ours: a key": "made of planted19-link-secret",
    "setting of ours: a heartbeat": "no answer of /ping/planted20-check",
}
SETTINGS = Settings.model_validate(
    {
        "web": {"link_secret": "planted19-link-secret"},
        "health": {"heartbeat_url": "https://beat.example/ping/planted20-check"},
    }
)


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(hiding, "_known", [])
    monkeypatch.setattr(sentry, "_told", {})
    yield
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def reporting(server: HttpServer, rate: float = 1.0) -> None:
    settings = Sentry(dsn=SecretStr(dsn_of(server)), traces_sample_rate=rate)
    assert sentry.configure(settings, component="worker-filings") is True


def fail(words: str) -> None:
    held = f"{words} in a local variable"
    raise RuntimeError(held)


def reported(words: str, **tags: str) -> None:
    try:
        fail(words)
    except RuntimeError as error:
        sentry.capture(error, **tags)


def test_without_a_dsn_nothing_starts_and_everything_is_quiet() -> None:
    assert sentry.configure(Sentry(), component="worker") is False
    sentry.capture(RuntimeError("nobody hears"))
    sentry.check_in("edgar", ok=True, duration=timedelta(1), every=timedelta(1))
    with sentry.traced("poll", "poll edgar", source="edgar") as trace:
        trace.drop()
    assert trace.headers is None


def test_a_malformed_dsn_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"\[sentry\] dsn"):
        sentry.configure(Sentry(dsn=SecretStr("nonsense")), component="worker")


def test_an_error_says_which_filing_which_part_and_which_release(http_server: HttpServer) -> None:
    reporting(http_server)
    reported("a mistake", filing_id="sec:0000000001-26-000001")
    sentry_sdk.flush()
    (event,) = items(http_server, "event")
    assert event["tags"]["filing_id"] == "sec:0000000001-26-000001"
    assert event["tags"]["component"] == "worker-filings"
    assert event["release"].startswith("filing-watcher@")
    assert event["environment"] == "production"
    assert all("vars" not in f for f in event["exception"]["values"][0]["stacktrace"]["frames"])


def test_of_twenty_planted_secrets_none_is_sent(http_server: HttpServer) -> None:
    hiding.hide(hiding.secrets_in(SETTINGS))
    reporting(http_server)
    for what, words in PLANTED.items():
        logs.get("test").error(f"a line with {words}", detail=words)
        sentry_sdk.add_breadcrumb(message=words, data={"said": [words]})
        with sentry.traced("read", "read a filing", row=words):
            with sentry_sdk.start_span(op="fetch", name=words) as span:
                span.set_data("asked", {"words": words})
            reported(words, detail=words, kind=what)
    sentry_sdk.flush()
    assert len(items(http_server, "event")) == len(PLANTED) == 20
    assert len(parts(http_server, "read")) == 20
    sent = b"".join(bodies(http_server)).decode()
    assert [n for n in range(1, 21) if f"planted{n:02}" in sent] == []


def test_an_address_of_a_venue_stays_whole() -> None:
    url = "https://www.sec.gov/Archives/edgar/data/1/000000000126000001/a.txt"
    assert sentry.report_scrub(f"HTTP 503 of {url}") == f"HTTP 503 of {url}"


def test_a_url_of_the_settings_hides_whole_and_by_its_parts() -> None:
    found = set(
        hiding.secrets_in(
            Settings(
                ledger=Ledger(url=SecretStr("postgresql://u:hunter22@db/watcher")),
                redis=Redis(url=SecretStr("redis://:p%40ssword@valkey:6379/0")),
            )
        )
    )
    assert {"hunter22", "p%40ssword", "p@ssword"} <= found


def test_starting_takes_less_than_50_milliseconds_of_work(http_server: HttpServer) -> None:
    took: list[float] = []
    for _ in range(5):
        started = time.process_time()
        reporting(http_server)
        took.append(time.process_time() - started)
    assert min(took) < 0.05


def test_a_trace_goes_on_in_another_process(http_server: HttpServer) -> None:
    reporting(http_server)
    with sentry.traced("poll", "poll edgar") as first:
        headers = first.headers
    with sentry.traced("read", "read a filing", headers, filing_id="sec:1"):
        pass
    sentry_sdk.flush()
    (poll,), (read,) = parts(http_server, "poll"), parts(http_server, "read")
    assert poll["contexts"]["trace"]["trace_id"] == read["contexts"]["trace"]["trace_id"]
    assert poll["contexts"]["trace"]["span_id"] == read["contexts"]["trace"]["parent_span_id"]


def test_what_was_not_sampled_at_the_start_is_not_sampled_later(http_server: HttpServer) -> None:
    reporting(http_server, rate=0.0)
    with sentry.traced("poll", "poll edgar") as first:
        assert first.headers is None
    reporting(http_server)
    with sentry.traced("poll", "poll edgar") as dropped:
        dropped.drop()
    sentry_sdk.flush()
    assert items(http_server, "transaction") == []


def test_a_source_checks_in_each_minute_and_at_once_when_it_turns(http_server: HttpServer) -> None:
    reporting(http_server)
    for ok in (True, True, False, False, True):
        sentry.check_in("edgar", ok=ok, duration=timedelta(seconds=0.2), every=timedelta(seconds=1))
    sentry_sdk.flush()
    found = items(http_server, "check_in")
    assert [each["status"] for each in found] == ["ok", "error", "ok"]
    assert {each["monitor_slug"] for each in found} == {"poll-edgar"}
    schedule = found[0]["monitor_config"]["schedule"]
    assert (schedule["value"], schedule["unit"]) == (1, "minute")
