from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.support.records import (
    NOW,
    a_delivery,
    a_document,
    a_filing,
    a_flag,
    a_suppressed,
    an_alert,
    an_event,
    an_hkex_filing,
)
from watcher.errors import Overtaken
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import EventId, Filing

HOLD = timedelta(seconds=60)


def outcome_of(filing: Filing, number: int = 1, **changes: object) -> ReadOutcome:
    """One event, one alert, one delivery."""
    event = an_event(number)
    alert = an_alert(filing.id, event)
    outcome = ReadOutcome(
        state="read",
        issuer_key="northern-lights",
        events=(event,),
        alerts=(alert,),
        deliveries=(a_delivery(alert),),
        facts={"pages": 3, "ratio": Decimal("1.50")},
    )
    return replace(outcome, **changes)  # type: ignore[arg-type]


def test_a_commit_keeps_everything_at_once(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    outcome = outcome_of(
        filing,
        suppressed=(a_suppressed("a"), a_suppressed("b")),
        flags=(a_flag(),),
        documents=(a_document(1), a_document(2)),
    )
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    assert ledger.events(filing.id) == list(outcome.events)
    assert ledger.suppressed(filing.id) == list(outcome.suppressed)
    assert ledger.flags(filing.id) == [a_flag()]
    assert ledger.documents(filing.id) == list(outcome.documents)
    assert [row.alert for row in ledger.alerts()] == list(outcome.alerts)
    assert ledger.deliveries() == list(outcome.deliveries)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.read_at, row.issuer_key) == ("read", NOW, "northern-lights")
    assert row.facts == outcome.facts


def test_a_second_commit_changes_nothing(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    assert ledger.commit(filing.id, outcome=outcome_of(filing), now=NOW)
    late = outcome_of(filing, 2, issuer_key="else", flags=(a_flag(),))
    assert not ledger.commit(filing.id, outcome=late, now=NOW + HOLD)
    assert [e.id for e in ledger.events(filing.id)] == ["evt_1"]
    assert ledger.flags(filing.id) == []
    assert len(ledger.alerts()) == 1


def test_unreadable_input_is_a_state_with_a_reason(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.commit(
        filing.id, outcome=ReadOutcome(state="needs_review", review_reason="scan only"), now=NOW
    )
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.review_reason) == ("needs_review", "scan only")
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == []


def test_a_baseline_filing_is_read_but_never_announced(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW, notify=False)
    assert ledger.commit(filing.id, outcome=outcome_of(filing), now=NOW)
    assert len(ledger.events(filing.id)) == 1
    assert ledger.alerts() == []
    assert ledger.deliveries() == []


def test_the_second_filing_with_the_same_new_fact_alerts_nobody(ledger: Ledger) -> None:
    one, two = a_filing(), an_hkex_filing()
    ledger.record([one, two], now=NOW)
    ledger.commit(one.id, outcome=outcome_of(one, 1), now=NOW)
    assert ledger.commit(two.id, outcome=outcome_of(two, 2), now=NOW)
    assert [e.relation for e in ledger.events(one.id)] == ["new"]
    assert [e.relation for e in ledger.events(two.id)] == ["same"]
    assert [row.alert.filing_id for row in ledger.alerts()] == [one.id]
    assert [d.alert_id for d in ledger.deliveries()] == [outcome_of(one).alerts[0].id]


def test_an_alert_with_another_new_fact_goes_out_all_the_same(ledger: Ledger) -> None:
    one, two = a_filing(1), a_filing(2)
    ledger.record([one, two], now=NOW)
    ledger.commit(one.id, outcome=outcome_of(one), now=NOW)
    old, fresh = an_event(2), an_event(3, dedup_key="northern-lights|results|2026")
    alert = an_alert(two.id, old, fresh)
    both = outcome_of(two, events=(old, fresh), alerts=(alert,), deliveries=(a_delivery(alert),))
    ledger.commit(two.id, outcome=both, now=NOW)
    assert [e.relation for e in ledger.events(two.id)] == ["same", "new"]
    assert [row.alert.filing_id for row in ledger.alerts()] == [one.id, two.id]


def test_the_second_filing_with_the_same_next_stage_alerts_nobody(ledger: Ledger) -> None:
    first, one, two = a_filing(1), a_filing(2), an_hkex_filing()
    ledger.record([first, one, two], now=NOW)
    proposed = an_event(1, status="proposed")
    ledger.commit(first.id, outcome=outcome_of(first, events=(proposed,)), now=NOW)
    for number, filing in ((2, one), (3, two)):
        done = an_event(number, status="effective", relation="advances")
        alert = an_alert(filing.id, done, kind="progress")
        advanced = outcome_of(filing, events=(done,), alerts=(alert,), deliveries=())
        ledger.commit(filing.id, outcome=advanced, now=NOW)
    assert [e.relation for f in (one, two) for e in ledger.events(f.id)] == ["advances", "same"]
    assert [row.alert.filing_id for row in ledger.alerts()] == [first.id, one.id]


def test_a_correction_of_a_known_fact_goes_out(ledger: Ledger) -> None:
    one, two = a_filing(1), a_filing(2)
    ledger.record([one, two], now=NOW)
    ledger.commit(one.id, outcome=outcome_of(one), now=NOW)
    event = an_event(2, relation="corrects")
    alert = an_alert(two.id, event, kind="correction", supersedes=outcome_of(one).alerts[0].id)
    corrected = outcome_of(two, events=(event,), alerts=(alert,), deliveries=(a_delivery(alert),))
    ledger.commit(two.id, outcome=corrected, now=NOW)
    assert [row.alert.kind for row in ledger.alerts()] == ["new", "correction"]
    assert ledger.alerts()[1].alert.supersedes == ledger.alerts()[0].alert.id


def test_an_alert_without_events_is_not_taken_for_a_repeat(ledger: Ledger) -> None:
    one, two = a_filing(1), a_filing(2)
    ledger.record([one, two], now=NOW)
    ledger.commit(one.id, outcome=outcome_of(one), now=NOW)
    alert = an_alert(two.id)
    ledger.commit(two.id, outcome=outcome_of(two, 2, alerts=(alert,), deliveries=()), now=NOW)
    assert [row.alert.filing_id for row in ledger.alerts()] == [one.id, two.id]


def test_two_filings_may_hold_events_of_the_same_id(ledger: Ledger) -> None:
    one, two = a_filing(1), a_filing(2)
    ledger.record([one, two], now=NOW)
    for filing in (one, two):
        ledger.commit(filing.id, outcome=outcome_of(filing, 7), now=NOW)
    assert [len(ledger.events(f.id)) for f in (one, two)] == [1, 1]


def test_the_premise_is_what_was_told_of_the_issuer_oldest_first(ledger: Ledger) -> None:
    one, two, other = a_filing(1), an_hkex_filing(), a_filing(3)
    ledger.record([one, two, other], now=NOW)
    first = an_event(1, status="proposed")
    second = an_event(2, dedup_key="northern-lights|results|2026")
    elsewhere = an_event(3, dedup_key="southern-quay|results|2026")
    for filing, event in ((one, first), (two, second), (other, elsewhere)):
        ledger.commit(filing.id, outcome=ReadOutcome(state="read", events=(event,)), now=NOW)
    premise = ledger.premise([an_event(4, dedup_key="northern-lights|anything")])
    assert [(t.filing_id, t.event) for t in premise.told] == [(one.id, first), (two.id, second)]
    assert premise.issuers == {"northern-lights"}


def test_what_was_decided_on_an_overtaken_premise_is_refused(ledger: Ledger) -> None:
    one, two = a_filing(1), a_filing(2)
    ledger.record([one, two], now=NOW)
    stale = ledger.premise([an_event(2)])
    ledger.commit(one.id, outcome=outcome_of(one), now=NOW)
    with pytest.raises(Overtaken):
        ledger.commit(two.id, outcome=outcome_of(two, 2, premise=stale), now=NOW)
    row = ledger.filing(two.id)
    assert row is not None
    assert row.state == "new"
    fresh = outcome_of(two, 2, premise=ledger.premise([an_event(2)]))
    assert ledger.commit(two.id, outcome=fresh, now=NOW)


def test_reading_again_replaces_the_reading_and_never_alerts_twice(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.commit(filing.id, outcome=outcome_of(filing, 1, flags=(a_flag(),)), now=NOW)
    ledger.retry_filing(filing.id, now=NOW)
    dropped = an_event(8, dedup_key="northern-lights|misread")
    again = outcome_of(filing, 1)
    again = replace(again, events=(*again.events, dropped))
    assert ledger.commit(filing.id, outcome=again, now=NOW)
    ledger.retry_filing(filing.id, now=NOW)
    assert ledger.commit(filing.id, outcome=outcome_of(filing, 2), now=NOW)
    # evt_1 was told to somebody, so it stays; evt_8 never was
    assert [e.id for e in ledger.events(filing.id)] == [EventId("evt_1"), EventId("evt_2")]
    assert [e.relation for e in ledger.events(filing.id)] == ["new", "new"]
    assert ledger.flags(filing.id) == []
    assert len(ledger.alerts()) == 1
    assert len(ledger.deliveries()) == 1
