from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer
from tests.support.sending import HOLD, LINK_KEY, SECRET, announce, state_of
from tests.support.smtp import SmtpServer
from tests.support.telling import a_filing, an_event
from watcher.ledger.rows import ReadOutcome
from watcher.model import (
    DeliveryId,
    DeliveryState,
    Reason,
    Rejected,
    Retry,
    Sent,
    hkex_filing_id,
)
from watcher.net.reply import Reply
from watcher.settings import Net, Settings
from watcher.settings import Retry as RetrySettings
from watcher.unsubscribe import route_of
from workers.deliver import Sender, crashed, deliver_one, send_test


def test_a_delivery_is_rendered_sent_and_kept_as_an_attempt(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    (delivery,) = announce(sender, "hook")
    assert deliver_one(delivery, sender) == Sent(status=200)
    body = json.loads(http_server.requests[0].body)
    assert body["data"]["issuer"]["key"] == "north-harbour"
    assert body["data"]["quality_flags"] == [
        {"code": "ISSUER_NAME_MISMATCH", "detail": "spelt Harbor"}
    ]
    assert state_of(sender, delivery).state is DeliveryState.DELIVERED
    assert state_of(sender, delivery).done_at == clock.now
    (attempt,) = sender.ledger.attempts(delivery)
    assert (attempt.number, attempt.outcome, attempt.reason) == (1, "sent", Reason.OK)
    assert (attempt.status, attempt.started_at) == (200, clock.now)


def test_a_message_says_what_of_its_filing_another_filing_told_before(
    sender: Sender, smtp_server: SmtpServer
) -> None:
    ledger, now = sender.ledger, sender.clock()
    first, known = a_filing(id=hkex_filing_id("19900101"), source="hkexnews"), an_event(8)
    ledger.record([first], now=now)
    ledger.claim_filing(first.id, now=now, hold=HOLD)
    outcome = ReadOutcome(state="read", issuer_key="north-harbour", events=(known,))
    assert ledger.commit(first.id, outcome=outcome, now=now)
    repeat = an_event(9, dedup_key=known.dedup_key, relation="same")
    (delivery,) = announce(sender, "mail/a@example.com", beside=(repeat,))
    assert isinstance(deliver_one(delivery, sender), Sent)
    (mail,) = smtp_server.mails
    words = mail.message.get_body(("plain",))
    assert words is not None
    assert "Told before: board change (hkex:19900101)" in words.get_content()


def test_a_second_ring_for_the_same_delivery_sends_nothing(
    sender: Sender, http_server: HttpServer
) -> None:
    (delivery,) = announce(sender, "hook")
    deliver_one(delivery, sender)
    assert deliver_one(delivery, sender) is None
    assert len(http_server.requests) == 1


def test_a_failure_waits_by_the_schedule_and_then_goes_through_with_the_same_id(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(500, b"broken")
    (delivery,) = announce(sender, "hook")
    assert isinstance(deliver_one(delivery, sender), Retry)
    waiting = state_of(sender, delivery)
    assert waiting.state is DeliveryState.PENDING
    assert waiting.due_at == clock.now + timedelta(seconds=5)
    assert deliver_one(delivery, sender) is None, "not due yet"
    http_server.answer = lambda _: Answer(204)
    clock.move(seconds=5)
    assert deliver_one(delivery, sender) == Sent(status=204)
    assert [a.outcome for a in sender.ledger.attempts(delivery)] == ["retry", "sent"]
    first, second = http_server.requests
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.body == second.body


def test_retry_after_moves_the_next_attempt(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(429, b"", {"retry-after": "60"})
    (delivery,) = announce(sender, "hook")
    deliver_one(delivery, sender)
    wait = state_of(sender, delivery).due_at - clock.now
    assert timedelta(seconds=60) <= wait <= timedelta(seconds=72)


def test_after_the_last_attempt_a_delivery_is_dead_and_can_be_sent_again(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(503)
    sender = replace(sender, retry=RetrySettings(disable_hours=1000))
    (delivery,) = announce(sender, "hook")
    for _ in range(10):
        assert deliver_one(delivery, sender) is not None
        clock.move(hours=25)
    assert state_of(sender, delivery).state is DeliveryState.DEAD
    assert deliver_one(delivery, sender) is None
    http_server.answer = lambda _: Answer(200)
    alert_id = state_of(sender, delivery).alert_id
    assert sender.ledger.resend(alert_id=alert_id, now=clock.now) == [delivery]
    assert deliver_one(delivery, sender) == Sent(status=200)
    assert len({r.headers["webhook-id"] for r in http_server.requests}) == 1


def test_a_worker_that_dies_each_time_ends_as_dead_with_the_reason(
    sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    (delivery,) = announce(sender, "hook")
    for _ in range(10):  # claimed, and never heard of again
        assert sender.ledger.claim_delivery(delivery, now=clock.now, hold=HOLD)
        clock.move(hours=1)
    assert deliver_one(delivery, sender) == Rejected(
        reason=Reason.CRASH, detail="its worker died on every attempt"
    )
    assert state_of(sender, delivery).state is DeliveryState.DEAD
    assert http_server.requests == []


def test_a_killed_work_horse_is_an_attempt_that_waits_its_turn(
    sender: Sender, clock: Clock
) -> None:
    (delivery,) = announce(sender, "hook")
    crashed(delivery, sender, "ended by SIGKILL")
    assert sender.ledger.attempts(delivery) == [], "nobody had claimed it"
    sender.ledger.claim_delivery(delivery, now=clock.now, hold=HOLD)
    crashed(delivery, sender, "ended by SIGKILL")
    (attempt,) = sender.ledger.attempts(delivery)
    assert (attempt.number, attempt.outcome, attempt.reason) == (1, "retry", Reason.CRASH)
    assert attempt.excerpt == "ended by SIGKILL"
    waiting = state_of(sender, delivery)
    assert (waiting.state, waiting.held_until) == (DeliveryState.PENDING, None)
    assert waiting.due_at == clock.now + timedelta(seconds=5)


def test_gone_is_dead_at_once(sender: Sender, http_server: HttpServer) -> None:
    http_server.answer = lambda _: Answer(410)
    (delivery,) = announce(sender, "hook")
    assert isinstance(deliver_one(delivery, sender), Rejected)
    assert state_of(sender, delivery).state is DeliveryState.DEAD


def test_a_retry_reaches_only_the_readers_who_did_not_get_it(
    sender: Sender, smtp_server: SmtpServer, clock: Clock
) -> None:
    smtp_server.recipient_answers = {"b@example.com": "451 later"}
    routes = sender.telling.channels["mail"].routes
    first, second = announce(sender, *routes)
    assert isinstance(deliver_one(first, sender), Sent)
    assert isinstance(deliver_one(second, sender), Retry)
    smtp_server.recipient_answers = {}
    clock.move(seconds=5)
    assert deliver_one(first, sender) is None
    assert isinstance(deliver_one(second, sender), Sent)
    assert [m.recipients for m in smtp_server.mails] == [("a@example.com",), ("b@example.com",)]


def test_one_dead_channel_does_not_keep_the_others_from_hearing(
    sender: Sender, http_server: HttpServer, tmp_path: Path
) -> None:
    http_server.answer = lambda _: Answer(drop=True)
    hook, journal = announce(sender, "hook", "journal")
    assert isinstance(deliver_one(hook, sender), Retry)
    assert deliver_one(journal, sender) == Sent()
    assert len((tmp_path / "alerts.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ("gone", "channels.gone: gone or not enabled"),
        ("off", "channels.off: gone or not enabled"),
        ("wrong", "channels.wrong.secret"),
        ("mail/former@example.com", "channels.mail.to: former@example.com is no longer in it"),
    ],
)
def test_a_channel_that_cannot_be_opened_rejects_with_the_place(
    sender: Sender, route: str, said: str
) -> None:
    (delivery,) = announce(sender, route)
    outcome = deliver_one(delivery, sender)
    assert isinstance(outcome, Rejected)
    assert outcome.reason is Reason.CONFIG
    assert said in outcome.detail
    assert state_of(sender, delivery).state is DeliveryState.DEAD


class CrashError(Exception):
    pass


def crashing(url: str, headers: Any, body: bytes, *, timeout: timedelta) -> Reply:
    raise CrashError(f"{url} within {timeout}")


def test_a_crash_is_an_attempt_and_is_raised(sender: Sender, clock: Clock) -> None:
    (delivery,) = announce(sender, "hook")
    broken = Sender(
        ledger=sender.ledger, issuers=sender.issuers, telling=sender.telling, hold=HOLD,
        retry=sender.retry, post=crashing, clock=clock, draw=lambda: 0.5,
    )  # fmt: skip
    with pytest.raises(CrashError):
        deliver_one(delivery, broken)
    (attempt,) = sender.ledger.attempts(delivery)
    assert (attempt.outcome, attempt.reason) == ("retry", Reason.CRASH)
    assert attempt.excerpt == "CrashError", "the words of an error may hold a secret"
    assert state_of(sender, delivery).due_at == clock.now + timedelta(seconds=5)


def test_nothing_secret_is_written_to_the_ledger(sender: Sender, http_server: HttpServer) -> None:
    http_server.answer = lambda r: Answer(
        400, f"bad: {SECRET} {http_server.url}{r.target}".encode()
    )
    (delivery,) = announce(sender, "hook")
    deliver_one(delivery, sender)
    (attempt,) = sender.ledger.attempts(delivery)
    assert "bad" in attempt.excerpt
    assert SECRET.removeprefix("whsec_") not in attempt.excerpt
    assert http_server.url + "/hook" not in attempt.excerpt
    assert len(attempt.excerpt) <= 500


def test_an_unknown_delivery_is_nothing_to_do(sender: Sender) -> None:
    assert deliver_one(DeliveryId("dlv_unknown"), sender) is None


def test_a_test_message_says_that_it_is_one(sender: Sender, http_server: HttpServer) -> None:
    options = Settings(net=Net(allow_private=True))
    ok, said = send_test(sender.telling.channels["hook"], options)
    assert (ok, said) == (True, "hook: sent")
    assert "a test message" in json.loads(http_server.requests[0].body)["data"]["headline"]


def test_a_test_message_that_fails_says_why_for_each_address(
    sender: Sender, smtp_server: SmtpServer
) -> None:
    smtp_server.recipient_answers = {"b@example.com": "550 no such user"}
    ok, said = send_test(sender.telling.channels["mail"], Settings())
    assert not ok
    assert said == (
        "a@example.com: sent; b@example.com: rejected (bad_recipient) 127.0.0.1: 550 no such user"
    )


def test_resending_a_channel_takes_each_of_its_addresses(
    sender: Sender, smtp_server: SmtpServer, clock: Clock
) -> None:
    deliveries = announce(sender, *sender.telling.channels["mail"].routes, "journal")
    for delivery in deliveries:
        deliver_one(delivery, sender)
    again = sender.ledger.resend(since=clock.now, channel="mail", now=clock.now)
    assert sorted(again) == sorted(deliveries[:2])


def test_a_mail_carries_the_link_of_its_own_address(
    sender: Sender, smtp_server: SmtpServer
) -> None:
    public = replace(sender, public_url="https://watch.test", link_key=LINK_KEY)
    for delivery in announce(public, "mail/a@example.com", "mail/b@example.com"):
        assert isinstance(deliver_one(delivery, public), Sent)
    for mail in smtp_server.mails:
        (address,) = mail.recipients
        place = mail.message["List-Unsubscribe"].strip("<>")
        assert place.startswith("https://watch.test/unsubscribe/")
        assert route_of(place.rpartition("/")[2], LINK_KEY) == f"mail/{address}"
        assert mail.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_opts_out_while_a_delivery_waits_gets_no_mail_and_others_do(
    sender: Sender, smtp_server: SmtpServer
) -> None:
    first, second = announce(sender, "mail/a@example.com", "mail/b@example.com")
    sender.ledger.opt_out("mail/a@example.com", who="reader", now=sender.clock())
    refused = deliver_one(first, sender)
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.GONE
    assert state_of(sender, first).state is DeliveryState.DEAD
    assert isinstance(deliver_one(second, sender), Sent)
    assert len(smtp_server.mails) == 1
