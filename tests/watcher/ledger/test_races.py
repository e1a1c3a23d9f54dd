"""Two workers read two filings of one story at once: the transaction settles what is news."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from tests.support.records import NOW, a_filing, an_hkex_filing
from tests.support.stories import next_day_return, placing
from tests.support.wait import wait_for
from tests.watcher.ledger.conftest import emptied
from watcher.errors import LedgerBusy, Overtaken
from watcher.ledger import Ledger
from watcher.ledger.engine import Store
from watcher.ledger.rows import ReadOutcome
from watcher.model import Event, Filing, Subscription
from watcher.subscriptions import ChannelBlock, Telling
from workers.correlate import correlate
from workers.match import match

TELLING = Telling(
    (Subscription(name="desk", issuers=("*",), channels=("hook",), max_age=timedelta(days=9)),),
    {"hook": ChannelBlock(name="hook", module="workers.channels.webhook")},
)


def decide(ledger: Ledger, filing: Filing, event: Event) -> ReadOutcome:
    premise = ledger.premise([event])
    events = correlate(filing, [event], premise.told)
    heard = ledger.heard(filing, events)
    alerts, deliveries = match(filing, None, events, TELLING, now=NOW, heard=heard)
    return ReadOutcome(
        state="read", events=events, alerts=alerts, deliveries=deliveries, premise=premise
    )


class Worker(Thread):
    """Decides, waits until the other one has decided too, commits, and decides again if overtaken."""

    def __init__(self, url: str, filing: Filing, event: Event, both: Barrier) -> None:
        super().__init__()
        self._url, self._filing, self._event, self._both = url, filing, event, both
        self.decisions = 0

    def run(self) -> None:
        ledger = Ledger.open(self._url)
        outcome = decide(ledger, self._filing, self._event)
        self._both.wait(60)
        while True:
            self.decisions += 1
            try:
                ledger.commit(self._filing.id, outcome=outcome, now=NOW)
                break
            except Overtaken:
                outcome = decide(ledger, self._filing, self._event)
        ledger.close()


DONE = placing("completed", completion_date=date(2026, 4, 2))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (DONE, DONE, 1),
        (DONE, next_day_return(), 1),
        (DONE, next_day_return(337_000_000), 2),
    ],
    ids=["the same", "a return that agrees", "a return that contradicts"],
)
def test_of_two_workers_the_second_decides_on_what_the_first_told(
    ledger: Ledger, ledger_url: str, one: Event, other: Event, told: int
) -> None:
    first, *filings = a_filing(1), a_filing(2), an_hkex_filing(3)
    ledger.record([first, *filings], now=NOW)
    ledger.commit(first.id, outcome=decide(ledger, first, placing()), now=NOW)
    both = Barrier(2)
    workers = [Worker(ledger_url, f, e, both) for f, e in zip(filings, (one, other), strict=True)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert sorted(worker.decisions for worker in workers) == [1, 2]
    assert len(ledger.alerts()) == 1 + told
    assert {row.alert.case_key for row in ledger.alerts()} == {ledger.alerts()[0].alert.case_key}


def test_two_rehearsals_that_write_the_same_rows_in_turn_both_end(postgres_ledger_url: str) -> None:
    emptied(postgres_ledger_url)
    one, other = Ledger.open(postgres_ledger_url), Ledger.open(postgres_ledger_url)
    a, b, failed = a_filing(1), a_filing(2), list[Exception]()

    def backwards() -> None:
        try:
            with other.undone():
                other.record([b], now=NOW)
                other.record([a], now=NOW)
        except LedgerBusy as error:
            failed.append(error)

    thread = Thread(target=backwards)
    with one.undone():
        one.record([a], now=NOW)
        thread.start()
        wait_for(lambda: blocked(postgres_ledger_url), what="the other one to wait")
        one.record([b], now=NOW)
    thread.join(60)
    one.close()
    other.close()
    assert not thread.is_alive()
    assert failed == []


def blocked(url: str) -> bool:
    store = Store(url)
    with store.read() as connection:
        count = connection.scalar(
            text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        )
    store.close()
    return bool(count)
