"""What is old goes, what is the record stays, on both databases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import Attempt, DeliveryId, DeliveryState, Reason
from watcher.retention import forget
from watcher.settings import Retention

DAY = timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
    opened = Ledger.open(url, migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(f"file://{tmp_path / 'blobs'}")


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "blobs").rglob("*") if path.is_file())


def aged(path: Path, days: float) -> None:
    at = (NOW - days * DAY).timestamp()
    os.utime(path, (at, at))


def told(ledger: Ledger, number: int, state: DeliveryState) -> DeliveryId:
    """A filing with an alert, and one attempt an hour after NOW - 400 days."""
    filing, event = a_filing(number), an_event(number, dedup_key=f"fact-{number}")
    alert = an_alert(filing.id, event)
    delivery = a_delivery(alert)
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=(delivery,))
    ledger.commit(filing.id, outcome=outcome, now=NOW)
    began = NOW - 400 * DAY
    ledger.claim_delivery(delivery.id, now=delivery.due_at, hold=DAY)
    attempt = Attempt(
        delivery_id=delivery.id, number=1, started_at=began, duration=DAY,
        outcome="sent" if state is DeliveryState.DELIVERED else "retry",
        reason=Reason.OK if state is DeliveryState.DELIVERED else Reason.SERVER_ERROR,
    )  # fmt: skip
    ledger.settle(delivery.id, attempt=attempt, state=state, due_at=NOW, now=began)
    return delivery.id


def test_old_polls_go_and_young_ones_stay(ledger: Ledger, blobs: Blobs) -> None:
    for age in (0, 6, 8, 30):
        ledger.note_poll(
            PollNote(source="edgar", started_at=NOW - age * DAY, duration=DAY, outcome="ok")
        )
    assert forget(ledger, blobs, Retention(), NOW)["polls"] == 2
    assert [NOW - p.started_at for p in ledger.polls()] == [6 * DAY, 0 * DAY]
    assert forget(ledger, blobs, Retention(polls_days=0), NOW + 99 * DAY).get("polls") is None


def test_attempts_go_when_their_delivery_is_settled(ledger: Ledger, blobs: Blobs) -> None:
    settled = told(ledger, 1, DeliveryState.DELIVERED)
    pending = told(ledger, 2, DeliveryState.PENDING)
    assert forget(ledger, blobs, Retention(), NOW)["attempts"] == 1
    assert (len(ledger.attempts(settled)), len(ledger.attempts(pending))) == (0, 1)
    found = ledger.delivery(settled)
    assert found is not None
    assert found.state is DeliveryState.DELIVERED
    assert len(ledger.filings()) == len(ledger.alerts(limit=9)) == 2


def test_traces_go_after_a_week(ledger: Ledger, blobs: Blobs) -> None:
    ledger.keep_trace([a_filing(1).id], '{"sentry-trace": "a"}', now=NOW - 8 * DAY)
    ledger.keep_trace([a_filing(2).id], '{"sentry-trace": "b"}', now=NOW)
    assert forget(ledger, blobs, Retention(), NOW)["traces"] == 1
    assert ledger.trace(a_filing(1).id) is None
    assert ledger.trace(a_filing(2).id) == '{"sentry-trace": "b"}'


def test_bodies_that_nobody_put_since_go(ledger: Ledger, blobs: Blobs, tmp_path: Path) -> None:
    kept = [blobs.put(body) for body in (b"young", b"old", b"old and wanted again")]
    for path in files(tmp_path):
        aged(path, 91 if path.name != kept[0] else 1)
    blobs.put(b"old and wanted again")
    os.utime(next(p for p in files(tmp_path) if p.name == kept[2]), None)
    assert forget(ledger, blobs, Retention(), NOW)["documents"] == 1
    assert [blobs.exists(each) for each in kept] == [True, False, True]


def test_what_a_killed_process_left_half_written_goes_after_a_day(
    ledger: Ledger, blobs: Blobs, tmp_path: Path
) -> None:
    whole = blobs.put(b"whole")
    folder = files(tmp_path)[0].parent
    for name, days in (("old", 2.0), ("new", 0.1)):
        (folder / f".{whole}.{name}").write_bytes(b"ha")
        aged(folder / f".{whole}.{name}", days)
    assert forget(ledger, blobs, Retention(documents_days=0), NOW)["documents"] == 0
    assert [path.name for path in files(tmp_path)] == [f".{whole}.new", whole]


def test_an_object_store_is_left_to_its_own_rules(ledger: Ledger) -> None:
    blobs = Blobs("memory://bucket")
    kept = blobs.put(b"a body")
    assert forget(ledger, blobs, Retention(documents_days=1), NOW + 99 * DAY)["documents"] == 0
    assert blobs.exists(kept)
