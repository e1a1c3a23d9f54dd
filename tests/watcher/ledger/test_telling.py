from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.clock import Clock
from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_attempt, an_event
from watcher.errors import UnknownId
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Alert, AlertId, Delivery, DeliveryId, DeliveryState, Reason

HOLD = timedelta(seconds=60)
DELIVERED, PENDING, DEAD = DeliveryState.DELIVERED, DeliveryState.PENDING, DeliveryState.DEAD


def tell(
    ledger: Ledger, number: int = 1, *channels: str, created_at: datetime = NOW
) -> tuple[Alert, list[Delivery]]:
    """Commit a filing of its own fact with one alert to these channels."""
    filing = a_filing(number)
    event = an_event(number, dedup_key=f"fact-{number}")
    alert = an_alert(filing.id, event, created_at=created_at)
    deliveries = [a_delivery(alert, channel) for channel in channels or ("hook",)]
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(
        state="read",
        issuer_key="northern-lights",
        events=(event, an_event(number + 1000, dedup_key=f"other-{number}")),
        alerts=(alert,),
        deliveries=tuple(deliveries),
    )
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return alert, deliveries


def settle(
    ledger: Ledger, delivery: Delivery, state: DeliveryState, number: int = 1, **changes: Any
) -> None:
    attempt = an_attempt(delivery.id, number, **changes)
    ledger.settle(delivery.id, attempt=attempt, state=state, due_at=None, now=NOW)


def states(ledger: Ledger) -> set[DeliveryState]:
    return {delivery.state for delivery in ledger.deliveries()}


def test_alerts_are_numbered_in_the_order_of_commits(ledger: Ledger) -> None:
    told = [tell(ledger, number)[0] for number in (3, 1, 2)]
    rows = ledger.alerts()
    assert [row.alert for row in rows] == told
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)


def test_a_reader_goes_on_behind_the_last_number_it_saw(ledger: Ledger) -> None:
    for number in range(5):
        tell(ledger, number)
    everything = ledger.alerts(after=0)
    page = ledger.alerts(after=0, limit=3)
    assert page == everything[:3]
    assert ledger.alerts(after=page[-1].seq) == everything[3:]
    assert ledger.alerts(after=everything[-1].seq) == []


def test_without_a_number_the_newest_alerts_come(ledger: Ledger) -> None:
    told = [tell(ledger, number)[0] for number in range(4)]
    assert [row.alert for row in ledger.alerts(limit=2)] == told[2:]
    assert [row.alert for row in ledger.alerts(filing_id=told[0].filing_id)] == told[:1]
    row = ledger.alert(told[1].id)
    assert row is not None
    assert row.alert == told[1]
    assert ledger.alert(AlertId("alr_none")) is None


def test_a_claim_carries_all_that_a_message_needs(ledger: Ledger) -> None:
    alert, (delivery,) = tell(ledger)
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == [delivery.id]
    claim = ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    assert claim is not None
    assert claim.alert == alert
    assert claim.filing == a_filing(1)
    assert claim.issuer_key == "northern-lights"
    assert [event.id for event in claim.events] == list(alert.event_ids)
    assert (claim.delivery.attempts, claim.delivery.held_until) == (1, NOW + HOLD)


def test_a_claimed_delivery_is_nobody_elses(ledger: Ledger) -> None:
    _, (delivery,) = tell(ledger)
    assert ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD) is not None
    assert ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD) is None
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == []


def test_leases_go_out_longest_due_first_and_come_back_after_the_hold(
    ledger: Ledger, clock: Clock
) -> None:
    _, (first,) = tell(ledger, 1)
    _, (second,) = tell(ledger, 2)
    attempt = an_attempt(first.id)
    ledger.claim_delivery(first.id, now=NOW, hold=HOLD)
    later = NOW + timedelta(seconds=5)
    ledger.settle(first.id, attempt=attempt, state=PENDING, due_at=later, now=NOW)
    clock.move(seconds=5)
    assert ledger.lease_deliveries(now=clock(), limit=1, hold=HOLD) == [second.id]
    assert ledger.lease_deliveries(now=clock(), limit=9, hold=HOLD) == [first.id]
    assert ledger.lease_deliveries(now=clock(), limit=9, hold=HOLD) == []
    clock.move(seconds=60)
    assert ledger.lease_deliveries(now=clock(), limit=9, hold=HOLD) == [second.id, first.id]


def test_a_delivered_one_is_final(ledger: Ledger) -> None:
    _, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    sent: dict[str, Any] = {"outcome": "sent", "reason": Reason.OK, "status": 204, "excerpt": ""}
    settle(ledger, delivery, DELIVERED, **sent)
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == []
    assert ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD) is None
    kept = ledger.delivery(delivery.id)
    assert kept is not None
    assert (kept.state, kept.done_at, kept.held_until) == (DELIVERED, NOW, None)
    assert ledger.attempts(delivery.id) == [an_attempt(delivery.id, **sent)]


def test_a_retry_waits_until_due_and_an_old_ring_does_not_start_it(
    ledger: Ledger, clock: Clock
) -> None:
    _, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    due = clock() + timedelta(minutes=5)
    attempt = an_attempt(delivery.id)
    ledger.settle(delivery.id, attempt=attempt, state=PENDING, due_at=due, now=clock())
    assert ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD) is None
    clock.move(minutes=5)
    claim = ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    assert claim is not None
    assert claim.delivery.attempts == 2


def test_an_overtaken_worker_cannot_undo_a_delivery(ledger: Ledger, clock: Clock) -> None:
    _, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    clock.move(seconds=60)
    ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    settle(ledger, delivery, PENDING, number=1)
    assert ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD) is None  # still the second's
    settle(ledger, delivery, DELIVERED, number=2)
    settle(ledger, delivery, DEAD, number=1, started_at=NOW)
    assert states(ledger) == {DELIVERED}
    assert [a.number for a in ledger.attempts(delivery.id)] == [1, 1, 2]


def test_an_overtaken_worker_that_did_deliver_ends_the_delivery(
    ledger: Ledger, clock: Clock
) -> None:
    _, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    clock.move(seconds=60)
    ledger.claim_delivery(delivery.id, now=clock(), hold=HOLD)
    settle(ledger, delivery, DELIVERED, number=1)
    settle(ledger, delivery, PENDING, number=2)
    assert states(ledger) == {DELIVERED}


def test_the_same_attempt_settled_twice_is_kept_once(ledger: Ledger) -> None:
    _, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    for _ in range(2):
        settle(ledger, delivery, DEAD, excerpt="half \ud800 and \0")
    assert [a.excerpt for a in ledger.attempts(delivery.id)] == ["half \ufffd and \ufffd"]


def test_deliveries_are_listed_by_state_and_by_alert(ledger: Ledger) -> None:
    alert, (hook, mail) = tell(ledger, 1, "hook", "mail")
    tell(ledger, 2)
    ledger.claim_delivery(hook.id, now=NOW, hold=HOLD)
    settle(ledger, hook, DEAD)
    assert [d.id for d in ledger.deliveries(state=DEAD)] == [hook.id]
    assert {d.id for d in ledger.deliveries(alert_id=alert.id)} == {hook.id, mail.id}
    assert len(ledger.deliveries(limit=2)) == 2


def test_a_dead_delivery_is_sent_again_under_its_old_id(ledger: Ledger) -> None:
    alert, (hook, mail) = tell(ledger, 1, "hook", "mail")
    for delivery in (hook, mail):
        ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
        settle(ledger, delivery, DEAD)
    assert ledger.resend(alert_id=alert.id, channel="mail", now=NOW) == [mail.id]
    claim = ledger.claim_delivery(mail.id, now=NOW, hold=HOLD)
    assert claim is not None
    assert claim.delivery.attempts == 1
    settle(ledger, mail, DELIVERED, started_at=NOW + HOLD)
    assert [a.number for a in ledger.attempts(mail.id)] == [1, 1]
    assert {d.channel: d.state for d in ledger.deliveries()} == {"hook": DEAD, "mail": DELIVERED}


def test_resending_by_time_takes_the_alerts_made_in_between(ledger: Ledger) -> None:
    made = [
        tell(ledger, number, created_at=NOW + timedelta(hours=number))[1][0] for number in range(4)
    ]
    for delivery in made:
        ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
        settle(ledger, delivery, DELIVERED)
    again = ledger.resend(since=NOW + timedelta(hours=1), until=NOW + timedelta(hours=3), now=NOW)
    assert again == [made[1].id, made[2].id]
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == sorted(again)


def test_resending_to_a_channel_takes_its_addresses_and_no_other_channel(ledger: Ledger) -> None:
    alert, made = tell(
        ledger, 1, "ma_l", "ma_l/a@x.test", "ma_l/b@x.test", "ma_ls", "mail/c@x.test"
    )
    again = ledger.resend(alert_id=alert.id, channel="ma_l", now=NOW)
    assert again == [delivery.id for delivery in made[:3]]
    assert ledger.resend(alert_id=alert.id, channel="ma_l/b@x.test", now=NOW) == [made[2].id]


def test_a_dry_run_only_tells_what_would_be_resent(ledger: Ledger) -> None:
    alert, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    settle(ledger, delivery, DEAD)
    assert ledger.resend(alert_id=alert.id, now=NOW, dry_run=True) == [delivery.id]
    assert states(ledger) == {DEAD}


def test_resending_leaves_alone_what_a_worker_holds(ledger: Ledger) -> None:
    alert, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    assert ledger.resend(alert_id=alert.id, now=NOW) == []


def test_resending_a_waiting_delivery_brings_it_forward(ledger: Ledger) -> None:
    alert, (delivery,) = tell(ledger)
    ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    far = NOW + timedelta(hours=20)
    ledger.settle(delivery.id, attempt=an_attempt(delivery.id), state=PENDING, due_at=far, now=NOW)
    assert ledger.resend(alert_id=alert.id, now=NOW) == [delivery.id]
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == [delivery.id]


def test_unknown_ids_are_errors_and_a_choice_is_needed(ledger: Ledger) -> None:
    nobody = DeliveryId("dlv_none")
    assert ledger.delivery(nobody) is None
    assert ledger.claim_delivery(nobody, now=NOW, hold=HOLD) is None
    assert ledger.attempts(nobody) == []
    with pytest.raises(UnknownId, match="dlv_none"):
        ledger.settle(nobody, attempt=an_attempt(nobody), state=DEAD, due_at=None, now=NOW)
    with pytest.raises(UnknownId, match="alr_none"):
        ledger.resend(alert_id=AlertId("alr_none"), now=NOW)
    with pytest.raises(ValueError, match="name an alert"):
        ledger.resend(channel="hook", now=NOW)
