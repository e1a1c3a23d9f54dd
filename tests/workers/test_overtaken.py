"""Who lost its lease sends nothing: the next worker does, or has."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tests.support.clock import Clock
from tests.support.http import HttpServer
from tests.support.sending import HOLD, announce, state_of
from watcher.model import DeliveryState, Reason, Retry, Sent
from workers.deliver import Sender, deliver_one


def test_a_worker_that_was_held_up_until_its_lease_ended_leaves_the_message_to_the_next(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    """As one that was stopped, or whose host slept, between its claim and its request."""
    (delivery,) = announce(sender, "hook")
    looks = iter(range(3))

    def held_up() -> datetime:
        for look in looks:
            if look == 2:  # claimed and written; only the request is left
                clock.move(seconds=HOLD.total_seconds())
                assert sender.ledger.lease_deliveries(now=clock.now, limit=9, hold=HOLD)
                assert deliver_one(delivery, sender) == Sent(status=200)
            break
        return clock.now

    late = deliver_one(delivery, replace(sender, clock=held_up))
    assert late == Retry(reason=Reason.CRASH, detail="its lease ended before it was sent")
    assert len(http_server.requests) == 1
    assert state_of(sender, delivery).state is DeliveryState.DELIVERED
    kept = {a.number: a.outcome for a in sender.ledger.attempts(delivery)}
    assert kept == {1: "retry", 2: "sent"}
