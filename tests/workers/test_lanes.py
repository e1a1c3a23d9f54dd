"""The deliveries of one job, side by side: in groups, and each with an outcome of its own."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer, Request
from tests.support.telling import an_event, an_issuer
from tests.support.wait import wait_for
from tests.workers.test_story_threads import HOLD, Story
from watcher.errors import LedgerBusy
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.model import DeliveryId, Reason
from watcher.net.post import GuardedPost
from watcher.net.reply import Reply
from watcher.settings import Net
from watcher.settings import Retry as RetrySettings
from watcher.subscriptions import ChannelBlock, Telling
from watcher.sweep import DELIVERY_LANES
from workers.deliver import Sender, crashed
from workers.lanes import MOST_ALONE, deliver_all

HOOKS = 20
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    yield opened
    opened.close()


def hook(number: int, url: str) -> ChannelBlock:
    return ChannelBlock(
        name=f"hook-{number}", module="workers.channels.webhook",
        options={"url": f"{url}/{number}", "secret": SECRET, "timeout_seconds": 30},
    )  # fmt: skip


@pytest.fixture
def sender(ledger: Ledger, clock: Clock, http_server: HttpServer) -> Sender:
    blocks = [hook(number, http_server.url) for number in range(HOOKS)]
    return Sender(
        ledger=ledger, issuers=Issuers.of([an_issuer()]),
        telling=Telling((), {block.name: block for block in blocks}), retry=RetrySettings(),
        post=GuardedPost(Net(allow_private=True)), hold=HOLD, clock=clock, draw=lambda: 0.5,
    )  # fmt: skip


def due(sender: Sender, clock: Clock, events: int = 1) -> list[DeliveryId]:
    """The leased deliveries of a filing for each event, to every hook."""
    story = Story(sender, clock)
    for number in range(1, events + 1):
        story.announce(an_event(number, dedup_key=f"fact|{number}"), *sender.telling.channels)
    return sender.ledger.lease_deliveries(now=clock.now, limit=1000, hold=HOLD)


def states(sender: Sender) -> dict[str, int]:
    return dict(sender.ledger.summary().deliveries)


def test_every_receiver_gets_its_message_once(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    ids = due(sender, clock, events=2)
    deliver_all(ids, sender)
    assert states(sender) == {"delivered": 2 * HOOKS}
    asked = Counter(
        (request.path, request.headers["webhook-id"]) for request in http_server.requests
    )
    assert len(asked) == 2 * HOOKS
    assert set(asked.values()) == {1}
    bodies = {request.body for request in http_server.requests}
    assert len(bodies) == 2, "one message for all receivers of an alert"
    deliver_all(ids, sender)
    assert len(http_server.requests) == 2 * HOOKS, "a second ring sends nothing"


def test_each_message_has_an_outcome_and_a_row_of_its_own(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    answers = {"/0": Answer(503), "/1": Answer(410), "/2": Answer(drop=True)}
    http_server.answer = lambda request: answers.get(request.path, Answer(204))
    ids = due(sender, clock)
    deliver_all(ids, sender)
    assert states(sender) == {"delivered": HOOKS - 3, "pending": 2, "dead": 1}
    by_route = {
        each.channel: sender.ledger.attempts(each.id)[0]
        for each in sender.ledger.deliveries_of(ids)
    }
    assert [by_route[f"hook-{n}"].reason for n in range(4)] == [
        Reason.SERVER_ERROR, Reason.GONE, Reason.CONNECTION, Reason.OK,
    ]  # fmt: skip
    assert {each.route for each in sender.ledger.endpoints()} == {"hook-0", "hook-1", "hook-2"}


def test_a_success_ends_what_is_remembered_of_failures(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: Answer(503)
    deliver_all(due(sender, clock), sender)
    assert len(sender.ledger.endpoints()) == HOOKS
    http_server.answer = lambda _: Answer(204)
    clock.move(minutes=2)
    for _ in range(2):
        deliver_all(sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD), sender)
    assert states(sender) == {"delivered": HOOKS}
    assert sender.ledger.endpoints() == []


def test_more_retries_than_a_job_has_time_for_ring_again(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: Answer(503)
    deliver_all(due(sender, clock), sender)
    http_server.answer = lambda _: Answer(204)
    clock.move(minutes=2)
    assert HOOKS > MOST_ALONE
    for left in (HOOKS - MOST_ALONE, 0):
        deliver_all(sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD), sender)
        assert states(sender).get("pending", 0) == left


def test_a_slow_receiver_holds_up_one_lane(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    free = threading.Event()

    def answer(request: Request) -> Answer:
        if request.path == "/3":
            free.wait(29)
        return Answer(204)

    http_server.answer = answer
    ids = due(sender, clock)
    job = threading.Thread(target=deliver_all, args=(ids, sender))
    job.start()
    wait_for(lambda: len(http_server.requests) == HOOKS, seconds=20, what="all requests")
    (slow,) = [d.id for d in sender.ledger.deliveries_of(ids) if d.channel == "hook-3"]
    wait_for(lambda: states(sender).get("delivered") == HOOKS - 1, seconds=25, what="the others")
    assert sender.ledger.attempts(slow) == []
    free.set()
    job.join(timeout=30)
    assert states(sender) == {"delivered": HOOKS}


class CrashError(Exception):
    pass


def test_an_unexpected_error_is_an_attempt_and_costs_the_others_nothing(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    def crashing(url: str, headers: Mapping[str, str], body: bytes, *, timeout: timedelta) -> Reply:
        if url.endswith("/5"):
            raise CrashError(url)
        return sender.post(url, headers, body, timeout=timeout)

    ids = due(sender, clock)
    with pytest.raises(CrashError):
        deliver_all(ids, replace(sender, post=crashing))
    assert states(sender) == {"delivered": HOOKS - 1, "pending": 1}
    (crashed,) = [d for d in sender.ledger.deliveries_of(ids) if d.channel == "hook-5"]
    (kept,) = sender.ledger.attempts(crashed.id)
    assert (kept.outcome, kept.reason, kept.excerpt) == ("retry", Reason.CRASH, "CrashError")


def test_a_ledger_that_is_busy_for_a_moment_loses_no_outcome(
    sender: Sender, clock: Clock, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, asked = Ledger.settle_all, Counter[str]()

    def busy_once(*arguments: object, **named: object) -> list[DeliveryId]:
        asked["times"] += 1
        if asked["times"] == 1:
            raise LedgerBusy("locked; tried again later")
        return settle(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "settle_all", busy_once)
    ids = due(sender, clock)
    with pytest.raises(LedgerBusy):
        deliver_all(ids, sender)
    sent = len(http_server.requests)
    assert states(sender).get("delivered") == sent > 0, "what was sent is kept"
    deliver_all(ids, sender)
    assert len(http_server.requests) == HOOKS


def test_who_is_killed_before_the_settlement_sends_the_same_messages_again(
    sender: Sender, clock: Clock, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = due(sender, clock)
    sender.ledger.close()
    child = os.fork()
    if child == 0:
        monkeypatch.setattr("workers.lanes.keep", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        sender.ledger.dispose_after_fork()
        deliver_all(ids, sender)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    before = Counter(request.path for request in http_server.requests)
    assert states(sender) == {"pending": HOOKS}
    clock.move(minutes=2)
    again = sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD)
    assert sorted(again) == sorted(ids)
    deliver_all(again, sender)
    deliver_all(sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD), sender)
    assert states(sender) == {"delivered": HOOKS}
    after = Counter(request.path for request in http_server.requests)
    assert after == before + Counter({f"/{n}": 1 for n in range(HOOKS)})
    assert len({request.headers["webhook-id"] for request in http_server.requests}) == 1
    assert len({json.dumps(json.loads(r.body)) for r in http_server.requests}) == 1


def test_a_retry_that_was_not_begun_when_its_work_horse_was_killed_waits_no_further_step(
    sender: Sender, clock: Clock, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: Answer(503)
    deliver_all(due(sender, clock), sender)
    clock.move(minutes=2)
    begun, *waiting = sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD)
    assert sender.ledger.claim_delivery(begun, now=clock.now, hold=HOLD)
    for each in (begun, *waiting):
        crashed(each, sender, "ended by SIGKILL")
    again = sender.ledger.lease_deliveries(now=clock.now, limit=99, hold=HOLD)
    assert sorted(again) == sorted(waiting)
    assert {len(sender.ledger.attempts(each)) for each in waiting} == {1}
    assert [attempt.reason for attempt in sender.ledger.attempts(begun)] == [
        Reason.SERVER_ERROR, Reason.CRASH,
    ]  # fmt: skip


def test_a_group_costs_the_ledger_a_few_transactions(
    sender: Sender, clock: Clock, http_server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.lanes.TICK", 20)
    ids, begun = due(sender, clock), Counter[str]()
    engine = sender.ledger._store.engine
    event.listen(engine, "begin", lambda _: begun.update(transactions=1))
    deliver_all(ids, sender)
    waves = -(-HOOKS // DELIVERY_LANES)
    look, beside = 1, 4
    assert begun["transactions"] <= look + beside + waves * 3
