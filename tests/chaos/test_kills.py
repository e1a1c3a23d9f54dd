"""Kill each kind of process in mid-run: all is read, all arrives, once in the receiver's eyes."""

import os
import signal
from collections.abc import Iterator

import pytest
import redis

from tests.support.folders import short_folder
from tests.support.street import Street, notices, street
from tests.support.wait import wait_for
from watcher.replay import Fault, FaultKind

COUNT = 12


@pytest.fixture
def running() -> Iterator[Street]:
    with short_folder("kills") as folder:
        documents = folder / "documents"
        documents.mkdir()
        with street(folder, notices(documents, COUNT)) as started:
            yield started


def slow_documents(running: Street, times: int = 3) -> None:
    """Hold document requests long enough to catch a work-horse at them."""
    running.venue.faults.add(
        Fault(kind=FaultKind.LATENCY, path="/Archives/", times=times, amount=1.5)
    )


def all_told_once(running: Street) -> None:
    running.settled(COUNT)
    received = running.received
    assert received.faults == []
    assert len(received.webhooks) == COUNT
    assert len({alert.alert.filing_id for alert in running.ledger.alerts(limit=100)}) == COUNT


def horse_at_work(running: Street) -> int:
    return wait_for(lambda: running.horses("worker-filings-1"), what="a work-horse")[0]


def test_undisturbed_each_alert_arrives_exactly_once(running: Street) -> None:
    all_told_once(running)
    assert set(running.received.webhooks.values()) == {1}


def test_kill_9_of_a_work_horse(running: Street) -> None:
    slow_documents(running)
    wait_for(lambda: any(row.attempts for row in running.ledger.filings(state="new")))
    os.kill(horse_at_work(running), signal.SIGKILL)
    wait_for(lambda: any("SIGKILL" in (row.error or "") for row in running.ledger.filings()))
    all_told_once(running)


def test_kill_9_of_a_worker_in_the_middle_of_a_job(running: Street) -> None:
    slow_documents(running)
    horse_at_work(running)
    os.kill(running.pid("worker-filings-1"), signal.SIGKILL)
    all_told_once(running)


def test_kill_9_of_the_delivering_worker(running: Street) -> None:
    wait_for(lambda: running.received.webhooks)
    os.kill(running.pid("worker-deliveries-1"), signal.SIGKILL)
    all_told_once(running)


def test_kill_9_of_the_scheduler(running: Street) -> None:
    wait_for(lambda: running.ledger.summary().filings)
    os.kill(running.pid("scheduler"), signal.SIGKILL)
    all_told_once(running)


def test_flushall_in_mid_run(running: Street) -> None:
    slow_documents(running)
    horse_at_work(running)
    with redis.Redis.from_url(running.valkey.url) as client:
        client.flushall()
    all_told_once(running)


def test_kill_9_of_valkey(running: Street) -> None:
    slow_documents(running)
    horse_at_work(running)
    workers = [running.pid(f"worker-{queue}-1") for queue in ("filings", "deliveries")]
    with redis.Redis.from_url(running.valkey.url) as client:
        pid = int(client.info("server")["process_id"])
    os.kill(pid, signal.SIGKILL)
    all_told_once(running)
    again = [running.pid(f"worker-{queue}-1") for queue in ("filings", "deliveries")]
    assert again == workers  # a restart of Valkey is ridden out, no process lost
