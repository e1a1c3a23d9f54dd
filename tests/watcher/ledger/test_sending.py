"""Deliveries that go as one message, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_attempt, an_event
from watcher.ledger import Ledger
from watcher.ledger.claims import MOST_TOGETHER
from watcher.ledger.rows import DeliveryClaim, ReadOutcome
from watcher.model import Delivery, DeliveryState, Silence

HOLD = timedelta(seconds=60)
LATER = NOW + timedelta(hours=8)
DELIVERED, PENDING = DeliveryState.DELIVERED, DeliveryState.PENDING


def tell(ledger: Ledger, number: int, **changes: Any) -> Delivery:
    """A filing with one alert and one delivery."""
    filing = a_filing(number)
    event = an_event(number, dedup_key=f"fact-{number}")
    alert = an_alert(filing.id, event)
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(
        state="read", events=(event,), alerts=(alert,), deliveries=(a_delivery(alert, **changes),)
    )
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    (made,) = ledger.deliveries(alert_id=alert.id)
    return made


def members(claim: DeliveryClaim | None) -> set[str]:
    assert claim is not None
    return {claim.delivery.id, *(c.delivery.id for c in claim.rest)}


def settle(ledger: Ledger, claim: DeliveryClaim, state: DeliveryState, number: int = 1) -> None:
    ledger.settle(
        claim.delivery.id, attempt=an_attempt(claim.delivery.id, number), state=state, due_at=LATER,
        now=NOW, others=[c.delivery.id for c in claim.rest],
    )  # fmt: skip


def test_a_batch_is_leased_once_claimed_whole_and_settled_whole(ledger: Ledger) -> None:
    batch = [tell(ledger, n, batch="batch_a") for n in (1, 2, 3)]
    alone = tell(ledger, 4)
    rings = ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD)
    assert len(rings) == 2
    ring = next(each for each in rings if each != alone.id)
    claim = ledger.claim_delivery(ring, now=NOW, hold=HOLD)
    assert claim is not None
    assert members(claim) == {d.id for d in batch}
    assert all(c.alert.filing_id == c.filing.id and c.events for c in (claim, *claim.rest))
    for each in batch:
        assert ledger.claim_delivery(each.id, now=NOW, hold=HOLD) is None, "it is being sent"
    settle(ledger, claim, DELIVERED)
    assert {d.id for d in ledger.deliveries(state=DELIVERED)} == {d.id for d in batch}
    assert [len(ledger.attempts(d.id)) for d in batch] == [1, 1, 1]


def test_the_newest_attempts_of_many_deliveries_are_those_of_each(ledger: Ledger) -> None:
    twice, once, never = (tell(ledger, n) for n in (1, 2, 3))
    for each, number in ((twice, 1), (once, 1), (twice, 2)):
        claim = ledger.claim_delivery(each.id, now=LATER, hold=HOLD)
        assert claim is not None
        settle(ledger, claim, DeliveryState.PENDING, number)
    found = ledger.last_attempts([twice.id, once.id, never.id])
    assert found == {each.id: ledger.attempts(each.id)[-1] for each in (twice, once)}
    assert found[twice.id].number == 2
    assert ledger.last_attempts([]) == {}


def test_different_batches_and_channels_do_not_mix(ledger: Ledger) -> None:
    first, other = tell(ledger, 1, batch="batch_a"), tell(ledger, 2, batch="batch_b")
    assert members(ledger.claim_delivery(first.id, now=NOW, hold=HOLD)) == {first.id}
    assert members(ledger.claim_delivery(other.id, now=NOW, hold=HOLD)) == {other.id}


def test_what_comes_while_a_batch_waits_joins_it_and_its_time(ledger: Ledger) -> None:
    tell(ledger, 1, batch="batch_a", due_at=LATER)
    joined = tell(ledger, 2, batch="batch_a", due_at=LATER + HOLD)
    assert joined.due_at == LATER
    assert ledger.lease_deliveries(now=LATER - HOLD, limit=10, hold=HOLD) == []
    (ring,) = ledger.lease_deliveries(now=LATER, limit=10, hold=HOLD)
    assert len(members(ledger.claim_delivery(ring, now=LATER, hold=HOLD))) == 2


def test_what_comes_after_the_claim_is_a_message_of_its_own(ledger: Ledger) -> None:
    first = tell(ledger, 1, batch="batch_a")
    claim = ledger.claim_delivery(first.id, now=NOW, hold=HOLD)
    assert claim is not None
    late = tell(ledger, 2, batch="batch_a")
    settle(ledger, claim, PENDING)
    assert ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD) == [late.id]
    assert members(ledger.claim_delivery(late.id, now=NOW, hold=HOLD)) == {late.id}
    assert members(ledger.claim_delivery(first.id, now=LATER, hold=HOLD)) == {first.id}


def test_a_message_keeps_its_content_over_a_dead_worker_and_a_retry(ledger: Ledger) -> None:
    batch = [tell(ledger, n, batch="batch_a") for n in (1, 2)]
    before = members(ledger.claim_delivery(batch[0].id, now=NOW, hold=HOLD))
    tell(ledger, 3, batch="batch_a", due_at=LATER)
    after = NOW + HOLD
    (ring,) = ledger.lease_deliveries(now=after, limit=10, hold=HOLD)
    claim = ledger.claim_delivery(ring, now=after, hold=HOLD)
    assert claim is not None
    assert members(claim) == before
    assert claim.delivery.attempts == 2
    assert ledger.sent_with(claim.delivery.id) == [c.delivery.id for c in claim.rest]
    settle(ledger, claim, PENDING, 2)
    assert members(ledger.claim_delivery(batch[1].id, now=LATER, hold=HOLD)) == before


def test_one_of_a_batch_that_is_resent_goes_alone_and_draws_no_other_forward(
    ledger: Ledger,
) -> None:
    early = tell(ledger, 1, batch="batch_a", due_at=LATER)
    ledger.resend(alert_id=early.alert_id, now=NOW)
    tell(ledger, 2, batch="batch_a", due_at=LATER)
    assert ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD) == [early.id]
    assert members(ledger.claim_delivery(early.id, now=NOW, hold=HOLD)) == {early.id}


def test_a_delivered_digest_that_is_resent_whole_is_the_same_message(ledger: Ledger) -> None:
    batch = [tell(ledger, n, batch="batch_a") for n in (1, 2)]
    claim = ledger.claim_delivery(batch[0].id, now=NOW, hold=HOLD)
    assert claim is not None
    settle(ledger, claim, DELIVERED)
    ledger.resend(since=NOW, now=LATER)
    (ring,) = ledger.lease_deliveries(now=LATER, limit=10, hold=HOLD)
    assert members(ledger.claim_delivery(ring, now=LATER, hold=HOLD)) == members(claim)


def test_a_message_has_a_limit_and_the_rest_goes_next(ledger: Ledger) -> None:
    count = MOST_TOGETHER + 2
    filing = a_filing(1)
    event = an_event(1)
    alert = an_alert(filing.id, event)
    sends = tuple(a_delivery(alert, f"hook/{n:04}", batch="batch_a") for n in range(count))
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=sends)
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    first = members(ledger.claim_delivery(sends[0].id, now=NOW, hold=HOLD))
    assert len(first) == MOST_TOGETHER
    (ring,) = ledger.lease_deliveries(now=NOW, limit=1000, hold=HOLD)
    rest = members(ledger.claim_delivery(ring, now=NOW, hold=HOLD))
    assert (len(rest), first & rest) == (2, set())


def race(*calls: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_workers_on_one_batch_never_split_or_double_it(ledger: Ledger) -> None:
    for round_ in range(6):
        batch = [tell(ledger, round_ * 10 + n, batch=f"batch_{round_}") for n in range(4)]
        claims = race(*[lambda d=d: ledger.claim_delivery(d.id, now=NOW, hold=HOLD) for d in batch])
        (won,) = [claim for claim in claims if claim is not None]
        assert members(won) == {d.id for d in batch}


def test_a_commit_beside_a_claim_loses_nothing(ledger: Ledger) -> None:
    for round_ in range(6):
        first = tell(ledger, round_ * 10, batch=f"batch_{round_}")
        claim, late = race(
            lambda: ledger.claim_delivery(first.id, now=NOW, hold=HOLD),  # noqa: B023 - run at once
            lambda: tell(ledger, round_ * 10 + 1, batch=f"batch_{round_}"),  # noqa: B023 - same
        )
        sent = members(claim)
        if late.id not in sent:
            sent |= members(ledger.claim_delivery(late.id, now=NOW, hold=HOLD))
        assert sent == {first.id, late.id}


def test_a_wait_that_was_wished_for_is_no_lag_of_ours(ledger: Ledger) -> None:
    waited = tell(ledger, 1, batch="batch_a", due_at=LATER)
    claim = ledger.claim_delivery(waited.id, now=LATER, hold=HOLD)
    assert claim is not None
    settle(ledger, claim, DELIVERED)
    stages = {labels.get("stage") for _, labels, _ in ledger.counters("lag_bucket")}
    assert "seen_to_delivered" not in stages
    assert ledger.summary().lags["seen_to_delivered"] == (None, None)


@pytest.mark.parametrize("notify", [True, False])
def test_a_backfill_digest_is_released_when_its_filings_are_read(
    ledger: Ledger, *, notify: bool
) -> None:
    label = "backfill edgar 2026-01-01 2026-01-02"
    filing = a_filing(1)
    ledger.record([filing], now=NOW, notify=notify, digest=label)
    ledger.end_backfill(label, now=NOW)
    assert ledger.release_backfills(NOW) == [], "not all of it is read"
    claim = ledger.claim_filing(filing.id, now=NOW, hold=HOLD)
    assert claim is not None
    assert (claim.notify, claim.digest) == (notify, label)
    event = an_event(1)
    alert = an_alert(filing.id, event)
    parked = a_delivery(alert, due_at=LATER, batch=f"{label}|desk")
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=(parked,))
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    assert ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD) == []
    assert ledger.release_backfills(NOW) == [label]
    assert ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD) == [parked.id]


def test_a_failed_filing_does_not_hold_a_backfill_digest(ledger: Ledger) -> None:
    label = "backfill edgar 2026-01-01 2026-01-02"
    filing = a_filing(1)
    ledger.record([filing], now=NOW, notify=False, digest=label)
    ledger.end_backfill(label, now=NOW)
    ledger.fail_filing(filing.id, error="unreadable", now=NOW)
    assert ledger.release_backfills(NOW) == [label]


def test_silences_are_kept_until_they_end_or_are_removed(ledger: Ledger) -> None:
    made = [
        Silence(id=f"sil_{n}", until=NOW + n * HOLD, created_at=NOW, reason="noise", type="results")
        for n in (2, 1)
    ]
    for silence in made:
        ledger.add_silence(silence)
    assert ledger.silences(at=NOW) == made[::-1]
    assert ledger.silences(at=NOW + HOLD) == made[:1]
    assert ledger.silences(at=NOW - HOLD) == [], "it was not yet"
    assert ledger.silences() == made[::-1]
    assert ledger.remove_silence("sil_2")
    assert not ledger.remove_silence("sil_2")
    assert ledger.silences() == made[1:]
