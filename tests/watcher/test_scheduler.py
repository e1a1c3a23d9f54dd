import threading
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.support.clock import Clock
from tests.support.wait import wait_for
from watcher.errors import LedgerBusy, ServerFault
from watcher.ledger import Ledger
from watcher.scheduler import FIRST_AUDIT_SECONDS, Leader, build
from watcher.settings import Settings, load


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("WATCHER_SOURCES__EDGAR__POLL_SECONDS", "0.05")
    monkeypatch.setenv("WATCHER_SWEEP__EVERY_SECONDS", "0.05")
    monkeypatch.setenv("WATCHER_SCHEDULER__LEADER_SECONDS", "0.3")
    return load()


def test_of_two_leaders_one_leads_until_its_lease_runs_out(ledger: Ledger, clock: Clock) -> None:
    life = timedelta(seconds=15)
    first, second = Leader(ledger, life, clock), Leader(ledger, life, clock)
    assert (first.renew(), second.renew()) == (True, False)
    clock.move(seconds=10)
    assert (first.renew(), second.renew()) == (True, False)
    clock.move(seconds=16)
    assert first.leads is False
    assert second.renew() is True
    assert first.renew() is False


def test_a_leader_that_resigns_lets_the_other_lead_at_once(ledger: Ledger, clock: Clock) -> None:
    first, second = (Leader(ledger, timedelta(seconds=15), clock) for _ in range(2))
    first.renew()
    first.resign()
    assert second.renew() is True


def test_the_leader_polls_and_sweeps_after_each_poll(ledger: Ledger, settings: Settings) -> None:
    seen = Counter[str]()
    scheduler, leader = build(
        settings, ledger, {"edgar": lambda: seen.update(["poll"])}, lambda: seen.update(["sweep"])
    )
    scheduler.start()
    try:
        wait_for(lambda: seen["poll"] >= 3 and seen["sweep"] >= seen["poll"])
    finally:
        scheduler.shutdown(wait=True)
    assert leader.renew() is True


def test_a_second_scheduler_stays_quiet(ledger: Ledger, settings: Settings) -> None:
    seen: list[str] = []
    first, _ = build(settings, ledger, {"edgar": lambda: seen.append("first")}, lambda: None)
    second, _ = build(settings, ledger, {"edgar": lambda: seen.append("second")}, lambda: None)
    first.start()
    wait_for(lambda: seen)
    second.start()
    try:
        wait_for(lambda: seen.count("first") >= 10)
    finally:
        second.shutdown(wait=True)
        first.shutdown(wait=True)
    assert "second" not in seen


def test_the_second_takes_over_when_the_first_is_gone(ledger: Ledger, settings: Settings) -> None:
    seen: list[str] = []
    first, _ = build(settings, ledger, {"edgar": lambda: seen.append("first")}, lambda: None)
    second, _ = build(settings, ledger, {"edgar": lambda: seen.append("second")}, lambda: None)
    first.start()
    wait_for(lambda: seen)
    first.shutdown(wait=True)  # without resigning, as a killed process
    second.start()
    try:
        wait_for(lambda: "second" in seen)
    finally:
        second.shutdown(wait=True)


def counted(ledger: Ledger, outcome: str) -> int:
    return sum(
        value
        for name, labels, value in ledger.counters()
        if name == "scheduler_runs" and labels["outcome"] == outcome
    )


def test_an_overrun_is_counted_and_the_next_poll_comes(ledger: Ledger, settings: Settings) -> None:
    release, runs = threading.Event(), Counter[str]()

    def slow() -> None:
        runs.update(["poll"])
        release.wait(20)

    scheduler, _ = build(settings, ledger, {"edgar": slow}, lambda: None)
    scheduler.start()
    try:
        wait_for(lambda: runs["poll"] and counted(ledger, "overrun") >= 1)
        assert runs["poll"] == 1
        release.set()
        wait_for(lambda: runs["poll"] >= 2)
    finally:
        release.set()
        scheduler.shutdown(wait=True)


@pytest.mark.parametrize(
    ("error", "crashes"), [(ServerFault("the venue is down"), 0), (KeyError("bug"), 1)]
)
def test_a_failing_poll_never_stops_the_clock(
    ledger: Ledger, settings: Settings, error: Exception, crashes: int
) -> None:
    runs = Counter[str]()

    def failing() -> None:
        runs.update(["poll"])
        raise error

    scheduler, _ = build(settings, ledger, {"edgar": failing}, lambda: None)
    scheduler.start()
    try:
        wait_for(lambda: runs["poll"] >= 3)
        wait_for(lambda: counted(ledger, "failed") >= crashes)
    finally:
        scheduler.shutdown(wait=True)
    assert (counted(ledger, "failed") > 0) is bool(crashes)


def test_the_leader_audits_each_source_and_goes_on_after_a_failure(
    ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_SWEEP__AUDIT_EVERY_SECONDS", "0.05")
    seen = Counter[str]()

    def failing() -> None:
        seen.update(["hkexnews"])
        raise ServerFault("the venue is down")

    audits = {"edgar": lambda: seen.update(["edgar"]), "hkexnews": failing}
    scheduler, _ = build(load(), ledger, {}, lambda: None, audits)
    scheduler.start()
    try:
        wait_for(lambda: seen["edgar"] >= 3 and seen["hkexnews"] >= 3)
    finally:
        scheduler.shutdown(wait=True)
    assert counted(ledger, "failed") == 0


def test_who_does_not_lead_does_not_audit(
    ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_SWEEP__AUDIT_EVERY_SECONDS", "0.05")
    seen: list[str] = []
    steps = [
        build(load(), ledger, {}, lambda: None, {"edgar": partial(seen.append, name)})[0]
        for name in ("first", "second")
    ]
    steps[0].start()
    wait_for(lambda: seen)
    steps[1].start()
    try:
        wait_for(lambda: seen.count("first") >= 10)
    finally:
        for scheduler in reversed(steps):
            scheduler.shutdown(wait=True)
    assert "second" not in seen


def test_the_first_audit_waits_for_the_polls_that_catch_up(
    ledger: Ledger, settings: Settings
) -> None:
    scheduler, _ = build(settings, ledger, {}, lambda: None, {"edgar": lambda: None})
    scheduler.start(paused=True)
    try:
        due = scheduler.get_job("audit:edgar").next_run_time - datetime.now(UTC)
    finally:
        scheduler.shutdown()
    assert timedelta(seconds=FIRST_AUDIT_SECONDS - 60) < due
    assert due <= timedelta(seconds=FIRST_AUDIT_SECONDS)


def test_a_ledger_that_goes_away_is_one_line_and_comes_back(
    ledger: Ledger, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, away = Counter[str](), threading.Event()

    def poll() -> None:
        seen.update(["poll"])
        if away.is_set():
            seen.update(["in vain"])
            raise LedgerBusy("the ledger is away")

    lead = ledger.lead

    def lead_or_not(*words: Any, **named: Any) -> int | None:
        if away.is_set():
            raise LedgerBusy("the ledger is away")
        return lead(*words, **named)

    monkeypatch.setattr(ledger, "lead", lead_or_not)
    with capture_logs() as lines:
        scheduler, _ = build(settings, ledger, {"edgar": poll}, lambda: None)
        scheduler.start()
        try:
            wait_for(lambda: seen["poll"] >= 3)
            away.set()
            wait_for(lambda: any(line["event"] == "ledger away" for line in lines))
            before = seen["poll"]
            away.clear()
            wait_for(lambda: seen["poll"] > before, seconds=60)
        finally:
            scheduler.shutdown(wait=True)
    told = [line["event"] for line in lines if line["event"] != "leadership"]
    assert told == ["ledger away", "ledger back"]
    assert seen["in vain"] <= 1
