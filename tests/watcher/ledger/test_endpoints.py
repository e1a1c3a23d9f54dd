"""Receivers that fail, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_attempt
from watcher.ledger import Ledger
from watcher.ledger.cards import CardFilter
from watcher.ledger.claims import PARKED
from watcher.ledger.rows import ReadOutcome
from watcher.model import Alert, AlertId, Delivery, DeliveryId, DeliveryState, Endpoint

HOLD = timedelta(minutes=1)


def told(ledger: Ledger, *channels: str) -> list[DeliveryId]:
    """One filing with an alert and a delivery for each channel."""
    filing = a_filing()
    alert = an_alert(filing.id)
    deliveries = tuple(
        a_delivery(alert, channel, id=DeliveryId(f"dlv_{n}"), due_at=NOW)
        for n, channel in enumerate(channels)
    )
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", alerts=(alert,), deliveries=deliveries)
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return [d.id for d in deliveries]


def nobody(_: Endpoint) -> tuple[list[Alert], list[Delivery]]:
    return [], []


def test_a_receiver_has_a_row_only_while_it_fails(ledger: Ledger) -> None:
    failing = Endpoint(route="hook", failures=2, failing_since=NOW, why="timeout")
    assert ledger.note_endpoint("hook", lambda _: failing, nobody) == failing
    assert ledger.endpoint("hook") == failing
    assert ledger.endpoints() == [failing]
    assert ledger.note_endpoint("hook", lambda _: None, nobody) is None
    assert ledger.endpoints() == []


def test_the_warning_is_kept_with_the_switching_off_and_only_once(ledger: Ledger) -> None:
    told(ledger, "hook")
    warned: list[Endpoint] = []

    def warn(endpoint: Endpoint) -> tuple[list[Alert], list[Delivery]]:
        warned.append(endpoint)
        return [an_alert(a_filing().id, id=AlertId("alert_warning"))], []

    off = Endpoint(route="hook", failures=9, failing_since=NOW, disabled_at=NOW)
    ledger.note_endpoint("hook", lambda _: off, warn)
    ledger.note_endpoint("hook", lambda old: replace(old, failures=10), warn)
    assert warned == [off]
    assert [row.alert.id for row in ledger.alerts()][-1] == "alert_warning"
    shown = {row.alert.id: row.card.company for row in ledger.cards(CardFilter())}
    assert shown[AlertId("alert_warning")] == "Filing Watcher"


def test_what_is_due_to_a_receiver_that_is_left_alone_is_put_off_without_an_attempt(
    ledger: Ledger,
) -> None:
    first, second = told(ledger, "hook", "other")
    later = NOW + timedelta(minutes=5)
    paused = Endpoint(route="hook", failures=3, failing_since=NOW, paused_until=later)
    ledger.note_endpoint("hook", lambda _: paused, nobody)
    ledger.lease_deliveries(now=NOW, limit=10, hold=HOLD)
    assert ledger.claim_delivery(first, now=NOW, hold=HOLD) is None
    assert ledger.claim_delivery(second, now=NOW, hold=HOLD) is not None
    found = ledger.delivery(first)
    assert found is not None
    assert (found.attempts, found.due_at, found.held_until) == (0, later, None)
    assert ledger.claim_delivery(first, now=later, hold=HOLD) is not None


def test_a_channel_is_enabled_with_all_its_addresses_and_no_other(ledger: Ledger) -> None:
    ids = told(ledger, "mail/a@example.com", "mail/b@example.com", "mailbox")
    for route in ("mail/a@example.com", "mail/b@example.com", "mailbox"):
        ledger.disable(route, why="by hand", now=NOW)
    for each in ids:
        assert ledger.claim_delivery(each, now=NOW, hold=HOLD) is None
    assert ledger.enable("mail", now=NOW) == ids[:2]
    found = [ledger.delivery(each) for each in ids]
    assert [d.due_at for d in found if d] == [NOW, NOW, PARKED]
    assert [e.route for e in ledger.endpoints()] == ["mailbox"]


@pytest.mark.parametrize(("died", "comes_back"), [(-1, False), (1, True)])
def test_what_died_since_a_receiver_fails_comes_back_with_it(
    ledger: Ledger, *, died: int, comes_back: bool
) -> None:
    (one,) = told(ledger, "hook")
    at = NOW + timedelta(hours=died)
    ledger.claim_delivery(one, now=NOW, hold=HOLD)
    ledger.settle(one, attempt=an_attempt(one), state=DeliveryState.DEAD, due_at=None, now=at)
    off = Endpoint(route="hook", failures=1, failing_since=NOW, disabled_at=NOW)
    ledger.note_endpoint("hook", lambda _: off, nobody)
    assert ledger.enable("hook", now=NOW) == ([one] if comes_back else [])


def test_a_story_is_found_again_at_its_receiver(ledger: Ledger) -> None:
    (one,) = told(ledger, "bot")
    claim = ledger.claim_delivery(one, now=NOW, hold=HOLD)
    assert claim is not None
    assert ledger.thread(claim) is None, "nothing came before it"
    ledger.settle(
        one, attempt=an_attempt(one), state=DeliveryState.DELIVERED, due_at=None,
        now=NOW, receipt="C1:1700000000.000001",
    )  # fmt: skip
    second = a_filing(2)
    ledger.record([second], now=NOW)
    alert = an_alert(second.id, id=AlertId("alert_second"), supersedes=claim.alert.id)
    delivery = a_delivery(alert, "bot", id=DeliveryId("dlv_second"), due_at=NOW)
    outcome = ReadOutcome(state="read", alerts=(alert,), deliveries=(delivery,))
    ledger.commit(second.id, outcome=outcome, now=NOW)
    follows = ledger.claim_delivery(delivery.id, now=NOW, hold=HOLD)
    assert follows is not None
    found = ledger.thread(follows)
    assert found is not None
    assert (found.receipt, found.first.alert.id) == ("C1:1700000000.000001", claim.alert.id)


def test_what_waits_for_its_own_hour_is_not_sent_early_because_its_receiver_is_enabled(
    ledger: Ledger,
) -> None:
    put_off, gathering = told(ledger, "hook", "hook/later")
    back, evening = NOW + timedelta(minutes=5), NOW + timedelta(hours=6)
    ledger.postpone_delivery(gathering, due_at=evening, now=NOW)
    for route in ("hook", "hook/later"):
        ledger.note_endpoint(
            route,
            lambda old: replace(old, failures=3, failing_since=NOW, paused_until=back),
            nobody,
        )
    assert ledger.claim_delivery(put_off, now=NOW, hold=HOLD) is None
    assert ledger.enable("hook", now=NOW) == [put_off]
    found = ledger.delivery(gathering)
    assert found is not None
    assert found.due_at == evening
