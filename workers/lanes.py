"""The deliveries of one job, side by side: claimed, sent and settled in groups.

A claim or a settlement is a transaction, and one transaction for sixteen messages costs
little more than one for one. An outcome waits ``TICK`` at most to be settled with others:
who is killed in between sends those messages again, under the same ids.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watcher.errors import ConfigError
from watcher.sweep import DELIVERY_LANES, DELIVERY_TURNS
from workers.attempt import Made, attempted, crash, keep
from workers.deliver import deliver_one

if TYPE_CHECKING:
    from datetime import datetime

    from watcher.ledger.rows import DeliveryClaim
    from watcher.model import Delivery, DeliveryId
    from workers.sender import Sender

TICK = 0.05
"""Seconds between two settlements while receivers answer."""

LONE_LANES = 4
"""Of a job's deliveries that are claimed one by one, how many are on their way at a time."""

MOST_ALONE = LONE_LANES * DELIVERY_TURNS
"""As many of them as the time of a job is surely enough for; others ring again."""


def deliver_all(ids: Sequence[DeliveryId], sender: Sender) -> None:
    """Make one attempt at each and keep them as rows; one that is not due is left out.

    A digest, a retry and an account with a pace are claimed one by one: they must not be
    split, were perhaps what killed their work-horse, or wait for their turn. Raises the first
    unexpected error, which is also kept as an attempt.
    """
    grouped = _claimed_together(ids, sender)
    alone = [each for each in ids if each not in grouped]
    sender.ledger.release_deliveries(alone[MOST_ALONE:])
    with (
        ThreadPoolExecutor(DELIVERY_LANES, thread_name_prefix="lane") as lanes,
        ThreadPoolExecutor(LONE_LANES, thread_name_prefix="lone lane") as lone,
    ):
        sent = [lone.submit(deliver_one, each, sender) for each in alone[:MOST_ALONE]]
        group = _Group(sender, lanes)
        group.drain(grouped)
    for future in sent:
        future.result()
    if group.errors:
        raise group.errors[0]


def _claimed_together(ids: Sequence[DeliveryId], sender: Sender) -> list[DeliveryId]:
    found = {each.id: each for each in sender.ledger.deliveries_of(ids)}
    return [each for each in ids if each in found and _is_plain(found[each], sender)]


def _is_plain(delivery: Delivery, sender: Sender) -> bool:
    """Whether it is the first attempt at a message of one alert to a receiver without a pace."""
    if delivery.attempts or delivery.batch is not None:
        return False
    try:
        return sender.channel(delivery.channel)[0].pace is None
    except ConfigError:
        return True


@dataclass(slots=True)
class _Group:
    """What is on its way, and what has landed and is not settled."""

    sender: Sender
    lanes: ThreadPoolExecutor
    flying: dict[Future[Made], Callable[[BaseException], Made]] = field(default_factory=dict)
    landed: list[Made] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def drain(self, ids: Sequence[DeliveryId]) -> None:
        """Claim as many as there are free lanes, send, settle, and so on.

        What is on its way is waited for and kept, whatever ends this.
        """
        try:
            while ids or self.flying:
                room = DELIVERY_LANES - len(self.flying)
                self._start(ids[:room])
                ids = ids[room:]
                self._land(TICK)
                self._settle()
        finally:
            self._land(None)
            self._settle()

    def _start(self, ids: Sequence[DeliveryId]) -> None:
        if not ids:
            return
        sender, now = self.sender, self.sender.clock()
        for claim in sender.ledger.claim_deliveries(ids, now=now, hold=sender.hold):
            future = self.lanes.submit(attempted, claim, sender)
            self.flying[future] = _crashed(claim, sender, now)

    def _land(self, seconds: float | None) -> None:
        done, _ = wait(self.flying, timeout=seconds)
        for future in done:
            crashed, error = self.flying.pop(future), future.exception()
            if error is not None:
                self.errors.append(error)
            self.landed.append(future.result() if error is None else crashed(error))

    def _settle(self) -> None:
        keep(self.landed, self.sender)
        self.landed.clear()


def _crashed(
    claim: DeliveryClaim, sender: Sender, started: datetime
) -> Callable[[BaseException], Made]:
    return lambda error: crash(claim, error, sender, started)
