"""The four seeds and their Hong Kong sides in true form: told once, whoever comes first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import jsonschema
import pytest

from tests.support.one_site import OneSite
from tests.support.recordings.hk_twins import exhibits
from watcher import issuers, replay, settings
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.model import Filing, Severity, Subscription, hkex_filing_id, sec_filing_id
from watcher.net.post import GuardedPost
from watcher.ops.clock import utc_now
from watcher.subscriptions import ChannelBlock, Telling
from workers.deliver import Sender, deliver_one
from workers.jobs import process
from workers.read import load_types

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/alert.json").read_text(encoding="utf-8"))
RECORDED = {one.number: one for one in replay.load(ROOT / "watcher/replay/recordings")}
DIRECTORS = ("10000", "12350", "12961", "12957")
STORIES = 10
"""One notice, six events of the annual results' filing, two of the interim one, one return."""


@dataclass(frozen=True)
class Paper:
    """A filing with its bytes."""

    filing: Filing
    body: bytes


def sec(accession: str, form: str, at: datetime) -> Paper:
    filing = Filing(
        id=sec_filing_id(accession), source="edgar", form=form, title=form, published_at=at, seen_at=at,
        url=f"https://sec.test/{accession}", document_url=f"https://sec.test/{accession}.txt",
    )  # fmt: skip
    return Paper(filing, RECORDED[accession].body())


def hkex(
    number: int, body: bytes, at: datetime, *, codes: tuple[str, ...], lang: str = "en"
) -> Paper:
    filing = Filing(
        id=hkex_filing_id(str(number)), source="hkexnews", title="ANNOUNCEMENT", published_at=at,
        seen_at=at, url=f"https://hkex.test/{number}", document_url=f"https://hkex.test/{number}.pdf",
        headline_codes=codes, stock_codes=("03896",), language=lang,
    )  # fmt: skip
    return Paper(filing, body)


def reports(at: datetime) -> list[Paper]:
    """The seeds at EDGAR."""
    six_k = ("0001104659-24-115501", "0001104659-23-093801", "0001104659-26-033101")
    return [sec("0001975877-23-000001", "144", at), *(sec(a, "6-K", at) for a in six_k)]


def announcements(at: datetime) -> list[Paper]:
    """What of them Hong Kong has: each exhibit, the directors also in Chinese, the return."""
    annual = exhibits("6k-results-articles-board-scheme")
    (interim,) = exhibits("6k-interim-results-and-secretary")
    minutes = [at.replace(second=0, microsecond=0) + timedelta(minutes=n) for n in range(5)]
    return [
        hkex(1, annual[0], minutes[0], codes=("10000", "13300", "12100")),
        hkex(2, annual[1], minutes[1], codes=DIRECTORS),
        hkex(3, RECORDED["19900102"].body(), minutes[1], codes=DIRECTORS, lang="zh"),
        hkex(4, annual[2], minutes[2], codes=("10000", "18520")),
        hkex(5, interim, minutes[3], codes=("10000", "13400", "12550")),
        hkex(6, RECORDED["19900103"].body(), minutes[4], codes=("51500",)),
    ]


class Desk:
    """A worker and two subscribers: one to all there is, one to what is loud."""

    def __init__(self, url: str, folder: Path) -> None:
        self.ledger, self.journal = Ledger.open(url), folder / "journal.jsonl"
        types, thresholds = load_types(ROOT / "config/events.toml")
        block = ChannelBlock(
            name="journal", module="workers.channels.file", options={"path": str(self.journal)}
        )
        subscriptions = tuple(
            Subscription(name=name, issuers=("*",), channels=("journal",), min_severity=least)
            for name, least in (("all", Severity.INFO), ("loud", Severity.MEDIUM))
        )
        self.context = OneSite(
            settings=settings.load(ROOT / "config"), ledger=self.ledger,
            blobs=Blobs(f"file://{folder}/b"), issuers=issuers.load(ROOT / "config/issuers.toml"),
            telling=Telling(subscriptions, {"journal": block}), types=types, thresholds=thresholds,
            answer=lambda: b"",
        )  # fmt: skip

    def play(self, papers: Sequence[Paper]) -> None:
        for paper in papers:
            self.ledger.record([paper.filing], now=utc_now())
            process(paper.filing.id, replace(self.context, answer=partial(bytes, paper.body)))

    def told(self) -> list[dict[str, Any]]:
        """Send all; the bodies that arrived."""
        sender = Sender(
            ledger=self.ledger, issuers=self.context.issuers, telling=self.context.telling,
            retry=self.context.settings.retry, post=GuardedPost(self.context.settings.net),
            hold=timedelta(seconds=60),
        )  # fmt: skip
        for delivery in self.ledger.deliveries(limit=500):
            deliver_one(delivery.id, sender)
        return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path}/ledger.sqlite3"
    Ledger.open(url, migrate=True).close()
    opened = Desk(url, tmp_path)
    yield opened
    opened.ledger.close()


def check(desk: Desk) -> list[dict[str, Any]]:
    """Every story once for each subscription, nothing as an update, and valid bodies."""
    bodies = desk.told()
    for body in bodies:
        jsonschema.validate(body, SCHEMA)
    assert {body["type"] for body in bodies} == {"filing.alert"}
    heard = Counter(
        (body["data"]["subscription"], event["case"], event["status"], event["severity"])
        for body in bodies
        for event in body["data"]["events"]
    )
    assert set(heard.values()) == {1}
    assert sum(name == "all" for name, *_ in heard) == STORIES
    assert {s for name, _, _, s in heard if name == "loud"} == {"medium", "high"}
    return bodies


NOW = utc_now().replace(microsecond=0) - timedelta(hours=30)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("sec_at", "hkex_at"), [(NOW, NOW), (NOW + DAY, NOW), (NOW, NOW + DAY)],
    ids=["the same minute", "EDGAR a day late", "HKEXnews a day late"],
)  # fmt: skip
@pytest.mark.parametrize("chinese_first", [False, True])
def test_each_story_is_told_once_in_either_order(
    desk: Desk, sec_at: datetime, hkex_at: datetime, *, chinese_first: bool
) -> None:
    papers = sorted(
        [*announcements(hkex_at), *reports(sec_at)],
        key=lambda p: (
            p.filing.published_at,
            p.filing.language == ("en" if chinese_first else "zh"),
        ),
    )
    desk.play(papers)
    check(desk)


@pytest.mark.parametrize("late", ["edgar", "hkexnews"])
def test_whichever_venue_is_second_is_quiet_and_named(desk: Desk, late: str) -> None:
    first, second = reports(NOW), announcements(NOW + DAY)
    if late == "edgar":
        first, second = announcements(NOW), reports(NOW + DAY)
    desk.play(first)
    before = len(desk.told())
    desk.play([p for p in second if p.filing.form != "144"])
    assert len(desk.told()) == before
    for paper in second:
        events = desk.ledger.events(paper.filing.id)
        assert {e.relation for e in events} <= {"same"}
    chinese = desk.ledger.events(hkex_filing_id("3"))
    row = desk.ledger.filing(hkex_filing_id("3"))
    assert row is not None
    first_told = set(desk.ledger.told_before(row.filing, chinese).values())
    assert first_told <= {hkex_filing_id("2"), sec_filing_id("0001104659-26-033101")}
    assert len(first_told) == 1
    (board,) = (p.filing for p in (*first, *second) if p.filing.id == hkex_filing_id("2"))
    assert sec_filing_id("0001104659-26-033101") in {
        f.id for f in desk.ledger.other_versions(board, at=utc_now())
    }


def test_both_venues_at_once_in_two_workers(desk: Desk, tmp_path: Path) -> None:
    other = Desk(f"sqlite:///{tmp_path}/ledger.sqlite3", tmp_path)
    halves = (desk, announcements(NOW)), (other, reports(NOW))
    threads = [Thread(target=worker.play, args=(papers,)) for worker, papers in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    other.ledger.close()
    check(desk)
