"""72 hours on a clock of ours, over a weekend and a change to summer time: nothing grows."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from rq import Queue
from sqlalchemy import func, select

from tests.support.clock import Clock
from tests.support.records import a_delivery, an_alert, an_event
from tests.watcher.sources.venues import EDGAR
from watcher.blobs import Blobs
from watcher.errors import NotFound
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.ledger.tables import METADATA
from watcher.model import Attempt, DeliveryId, DeliveryState, FilingId, Reason
from watcher.net.client import Response
from watcher.ops.calendars import CALENDARS, silent_for
from watcher.ops.health import STALE_FEED
from watcher.poll import poll_source, scheduled_audit
from watcher.queue import JOBS, Doorbell
from watcher.replay import Recorded, RecordedParty, Venue
from watcher.retention import forget
from watcher.settings import Retention, Settings
from watcher.sources import load_source
from watcher.sweep import sweep

FRIDAY = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)  # noon in New York; summer time begins on the 8th
STEP, END = timedelta(minutes=20), timedelta(hours=72)
WARM = timedelta(hours=36)
HOLD = timedelta(minutes=2)
ROUND = timedelta(minutes=10)


def recordings(folder: Path) -> tuple[Recorded, ...]:
    """One filing each ten minutes of EDGAR's open time, in New York's time of the day."""
    document = folder / "paper.txt"
    document.write_text("<SEC-DOCUMENT>")
    party = RecordedParty(role="Filer", name="HARBOUR LIGHTS INC", cik="0001234567")
    times = [n * ROUND for n in range(-3, (END - STEP) // ROUND + 1)]
    opened = [at for at in times if CALENDARS["edgar"].is_open(FRIDAY + at)]
    return tuple(
        Recorded(
            at=at.total_seconds(), source="edgar", number=f"0009990001-26-{number:06}",
            form="8-K", path=document, parties=(party,),
        )
        for number, at in enumerate(opened, 1)
    )  # fmt: skip


@dataclass
class Direct:
    """The venue, asked without a wire."""

    venue: Venue

    def get(
        self,
        url: str,
        *,
        accept: tuple[str, ...] = (),
        max_bytes: int | None = None,
        conditional: bool = False,
    ) -> Response:
        parts = urlsplit(url)
        status, media, body = self.venue.answer(f"{parts.path}?{parts.query}")
        if status != 200:
            raise NotFound(f"{url}: HTTP {status}")
        return Response(status=status, headers={"content-type": media}, body=body, url=url)


@dataclass(frozen=True)
class Size:
    """What must not grow."""

    megabytes: float
    files: int
    keys: int
    valkey: int
    rows: int


class House:
    """Poller, sweep, workers and housekeeping in one process."""

    def __init__(self, folder: Path, store: redis.Redis, clock: Clock) -> None:
        self.clock, self.store = clock, store
        self.ledger = Ledger.open(f"sqlite:///{folder / 'ledger.sqlite3'}", migrate=True)
        self.blobs = Blobs(f"file://{folder / 'blobs'}")
        self.doorbell = Doorbell(store, dict.fromkeys(JOBS, 60))
        self.settings = Settings()
        self.venue = Venue(recordings(folder), wall=clock)
        self.get = Direct(self.venue)
        self.source = load_source(EDGAR.module)

    def step(self) -> None:
        """One poll, one sweep, and whoever it rings."""
        now = self.clock()
        note = poll_source("edgar", self.source, EDGAR, self.get, self.ledger, now)
        assert note.outcome != "failed", note.error
        for _ in range(2):  # what is read is rung for delivery
            sweep(self.ledger, self.doorbell, self.settings, now)
            for row in self.taken("filings"):
                self.read(FilingId(row))
            for row in self.taken("deliveries"):
                self.deliver(DeliveryId(row))

    def hourly(self) -> None:
        """What the leader does beside."""
        now = self.clock()
        scheduled_audit("edgar", self.source, EDGAR, self.get, self.ledger, now=now)
        forget(self.ledger, self.blobs, Retention(polls_days=1, attempts_days=1), now)
        newest = self.ledger.vitals(["edgar"]).sources["edgar"].newest_seen_at
        assert newest is not None
        assert silent_for("edgar", newest, now) <= STALE_FEED

    def taken(self, name: str) -> list[str]:
        """The jobs of a queue, done as a worker leaves them."""
        jobs = Queue(name, connection=self.store, serializer="json").jobs
        rows = [str(job.args[0]) for job in jobs]
        for job in jobs:
            job.delete()
        return rows

    def read(self, row: FilingId) -> None:
        """A reading that tells one alert."""
        now = self.clock()
        claim = self.ledger.claim_filing(row, now=now, hold=HOLD)
        assert claim is not None
        self.blobs.put(row.encode())
        event = an_event(int(row[-6:]), dedup_key=f"fact-{row}")
        alert = an_alert(row, event)
        outcome = ReadOutcome(
            state="read", events=(event,), alerts=(alert,),
            deliveries=(a_delivery(alert, due_at=now),),
        )  # fmt: skip
        self.ledger.commit(row, outcome=outcome, now=now)

    def deliver(self, row: DeliveryId) -> None:
        """An attempt that arrives."""
        now = self.clock()
        claim = self.ledger.claim_delivery(row, now=now, hold=HOLD)
        assert claim is not None
        attempt = Attempt(
            delivery_id=row, number=claim.delivery.attempts, started_at=now,
            duration=timedelta(seconds=1), outcome="sent", reason=Reason.OK,
        )  # fmt: skip
        self.ledger.settle(
            row, attempt=attempt, state=DeliveryState.DELIVERED, due_at=None, now=now
        )

    def size(self) -> Size:
        """Now; rows without those of the record, which every filing adds to."""
        gc.collect()
        notes = {"polls", "counters", "cursors", "answers", "leaders", "traces", "read_first"}
        with self.ledger._store.read() as connection:
            rows = sum(
                connection.scalar(select(func.count()).select_from(table)) or 0
                for name, table in METADATA.tables.items()
                if name in notes
            )
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return Size(
            megabytes=pages * 4096 / 2**20,
            files=sum(1 for _ in Path("/dev/fd").iterdir()),
            keys=self.store.dbsize(),
            valkey=int(self.store.info("memory")["used_memory"]),
            rows=rows,
        )


@pytest.fixture
def house(tmp_path: Path, valkey_url: str) -> Iterator[House]:
    with redis.Redis.from_url(valkey_url) as store:
        made = House(tmp_path, store, Clock(FRIDAY))
        yield made
        made.ledger.close()


def test_three_days_leave_nothing_behind(house: House) -> None:
    warm: Size | None = None
    while house.clock() < FRIDAY + END:
        house.step()
        if house.clock().minute == 0:
            house.hourly()
        if warm is None and house.clock() >= FRIDAY + WARM:
            warm = house.size()
        house.clock.now += STEP
    end = house.size()
    assert warm is not None
    assert end.megabytes - warm.megabytes < 16
    assert end.files <= warm.files + 1
    assert end.keys <= warm.keys
    assert end.valkey - warm.valkey < 200_000
    assert end.rows - warm.rows <= 40, "polls of a day, marks, and counters of new lags only"
    everything = house.ledger.filings(limit=10_000)
    assert len(everything) == len(house.venue.recordings) > 90
    assert {row.state for row in everything} == {"read"}
    assert not house.ledger.counters("gaps")
