"""Deliveries that are claimed and settled together, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_attempt, an_event
from watcher.ledger import Ledger
from watcher.ledger.claims import PARKED
from watcher.ledger.rows import ReadOutcome, Settlement
from watcher.model import Alert, Delivery, DeliveryId, DeliveryState, Reason

HOLD = timedelta(seconds=60)
LATER = NOW + timedelta(hours=8)
DELIVERED, PENDING, DEAD = DeliveryState.DELIVERED, DeliveryState.PENDING, DeliveryState.DEAD


def told(ledger: Ledger, *deliveries: Delivery, number: int = 1) -> Alert:
    """A filing with one event and one alert, and these deliveries of it."""
    filing, event = a_filing(number), an_event(number, dedup_key=f"fact-{number}")
    alert = an_alert(filing.id, event)
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=deliveries)
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return alert


def to_hooks(ledger: Ledger, count: int, number: int = 1) -> list[DeliveryId]:
    alert = an_alert(a_filing(number).id, an_event(number))
    made = [a_delivery(alert, f"hook-{n:03}") for n in range(count)]
    told(ledger, *made, number=number)
    return [each.id for each in made]


def became(delivery: DeliveryId, state: DeliveryState, number: int = 1) -> Settlement:
    due_at = LATER if state is PENDING else None
    return Settlement(attempt=an_attempt(delivery, number), state=state, due_at=due_at)


def states(ledger: Ledger, ids: list[DeliveryId]) -> list[DeliveryState]:
    found = {each.id: each.state for each in ledger.deliveries_of(ids)}
    return [found[each] for each in ids]


def test_a_group_is_claimed_once_with_all_that_its_messages_need(ledger: Ledger) -> None:
    ids = to_hooks(ledger, 3) + to_hooks(ledger, 2, number=2)
    claims = ledger.claim_deliveries(ids[::-1], now=NOW, hold=HOLD)
    assert [claim.delivery.id for claim in claims] == ids[::-1]
    assert {claim.delivery.attempts for claim in claims} == {1}
    assert {claim.delivery.held_until for claim in claims} == {NOW + HOLD}
    for claim in claims:
        assert claim.alert.id == claim.delivery.alert_id
        assert claim.alert.filing_id == claim.filing.id
        assert tuple(event.id for event in claim.events) == claim.alert.event_ids
    assert ledger.claim_deliveries(ids, now=NOW, hold=HOLD) == []
    assert ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD) == []


def test_a_group_takes_no_digest_no_retry_and_nothing_that_is_not_due(ledger: Ledger) -> None:
    alert = an_alert(a_filing(1).id, an_event(1))
    plain, digest, waits, tried = (
        a_delivery(alert, "plain"),
        a_delivery(alert, "digest", batch="batch_a"),
        a_delivery(alert, "waits", due_at=LATER),
        a_delivery(alert, "tried"),
    )
    told(ledger, plain, digest, waits, tried)
    ledger.claim_delivery(tried.id, now=NOW, hold=HOLD)
    ledger.settle(tried.id, attempt=an_attempt(tried.id), state=PENDING, due_at=NOW, now=NOW)
    ids = [plain.id, digest.id, waits.id, tried.id, DeliveryId("dlv_unknown")]
    claims = ledger.claim_deliveries(ids, now=NOW, hold=HOLD)
    assert [claim.delivery.id for claim in claims] == [plain.id]
    assert ledger.claim_delivery(digest.id, now=NOW, hold=HOLD)
    assert ledger.claim_delivery(tried.id, now=NOW, hold=HOLD)


def test_what_goes_to_a_receiver_that_is_left_alone_is_put_off_and_the_others_go(
    ledger: Ledger,
) -> None:
    first, second = to_hooks(ledger, 2)
    ledger.disable("hook-000", why="closed for repair", now=NOW)
    (claim,) = ledger.claim_deliveries([first, second], now=NOW, hold=HOLD)
    assert claim.delivery.id == second
    shut = ledger.delivery(first)
    assert shut is not None
    assert (shut.due_at, shut.attempts, shut.held_until) == (PARKED, 0, None)
    assert ledger.failing({"hook-000", "hook-001"}) == {"hook-000"}


def test_what_is_given_back_unclaimed_rings_again(ledger: Ledger) -> None:
    ids = to_hooks(ledger, 3)
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == ids
    ledger.claim_delivery(ids[0], now=NOW, hold=HOLD)
    ledger.release_deliveries(ids)
    assert ledger.lease_deliveries(now=NOW, limit=9, hold=HOLD) == ids[1:]


def test_each_of_a_group_becomes_what_came_of_it(ledger: Ledger) -> None:
    ids = to_hooks(ledger, 4)
    ledger.claim_deliveries(ids, now=NOW, hold=HOLD)
    outcomes = [DELIVERED, PENDING, DEAD, DELIVERED]
    ledger.settle_all([became(i, s) for i, s in zip(ids, outcomes, strict=True)], now=NOW)
    assert states(ledger, ids) == outcomes
    assert [len(ledger.attempts(each)) for each in ids] == [1, 1, 1, 1]
    waiting = ledger.delivery(ids[1])
    assert waiting is not None
    assert (waiting.due_at, waiting.held_until, waiting.done_at) == (LATER, None, None)
    assert sum(value for _, _, value in ledger.counters("attempts")) == 4


def test_a_delivery_that_is_not_there_costs_the_others_of_its_group_nothing(ledger: Ledger) -> None:
    known, beside = to_hooks(ledger, 2)
    ledger.claim_deliveries([known, beside], now=NOW, hold=HOLD)
    nobody = DeliveryId("dlv_nobody")
    digest = replace(became(nobody, DELIVERED), others=(beside,))
    assert ledger.settle_all([became(known, DELIVERED), digest], now=NOW) == [nobody]
    assert states(ledger, [known, beside]) == [DELIVERED, DELIVERED]
    assert [len(ledger.attempts(each)) for each in (known, beside, nobody)] == [1, 1, 0]
    assert ledger.settle_all([became(nobody, DEAD)], now=NOW) == [nobody]


def test_a_worker_that_was_overtaken_changes_only_what_it_delivered(ledger: Ledger) -> None:
    failed, sent = to_hooks(ledger, 2)
    ledger.claim_deliveries([failed, sent], now=NOW, hold=HOLD)
    for each in (failed, sent):
        assert ledger.claim_delivery(each, now=NOW + HOLD, hold=HOLD), "its lease is over"
    late = [became(failed, DEAD), became(sent, DELIVERED)]
    ledger.settle_all(late, now=NOW + HOLD)
    assert states(ledger, [failed, sent]) == [PENDING, DELIVERED]


def test_workers_on_the_same_rings_never_share_a_delivery(ledger: Ledger) -> None:
    for round_ in range(1, 5):
        ids = to_hooks(ledger, 8, number=round_)
        start = Barrier(3)

        def claim(mine: list[DeliveryId], start: Barrier = start) -> list[DeliveryId]:
            start.wait()
            return [c.delivery.id for c in ledger.claim_deliveries(mine, now=NOW, hold=HOLD)]

        with ThreadPoolExecutor(3) as pool:
            taken = list(pool.map(claim, (ids, ids[::-1], ids[4:] + ids[:4])))
        assert sorted(each for mine in taken for each in mine) == sorted(ids)


def test_two_who_settle_the_same_group_at_once_both_get_through(ledger: Ledger) -> None:
    ids = to_hooks(ledger, 12)
    ledger.claim_deliveries(ids, now=NOW, hold=HOLD)
    start = Barrier(2)

    def settle(mine: list[DeliveryId]) -> None:
        start.wait()
        ledger.settle_all([became(each, DELIVERED) for each in mine], now=NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(settle, (ids, ids[::-1])))
    assert states(ledger, ids) == [DELIVERED] * 12
    assert [a.reason for each in ids for a in ledger.attempts(each)] == [Reason.SERVER_ERROR] * 12
