"""From the link in a mail to an address that gets no more."""

import pytest
from fastapi.testclient import TestClient

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.settings import Settings, load
from watcher.unsubscribe import key_of, link

ROUTE = "desk-mail/ada@desk.test"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def settings(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Those of a page that only those with a secret may read."""
    del settings
    monkeypatch.setenv("WATCHER_WEB__READ_SECRET", "readers-need-no-log-in")
    return load()


@pytest.fixture
def place(client: TestClient) -> str:
    return link("https://watch.test", ROUTE, key_of(load())).removeprefix("https://watch.test")


def test_looking_stops_nothing(client: TestClient, ledger: Ledger, place: str) -> None:
    page = client.get(place)
    assert page.status_code == 200
    assert "ada@desk.test" in page.text
    assert not ledger.has_opted_out(ROUTE)


def test_one_click_stops_it_without_a_log_in_and_twice_is_once(
    client: TestClient, ledger: Ledger, place: str
) -> None:
    for _ in range(2):
        answer = client.post(place, data=ONE_CLICK)
        assert answer.status_code == 200
        assert "No more alerts go to" in answer.text
    assert list(ledger.opted_out()) == [ROUTE]
    assert [(n.action, n.subject) for n in ledger.audits()] == [("unsubscribe", ROUTE)]


def test_a_link_that_is_not_ours_stops_nobody(
    client: TestClient, ledger: Ledger, place: str
) -> None:
    assert client.post(f"{place}x", data=ONE_CLICK).status_code == 404
    assert ledger.opted_out() == {}


def test_an_address_that_opted_out_gets_no_delivery_and_others_do(
    client: TestClient, ledger: Ledger, place: str
) -> None:
    client.post(place, data=ONE_CLICK)
    filing, event = a_filing(), an_event()
    alert = an_alert(filing.id, event)
    sends = tuple(a_delivery(alert, c) for c in (ROUTE, "desk-mail/ben@desk.test", "hook"))
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=sends)
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    assert {d.channel for d in ledger.deliveries()} == {"desk-mail/ben@desk.test", "hook"}
    assert ledger.opt_in(ROUTE)
    assert not ledger.opt_in(ROUTE)
    assert ledger.opted_out() == {}
