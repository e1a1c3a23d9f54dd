"""The Atom feed of a subscription, read by a feed reader."""

import shutil
from pathlib import Path

import feedparser
import pytest
from fastapi.testclient import TestClient

from tests.support.records import NOW, a_filing, an_alert
from tests.watcher.web.api.conftest import tell
from watcher.ledger import Ledger
from watcher.ledger.rows import AlertRow
from watcher.model import Alert
from watcher.settings import config_dir
from watcher.web import lists
from watcher.web.api.atom import feed

HOSTILE = '<script>alert("x")</script> & \x0b\ud800 "quoted"'


def test_a_reader_finds_each_alert_once_under_an_id_that_never_changes(
    client: TestClient, ledger: Ledger, told: Alert
) -> None:
    tell(ledger, 2)
    tell(ledger, 3, subscription="other")
    answer = client.get("/api/v1/atom/desk")
    assert answer.headers["content-type"] == "application/atom+xml"
    for _ in range(2):
        read = feedparser.parse(answer.content)
        assert not read.bozo
        ids = [entry.id for entry in read.entries]
        assert ids[1] == f"urn:filing-watcher:alert:{told.id}"
        assert len(ids) == 2
        assert read.entries[1].link.endswith(f"/alerts/{told.id}")


def test_a_subscription_that_heard_nothing_yet_has_an_empty_feed(client: TestClient) -> None:
    name = lists.told().subscriptions[0].name
    read = feedparser.parse(client.get(f"/api/v1/atom/{name}").content)
    assert (read.bozo, read.entries, read.feed.id) == (
        False, [], f"urn:filing-watcher:subscription:{name}",
    )  # fmt: skip


def test_a_subscription_that_never_was_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/v1/atom/nobody")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "nobody" in answer.json()["detail"]


def test_a_wrong_file_of_subscriptions_takes_no_feed_away(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(config_dir(), tmp_path / "config")
    (tmp_path / "config" / "subscriptions.toml").write_text("[wrong", encoding="utf-8")
    monkeypatch.setenv("WATCHER_CONFIG_DIR", str(tmp_path / "config"))
    assert client.get("/api/v1/atom/desk").status_code == 200


def test_hostile_headlines_stay_text() -> None:
    alert = an_alert(a_filing().id, headline=HOSTILE, created_at=NOW)
    written = feed("desk", [AlertRow(seq=1, alert=alert)], "http://x.test")
    assert b"<script" not in written
    read = feedparser.parse(written)
    assert not read.bozo
    assert '"quoted"' in read.entries[0].title
