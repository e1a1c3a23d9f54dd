"""The end of a canary's way, and the way: recorded, read, told to its own subscription only."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from watcher import settings
from watcher.blobs import Blobs
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import DeliveryState, Subscription
from watcher.ops.canary import canary, document, plant
from watcher.ops.clock import utc_now
from watcher.ops.metrics import LedgerCollector
from watcher.queue import Doorbell
from watcher.subscriptions import ChannelBlock, Telling
from workers.context import Context
from workers.deliver import deliver_one, sender_of
from workers.jobs import process
from workers.read import load_types
from workers.reading import read_filing, texts_of

ROOT = Path(__file__).parents[3]
EVERYBODY = Subscription(name="everybody", issuers=("*",), channels=("journal",))
OF_VENUES = Subscription(
    name="venues", issuers=("*",), sources=("edgar", "hkexnews"), channels=("journal",)
)
CANARY = Subscription(name="canary", issuers=("*",), sources=("canary",), channels=("canary",))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


class NoSite(Context):
    """The context of a worker that may ask nobody."""

    def client(self) -> object:  # type: ignore[override]
        from contextlib import nullcontext

        return nullcontext()


@pytest.fixture
def ctx(ledger: Ledger, tmp_path: Path) -> Context:
    types, thresholds = load_types(ROOT / "config/events.toml")
    channels = {
        "journal": ChannelBlock(
            name="journal", module="workers.channels.file", options={"path": str(tmp_path / "j")}
        ),
        "canary": ChannelBlock(name="canary", module="workers.channels.canary"),
    }
    return NoSite(
        settings=settings.load(ROOT / "config"), ledger=ledger,
        blobs=Blobs(f"file://{tmp_path}/blobs"), issuers=Issuers.of([]),
        telling=Telling((EVERYBODY, OF_VENUES, CANARY), channels), types=types,
        thresholds=thresholds,
    )  # fmt: skip


def walk(ctx: Context, at: datetime) -> None:
    """A canary of a second, through both jobs."""
    filing_id = plant(ctx.ledger, at)
    process(filing_id, ctx)
    (told,) = ctx.ledger.alerts(filing_id=filing_id)
    assert told.alert.subscription == "canary"
    (delivery,) = ctx.ledger.deliveries(alert_id=told.alert.id)
    deliver_one(delivery.id, sender_of(ctx))


def test_canaries_walk_the_whole_way_each_one_and_only_to_their_own(
    ctx: Context, tmp_path: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = utc_now()
    for minutes in (30, 15, 0):
        walk(ctx, now - timedelta(minutes=minutes))
    assert {d.state for d in ctx.ledger.deliveries()} == {DeliveryState.DELIVERED}
    assert not (tmp_path / "j").exists()
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    loaded = settings.load(ROOT / "config")
    found = {
        sample.name: sample.value
        for family in LedgerCollector(ctx.ledger, Doorbell.of(loaded), loaded).collect()
        for sample in family.samples
    }
    assert found["watcher_canary_interval_seconds"] == 900
    assert found["watcher_canary_delivered_timestamp_seconds"] >= now.timestamp()
    assert 0 <= found["watcher_canary_seconds"] < 300


def test_each_quarter_of_an_hour_of_a_day_is_told_as_another_story(ctx: Context) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    keys: list[str] = []
    for number in range(96):
        filing = canary(start + timedelta(minutes=15 * number))
        texts = texts_of(filing, [("canary.htm", document(filing))])
        findings, _ = read_filing(filing, texts, ctx.issuers, ctx.types, ctx.thresholds)
        (event,) = findings.events
        keys.append(event.dedup_key)
    assert len(set(keys)) == len(keys)
