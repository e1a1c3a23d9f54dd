"""How many bytes a filing moves: from the venue, through Valkey, into the ledger and the blob
store. Counted on invented filings, the same on every machine, so that a filing that begins to
cost twice as much fails here without a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from sqlalchemy import event

from tests.support.street import notices
from watcher.model import Filing, FilingId
from watcher.ops import canary
from watcher.ops.clock import utc_now
from watcher.queue import Doorbell
from watcher.replay import Recorded, Venue
from watcher.replay.server import Answer
from watcher.sweep import sweep
from workers.context import Context
from workers.jobs import process

LEDGER = 12_000
"""Bytes of the values that one read notice binds into writing statements."""
SWEEP, RING = 1_700, 1_000
"""Bytes to and from Valkey for a sweep, and for each filing that it rings."""
BUDGET = 1_500
"""Bytes to and from Valkey for one request to a venue: the shared budget and the breaker."""


class Counting(Venue):
    """A venue that counts the bytes of its answers."""

    sent = 0

    def answer(self, target: str) -> Answer:
        status, media, body = super().answer(target)
        self.sent += len(body)
        return status, media, body


class Wire:
    """The bytes that a Valkey takes in and gives out, without those of the question itself."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url)
        first, second = self._told(), self._told()
        self._own, self._before = second - first, second

    def _told(self) -> int:
        stats = self._client.info("stats")
        return int(stats["total_net_input_bytes"]) + int(stats["total_net_output_bytes"])

    def moved(self) -> int:
        """Since this was made."""
        return self._told() - self._before - self._own


@contextmanager
def written(ctx: Context) -> Iterator[list[int]]:
    """The bytes of the values of every INSERT and UPDATE in the block."""
    sizes: list[int] = []

    def statement(_c: object, _r: object, words: str, values: object, *_: object) -> None:
        if words.startswith(("INSERT", "UPDATE")):
            sizes.append(len(str(values).encode()))

    engine = ctx.ledger._store.engine
    event.listen(engine, "before_cursor_execute", statement)
    try:
        yield sizes
    finally:
        event.remove(engine, "before_cursor_execute", statement)


@contextmanager
def played(ctx: Context, folder: Path) -> Iterator[tuple[Counting, Recorded, Context, FilingId]]:
    """A venue with one notice, a context that asks that venue, and the notice in its ledger."""
    recorded = notices(folder, 1)[0]
    with Counting((recorded,)) as venue:
        edgar = ctx.settings.sources["edgar"].model_copy(update={"base_url": venue.url})
        net = ctx.settings.net.model_copy(update={"allow_private": True})
        settings = ctx.settings.model_copy(update={"sources": {"edgar": edgar}, "net": net})
        filing = _filing(f"{venue.url}/Archives/edgar/data/1/{recorded.number}.txt", recorded)
        ctx.ledger.record([filing], now=filing.seen_at)
        yield venue, recorded, replace(ctx, settings=settings), filing.id


def _filing(url: str, recorded: Recorded) -> Filing:
    made = canary.canary(utc_now())
    return replace(
        made, id=FilingId(f"sec:{recorded.number}"), source="edgar", form="144", document_url=url
    )


def test_the_venue_sends_each_byte_of_a_filing_once(ctx: Context, tmp_path: Path) -> None:
    with played(ctx, tmp_path) as (venue, recorded, asking, row):
        process(row, asking)
        assert venue.sent == len(recorded.body())
    assert [e.type for e in ctx.ledger.events(row)] == ["insider_sale"]


def test_a_read_filing_writes_so_much_into_the_ledger(ctx: Context, tmp_path: Path) -> None:
    with played(ctx, tmp_path) as (_, _, asking, row), written(ctx) as sizes:
        process(row, asking)
    assert LEDGER / 2 < sum(sizes) <= LEDGER, sum(sizes)


def test_the_blob_store_holds_a_document_and_its_text_once(ctx: Context, tmp_path: Path) -> None:
    with played(ctx, tmp_path) as (_, recorded, asking, row):
        process(row, asking)
        process(row, asking)
    kept = [p for p in (tmp_path / "blobs").rglob("*") if p.is_file()]
    assert len(kept) == 2
    assert sum(p.stat().st_size for p in kept) < 2 * len(recorded.body())


def test_a_request_to_a_venue_costs_so_much_of_valkey(
    ctx: Context, tmp_path: Path, valkey_url: str
) -> None:
    with played(ctx, tmp_path) as (_, _, asking, row):
        wire = Wire(valkey_url)
        process(row, asking)
        moved = wire.moved()
    assert BUDGET / 2 < moved <= BUDGET, moved


@pytest.mark.parametrize("filings", [1, 50])
def test_a_ring_costs_so_much_of_valkey(ctx: Context, valkey_url: str, filings: int) -> None:
    now = utc_now()
    rows = [replace(canary.canary(now), id=FilingId(f"canary:{n}")) for n in range(filings)]
    ctx.ledger.record(rows, now=now)
    doorbell = Doorbell.of(ctx.settings)
    wire = Wire(valkey_url)
    sweep(ctx.ledger, doorbell, ctx.settings, now)
    moved = wire.moved()
    most = SWEEP + RING * filings
    assert most / 2 < moved <= most, moved
