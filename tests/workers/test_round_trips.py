"""What a filing and a message ask of the database, of Valkey and of the venue: counted, so that
one question more fails here, on any machine, without a clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import redis
from sqlalchemy import event

from tests.support.street import notices
from watcher.model import DeliveryId, FilingId
from watcher.net.client import Client, venues_of
from watcher.net.limiter import Limiter
from watcher.ops import canary
from watcher.ops.clock import utc_now
from watcher.queue import Doorbell
from watcher.replay import Venue
from watcher.sweep import sweep
from workers.context import Context
from workers.deliver import deliver_one, sender_of
from workers.fetch import fetch
from workers.jobs import process
from workers.rehearsal import alone, taken

READ = {"statements": 36, "transactions": 8}
SENT = {"statements": 30, "transactions": 12}
SWEPT = {"statements": 30, "transactions": 6}
"""Ceilings; lower them with the work, raise one only with a reason."""


@contextmanager
def asked(ctx: Context) -> Iterator[Counter[str]]:
    """What is sent to the database in the block."""
    found, engine = Counter[str](), ctx.ledger._store.engine

    def statement(*_: object) -> None:
        found["statements"] += 1

    def begun(_connection: object) -> None:
        found["transactions"] += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "begin", begun)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "begin", begun)


def within(found: Counter[str], ceiling: dict[str, int]) -> None:
    for what, most in ceiling.items():
        assert most / 2 < found[what] <= most, f"{what}: {found[what]}, ceiling {most}"


def test_reading_a_filing_asks_the_database_so_often(ctx: Context) -> None:
    row = canary.plant(ctx.ledger, utc_now())
    with asked(ctx) as found:
        process(row, alone(ctx))
    within(found, READ)


def test_sending_a_message_asks_the_database_so_often(ctx: Context) -> None:
    process(canary.plant(ctx.ledger, utc_now()), alone(ctx))
    (delivery,) = ctx.ledger.deliveries()
    with asked(ctx) as found:
        deliver_one(DeliveryId(delivery.id), replace(sender_of(alone(ctx)), post=taken))
    within(found, SENT)


@pytest.mark.parametrize("filings", [1, 100])
def test_a_sweep_asks_as_often_for_many_as_for_one(
    ctx: Context, valkey_url: str, filings: int
) -> None:
    now = utc_now()
    ctx.ledger.record(
        [replace(canary.canary(now), id=FilingId(f"canary:{n}")) for n in range(filings)], now=now
    )
    with asked(ctx) as found, redis.Redis.from_url(valkey_url) as client:
        before = client.info("commandstats")
        sweep(ctx.ledger, Doorbell.of(ctx.settings), ctx.settings, now)
        after = client.info("commandstats")
    assert found["statements"] <= SWEPT["statements"]
    assert found["transactions"] <= SWEPT["transactions"]
    rings = after["cmdstat_rpush"]["calls"] - before.get("cmdstat_rpush", {"calls": 0})["calls"]
    assert rings == filings


def test_a_filing_of_edgar_costs_its_venue_one_request_and_no_byte_twice(
    ctx: Context, tmp_path_factory: pytest.TempPathFactory
) -> None:
    played = notices(tmp_path_factory.mktemp("played"), 1)
    with Venue(played) as venue:
        settings = ctx.settings
        edgar = settings.sources["edgar"].model_copy(update={"base_url": venue.url})
        settings = settings.model_copy(
            update={
                "sources": {"edgar": edgar},
                "net": settings.net.model_copy(update={"allow_private": True}),
            }
        )
        url = f"{venue.url}/Archives/edgar/data/1/{played[0].number}.txt"
        filing = replace(canary.canary(utc_now()), source="edgar", document_url=url)
        with Client(settings.net, venues_of(settings), Limiter(None)) as client:
            (fetched,) = fetch(filing, client, ctx.blobs, 1_000_000)
        assert sum(venue.requests.values()) == 1
    assert fetched.body == played[0].body()
