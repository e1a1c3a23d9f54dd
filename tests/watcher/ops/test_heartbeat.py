"""The dead man's switch is pinged while all is well, and never names its address."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.http import Answer, HttpServer
from watcher.errors import RefusedAddress, Unreachable
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.ops.clock import utc_now
from watcher.ops.heartbeat import beat
from watcher.queue import Doorbell
from watcher.settings import Settings, load


@pytest.fixture
def settings(
    tmp_path: Path, valkey_url: str, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    monkeypatch.setenv("WATCHER_NET__ALLOW_PRIVATE", "true")
    monkeypatch.setenv("WATCHER_HEALTH__HEARTBEAT_URL", f"{http_server.url}/ping/s3cret")
    return load()


@pytest.fixture
def ledger(settings: Settings) -> Iterator[Ledger]:
    opened = Ledger.open(settings.ledger_url, migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def well(ledger: Ledger) -> None:
    now = utc_now()
    ledger.lead("scheduler", now=now, life=timedelta(hours=1))
    note = PollNote(
        source="edgar", started_at=now + timedelta(hours=1), duration=timedelta(0), outcome="ok"
    )
    ledger.note_poll(note)


def test_a_healthy_service_pings(
    ledger: Ledger, settings: Settings, http_server: HttpServer, well: None
) -> None:
    assert beat(ledger, Doorbell.of(settings), settings)
    (ping,) = http_server.requests
    assert (ping.method, ping.path, ping.body) == ("POST", "/ping/s3cret", b"")


def test_a_service_that_is_not_well_is_silent(
    ledger: Ledger, settings: Settings, http_server: HttpServer
) -> None:
    assert not beat(ledger, Doorbell.of(settings), settings)
    assert http_server.requests == []


def test_a_ping_that_is_not_taken_is_an_error_without_the_address(
    ledger: Ledger, settings: Settings, http_server: HttpServer, well: None
) -> None:
    http_server.answer = lambda _: Answer(status=404)
    with pytest.raises(Unreachable) as lost:
        beat(ledger, Doorbell.of(settings), settings)
    assert "s3cret" not in str(lost.value)
    assert "s3cret" not in repr(settings)


def test_the_address_is_guarded_like_every_other(
    ledger: Ledger, http_server: HttpServer, well: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_NET__ALLOW_PRIVATE", "false")
    guarded = load()
    with pytest.raises(RefusedAddress):
        beat(ledger, Doorbell.of(guarded), guarded)
    assert http_server.requests == []
