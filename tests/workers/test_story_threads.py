"""A story at its receivers: one Slack thread and one mail thread, old and new in a correction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer
from tests.support.slack import CHANNEL_ID, Workspace
from tests.support.smtp import SmtpServer
from tests.support.telling import a_filing, an_event, an_issuer
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import (
    Alert,
    Change,
    DeliveryState,
    Event,
    Reason,
    Retry,
    Sent,
    Subscription,
    sec_filing_id,
)
from watcher.net.post import GuardedPost
from watcher.settings import Net
from watcher.settings import Retry as RetrySettings
from watcher.subscriptions import ChannelBlock, Telling
from workers.deliver import Sender, deliver_one
from workers.match import match

HOLD = timedelta(minutes=1)
TOKEN = "xoxb-a-token-of-these-tests"
CASE = "north-harbour|share_issuance|placing"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def slack(http_server: HttpServer) -> Workspace:
    return Workspace(http_server, TOKEN)


@pytest.fixture
def sender(ledger: Ledger, clock: Clock, slack: Workspace, smtp_server: SmtpServer) -> Sender:
    blocks = [
        ChannelBlock(
            name="bot", module="workers.channels.slack",
            options={"token": TOKEN, "channel": CHANNEL_ID, "api_url": slack.server.url + "/api"},
        ),
        ChannelBlock(
            name="mail", module="workers.channels.email", to=("a@example.com",),
            options={"host": smtp_server.host, "port": smtp_server.port, "security": "none",
                     "sender": "filings@example.org"},
        ),
    ]  # fmt: skip
    return Sender(
        ledger=ledger, issuers=Issuers.of([an_issuer()]),
        telling=Telling((), {block.name: block for block in blocks}), retry=RetrySettings(),
        post=GuardedPost(Net(allow_private=True)), hold=HOLD, clock=clock, draw=lambda: 0.5,
    )  # fmt: skip


def placing(number: int, status: str, headline: str, **changes: Any) -> Event:
    fields = {"units": 338_000_000, "unit_kind": "share", "currency": "HKD"}
    return an_event(
        number, type="share_issuance", subtype="placing", status=status, headline=headline,
        fields=fields, dedup_key=f"{CASE}|{status}", case_key=CASE, **changes,
    )  # fmt: skip


class Story:
    """Stages read one after the other, each in its own filing, and told at once."""

    def __init__(self, sender: Sender, clock: Clock) -> None:
        self.sender, self.clock = sender, clock
        self.told: list[Alert] = []

    def tell(self, event: Event, *routes: str) -> list[Any]:
        """Commit a filing with the event and make one attempt at each delivery."""
        self.announce(event, *routes)
        return [deliver_one(delivery, self.sender) for delivery in self.deliveries]

    def announce(self, event: Event, *routes: str) -> None:
        """Commit a filing with the event; its deliveries are due."""
        ledger, number = self.sender.ledger, len(self.told) + 1
        now = self.clock.move(hours=1)
        filing = a_filing(
            id=sec_filing_id(f"0001234567-26-{number:06}"), published_at=now, seen_at=now
        )
        ledger.record([filing], now=now)
        ledger.claim_filing(filing.id, now=now, hold=HOLD)
        telling = Telling((Subscription(name="desk", channels=routes),))
        alerts, deliveries = match(
            filing, an_issuer(), [event], telling, now=now, earlier=self.told
        )
        outcome = ReadOutcome(
            state="read", issuer_key="north-harbour", events=(event,), alerts=alerts,
            deliveries=deliveries,
        )  # fmt: skip
        assert ledger.commit(filing.id, outcome=outcome, now=now)
        self.told += alerts
        self.deliveries = [delivery.id for delivery in deliveries]


@pytest.fixture
def story(sender: Sender, clock: Clock) -> Story:
    return Story(sender, clock)


AGREED = "placing of 338,000,000 shares at HK$8.29"
DONE = "placing of 338,000,000 shares completed"


def completed(number: int = 2) -> Event:
    return placing(
        number, "completed", DONE, relation="advances",
        changes=(Change(field="status", old="announced", new="completed"),),
    )  # fmt: skip


def test_a_completion_lands_in_the_slack_thread_of_its_agreement(
    story: Story, slack: Workspace
) -> None:
    (first,) = story.tell(placing(1, "announced", AGREED), "bot")
    (second,) = story.tell(completed(), "bot")
    assert isinstance(first, Sent)
    assert isinstance(second, Sent)
    ((told, replies),) = slack.threads().items()
    assert AGREED in told
    (reply,) = replies
    assert reply.startswith("UPDATE | HIGH | ")
    assert DONE in reply


def test_the_first_message_is_updated_in_place_and_keeps_what_it_said(
    story: Story, slack: Workspace
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    story.tell(completed(), "bot")
    agrees = replace(completed(3), status="confirmed", dedup_key=f"{CASE}|confirmed")
    story.tell(replace(agrees, headline="monthly return agrees"), "bot")
    first = next(iter(slack.messages.values()))
    shown = json.dumps(first["blocks"], ensure_ascii=False)
    assert first["edits"] == 2
    assert len(slack.messages) == 3
    for words in (AGREED, "*Since then*", DONE, "monthly return agrees"):
        assert words in shown


def test_a_retry_after_the_update_says_the_reply_once(
    story: Story, slack: Workspace, clock: Clock
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    stamp = next(iter(slack.messages))
    update = Answer(200, json.dumps({"ok": True, "channel": CHANNEL_ID, "ts": stamp}).encode())
    slack.refusals = [update, Answer(503)]
    (outcome,) = story.tell(completed(), "bot")
    assert isinstance(outcome, Retry)
    clock.move(minutes=1)
    assert isinstance(deliver_one(story.deliveries[0], story.sender), Sent)
    assert [len(replies) for replies in slack.threads().values()] == [1]


@pytest.mark.parametrize("error", ["message_not_found", "edit_window_closed"])
def test_a_first_message_that_cannot_be_edited_still_gets_its_reply(
    story: Story, slack: Workspace, error: str
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    slack.refusals = [error]
    (outcome,) = story.tell(completed(), "bot")
    assert isinstance(outcome, Sent)
    assert [len(replies) for replies in slack.threads().values()] == [1]


def test_where_the_thread_was_deleted_the_next_stage_stands_by_itself(
    story: Story, slack: Workspace
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    slack.messages.clear()
    (outcome,) = story.tell(completed(), "bot")
    assert isinstance(outcome, Sent)
    assert len(slack.threads()) == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [("token_revoked", Reason.AUTH), ("ratelimited", Reason.RATE_LIMITED), ("fatal_error", Reason.SERVER_ERROR)],
)  # fmt: skip
def test_an_update_that_fails_for_now_is_tried_again_as_a_whole(
    story: Story, slack: Workspace, error: str, reason: Reason
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    slack.refusals = [error]
    (outcome,) = story.tell(completed(), "bot")
    assert isinstance(outcome, Retry)
    assert outcome.reason is reason
    assert [len(replies) for replies in slack.threads().values()] == [0]


def test_all_mails_of_a_story_are_one_thread(story: Story, smtp_server: SmtpServer) -> None:
    story.tell(placing(1, "announced", AGREED), "mail/a@example.com")
    story.tell(completed(), "mail/a@example.com")
    first, second = (mail.message for mail in smtp_server.mails)
    root = str(first["References"])
    assert root.startswith("<case_")
    assert second["References"] == f"{root} {first['Message-ID']}"
    assert second["In-Reply-To"] == first["Message-ID"]
    assert first["In-Reply-To"] is None
    assert "update: " in second["Subject"]


def test_a_mail_of_another_story_is_not_in_the_thread(
    story: Story, smtp_server: SmtpServer
) -> None:
    story.tell(placing(1, "announced", AGREED), "mail/a@example.com")
    other = replace(placing(2, "announced", "rights issue"), case_key="other", dedup_key="other")
    story.tell(other, "mail/a@example.com")
    first, second = (mail.message for mail in smtp_server.mails)
    assert first["References"] != second["References"]


def test_a_correction_shows_old_and_new_everywhere(
    story: Story, slack: Workspace, smtp_server: SmtpServer
) -> None:
    story.tell(placing(1, "announced", AGREED), "bot", "mail/a@example.com")
    corrected = placing(
        2, "announced", "placing of 337,000,000 shares at HK$8.29", relation="corrects",
        changes=(Change(field="units", old=338_000_000, new=337_000_000),),
    )  # fmt: skip
    story.tell(corrected, "bot", "mail/a@example.com")
    ((_, (reply,)),) = slack.threads().items()
    assert reply.startswith("CORRECTION | ")
    said = json.dumps(list(slack.messages.values())[1], ensure_ascii=False)
    assert "units 338,000,000 → 337,000,000" in said
    mail = smtp_server.mails[1].message
    for part in mail.iter_parts():
        assert "units 338,000,000 → 337,000,000" in part.get_content()


def test_one_with_its_own_place_has_a_state_of_delivered(story: Story, slack: Workspace) -> None:
    story.tell(placing(1, "announced", AGREED), "bot")
    found = story.sender.ledger.delivery(story.deliveries[0])
    assert found is not None
    assert found.state is DeliveryState.DELIVERED
    assert list(slack.messages) == ["1700000000.000001"]
