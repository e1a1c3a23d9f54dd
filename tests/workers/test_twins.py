"""The recorded pairs of announcements, English and Chinese, from PDF to webhook body."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.support.one_site import OneSite
from watcher import replay, settings
from watcher.blobs import Blobs
from watcher.cli.explaining import explanation, printed
from watcher.errors import ServerFault
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import Filing, Subscription, hkex_filing_id
from watcher.net.post import GuardedPost
from watcher.ops.clock import utc_now
from watcher.replay import Recorded
from watcher.subscriptions import ChannelBlock, Telling
from workers.deliver import Sender, deliver_one
from workers.jobs import TWIN_PATIENCE, TWIN_STEP, process
from workers.read import load_types

ROOT = Path(__file__).parents[2]
RECORDED = replay.load(ROOT / "watcher/replay/recordings")
SCHEMA = json.loads((ROOT / "docs/schema/alert.json").read_text(encoding="utf-8"))
PAIRS = [
    (english, chinese)
    for english in RECORDED
    for chinese in RECORDED
    if (english.source, english.lang, chinese.lang) == ("hkexnews", "e", "c")
    and (english.at, english.codes, english.stocks) == (chinese.at, chinese.codes, chinese.stocks)
]


def filing_of(recorded: Recorded, seen_ago: timedelta = timedelta(0)) -> Filing:
    """What the feed says of a recorded announcement."""
    now = utc_now()
    return Filing(
        id=hkex_filing_id(recorded.number), source="hkexnews", title=recorded.title,
        published_at=now.replace(second=0, microsecond=0), seen_at=now - seen_ago,
        url=f"https://news.test/{recorded.number}.pdf",
        document_url=f"https://news.test/{recorded.number}.pdf",
        headline_codes=recorded.codes, stock_codes=tuple(code for code, _ in recorded.stocks),
        language={"e": "en", "c": "zh"}[recorded.lang],
    )  # fmt: skip


class Desk:
    """A ledger with one subscriber to everything, and a worker that gets what was recorded."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self.ledger, self.journal = ledger, folder / "journal.jsonl"
        types, thresholds = load_types(ROOT / "config/events.toml")
        block = ChannelBlock(
            name="journal", module="workers.channels.file", options={"path": str(self.journal)}
        )
        subscription = Subscription(name="all", issuers=("*",), channels=("journal",))
        self.context = OneSite(
            settings=settings.load(ROOT / "config"), ledger=ledger, blobs=Blobs(f"file://{folder}/b"),
            issuers=Issuers.of([]), telling=Telling((subscription,), {"journal": block}),
            types=types, thresholds=thresholds, answer=lambda: b"",
        )  # fmt: skip

    def record(self, *recorded: Recorded, seen_ago: timedelta = timedelta(0)) -> list[Filing]:
        filings = [filing_of(one, seen_ago) for one in recorded]
        moment = filings[0].published_at
        filings = [replace(filing, published_at=moment) for filing in filings]
        self.ledger.record(filings, now=utc_now())
        return filings

    def read(self, recorded: Recorded) -> None:
        process(hkex_filing_id(recorded.number), replace(self.context, answer=recorded.body))

    def deliver(self) -> list[dict[str, Any]]:
        """Send all; the bodies that the subscriber got."""
        sender = Sender(
            ledger=self.ledger, issuers=self.context.issuers, telling=self.context.telling,
            retry=self.context.settings.retry, post=GuardedPost(self.context.settings.net),
            hold=timedelta(seconds=60),
        )  # fmt: skip
        for delivery in self.ledger.deliveries():
            deliver_one(delivery.id, sender)
        return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    ledger = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield Desk(ledger, tmp_path)
    ledger.close()


def test_the_recordings_hold_pairs() -> None:
    assert len(PAIRS) >= 2


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].number)
@pytest.mark.parametrize("order", [1, -1], ids=["english first", "chinese first"])
def test_a_pair_is_told_once_in_either_order(
    desk: Desk, pair: tuple[Recorded, Recorded], order: int
) -> None:
    first, second = pair[::order]
    desk.record(*pair, seen_ago=TWIN_PATIENCE)
    for recorded in (first, second):
        desk.read(recorded)
    told, quiet = (desk.ledger.events(hkex_filing_id(one.number)) for one in (first, second))
    assert {event.relation for event in told} == {"new"}
    assert {event.relation for event in quiet} == {"same"}
    (message,) = desk.deliver()
    jsonschema.validate(message, SCHEMA)
    assert message["data"]["filing"]["id"] == f"hkex:{first.number}"
    assert [twin["id"] for twin in message["data"]["twins"]] == [f"hkex:{second.number}"]


def test_the_chinese_version_waits_for_the_english_one_at_no_cost(desk: Desk) -> None:
    english, chinese = PAIRS[0]
    _, filing = desk.record(english, chinese)
    before = utc_now()
    for _ in range(desk.context.settings.workers.max_attempts + 1):
        desk.read(chinese)
        row = desk.ledger.filing(filing.id)
        assert row is not None
        assert (row.state, row.attempts, row.error) == (
            "new", 0, f"waits for its English version hkex:{english.number}",
        )  # fmt: skip
        assert row.due_at >= before + TWIN_STEP
        desk.ledger.retry_filing(filing.id, now=utc_now())
    desk.read(english)
    desk.read(chinese)
    row = desk.ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error) == ("read", None)
    assert [alert.alert.filing_id for alert in desk.ledger.alerts()] == [f"hkex:{english.number}"]


def test_a_chinese_version_does_not_wait_for_an_english_one_that_fails(desk: Desk) -> None:
    english, chinese = PAIRS[0]

    def away() -> bytes:
        raise ServerFault("503 from the venue")

    filings = desk.record(english, chinese, seen_ago=TWIN_PATIENCE)
    process(filings[0].id, replace(desk.context, answer=away))
    desk.read(chinese)
    assert [row.alert.filing_id for row in desk.ledger.alerts()] == [filings[1].id]


def test_explain_names_the_version_that_told_it(desk: Desk) -> None:
    english, chinese = PAIRS[0]
    desk.record(english, chinese)
    for recorded in (english, chinese):
        desk.read(recorded)
    first = explanation(desk.ledger, f"hkex:{english.number}", None)
    second = explanation(desk.ledger, f"hkex:{chinese.number}", None)
    assert first["same_story_as"] == {}
    assert set(second["same_story_as"].values()) == {f"hkex:{english.number}"}
    assert printed(second).count(f"(same story as hkex:{english.number})") == len(second["events"])
