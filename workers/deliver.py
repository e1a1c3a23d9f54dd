"""One delivery, once: claim, render, send, settle. The channel says what happened,
``workers.retry`` says when again, the ledger remembers both. Deliveries that were claimed
together go as one message, a digest, and share its outcome.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.errors import BudgetExhausted, ConfigError
from watcher.model import DeliveryId, DeliveryState, Outcome, Reason, Sent
from watcher.model import Retry as TryAgain
from watcher.net.post import GuardedPost
from watcher.ops.clock import utc_now
from workers.attempt import VERBS, attempt_row, attempted, crash, keep
from workers.channels import Tools, open_channel
from workers.render.sample import sample_message
from workers.retry import next_step
from workers.sender import Sender, sender_of

if TYPE_CHECKING:
    from datetime import datetime

    from watcher.settings import Settings
    from watcher.subscriptions import ChannelBlock

__all__ = ["Sender", "crashed", "deliver_one", "send_test", "sender_of"]

PATIENCE = 3.0
"""Seconds that a job waits for its account's turn before it puts the delivery off."""


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
    try:
        made = attempted(claim, sender)
    except Exception as error:
        keep([crash(claim, error, sender, started)], sender)
        raise
    keep([made], sender)
    return made.outcome


def crashed(delivery_id: DeliveryId, sender: Sender, why: str) -> None:
    """Keep as an attempt that the process died in the middle of one, and say when again.

    A delivery that waited in the same process and was not begun is due again at once.
    """
    sender.ledger.release_deliveries([delivery_id])
    found, now = sender.ledger.delivery(delivery_id), sender.clock()
    if found is None or found.state is not DeliveryState.PENDING or not found.attempts:
        return
    if found.held_until is None:  # settled, before another of the same work-horse killed it
        return
    outcome = TryAgain(reason=Reason.CRASH, detail=why)
    step = next_step(outcome, sender.retry, attempt=found.attempts, draw=sender.draw(), now=now)
    attempt = attempt_row(delivery_id, found.attempts, outcome, started=now, now=now)
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
    return f"{VERBS[type(outcome)]}{reason} {outcome.detail}".strip()


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
