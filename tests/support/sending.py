"""A filing that was told, as deliveries to be sent."""

from __future__ import annotations

from datetime import timedelta

from tests.support.telling import a_filing, an_event, an_issuer
from watcher.ledger.rows import ReadOutcome
from watcher.model import Delivery, DeliveryId, Event, QualityFlag, Subscription
from watcher.subscriptions import Telling
from workers.deliver import Sender
from workers.match import match

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"
HOLD = timedelta(minutes=1)
LINK_KEY = "the-key-of-these-tests"


def announce(sender: Sender, *routes: str, beside: tuple[Event, ...] = ()) -> list[DeliveryId]:
    """One filing with one event, read and committed; its deliveries in the order of routes."""
    ledger, now, filing, event = sender.ledger, sender.clock(), a_filing(), an_event()
    ledger.record([filing], now=now)
    ledger.claim_filing(filing.id, now=now, hold=HOLD)
    telling = Telling((Subscription(name="desk", channels=routes),))
    alerts, deliveries = match(filing, an_issuer(), [event], telling, now=now)
    outcome = ReadOutcome(
        state="read",
        issuer_key="north-harbour",
        events=(event, *beside),
        flags=(QualityFlag(code="ISSUER_NAME_MISMATCH", detail="spelt Harbor"),),
        alerts=alerts,
        deliveries=deliveries,
    )
    assert ledger.commit(filing.id, outcome=outcome, now=now)
    return [delivery.id for delivery in deliveries]


def state_of(sender: Sender, delivery: DeliveryId) -> Delivery:
    """What the ledger has of it now."""
    found = sender.ledger.delivery(delivery)
    assert found is not None
    return found
