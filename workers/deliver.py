"""One delivery, once: claim, render, send, settle. The channel says what happened,
``workers.retry`` says when again, the ledger remembers both. Deliveries that were claimed
together go as one message, a digest, and share its outcome.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from watcher.errors import BudgetExhausted, ConfigError
from watcher.model import (
    AlertId,
    Attempt,
    DeliveryId,
    DeliveryState,
    Outcome,
    Reason,
    Rejected,
    Sent,
)
from watcher.model import Retry as TryAgain
from watcher.net.limiter import Limiter
from watcher.net.post import GuardedPost
from watcher.ops import hiding, logs, sentry
from watcher.ops.clock import Clock, utc_now
from watcher.queue import connect
from watcher.settings import Retry, Settings
from watcher.subscriptions import ChannelBlock, Telling
from watcher.sweep import hold_of
from watcher.unsubscribe import key_of, link
from workers.channels import OpenChannel, Post, Tools, open_channel
from workers.health import keep_health
from workers.render.sample import sample_message
from workers.retry import Step, next_step
from workers.writing import Beside, Writer

if TYPE_CHECKING:
    from datetime import datetime

    from watcher.issuers import Issuers
    from watcher.ledger import Ledger
    from watcher.ledger.rows import DeliveryClaim
    from workers.context import Context

EXCERPT = 500

PATIENCE = 3.0
"""Seconds that a job waits for its account's turn before it puts the delivery off."""

_log = logs.get("deliver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """All that sending needs. ``hold`` is how long a claim keeps others away."""

    ledger: Ledger
    issuers: Issuers
    telling: Telling
    retry: Retry
    post: Post
    hold: timedelta
    public_url: str = ""
    link_key: str = ""
    traced: bool = False
    limiter: Limiter | None = None
    clock: Clock = utc_now
    draw: Callable[[], float] = random.random
    _open: dict[str, OpenChannel] = field(default_factory=dict)
    _beside: dict[AlertId, Beside] = field(default_factory=dict)

    def channel(self, route: str) -> tuple[OpenChannel, str | None]:
        """The channel of a route and the address in it. Raises ConfigError."""
        block, address = self.telling.block(route)
        if block is None or not block.enabled:
            name = route.partition("/")[0]
            raise ConfigError(f"channels.{name}: gone or not enabled; resend when it is back")
        if address is not None and address not in block.to:
            raise ConfigError(f"channels.{block.name}.to: {address} is no longer in it")
        if block.name not in self._open:
            self._open[block.name] = open_channel(block)
            hiding.hide(hiding.secrets_in(self._open[block.name].config))
        return self._open[block.name], address

    def writer(self, route: str) -> Writer:
        """Who writes what goes to a route."""
        block, _ = self.telling.block(route)
        zone = block.zone if block else ""
        return Writer(
            ledger=self.ledger,
            issuers=self.issuers,
            public_url=self.public_url,
            zone=zone,
            known=self._beside,
        )


def sender_of(ctx: Context) -> Sender:
    """The sender of this process."""
    settings = ctx.settings
    return Sender(
        ledger=ctx.ledger,
        issuers=ctx.issuers,
        telling=ctx.telling,
        retry=settings.retry,
        post=GuardedPost(settings.net),
        hold=hold_of(settings.workers.delivery_seconds, settings),
        public_url=settings.web.public_url,
        link_key=key_of(settings),
        traced=settings.sentry.traces_sample_rate > 0,
        limiter=Limiter(connect(settings)),
    )


def deliver_one(delivery_id: DeliveryId, sender: Sender) -> Outcome | None:
    """Make one attempt and keep it as a row; None where there is nothing to do.

    An unexpected error is kept as an attempt with reason ``crash`` and raised again.
    """
    if not _has_turn(delivery_id, sender, sender.clock()):
        return None
    started = sender.clock()
    claim = sender.ledger.claim_delivery(delivery_id, now=started, hold=sender.hold)
    if claim is None:
        return None
    if claim.delivery.attempts > len(sender.retry.schedule_seconds) + 1:
        lost = Rejected(reason=Reason.CRASH, detail="its worker died on every attempt")
        _settle(claim, lost, sender, started)
        return lost
    headers = sender.ledger.trace(claim.filing.id) if sender.traced else None
    with sentry.traced("deliver", "deliver an alert", headers, delivery_id=delivery_id):
        return _attempted(claim, sender, started)


def _attempted(claim: DeliveryClaim, sender: Sender, started: datetime) -> Outcome:
    """Send and settle."""
    if refused := _refused(claim, sender):
        _settle(claim, refused, sender, started)
        return refused
    try:
        outcome = _send(claim, sender, started)
    except Exception as error:  # its words may hold a secret; its type does not
        crash = TryAgain(reason=Reason.CRASH, detail=type(error).__name__)
        _settle(claim, crash, sender, started)
        raise
    _settle(claim, outcome, sender, started)
    keep_health(claim, outcome, sender)
    return outcome


def crashed(delivery_id: DeliveryId, sender: Sender, why: str) -> None:
    """Keep as an attempt that the process died in the middle of one, and say when again."""
    found, now = sender.ledger.delivery(delivery_id), sender.clock()
    if found is None or found.state is not DeliveryState.PENDING or not found.attempts:
        return
    if found.held_until is None:  # settled, before another of the same work-horse killed it
        return
    outcome = TryAgain(reason=Reason.CRASH, detail=why)
    step = next_step(outcome, sender.retry, attempt=found.attempts, draw=sender.draw(), now=now)
    attempt = _attempt(delivery_id, found.attempts, outcome, started=now, now=now)
    sender.ledger.settle(
        delivery_id, attempt=attempt, state=step.state, due_at=step.due_at, now=now,
        others=sender.ledger.sent_with(delivery_id),
    )  # fmt: skip


def send_test(block: ChannelBlock, settings: Settings) -> tuple[bool, str]:
    """A made-up alert to every address of a channel: whether all have it, and what was said.

    Raises ConfigError where the channel's options are wrong.
    """
    channel, now = open_channel(block), utc_now()
    message = sample_message(now, settings.web.public_url)
    post, said = GuardedPost(settings.net), {}
    for address in block.to or (None,):
        outcome = channel.send(message, Tools(post=post, now=now, to=address))
        said[address or block.name] = outcome
    words = [f"{name}: {_words(outcome)}" for name, outcome in said.items()]
    return all(isinstance(o, Sent) for o in said.values()), "; ".join(words)


def _words(outcome: Outcome) -> str:
    reason = "" if isinstance(outcome, Sent) else f" ({outcome.reason})"
    return f"{_VERBS[type(outcome)]}{reason} {outcome.detail}".strip()


def _refused(claim: DeliveryClaim, sender: Sender) -> Rejected | None:
    """Why there is nobody to send to."""
    route = claim.delivery.channel
    try:
        _, address = sender.channel(route)
    except ConfigError as error:
        return Rejected(reason=Reason.CONFIG, detail=str(error))
    if address is not None and sender.ledger.has_opted_out(route):
        return Rejected(reason=Reason.GONE, detail="its reader unsubscribed since it was due")
    return None


def _send(claim: DeliveryClaim, sender: Sender, now: datetime) -> Outcome:
    route, writer = claim.delivery.channel, sender.writer(claim.delivery.channel)
    channel, address = sender.channel(route)
    stop = link(sender.public_url, route, sender.link_key) if address is not None else ""
    thread = writer.thread(claim, now) if channel.channel.threads else None
    tools = Tools(post=sender.post, now=now, to=address, unsubscribe=stop, thread=thread)
    return channel.send(writer.message(claim, now), tools)


def _has_turn(delivery_id: DeliveryId, sender: Sender, now: datetime) -> bool:
    """Whether its account takes a message now; else it is due when the account does.

    Asked before the claim: waiting in line is no attempt. A receiver that is left alone takes
    no place in the line; the claim puts its deliveries off.
    """
    found = sender.ledger.delivery(delivery_id)
    if found is None or sender.limiter is None:
        return True
    try:
        pace = sender.channel(found.channel)[0].pace
    except ConfigError:
        return True
    if pace is None or (found.due_at > now and found.held_until is None):
        return True
    if sender.ledger.left_alone(found.channel, now):
        return True
    try:
        sender.limiter.acquire(pace.account, rate=pace.per_second, longest=PATIENCE)
    except BudgetExhausted as error:
        later = now + (error.after or timedelta(seconds=PATIENCE))
        sender.ledger.postpone_delivery(delivery_id, due_at=later, now=now)
        return False
    return True


def _settle(claim: DeliveryClaim, outcome: Outcome, sender: Sender, started: datetime) -> None:
    """The attempt, the next state and when it is due, in one row change."""
    now, number = sender.clock(), claim.delivery.attempts
    step = next_step(outcome, sender.retry, attempt=number, draw=sender.draw(), now=now)
    attempt = _attempt(claim.delivery.id, number, outcome, started=started, now=now)
    sender.ledger.settle(
        claim.delivery.id, attempt=attempt, state=step.state, due_at=step.due_at, now=now,
        others=[other.delivery.id for other in claim.rest],
        receipt=None if claim.rest or not isinstance(outcome, Sent) else outcome.receipt,
    )  # fmt: skip
    _say(claim, attempt, step)


def _attempt(
    delivery_id: DeliveryId, number: int, outcome: Outcome, *, started: datetime, now: datetime
) -> Attempt:
    return Attempt(
        delivery_id=delivery_id,
        number=number,
        started_at=started,
        duration=now - started,
        outcome=_VERBS[type(outcome)],
        reason=Reason.OK if isinstance(outcome, Sent) else outcome.reason,
        status=outcome.status,
        excerpt=outcome.detail[:EXCERPT],
    )


_VERBS: Mapping[type, Literal["sent", "retry", "rejected"]] = {
    Sent: "sent",
    TryAgain: "retry",
    Rejected: "rejected",
}


def _say(claim: DeliveryClaim, attempt: Attempt, step: Step) -> None:
    """One line; a dead delivery is an error that an operator must see."""
    level = _log.error if step.state is DeliveryState.DEAD else _log.info
    level(
        f"delivery {attempt.outcome}",
        delivery_id=claim.delivery.id, alert_id=claim.alert.id,
        channel=claim.delivery.channel, subscription=claim.alert.subscription,
        alerts=1 + len(claim.rest), attempt=attempt.number, reason=attempt.reason.value, status=attempt.status,
        state=step.state.value, due_at=step.due_at and step.due_at.isoformat(),
        detail=attempt.excerpt,
    )  # fmt: skip
