"""The queries that run every second must not slow down as the ledger grows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text, update

from tests.support.records import NOW, a_filing
from watcher.ledger import Ledger
from watcher.ledger.filings import due_filings
from watcher.ledger.lists import alerts_before, events_before, filings_before
from watcher.ledger.retention import old_attempts, old_polls
from watcher.ledger.sending import due_deliveries
from watcher.ledger.stories import newest_of, with_keys
from watcher.ledger.tables import DELIVERIES, EVENTS, FILINGS
from watcher.ledger.telling import alerts_after, deliveries_in
from watcher.ledger.twins import retelling, same_moment
from watcher.model import DeliveryState

HOT = {
    "lease what may be announced": (
        due_filings(NOW, 200, notify=True), "ix_filings_state_notify_order_at_id",
    ),
    "lease the rest": (
        due_filings(NOW, 200, notify=False), "ix_filings_state_notify_order_at_id",
    ),
    "lease deliveries": (due_deliveries(NOW, 200), "ix_deliveries_state_due_at_id"),
    "events of a fact": (with_keys(["a", "b"]), "ix_events_dedup_key_number"),
    "newest events of an issuer": (newest_of("a"), "ix_events_issuer_key_number"),
    "filings of a moment": (same_moment(NOW), "ix_filings_order_at_id"),
    "who tells the same": (retelling(a_filing().id), "ix_events_dedup_key_number"),
    "alerts behind a cursor": (alerts_after(7, 50), "PRIMARY KEY|pk_alerts"),
    "attempts of long ago": (old_attempts(NOW), "ix_attempts_started_at"),
    "polls of long ago": (old_polls(NOW), "ix_polls_started_at"),
    "claim a filing": (select(FILINGS).where(FILINGS.c.id == "a"), "autoindex|pk_filings"),
    "events of a filing": (
        select(EVENTS).where(EVENTS.c.filing_id == "a"), "autoindex|uq_events_filing_id_id",
    ),
    "deliveries of an alert": (
        select(DELIVERIES).where(DELIVERIES.c.alert_id == "a"),
        "autoindex|uq_deliveries_alert_id_channel",
    ),
    "first of a source": (
        select(FILINGS.c.id).where(FILINGS.c.source == "edgar").limit(1),
        "ix_filings_source_state_order_at|ix_filings_source_order_at_id",
    ),
}  # fmt: skip


def plan_of(ledger: Ledger, query: Any) -> str:
    """What the database would do."""
    store = ledger._store
    sql = str(query.compile(store.engine, compile_kwargs={"literal_binds": True}))
    with store.begin() as connection:
        if not store.sqlite:  # a nearly empty table is scanned even where an index would serve
            for way in ("seqscan", "bitmapscan", "sort"):
                connection.execute(text(f"SET LOCAL enable_{way} = off"))
        verb = "EXPLAIN QUERY PLAN" if store.sqlite else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{verb} {sql}".replace("%", "%%"))
        return "\n".join(str(row[-1]) for row in rows)


@pytest.fixture(autouse=True)
def backlog(ledger: Ledger) -> None:
    """What was read, a backfill and some news; over empty tables all indices cost the same."""
    ledger.record([a_filing(n) for n in range(500)], now=NOW)
    with ledger._store.begin() as connection:
        connection.execute(update(FILINGS).values(state="read"))
    ledger.record([a_filing(n) for n in range(500, 550)], now=NOW, notify=False)
    ledger.record([a_filing(n) for n in range(550, 555)], now=NOW)
    if not ledger._store.sqlite:
        with ledger._store.begin() as connection:
            connection.execute(text("ANALYZE filings"))


@pytest.mark.parametrize("name", HOT)
def test_a_hot_query_walks_its_index_and_never_the_table(ledger: Ledger, name: str) -> None:
    query, indices = HOT[name]
    plan = plan_of(ledger, query)
    assert any(index in plan for index in indices.split("|")), plan
    assert "SCAN" not in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    "name",
    [
        "lease what may be announced",
        "lease the rest",
        "lease deliveries",
        "alerts behind a cursor",
    ],
)
def test_the_index_gives_the_order_so_nothing_is_sorted(ledger: Ledger, name: str) -> None:
    plan = plan_of(ledger, HOT[name][0])
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_the_newest_alerts_are_read_from_the_end(ledger: Ledger) -> None:
    plan = plan_of(ledger, alerts_after(None, 50))
    # SQLite calls a walk along the primary key, which LIMIT ends, a scan too
    assert plan == "SCAN alerts" or "Index Scan Backward using pk_alerts" in plan


def test_a_plan_without_an_index_would_be_noticed(ledger: Ledger) -> None:
    plan = plan_of(ledger, select(FILINGS).where(FILINGS.c.error == "x"))
    assert "SCAN" in plan or "Seq Scan" in plan


LISTS = {
    "alerts": alerts_before(50, 7, None),
    "alerts of a subscription": alerts_before(50, 7, "desk"),
    "filings": filings_before(50, (NOW, "a")),
    "filings of a source": filings_before(50, (NOW, "a"), source="edgar"),
    "filings in a state": filings_before(50, (NOW, "a"), state="failed"),
    "filings of an issuer": filings_before(50, (NOW, "a"), issuer="x"),
    "events": events_before(50, 7),
    "events of a type": events_before(50, 7, type_="board_change"),
    "events of an issuer": events_before(50, 7, issuer="x"),
    "deliveries in a state": deliveries_in(DeliveryState.DEAD, 50, None, (NOW, "a")),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_goes_on_behind_its_cursor_by_an_index_and_without_sorting(
    ledger: Ledger, name: str
) -> None:
    plan = plan_of(ledger, LISTS[name])
    assert "SEARCH" in plan or "Index Scan" in plan, plan
    for bad in ("SCAN ", "Seq Scan", "TEMP B-TREE", "Sort"):
        assert bad not in plan, plan
