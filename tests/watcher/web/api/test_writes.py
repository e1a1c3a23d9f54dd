"""Writes need the operator's secret, happen once per key, and stand in the audit."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from watcher.ledger import Ledger
from watcher.ledger.lists import ANSWER_CLAIM, ANSWERS_KEPT
from watcher.model import Alert, DeliveryState
from watcher.ops.clock import utc_now

V1 = "/api/v1"
SILENCE = {
    "until": f"{utc_now() + timedelta(days=9):%Y-%m-%dT00:00:00Z}", "reason": "known",
    "issuer": "kingsoft-cloud",
}  # fmt: skip


def states(ledger: Ledger) -> set[DeliveryState]:
    return {delivery.state for delivery in ledger.deliveries()}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/resend"), ("POST", "/deliveries/x/retry"), ("POST", "/filings/x/reread"),
        ("POST", "/silences"), ("DELETE", "/silences/x"),
    ],
)  # fmt: skip
def test_nobody_writes_without_the_operators_secret(
    client: TestClient, method: str, path: str
) -> None:
    answer = client.request(method, V1 + path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_dead_delivery_is_sent_again_and_the_audit_says_by_whom(
    operator: TestClient, ledger: Ledger, dead: str
) -> None:
    answer = operator.post(f"{V1}/deliveries/{dead}/retry")
    assert answer.json() == {"deliveries": [dead], "dry_run": False}
    assert states(ledger) == {DeliveryState.PENDING}
    (note,) = ledger.audits()
    assert (note.action, note.subject) == ("api retry", dead)
    assert note.who.startswith("token from")


def test_a_delivery_that_is_at_work_is_not_sent_again(
    operator: TestClient, ledger: Ledger, told: Alert
) -> None:
    (delivery,) = ledger.deliveries()
    now = utc_now()
    assert ledger.claim_delivery(delivery.id, now=now, hold=timedelta(hours=1)) is not None
    headers = {"Idempotency-Key": "k-1"}
    answer = operator.post(f"{V1}/deliveries/{delivery.id}/retry", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert "being sent right now" in answer.json()["detail"]
    assert ledger.audits() == []


def test_a_dry_run_of_resend_changes_nothing(
    operator: TestClient, ledger: Ledger, dead: str, told: Alert
) -> None:
    body = {"alert_id": told.id, "dry_run": True}
    assert operator.post(f"{V1}/resend", json=body).json()["deliveries"] == [dead]
    assert states(ledger) == {DeliveryState.DEAD}


def test_alerts_of_a_span_are_sent_again(operator: TestClient, dead: str) -> None:
    span = {"since": "2026-03-25T10:30:00+01:00", "until": "2026-03-25T09:31:00Z"}
    assert operator.post(f"{V1}/resend", json=span).json()["deliveries"] == [dead]
    later = {"since": "2026-03-25T09:30:01Z"}
    assert operator.post(f"{V1}/resend", json=later).json()["deliveries"] == []


def test_a_write_repeated_under_its_key_is_answered_the_same_and_done_once(
    operator: TestClient, ledger: Ledger, dead: str
) -> None:
    headers = {"Idempotency-Key": "k-1"}
    first = operator.post(f"{V1}/deliveries/{dead}/retry", headers=headers)
    again = operator.post(f"{V1}/deliveries/{dead}/retry", headers=headers)
    assert again.json() == first.json()
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert len(ledger.audits()) == 1


def test_a_key_of_another_request_is_refused(operator: TestClient, dead: str, told: Alert) -> None:
    headers = {"Idempotency-Key": "k-1"}
    operator.post(f"{V1}/deliveries/{dead}/retry", headers=headers)
    other = operator.post(f"{V1}/filings/{told.filing_id}/reread", headers=headers)
    assert (other.status_code, "Idempotency-Key" in other.text) == (422, True)


def test_a_write_that_failed_may_be_repeated_under_its_key(
    operator: TestClient, ledger: Ledger, dead: str
) -> None:
    headers = {"Idempotency-Key": "k-1"}
    assert operator.post(f"{V1}/deliveries/nothing/retry", headers=headers).status_code == 404
    assert operator.post(f"{V1}/deliveries/{dead}/retry", headers=headers).status_code == 200


def test_two_at_once_are_one_write(operator: TestClient, ledger: Ledger, dead: str) -> None:
    said, now = f"POST {V1}/deliveries/{dead}/retry ", utc_now()
    assert ledger.claim_answer("k-1", who="me", request=said, now=now) is None
    answer = operator.post(f"{V1}/deliveries/{dead}/retry", headers={"Idempotency-Key": "k-1"})
    assert answer.status_code == 409
    assert states(ledger) == {DeliveryState.DEAD}


def test_a_key_of_a_process_that_died_is_free_after_a_while(ledger: Ledger) -> None:
    now = utc_now()
    for at, free in ((now, True), (now + ANSWER_CLAIM / 2, False), (now + ANSWER_CLAIM, True)):
        claimed = ledger.claim_answer("k-1", who="me", request="POST /x", now=at)
        assert (claimed is None) is free


def test_answers_are_kept_for_a_day(ledger: Ledger) -> None:
    now = utc_now()
    ledger.claim_answer("k-1", who="me", request="POST /x", now=now)
    ledger.keep_answer("k-1", status=200, body="{}")
    late = now + ANSWERS_KEPT
    kept = ledger.claim_answer("k-1", who="me", request="POST /x", now=late - timedelta(seconds=1))
    assert kept is not None
    assert kept.status == 200
    assert ledger.claim_answer("k-1", who="me", request="POST /x", now=late) is None


def test_a_filing_is_read_again(operator: TestClient, ledger: Ledger, told: Alert) -> None:
    answer = operator.post(f"{V1}/filings/{told.filing_id}/reread")
    assert answer.json() == {"filing_id": told.filing_id}
    row = ledger.filing(told.filing_id)
    assert row is not None
    assert row.state == "new"


def test_a_silence_is_made_listed_and_ended(operator: TestClient, ledger: Ledger) -> None:
    made = operator.post(f"{V1}/silences", json=SILENCE).json()
    assert operator.get(f"{V1}/silences").json() == {"items": [made], "next": None}
    assert ledger.silences()[0].issuer == "kingsoft-cloud"
    assert operator.delete(f"{V1}/silences/{made['id']}").json() == {"removed": made["id"]}
    assert operator.delete(f"{V1}/silences/{made['id']}").status_code == 404
    assert operator.get(f"{V1}/silences").json()["items"] == []


def test_the_same_silence_again_moves_its_end(operator: TestClient, ledger: Ledger) -> None:
    later = {**SILENCE, "until": f"{utc_now() + timedelta(days=20):%Y-%m-%dT00:00:00Z}"}
    first, second = (operator.post(f"{V1}/silences", json=b).json() for b in (SILENCE, later))
    assert (first["id"], first["until"] < second["until"]) == (second["id"], True)
    assert len(ledger.silences()) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/resend", {}),
        ("/resend", {"alert_id": "a", "since": "2026-01-01T00:00:00Z"}),
        ("/resend", {"since": "2026-01-01T00:00:00"}),
        ("/resend", {"alert_id": "a", "to": "hook"}),
        ("/silences", {"until": SILENCE["until"], "reason": "x"}),
        ("/silences", {"until": SILENCE["until"], "reason": "x", "subscription": "all"}),
        ("/silences", {**SILENCE, "type": "result"}),
        ("/silences", {**SILENCE, "subscription": "nope"}),
        ("/silences", {**SILENCE, "until": "2099-01-01T00:00:00Z"}),
        ("/silences", {**SILENCE, "until": "2026-01-01T00:00:00Z"}),
        ("/silences", {**SILENCE, "until": "9999-12-31T23:59:00-10:00"}),
        ("/resend", {"since": "0001-01-01T00:00:00+10:00"}),
        ("/silences", {**SILENCE, "reason": "a\x00b"}),
    ],
)
def test_a_wrong_body_is_refused(operator: TestClient, path: str, body: dict[str, str]) -> None:
    assert operator.post(V1 + path, json=body).status_code == 422


def test_alerts_are_sent_again_to_a_channel_that_there_is(
    operator: TestClient, ledger: Ledger, told: Alert
) -> None:
    (delivery,) = ledger.deliveries()
    known = operator.post(f"{V1}/resend", json={"alert_id": told.id, "channel": delivery.channel})
    assert known.json()["deliveries"] == [delivery.id]
    wrong = operator.post(f"{V1}/resend", json={"alert_id": told.id, "channel": "nope"})
    assert (wrong.status_code, "no channel 'nope'" in wrong.text) == (422, True)


def test_a_body_without_a_choice_is_told_what_to_give(operator: TestClient) -> None:
    answer = operator.post(f"{V1}/resend", json={})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "give alert_id, or since (with until if you like)"
