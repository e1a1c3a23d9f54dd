from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from tests.support.clock import Clock
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
from watcher.ledger.ops import percentiles
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import DeliveryState

LIFE = timedelta(seconds=15)
HOLD = timedelta(seconds=60)


def a_poll(source: str = "edgar", at: datetime = NOW, **changes: object) -> PollNote:
    values: dict[str, object] = {
        "source": source,
        "started_at": at,
        "duration": timedelta(milliseconds=321),
        "outcome": "ok",
        "entries": 100,
        "new": 3,
        "pages": 1,
    }
    return PollNote(**values | changes)  # type: ignore[arg-type]


def test_one_leads_and_the_other_does_not(ledger: Ledger, clock: Clock) -> None:
    assert ledger.lead("one", now=clock(), life=LIFE) == 1
    assert ledger.lead("two", now=clock(), life=LIFE) is None
    clock.move(seconds=14)
    assert ledger.lead("one", now=clock(), life=LIFE) == 1
    clock.move(seconds=14)
    assert ledger.lead("two", now=clock(), life=LIFE) is None


def test_a_silent_leader_is_followed_with_a_higher_number(ledger: Ledger, clock: Clock) -> None:
    ledger.lead("one", now=clock(), life=LIFE)
    clock.move(seconds=15)
    assert ledger.lead("two", now=clock(), life=LIFE) == 2
    assert ledger.lead("one", now=clock(), life=LIFE) is None


def test_a_lead_taken_by_a_clock_that_was_set_back_since_is_free(ledger: Ledger) -> None:
    """A machine that starts a year ahead, and dies when its clock is right again."""
    ledger.lead("one", now=NOW + timedelta(days=365), life=LIFE)
    assert ledger.lead("two", now=NOW, life=LIFE) == 2
    assert ledger.lead("one", now=NOW, life=LIFE) is None


def test_only_the_leader_can_resign_and_the_next_leads_at_once(ledger: Ledger) -> None:
    ledger.lead("one", now=NOW, life=LIFE)
    ledger.resign("two")
    assert ledger.lead("two", now=NOW, life=LIFE) is None
    ledger.resign("one")
    assert ledger.lead("two", now=NOW, life=LIFE) == 2
    assert ledger.lead("one", now=NOW, life=LIFE) is None


def test_polls_are_kept_newest_first_and_by_source(ledger: Ledger) -> None:
    notes = [
        a_poll(),
        a_poll("hkexnews", outcome="failed", entries=0, new=0, pages=0, error="empty 200"),
        a_poll(at=NOW + timedelta(seconds=10), outcome="not_modified"),
    ]
    for note in notes:
        ledger.note_poll(note)
    assert ledger.polls() == notes[::-1]
    assert ledger.polls(source="hkexnews") == [notes[1]]
    assert ledger.polls(limit=1) == [notes[2]]


def test_counters_add_up_by_name_and_labels(ledger: Ledger) -> None:
    ledger.count("runs", {"job": "poll", "outcome": "missed"})
    ledger.count("runs", {"outcome": "missed", "job": "poll"}, by=4)
    ledger.count("runs", {"job": "sweep", "outcome": "missed"})
    ledger.count("gaps", {}, by=0)
    assert ledger.counters() == [
        ("gaps", {}, 0),
        ("runs", {"job": "poll", "outcome": "missed"}, 5),
        ("runs", {"job": "sweep", "outcome": "missed"}, 1),
    ]


def test_a_cursor_holds_the_last_value_set(ledger: Ledger) -> None:
    assert ledger.cursor("edgar") is None
    ledger.set_cursor("edgar", "a", now=NOW)
    ledger.set_cursor("edgar", "b", now=NOW)
    assert ledger.cursor("edgar") == "b"


def test_the_summary_of_an_empty_ledger_is_empty(ledger: Ledger) -> None:
    summary = ledger.summary()
    assert (summary.filings, summary.deliveries, summary.alerts) == ({}, {}, 0)
    assert summary.oldest_pending is None
    assert set(summary.lags.values()) == {(None, None)}


def test_the_summary_counts_and_measures(ledger: Ledger) -> None:
    read, waiting, other = a_filing(1), a_filing(2), an_hkex_filing()
    ledger.record([read, waiting, other], now=NOW)
    event = an_event()
    alert = an_alert(read.id, event)
    sends = (a_delivery(alert, "hook"), a_delivery(alert, "mail", due_at=NOW + HOLD))
    outcome = ReadOutcome(
        state="read",
        events=(event,),
        suppressed=(a_suppressed(),),
        alerts=(alert,),
        deliveries=sends,
    )
    ledger.commit(read.id, outcome=outcome, now=NOW + timedelta(seconds=2))
    ledger.fail_filing(other.id, error="x", now=NOW)
    ledger.claim_delivery(sends[0].id, now=NOW, hold=HOLD)
    ledger.settle(
        sends[0].id,
        attempt=an_attempt(sends[0].id, outcome="sent"),
        state=DeliveryState.DELIVERED,
        due_at=None,
        now=NOW + timedelta(milliseconds=3456),
    )
    summary = ledger.summary()
    assert summary.filings == {"read": 1, "new": 1, "failed": 1}
    assert summary.sources == {"edgar": {"read": 1, "new": 1}, "hkexnews": {"failed": 1}}
    assert (summary.events, summary.suppressed, summary.alerts) == (1, 1, 1)
    assert summary.deliveries == {"delivered": 1, "pending": 1}
    assert summary.oldest_pending == NOW
    published = Decimal((NOW - (read.published_at or NOW)).seconds)
    assert summary.lags == {
        "published_to_seen": (published, published),
        "seen_to_read": (Decimal(2), Decimal(2)),
        "seen_to_delivered": (Decimal("3.456"), Decimal("3.456")),
    }


def test_percentiles_are_by_nearest_rank() -> None:
    spans = [timedelta(seconds=n) for n in range(1, 21)]
    assert percentiles(spans[::-1]) == (Decimal(10), Decimal(19))
    assert percentiles(spans[:1]) == (Decimal(1), Decimal(1))


def test_times_are_exact_to_the_microsecond_at_both_ends_of_time(ledger: Ledger) -> None:
    for at in (datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
               datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)):  # fmt: skip
        ledger.note_poll(a_poll("edgar", at=at))
        assert ledger.polls(limit=1)[0].started_at == at
