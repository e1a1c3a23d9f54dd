"""Sixty filings of two venues, in 200 orders: each venue keeps its own order, the alerts are the same."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from sqlalchemy.event import listen

from tests.support.records import NOW, a_filing, an_hkex_filing
from tests.support.stories import (
    ISSUER,
    monthly_return,
    move,
    next_day_return,
    notice,
    placing,
    sale,
)
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Event, EventId, Filing, Severity, Subscription
from watcher.subscriptions import ChannelBlock, Telling
from workers.correlate import correlate, followed
from workers.match import match

ORDERS = 200
COMPANIES = 6
TELLING = Telling(
    tuple(
        Subscription(name=name, issuers=("*",), channels=("hook",), max_age=timedelta(days=9),
                     min_severity=least, types=types)
        for name, least, types in (
            ("all", Severity.INFO, ()),
            ("loud", Severity.MEDIUM, ()),
            ("people", Severity.LOW, ("board_change.*",)),
        )
    ),
    {"hook": ChannelBlock(name="hook", module="workers.channels.webhook")},
)  # fmt: skip
Stream: TypeAlias = list[Event]


def streams(company: int) -> tuple[Stream, Stream]:
    """What Hong Kong and what EDGAR publish of a company, each in its order: ten filings."""
    agreed = placing(qualifier="up_to" if company % 2 else "exact")
    done = placing("completed", completion_date=date(2026, 4, 2))
    row = next_day_return(338_000_000 - company % 3 * 1_000_000)
    comes = move("announced", date(2026, 8, 1))
    corrected = move("corrected", date(2026, 9, 1))
    month = monthly_return(date(2026, 4, 30), 4_000_000_000, 338_000_000)
    hong_kong = (
        [agreed, comes, done, row, month] if company % 2 else [agreed, comes, corrected, done, row]
    )
    return hong_kong, [notice(), agreed, comes, sale(), done]


def of_company(event: Event, company: str) -> Event:
    return replace(event, dedup_key=event.dedup_key.replace(ISSUER, company, 1))


def interleaved(order: random.Random) -> list[tuple[str, int, Event]]:
    """One order of all filings: (venue, company, event)."""
    waiting = [
        [(venue, company, event) for event in stream]
        for company in range(COMPANIES)
        for venue, stream in zip(("hkex", "sec"), streams(company), strict=True)
    ]
    out = []
    while waiting:
        stream = order.choice(waiting)
        out.append(stream.pop(0))
        waiting = [left for left in waiting if left]
    return out


def commit(ledger: Ledger, filing: Filing, event: Event) -> None:
    """Decide and commit, as the job does."""
    ledger.record([filing], now=NOW)
    premise = ledger.premise([event])
    events = correlate(filing, [event], premise.told)
    filings = {f for found in followed(events, premise.told).values() for f in found}
    earlier = [row.alert for f in sorted(filings) for row in ledger.alerts(filing_id=f)]
    alerts, deliveries = match(
        filing, None, events, TELLING, now=NOW, heard=ledger.heard(filing, events), earlier=earlier
    )
    outcome = ReadOutcome(
        state="read", events=events, alerts=alerts, deliveries=deliveries, premise=premise
    )
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)


def told(ledger: Ledger, run: int, order: random.Random) -> Counter[tuple[object, ...]]:
    """What each subscription is told of which story, when sixty filings come in one order."""
    heard: Counter[tuple[object, ...]] = Counter()
    for number, (venue, company, event) in enumerate(interleaved(order), run * 100):
        make = an_hkex_filing if venue == "hkex" else a_filing
        filing = make(number, published_at=NOW, language=None)
        name = f"run{run}-{company}"
        own = replace(of_company(event, name), id=EventId(f"evt_{number}"))
        commit(ledger, filing, own)
        events = {e.id: e for e in ledger.events(filing.id)}
        for row in ledger.alerts(filing_id=filing.id):
            for event_id in row.alert.event_ids:
                e = events[event_id]
                numbers = e.fields.get("units") or e.fields.get("now")
                heard[
                    row.alert.subscription, company, row.alert.kind, e.type, e.status, numbers
                ] += 1
    return heard


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder: Path = tmp_path_factory.mktemp("orders")
    opened = Ledger.open(f"sqlite:///{folder}/ledger.sqlite3", migrate=True)
    # 24,000 transactions: what is proved here does not hang on waiting for the disk
    listen(opened._store.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
    opened._store.engine.dispose()
    yield opened
    opened.close()


@pytest.mark.timeout(900)
def test_two_hundred_orders_of_sixty_filings_tell_the_same(ledger: Ledger) -> None:
    first = told(ledger, 0, random.Random(0))
    assert set(first.values()) == {1}, "nothing is told twice"
    assert len(interleaved(random.Random(0))) == 60
    assert Counter(kind for name, _, kind, *_ in first if name == "all") == {
        "new": 3 * COMPANIES + 4, "progress": 2 * COMPANIES + 3, "correction": 3,
    }  # fmt: skip
    different = {run: told(ledger, run, random.Random(run)) - first for run in range(1, ORDERS)}
    assert {run: odd for run, odd in different.items() if odd} == {}
