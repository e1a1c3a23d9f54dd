"""What a transaction does is counted in it, once, and never without it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    a_suppressed,
    an_alert,
    an_attempt,
    an_event,
    an_hkex_filing,
)
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.ledger.tally import LAG_SECONDS, bucket
from watcher.model import DeliveryState, Filing

SEEN = timedelta(seconds=7)


def values(ledger: Ledger, *names: str) -> dict[tuple[str, ...], int]:
    return {(name, *labels.values()): value for name, labels, value in ledger.counters(*names)}


def stages(ledger: Ledger) -> dict[str, tuple[str, int]]:
    """Stage -> (bucket, observations), of the one filing of a test."""
    return {
        labels["stage"]: (labels["le"], value) for _, labels, value in ledger.counters("lag_bucket")
    }


@pytest.fixture
def filing() -> Filing:
    return a_filing(published_at=NOW - SEEN)


def read(ledger: Ledger, filing: Filing) -> None:
    event = an_event()
    alert = an_alert(filing.id, event)
    outcome = ReadOutcome(
        state="read", events=(event,), suppressed=(a_suppressed(), a_suppressed()),
        alerts=(alert,), deliveries=(a_delivery(alert, "mail/a@example.com"),),
    )  # fmt: skip
    ledger.commit(filing.id, outcome=outcome, now=NOW + timedelta(seconds=2))


def test_each_leg_of_the_way_falls_into_one_bucket(ledger: Ledger, filing: Filing) -> None:
    ledger.record([filing], now=NOW)
    read(ledger, filing)
    (delivery,) = ledger.deliveries()
    sent = an_attempt(delivery.id, outcome="sent")
    ledger.settle(
        delivery.id, attempt=sent, state=DeliveryState.DELIVERED, due_at=None,
        now=NOW + timedelta(seconds=40),
    )  # fmt: skip
    assert stages(ledger) == {
        "accepted_to_seen": ("10", 1),
        "seen_to_read": ("2.5", 1),
        "read_to_alerted": ("2.5", 1),
        "alerted_to_delivered": ("60", 1),
        "seen_to_delivered": ("60", 1),
    }
    assert values(ledger, "lag_milliseconds")["lag_milliseconds", "6-K", "edgar", "accepted_to_seen"] == 7000  # fmt: skip


def test_readings_cues_events_alerts_and_attempts_are_counted_once(
    ledger: Ledger, filing: Filing
) -> None:
    ledger.record([filing, filing], now=NOW)
    ledger.record([filing], now=NOW)
    read(ledger, filing)
    read(ledger, filing)
    (delivery,) = ledger.deliveries()
    ledger.settle(
        delivery.id, attempt=an_attempt(delivery.id), state=DeliveryState.PENDING,
        due_at=None, now=NOW,
    )  # fmt: skip
    names = ("filings_recorded", "filings_read", "suppressed", "events", "alerts", "attempts")
    assert values(ledger, *names) == {
        ("filings_recorded", "edgar"): 1,
        ("filings_read", "edgar", "read"): 1,
        ("suppressed", "HISTORICAL_RECAP"): 2,
        ("events", "new", "board_change"): 1,
        ("alerts", "new", "medium"): 1,
        ("attempts", "mail", "retry", "server_error"): 1,
    }


def test_a_backfill_says_nothing_about_the_lag(ledger: Ledger) -> None:
    ledger.record([an_hkex_filing()], now=NOW, notify=False)
    ledger.commit(an_hkex_filing().id, outcome=ReadOutcome(state="read"), now=NOW)
    assert stages(ledger) == {}
    assert values(ledger, "filings_recorded") == {("filings_recorded", "hkexnews"): 1}


def test_a_filing_that_a_venue_dates_ahead_of_our_clock_took_no_time(ledger: Ledger) -> None:
    ledger.record([an_hkex_filing(published_at=NOW + SEEN)], now=NOW)
    assert stages(ledger) == {"accepted_to_seen": ("0.1", 1)}


def test_polls_are_counted_by_outcome(ledger: Ledger) -> None:
    for outcome in ("ok", "failed", "ok"):
        note = PollNote(source="edgar", started_at=NOW, duration=timedelta(seconds=1), outcome="ok")
        ledger.note_poll(replace(note, outcome=outcome))
    assert values(ledger, "polls", "poll_milliseconds") == {
        ("polls", "ok", "edgar"): 2,
        ("polls", "failed", "edgar"): 1,
        ("poll_milliseconds", "edgar"): 3000,
    }


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "0.1"), (0.1, "0.1"), (0.11, "0.5"), (86401, "+Inf")]
)
def test_a_bound_belongs_to_its_bucket(seconds: float, expected: str) -> None:
    assert bucket(timedelta(seconds=seconds)) == expected


def test_the_bounds_rise() -> None:
    assert list(LAG_SECONDS) == sorted(set(LAG_SECONDS))
