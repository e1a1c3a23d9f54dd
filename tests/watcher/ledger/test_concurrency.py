"""Many threads and processes on one ledger; some of them die."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from threading import Barrier
from typing import TypeVar

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome

HOLD = timedelta(seconds=60)
T = TypeVar("T")


@contextmanager
def other(*words: object) -> Iterator[subprocess.Popen[str]]:
    """Another process at work on a ledger; killed at the end if it still lives."""
    argv = [sys.executable, "-m", "tests.support.ledger_work", *map(str, words)]
    with subprocess.Popen(
        argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def finish_together(processes: list[subprocess.Popen[str]]) -> list[tuple[str, str]]:
    """Start all at once; the last line and the complaints of each."""
    assert {line(process) for process in processes} == {"ready"}
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    ends = [process.communicate(timeout=60) for process in processes]
    return [(out.strip(), err) for out, err in ends]


def race(*calls: Callable[[], T]) -> list[T]:
    """The results of calls that start at the same moment, in threads."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_many_claimers_one_wins(ledger: Ledger) -> None:
    for number in range(10):
        filing = a_filing(number)
        ledger.record([filing], now=NOW)
        claims = race(
            *[lambda: ledger.claim_filing(filing.id, now=NOW, hold=HOLD) for _ in range(4)]  # noqa: B023 - run at once
        )
        assert sum(claim is not None for claim in claims) == 1


def test_of_many_sweeps_each_filing_is_leased_once(ledger: Ledger) -> None:
    filings = [a_filing(number) for number in range(40)]
    ledger.record(filings, now=NOW)
    leases = race(*[lambda: ledger.lease_filings(now=NOW, limit=10, hold=HOLD) for _ in range(4)])
    rest = ledger.lease_filings(now=NOW, limit=99, hold=HOLD)
    assert sorted([*chain.from_iterable(leases), *rest]) == sorted(f.id for f in filings)


def test_of_many_leaders_one_leads(ledger: Ledger) -> None:
    for term in range(1, 6):
        now = NOW + term * HOLD
        numbers = race(
            *[lambda who=who: ledger.lead(f"{term}-{who}", now=now, life=HOLD) for who in range(4)]  # noqa: B023 - run at once
        )
        assert [n for n in numbers if n is not None] == [term]


def test_of_many_commits_of_one_filing_one_counts(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    done = race(
        *[
            lambda: ledger.commit(filing.id, outcome=ReadOutcome(state="read"), now=NOW)
            for _ in range(4)
        ]
    )
    assert sorted(done) == [False, False, False, True]


def test_two_filings_with_one_fact_committed_at_once_give_one_alert(ledger: Ledger) -> None:
    for number in range(0, 20, 2):
        filings = [a_filing(number), a_filing(number + 1)]
        ledger.record(filings, now=NOW)
        outcomes = []
        for filing in filings:
            event = an_event(dedup_key=f"fact-{number}")
            alert = an_alert(filing.id, event)
            outcomes.append(
                ReadOutcome(
                    state="read", events=(event,), alerts=(alert,), deliveries=(a_delivery(alert),)
                )
            )
        race(
            *[
                lambda filing=filing, outcome=outcome: ledger.commit(
                    filing.id, outcome=outcome, now=NOW
                )
                for filing, outcome in zip(filings, outcomes, strict=True)
            ]
        )
        told = [row for f in filings for row in ledger.alerts(filing_id=f.id)]
        relations = [event.relation for f in filings for event in ledger.events(f.id)]
        assert len(told) == 1
        assert sorted(relations) == ["new", "same"]
    assert len(ledger.deliveries()) == 10


def test_a_cursor_over_alerts_misses_none_while_many_commit(ledger: Ledger) -> None:
    filings = [a_filing(number) for number in range(60)]
    ledger.record(filings, now=NOW)
    seen: list[int] = []

    def write(part: int) -> None:
        for filing in filings[part::3]:
            event = an_event(dedup_key=f"fact-{filing.id}")
            alert = an_alert(filing.id, event)
            ledger.commit(
                filing.id,
                outcome=ReadOutcome(state="read", events=(event,), alerts=(alert,)),
                now=NOW,
            )

    def follow() -> None:
        while len(seen) < len(filings):
            seen.extend(r.seq for r in ledger.alerts(after=seen[-1] if seen else 0, limit=7))

    race(lambda: write(0), lambda: write(1), lambda: write(2), follow)
    assert seen == [row.seq for row in ledger.alerts(after=0, limit=99)]


def test_four_processes_that_read_and_write_never_find_it_locked(ledger_url: str) -> None:
    with (
        other("mixed", ledger_url, 1, 30) as a,
        other("mixed", ledger_url, 2, 30) as b,
        other("mixed", ledger_url, 3, 30) as c,
        other("mixed", ledger_url, 4, 30) as d,
    ):
        assert finish_together([a, b, c, d]) == [("done", "")] * 4
    ledger = Ledger.open(ledger_url)
    assert ledger.summary().filings == {"read": 120}
    assert ledger.counters("read", "written") == [("read", {}, 120), ("written", {}, 120)]
    ledger.close()


def test_processes_that_create_the_tables_at_once_all_succeed(bare_url: str) -> None:
    with (
        other("migrate", bare_url) as a,
        other("migrate", bare_url) as b,
        other("migrate", bare_url) as c,
    ):
        assert finish_together([a, b, c]) == [("done", "")] * 3
    ledger = Ledger.open(bare_url)
    assert ledger.summary().filings == {}
    ledger.close()


def test_a_killed_writer_loses_nothing_it_was_told_is_safe(ledger_url: str) -> None:
    with other("write_until_killed", ledger_url) as process:
        told = [line(process) for _ in range(50)]
        process.kill()
        assert process.stdout is not None
        told += [word for word in process.stdout.read().split("\n") if word]
    ledger = Ledger.open(ledger_url)
    alerts = ledger.alerts(after=0, limit=10_000)
    announced = [row.alert.filing_id for row in alerts]
    assert announced[: len(told)] == told
    # the one in flight is there whole or not at all
    assert len(ledger.deliveries(limit=10_000)) == len(alerts) == ledger.summary().events
    ledger.close()


def test_the_filing_of_a_killed_worker_is_due_again_after_the_hold(
    ledger: Ledger, ledger_url: str
) -> None:
    filing = a_filing(7)
    ledger.record([filing], now=NOW)
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == [filing.id]
    with other("claim_and_hang", ledger_url, 7) as process:
        assert line(process) == "1"
        process.kill()
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == []
    assert ledger.lease_filings(now=NOW + HOLD, limit=9, hold=HOLD) == [filing.id]
    claim = ledger.claim_filing(filing.id, now=NOW + HOLD, hold=HOLD)
    assert claim is not None
    assert claim.attempt == 2


def test_the_message_of_a_killed_worker_is_sent_whole_after_the_hold(
    ledger: Ledger, ledger_url: str
) -> None:
    made = []
    for number in range(3):
        filing, event = a_filing(number), an_event(number, dedup_key=f"fact-{number}")
        alert = an_alert(filing.id, event)
        made.append(a_delivery(alert, batch="batch_a"))
        ledger.record([filing], now=NOW)
        outcome = ReadOutcome(
            state="read", events=(event,), alerts=(alert,), deliveries=(made[-1],)
        )
        assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    (ring,) = ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD)
    with other("send_and_hang", ledger_url, ring) as process:
        assert line(process) == "3"
        process.kill()
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == []
    (again,) = ledger.lease_deliveries(now=NOW + HOLD, limit=9, hold=HOLD)
    claim = ledger.claim_delivery(again, now=NOW + HOLD, hold=HOLD)
    assert claim is not None
    together = [c.delivery for c in (claim, *claim.rest)]
    assert sorted(d.id for d in together) == sorted(d.id for d in made)
    assert {d.attempts for d in together} == {2}


def test_a_forked_child_and_its_parent_write_at_once_and_share_no_connection(
    ledger_url: str,
) -> None:
    with other("fork", ledger_url) as process:
        assert process.communicate(timeout=30) == ("child 0, 80 filings\n", "")
