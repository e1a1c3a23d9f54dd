"""The Atom feed of a subscription, read by a feed reader."""

import feedparser
from fastapi.testclient import TestClient

from tests.support.records import NOW, a_filing, an_alert
from tests.watcher.web.api.conftest import tell
from watcher.ledger import Ledger
from watcher.ledger.rows import AlertRow
from watcher.model import Alert
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


def test_an_empty_feed_is_a_feed(client: TestClient) -> None:
    read = feedparser.parse(client.get("/api/v1/atom/nobody").content)
    assert (read.bozo, read.entries, read.feed.id) == (
        False, [], "urn:filing-watcher:subscription:nobody",
    )  # fmt: skip


def test_hostile_headlines_stay_text() -> None:
    alert = an_alert(a_filing().id, headline=HOSTILE, created_at=NOW)
    written = feed("desk", [AlertRow(seq=1, alert=alert)], "http://x.test")
    assert b"<script" not in written
    read = feedparser.parse(written)
    assert not read.bozo
    assert '"quoted"' in read.entries[0].title
