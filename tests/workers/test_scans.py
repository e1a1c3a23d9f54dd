"""A filing of pictures: for a person, or for the worker that reads pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import redis

from tests.support.clock import Clock
from tests.support.one_site import OneSite
from tests.support.records import an_hkex_filing
from tests.workers.text.test_ocr import RETURN, scan, seeing
from watcher import settings
from watcher.blobs import Blobs
from watcher.errors import Unreadable
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import SCANNED, FilingId
from watcher.ops.clock import utc_now
from watcher.queue import Doorbell, QueueName
from watcher.settings import Settings
from watcher.subscriptions import Telling
from watcher.sweep import hold_of, sweep
from workers.canonical import ReadPdf
from workers.context import Context
from workers.jobs import process, process_scan
from workers.read import load_types
from workers.text import ocr
from workers.text.model import ReadDocument

ROOT = Path(__file__).parents[2]
ROW = an_hkex_filing().id
SEEING = seeing(*(line.format(closing="530,000,000") for line in RETURN))
BY_PICTURES: ReadPdf = lambda body, label: ocr.read(body, label, recognise=SEEING)  # noqa: E731 - a row


def with_ocr(processes: int) -> Settings:
    read = settings.load(ROOT / "config")
    return read.model_copy(update={"workers": read.workers.model_copy(update={"ocr": processes})})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def ctx(ledger: Ledger, tmp_path: Path) -> Context:
    types, thresholds = load_types(ROOT / "config/events.toml")
    return OneSite(
        settings=with_ocr(1), ledger=ledger, blobs=Blobs(f"file://{tmp_path}/blobs"),
        issuers=Issuers.of([]), telling=Telling((), {}), types=types, thresholds=thresholds,
        answer=partial(scan, ["a picture"]),
    )  # fmt: skip


@pytest.fixture
def scanned(ctx: Context) -> FilingId:
    ctx.ledger.record([an_hkex_filing(published_at=utc_now())], now=utc_now())
    process(ROW, ctx)
    return ROW


def state(ctx: Context) -> tuple[str, str | None]:
    row = ctx.ledger.filing(ROW)
    assert row is not None
    return row.state, row.review_reason


def test_a_scan_needs_review_with_its_reason(ctx: Context, scanned: FilingId) -> None:
    assert ctx.ledger.events(scanned) == []
    assert state(ctx) == ("needs_review", SCANNED)
    (dropped,) = ctx.ledger.suppressed(scanned)
    assert dropped.why == "pages are pictures: what they say is not known"


def test_a_scan_is_read_by_its_pictures_once(ctx: Context, scanned: FilingId) -> None:
    process_scan(scanned, ctx, BY_PICTURES)
    assert state(ctx) == ("read", None)
    (event,) = ctx.ledger.events(scanned)
    assert event.fields["units"] == 30_000_000
    assert "OCR_TEXT" in {flag.code for flag in ctx.ledger.flags(scanned)}
    process_scan(scanned, ctx, BY_PICTURES)
    assert [e.id for e in ctx.ledger.events(scanned)] == [event.id]


def test_a_scan_that_cannot_be_read_keeps_why_and_is_not_tried_for_ever(
    ctx: Context, scanned: FilingId
) -> None:
    def without_tesseract(body: bytes, label: str) -> ReadDocument:
        raise Unreadable(ocr.INSTALL)

    process_scan(scanned, ctx, without_tesseract)
    found, reason = state(ctx)
    assert found == "needs_review"
    assert ocr.INSTALL in (reason or "")
    hold = hold_of(600, ctx.settings)
    assert ctx.ledger.lease_scans(now=utc_now(), limit=10, hold=hold) == []


@pytest.mark.usefixtures("scanned")
def test_the_sweep_rings_scans_only_where_somebody_reads_them(
    ctx: Context, valkey_url: str, clock: Clock
) -> None:
    clock.now = utc_now()
    seconds: dict[QueueName, int] = {"filings": 60, "deliveries": 45, "ocr": 600}
    bell = Doorbell(redis.Redis.from_url(valkey_url), seconds)
    assert sweep(ctx.ledger, bell, with_ocr(0), clock()).scans == 0
    assert sweep(ctx.ledger, bell, with_ocr(1), clock()).scans == 1
    assert sweep(ctx.ledger, bell, with_ocr(1), clock()).scans == 0
    assert bell.waiting("ocr") == 1
    clock.move(seconds=hold_of(600, ctx.settings).total_seconds() + 1)
    assert sweep(ctx.ledger, bell, with_ocr(1), clock()).scans == 1
