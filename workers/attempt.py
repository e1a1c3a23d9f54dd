"""One attempt at a claimed delivery: render, send, and keep what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from watcher.errors import ConfigError
from watcher.ledger.rows import DeliveryClaim, Settlement
from watcher.model import Attempt, DeliveryId, DeliveryState, Outcome, Reason, Rejected, Sent
from watcher.model import Retry as TryAgain
from watcher.ops import logs, sentry
from watcher.unsubscribe import link
from workers.channels import Message, OpenChannel, Tools
from workers.health import keep_health
from workers.retry import next_step

if TYPE_CHECKING:
    from datetime import datetime

    from workers.sender import Sender

EXCERPT = 500

_log = logs.get("deliver")

VERBS: Mapping[type, Literal["sent", "retry", "rejected"]] = {
    Sent: "sent",
    TryAgain: "retry",
    Rejected: "rejected",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An attempt that nobody has kept yet. ``spoken``: its receiver was asked."""

    claim: DeliveryClaim
    outcome: Outcome
    started: datetime
    ended: datetime
    spoken: bool = True


def attempted(claim: DeliveryClaim, sender: Sender) -> Made:
    """Write and send a claimed delivery. Raises what nobody expected; see ``crash``."""
    started = sender.clock()
    headers = sender.ledger.trace(claim.filing.id) if sender.traced else None
    with sentry.traced("deliver", "deliver an alert", headers, delivery_id=claim.delivery.id):
        outcome, spoken = _tried(claim, sender, started)
    return Made(claim=claim, outcome=outcome, started=started, ended=sender.clock(), spoken=spoken)


def crash(claim: DeliveryClaim, error: BaseException, sender: Sender, started: datetime) -> Made:
    """An attempt that an unexpected error ended. Its words may hold a secret; its type does not."""
    outcome = TryAgain(reason=Reason.CRASH, detail=type(error).__name__)
    return Made(claim=claim, outcome=outcome, started=started, ended=sender.clock(), spoken=False)


def keep(attempts: Sequence[Made], sender: Sender) -> None:
    """Keep attempts, and how their receivers are, as rows."""
    if not attempts:
        return
    now = sender.clock()
    settled = [_settlement(made, sender, now) for made in attempts]
    for missing in sender.ledger.settle_all(settled, now=now):
        _log.error("the ledger has no such delivery; its attempt is not kept", delivery_id=missing)
    for made, settlement in zip(attempts, settled, strict=True):
        _say(made.claim, settlement)
    heard = [made for made in attempts if made.spoken]
    failing = sender.ledger.failing({made.claim.delivery.channel for made in heard})
    for made in heard:
        if not isinstance(made.outcome, Sent) or made.claim.delivery.channel in failing:
            keep_health(made.claim, made.outcome, sender)


def _refused(claim: DeliveryClaim, sender: Sender) -> Rejected | None:
    """Why it is not sent: it was tried too often, or there is nobody to send to."""
    route = claim.delivery.channel
    if claim.delivery.attempts > len(sender.retry.schedule_seconds) + 1:
        return Rejected(reason=Reason.CRASH, detail="its worker died on every attempt")
    try:
        _, address = sender.channel(route)
    except ConfigError as error:
        return Rejected(reason=Reason.CONFIG, detail=str(error))
    if address is not None and sender.ledger.has_opted_out(route):
        return Rejected(reason=Reason.GONE, detail="its reader unsubscribed since it was due")
    return None


def _tried(claim: DeliveryClaim, sender: Sender, now: datetime) -> tuple[Outcome, bool]:
    """What became of it, and whether its receiver was asked."""
    if refused := _refused(claim, sender):
        return refused, False
    channel, message, tools = _written(claim, sender, now)
    until = claim.delivery.held_until
    if until is not None and sender.clock() >= until:  # somebody else may have it by now
        return TryAgain(reason=Reason.CRASH, detail="its lease ended before it was sent"), False
    return channel.send(message, tools), True


def _written(
    claim: DeliveryClaim, sender: Sender, now: datetime
) -> tuple[OpenChannel, Message, Tools]:
    """The message, and all that its channel wants to send it."""
    route, writer = claim.delivery.channel, sender.writer(claim.delivery.channel)
    channel, address = sender.channel(route)
    stop = link(sender.public_url, route, sender.link_key) if address is not None else ""
    with sender.writing:
        thread = writer.thread(claim, now) if channel.channel.threads else None
        message = writer.message(claim, now)
    return (
        channel,
        message,
        Tools(post=sender.post, now=now, to=address, unsubscribe=stop, thread=thread),
    )


def _settlement(made: Made, sender: Sender, now: datetime) -> Settlement:
    """The attempt, the next state and when it is due."""
    claim, outcome = made.claim, made.outcome
    number = claim.delivery.attempts
    step = next_step(outcome, sender.retry, attempt=number, draw=sender.draw(), now=now)
    return Settlement(
        attempt=attempt_row(
            claim.delivery.id, number, outcome, started=made.started, now=made.ended
        ),
        state=step.state,
        due_at=step.due_at,
        others=tuple(other.delivery.id for other in claim.rest),
        receipt=None if claim.rest or not isinstance(outcome, Sent) else outcome.receipt,
    )


def attempt_row(
    delivery_id: DeliveryId, number: int, outcome: Outcome, *, started: datetime, now: datetime
) -> Attempt:
    """An outcome as the row of its attempt, which ends ``now``."""
    return Attempt(
        delivery_id=delivery_id,
        number=number,
        started_at=started,
        duration=now - started,
        outcome=VERBS[type(outcome)],
        reason=Reason.OK if isinstance(outcome, Sent) else outcome.reason,
        status=outcome.status,
        excerpt=outcome.detail[:EXCERPT],
    )


def _say(claim: DeliveryClaim, done: Settlement) -> None:
    """One line; a dead delivery is an error that an operator must see."""
    level = _log.error if done.state is DeliveryState.DEAD else _log.info
    attempt = done.attempt
    level(
        f"delivery {attempt.outcome}",
        delivery_id=claim.delivery.id, alert_id=claim.alert.id,
        channel=claim.delivery.channel, subscription=claim.alert.subscription,
        alerts=1 + len(claim.rest), attempt=attempt.number, reason=attempt.reason.value, status=attempt.status,
        state=done.state.value, due_at=done.due_at and done.due_at.isoformat(),
        detail=attempt.excerpt,
    )  # fmt: skip
