from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import redis
from rq import Queue

from tests.support.clock import Clock
from tests.support.records import a_filing
from watcher.ledger import Ledger
from watcher.model import FilingId
from watcher.queue import Doorbell
from watcher.settings import Settings, load
from watcher.sweep import FILINGS_TOGETHER, Rung, hold_of, sweep

NOTHING = Rung(filings=0, deliveries=0)


@pytest.fixture
def settings() -> Settings:
    return load()


@pytest.fixture
def bell(valkey_url: str) -> Doorbell:
    return Doorbell(redis.Redis.from_url(valkey_url), {"filings": 60, "deliveries": 45})


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


def recorded(ledger: Ledger, number: int, now: datetime) -> list[str]:
    return list(ledger.record([a_filing(n) for n in range(1, number + 1)], now=now))


def test_what_is_due_rings_once_per_lease(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock
) -> None:
    recorded(ledger, 3, clock())
    assert sweep(ledger, bell, settings, clock()) == Rung(filings=3, deliveries=0)
    assert sweep(ledger, bell, settings, clock()) == NOTHING
    assert bell.waiting("filings") == 3


def test_a_lost_ring_rings_again_when_its_lease_has_run_out(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock, valkey_url: str
) -> None:
    recorded(ledger, 2, clock())
    sweep(ledger, bell, settings, clock())
    redis.Redis.from_url(valkey_url).flushall()
    hold = hold_of(settings.workers.filing_seconds, settings)
    clock.move(seconds=hold.total_seconds() - 1)
    assert sweep(ledger, bell, settings, clock()) == NOTHING
    clock.move(seconds=2)
    assert sweep(ledger, bell, settings, clock()) == Rung(filings=2, deliveries=0)
    assert bell.waiting("filings") == 2


def test_while_the_doorbell_is_down_nothing_is_leased(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock
) -> None:
    recorded(ledger, 2, clock())
    down = Doorbell(
        redis.Redis(unix_socket_path="/nonexistent/socket"), {"filings": 60, "deliveries": 45}
    )
    assert sweep(ledger, down, settings, clock()) == NOTHING
    assert sweep(ledger, bell, settings, clock()) == Rung(filings=2, deliveries=0)


def test_a_batch_bounds_one_sweep(
    ledger: Ledger,
    bell: Doorbell,
    clock: Clock,
    valkey_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WATCHER_SWEEP__BATCH", "2")
    settings = load()
    recorded(ledger, 5, clock())
    rung = []
    for _ in range(4):
        rung.append(sweep(ledger, bell, settings, clock()).filings)
        redis.Redis.from_url(valkey_url).flushall()  # the workers took them all
    assert rung == [2, 2, 1, 0]


def test_while_no_worker_takes_them_the_rings_do_not_pile_up(
    ledger: Ledger, bell: Doorbell, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_SWEEP__BATCH", "4")
    settings = load()
    recorded(ledger, 9, clock())
    for _ in range(20):
        sweep(ledger, bell, settings, clock())
        clock.move(minutes=10)  # every lease has run out
    assert bell.waiting("filings") == 4


def test_news_stands_behind_a_short_part_of_a_backfill_only(
    ledger: Ledger, bell: Doorbell, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_SWEEP__QUIET", "3")
    settings = load()
    ledger.record([a_filing(n) for n in range(1, 31)], now=clock(), notify=False)
    for _ in range(5):
        sweep(ledger, bell, settings, clock())
    assert bell.waiting("filings") == 3
    ledger.record([a_filing(n) for n in range(31, 36)], now=clock())
    assert sweep(ledger, bell, settings, clock()).filings == 5
    assert sweep(ledger, bell, settings, clock()) == NOTHING


def test_a_lease_outlives_its_job(settings: Settings) -> None:
    assert hold_of(settings.workers.filing_seconds, settings) > timedelta(
        seconds=settings.workers.filing_seconds
    )


def rung(valkey_url: str, queue: str) -> list[list[str]]:
    with redis.Redis.from_url(valkey_url) as client:
        return [list(job.args) for job in Queue(queue, connection=client, serializer="json").jobs]


def listed(ledger: Ledger, clock: Clock, *forms: str) -> list[str]:
    """Filings of these forms, each published a minute after the one before."""
    made = [
        a_filing(n, form=form, published_at=clock() + timedelta(minutes=n - 99))
        for n, form in enumerate(forms, 1)
    ]
    return list(ledger.record(made, now=clock()))


def with_workers(settings: Settings, filings: int) -> Settings:
    workers = settings.workers.model_copy(update={"filings": filings})
    return settings.model_copy(update={"workers": workers})


def test_small_filings_share_a_work_horse_and_others_have_their_own(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock, valkey_url: str
) -> None:
    notice, report, sale, other = listed(ledger, clock, "144", "8-K", "4", "6-K")
    sweep(ledger, bell, with_workers(settings, 1), clock())
    assert rung(valkey_url, "filings") == [[notice, sale], [report], [other]]


def test_what_was_tried_before_is_read_alone(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock, valkey_url: str
) -> None:
    tried, *fresh = listed(ledger, clock, "144", "144", "144")
    hold = timedelta(seconds=1)
    ledger.claim_filing(FilingId(tried), now=clock(), hold=hold)
    clock.move(seconds=2)
    sweep(ledger, bell, with_workers(settings, 1), clock())
    assert rung(valkey_url, "filings") == [[tried], fresh]


def test_a_crowd_is_shared_among_the_workers_and_none_takes_too_many(
    ledger: Ledger, bell: Doorbell, settings: Settings, clock: Clock, valkey_url: str
) -> None:
    listed(ledger, clock, *["4"] * 6)
    sweep(ledger, bell, with_workers(settings, 2), clock())
    assert [len(group) for group in rung(valkey_url, "filings")] == [3, 3]
    listed(ledger, clock, *["3"] * 6, *["4"] * 40)
    sweep(ledger, bell, with_workers(settings, 2), clock())
    assert max(len(group) for group in rung(valkey_url, "filings")) == FILINGS_TOGETHER
