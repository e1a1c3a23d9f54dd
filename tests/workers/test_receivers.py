"""Receivers that fail: others wait with them, they are switched off, nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
import redis

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer
from tests.support.telling import an_event, an_issuer
from tests.workers.test_story_threads import HOLD, Story
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.ledger.claims import PARKED
from watcher.model import DeliveryId, DeliveryState, Endpoint, Reason, Rejected, Retry, Sent
from watcher.net.limiter import Limiter
from watcher.net.post import GuardedPost
from watcher.settings import Net
from watcher.settings import Retry as RetrySettings
from watcher.subscriptions import ChannelBlock, Telling
from workers.deliver import Sender, deliver_one
from workers.health import warning
from workers.retry import next_health

SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"
HOOK = "/services/T00000000/B11111111/abcdefghijklmnopqrstuvwx"
SLOW = 0.01
"""A message in 100 seconds: whoever comes second waits longer than a job does."""

SCHEMA = json.loads(Path("docs/schema/warning.json").read_text(encoding="utf-8"))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def journal(tmp_path: Path) -> Callable[[], list[dict[str, object]]]:
    path = tmp_path / "journal.jsonl"
    return lambda: [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def sender(ledger: Ledger, clock: Clock, http_server: HttpServer, tmp_path: Path) -> Sender:
    blocks = [
        ChannelBlock(
            name="hook", module="workers.channels.webhook", warn=("journal", "hook"),
            options={"url": f"{http_server.url}/hook", "secret": SECRET, "timeout_seconds": 5},
        ),
        ChannelBlock(
            name="slack", module="workers.channels.slack",
            options={"url": http_server.url + HOOK, "hosts": ["127.0.0.1"],
                     "per_second": SLOW},
        ),
        ChannelBlock(
            name="journal", module="workers.channels.file",
            options={"path": str(tmp_path / "journal.jsonl")},
        ),
    ]  # fmt: skip
    return Sender(
        ledger=ledger, issuers=Issuers.of([an_issuer()]),
        telling=Telling((), {block.name: block for block in blocks}), retry=RetrySettings(),
        post=GuardedPost(Net(allow_private=True)), hold=HOLD, clock=clock, draw=lambda: 0.5,
    )  # fmt: skip


@pytest.fixture
def story(sender: Sender, clock: Clock) -> Story:
    return Story(sender, clock)


def run_due(sender: Sender) -> list[DeliveryId]:
    """What a sweep and a worker do with all that is due now."""
    ids = sender.ledger.lease_deliveries(now=sender.clock(), limit=100, hold=HOLD)
    for each in ids:
        deliver_one(each, sender)
    return ids


def states(sender: Sender) -> list[str]:
    return sorted(d.state.value for d in sender.ledger.deliveries())


def endpoint(sender: Sender, route: str = "hook") -> Endpoint:
    found = sender.ledger.endpoint(route)
    assert found is not None
    return found


def test_after_three_failures_in_a_row_everything_for_the_receiver_waits(
    story: Story, sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(503)
    for number in (1, 2, 3):
        story.tell(an_event(number, dedup_key=f"fact|{number}"), "hook")
    asked = len(http_server.requests)
    paused = endpoint(sender).paused_until
    assert paused is not None
    assert clock.now < paused <= clock.now + timedelta(seconds=6)
    story.clock = Clock(now=clock.now - timedelta(hours=1))  # the next filing comes right now
    assert story.tell(an_event(4, dedup_key="fact|4"), "hook") == [None]
    assert len(http_server.requests) == asked
    waiting = sender.ledger.delivery(story.deliveries[0])
    assert waiting is not None
    assert (waiting.attempts, waiting.due_at) == (0, paused)


def test_the_first_success_ends_the_wait(
    story: Story, sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(503)
    for number in (1, 2, 3):
        story.tell(an_event(number, dedup_key=f"fact|{number}"), "hook")
    http_server.answer = lambda _: Answer(204)
    clock.move(hours=1)
    run_due(sender)
    assert sender.ledger.endpoint("hook") is None
    assert states(sender) == ["delivered"] * 3


def test_a_receiver_that_asks_for_time_gets_it_from_all_deliveries(
    story: Story, sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(429, b"", {"retry-after": "90"})
    story.tell(an_event(1), "hook")
    paused = endpoint(sender).paused_until
    assert paused is not None
    assert paused >= clock.now + timedelta(seconds=89)


def test_what_is_wrong_with_one_message_says_nothing_about_its_receiver(
    story: Story, sender: Sender, http_server: HttpServer
) -> None:
    http_server.answer = lambda _: Answer(400)
    story.tell(an_event(1), "hook")
    assert sender.ledger.endpoint("hook") is None


def test_a_receiver_that_fails_for_a_day_is_switched_off_and_nothing_is_lost(
    story: Story,
    sender: Sender,
    http_server: HttpServer,
    clock: Clock,
    journal: Callable[[], list[dict[str, object]]],
) -> None:
    http_server.answer = lambda _: Answer(500)
    for number in range(1, 31):
        story.tell(an_event(number, dedup_key=f"fact|{number}"), "hook")
        run_due(sender)
    assert endpoint(sender).disabled_at is not None
    asked = len(http_server.requests)
    for _ in range(5):
        clock.move(hours=30)
        run_due(sender)
    assert len(http_server.requests) == asked, "nothing goes to what is switched off"
    assert set(states(sender)) == {"pending", "delivered"}, "the warning was delivered"
    (body,) = journal()
    jsonschema.validate(body, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert "channel hook is switched off" in json.dumps(body)
    http_server.answer = lambda _: Answer(204)
    assert len(sender.ledger.enable("hook", now=clock.now)) == 30
    run_due(sender)
    assert set(states(sender)) == {"delivered"}
    got = {request.headers["webhook-id"] for request in http_server.requests[asked:]}
    assert got == {alert.id for alert in story.told}


def test_a_receiver_that_is_gone_is_switched_off_at_once_and_its_alert_can_come_back(
    story: Story, sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(410)
    (outcome,) = story.tell(an_event(1), "hook")
    assert isinstance(outcome, Rejected)
    assert endpoint(sender).disabled_at == clock.now
    assert story.tell(an_event(2, dedup_key="fact|2"), "hook") == [None]
    parked = sender.ledger.delivery(story.deliveries[0])
    assert parked is not None
    assert parked.due_at == PARKED
    http_server.answer = lambda _: Answer(200)
    assert len(sender.ledger.enable("hook", now=clock.now, dry_run=True)) == 2
    assert endpoint(sender).disabled_at is not None, "a dry run changes nothing"
    sender.ledger.enable("hook", now=clock.now)
    run_due(sender)
    told = [d for d in sender.ledger.deliveries() if d.channel == "hook"]
    assert {d.state for d in told} == {DeliveryState.DELIVERED}


def test_a_warning_goes_to_those_named_but_not_to_the_one_it_is_about(
    story: Story, sender: Sender, clock: Clock
) -> None:
    story.tell(an_event(1), "journal")
    row = sender.ledger.alerts(limit=1)[0]
    claim = sender.ledger.claim_delivery(story.deliveries[0], now=clock.now, hold=HOLD)
    assert claim is None
    sender.ledger.resend(alert_id=row.alert.id, now=clock.now)
    claim = sender.ledger.claim_delivery(story.deliveries[0], now=clock.now, hold=HOLD)
    assert claim is not None
    off = Endpoint(route="hook", failures=9, why="timeout: no answer", disabled_at=clock.now)
    (alert,), deliveries = warning(off, claim=claim, telling=sender.telling, now=clock.now)
    assert [d.channel for d in deliveries] == ["journal"]
    assert "hook is switched off after 9 failed attempts (timeout: no answer)" in alert.headline


def test_a_channel_can_be_switched_off_by_hand(
    story: Story, sender: Sender, http_server: HttpServer, clock: Clock
) -> None:
    sender.ledger.disable("hook", why="moving house", now=clock.now)
    assert story.tell(an_event(1), "hook") == [None]
    assert http_server.requests == []
    sender.ledger.enable("hook", now=clock.now)
    run_due(sender)
    assert states(sender) == ["delivered"]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(1, None), (2, None), (3, 5), (4, 10), (8, 160), (12, 600), (500, 600)],
)
def test_the_wait_doubles_up_to_its_limit(failures: int, seconds: float | None) -> None:
    clock = Clock()
    before = Endpoint(route="hook", failures=failures - 1, failing_since=clock.now)
    after = next_health(
        before, Retry(reason=Reason.TIMEOUT), RetrySettings(), draw=0.5, now=clock.now
    )
    assert after is not None
    assert after.failures == failures
    expected = None if seconds is None else clock.now + timedelta(seconds=seconds)
    assert after.paused_until == expected


def test_a_crash_of_ours_is_not_the_receiver_s_fault() -> None:
    before, now = Endpoint(route="hook"), Clock().now
    crash = Retry(reason=Reason.CRASH)
    assert next_health(before, crash, RetrySettings(), draw=0.5, now=now) == before
    assert next_health(before, Sent(), RetrySettings(), draw=0.5, now=now) is None


def test_an_account_is_used_at_its_pace_over_all_workers_and_waiting_is_no_attempt(
    story: Story, sender: Sender, http_server: HttpServer, valkey_url: str, clock: Clock
) -> None:
    http_server.answer = lambda _: Answer(200, b"ok")
    story.sender = replace(sender, limiter=Limiter(redis.Redis.from_url(valkey_url)))
    for number in (1, 2, 3):
        story.tell(an_event(number, dedup_key=f"fact|{number}"), "slack")
    assert len(http_server.requests) == 1
    waiting = [d for d in sender.ledger.deliveries() if d.state is DeliveryState.PENDING]
    assert [(d.attempts, d.held_until) for d in waiting] == [(0, None)] * 2
    assert all(d.due_at > clock.now - timedelta(hours=2) for d in waiting)


def test_a_receiver_that_is_left_alone_takes_no_turn_of_its_account(
    story: Story, sender: Sender, http_server: HttpServer, valkey_url: str
) -> None:
    http_server.answer = lambda _: Answer(503)
    for number in (1, 2, 3):
        story.tell(an_event(number, dedup_key=f"fact|{number}"), "slack")
    paused = endpoint(sender, "slack").paused_until
    limiter = Limiter(redis.Redis.from_url(valkey_url), sleep=lambda _: None)
    story.sender = replace(sender, limiter=limiter)
    story.clock = Clock(now=story.clock.now - timedelta(hours=1))
    assert story.tell(an_event(4, dedup_key="fact|4"), "slack") == [None]
    waiting = sender.ledger.delivery(story.deliveries[0])
    assert waiting is not None
    assert waiting.due_at == paused
    pace = sender.channel("slack")[0].pace
    assert pace is not None
    assert limiter.acquire(pace.account, rate=SLOW, longest=2) <= 1


def test_the_name_of_an_account_holds_no_secret(sender: Sender) -> None:
    pace = sender.channel("slack")[0].pace
    assert pace is not None
    assert pace.per_second == SLOW
    assert not any(part in pace.account for part in HOOK.split("/") if part)
