"""The application over a ledger in which one filing was read, told and is being delivered."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    a_flag,
    a_suppressed,
    an_alert,
    an_attempt,
    an_event,
)
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Alert, DeliveryState
from watcher.settings import Settings, load

SECRET = "operate-" + "x" * 32


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of an installation whose operate secret is known."""
    del settings
    monkeypatch.setenv("WATCHER_WEB__OPERATE_SECRET", SECRET)
    return load()


@pytest.fixture
def operator(client: TestClient) -> TestClient:
    client.headers["authorization"] = f"Bearer {SECRET}"
    return client


def tell(ledger: Ledger, number: int = 1, *, subscription: str = "desk") -> Alert:
    """A filing that is read and told."""
    filing = a_filing(number)
    event = an_event(number, dedup_key=f"northern-lights|fact-{number}")
    alert = an_alert(filing.id, event, subscription=subscription)
    outcome = ReadOutcome(
        state="read", issuer_key="northern-lights", events=(event,), alerts=(alert,),
        deliveries=(a_delivery(alert),), suppressed=(a_suppressed(),), flags=(a_flag(),),
    )  # fmt: skip
    ledger.record([filing], now=NOW)
    ledger.commit(filing.id, outcome=outcome, now=NOW)
    return alert


@pytest.fixture
def told(ledger: Ledger) -> Alert:
    return tell(ledger)


@pytest.fixture
def dead(ledger: Ledger, told: Alert) -> str:
    """A delivery that was given up."""
    (delivery,) = ledger.deliveries()
    ledger.claim_delivery(delivery.id, now=NOW, hold=timedelta(minutes=1))
    ledger.settle(
        delivery.id, attempt=an_attempt(delivery.id), state=DeliveryState.DEAD, due_at=None, now=NOW
    )
    return delivery.id
