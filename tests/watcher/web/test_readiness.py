"""What /readyz answers: ready, or which part is not."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.watcher.web.conftest import poll
from watcher.ledger import Ledger
from watcher.ops.clock import utc_now
from watcher.settings import Settings, load
from watcher.web import build_app


def test_ready_when_everything_answers(client: TestClient, ledger: Ledger) -> None:
    assert client.get("/livez").json() == {"status": "ok"}
    poll(ledger)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_not_ready_before_the_first_poll(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "no scheduler has polled" in answer.text


def test_not_ready_when_polls_fail_or_are_old(client: TestClient, ledger: Ledger) -> None:
    poll(ledger, outcome="failed", error="503 from www.sec.gov")
    assert "503 from www.sec.gov" in client.get("/readyz").text
    poll(ledger, started_at=utc_now() - timedelta(hours=2))
    assert client.get("/readyz").status_code == 503
    assert 'class="chip wrong"' in client.get("/health").text


def test_a_short_trouble_of_a_feed_that_is_polled_every_second_is_no_alarm(
    client: TestClient, ledger: Ledger
) -> None:
    poll(ledger, started_at=utc_now() - timedelta(seconds=40))
    for _ in range(39):
        poll(ledger, outcome="failed", error="503 from www.sec.gov")
    assert client.get("/readyz").status_code == 200


def test_not_ready_without_valkey(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL", "unix:///nonexistent/valkey.sock")
    with TestClient(build_app(load()), base_url="http://127.0.0.1") as client:
        assert "does not answer" in client.get("/readyz").text
