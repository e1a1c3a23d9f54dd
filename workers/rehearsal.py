"""A made-up filing walks the whole way in the worker before it forks, and leaves no trace.

Patterns are compiled, statements are prepared and modules are loaded on their first use. A
work-horse that inherits all that reads a filing for a third of the CPU; without it every
fork would pay again, for what a fork learns dies with it.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from watcher import replay
from watcher.model import DeliveryId, FilingId, Subscription
from watcher.net.guard import tls
from watcher.net.reply import Reply
from watcher.ops import canary
from watcher.ops.clock import utc_now
from watcher.subscriptions import ChannelBlock, Telling
from workers.events import Told
from workers.jobs import process
from workers.read import read

if TYPE_CHECKING:
    from watcher.queue import QueueName
    from workers.context import Context

_RECORDINGS = Path(replay.__file__).parent / "recordings"

_NAME = "rehearsal"


def rehearse(queue: QueueName, ctx: Context) -> None:
    """Do all once that a job of this queue does, then hold what was loaded still for forks.

    Raises LedgerBusy or ConfigError as the ledger does; the worker can do without.
    """
    tls()
    with ctx.ledger.undone(), _untold():
        _read_and_send(ctx, utc_now(), send=queue == "deliveries")
    if queue != "deliveries":
        _read_each_kind(ctx)
    gc.collect()
    gc.freeze()  # a collection in a fork would touch, and so copy, every page


def alone(ctx: Context, url: str = "https://rehearsal.invalid/") -> Context:
    """The same context, in which one webhook hears of canaries and of nothing else."""
    options = {"url": url, "secret": "whsec_" + "A" * 32}
    hook = ChannelBlock(name=_NAME, module="workers.channels.webhook", options=options)
    everything = Subscription(name=_NAME, sources=(canary.SOURCE,), channels=(_NAME,))
    return replace(ctx, telling=Telling((everything,), {_NAME: hook}))


@contextmanager
def _untold() -> Iterator[None]:
    """Without log lines: they would name a filing and a delivery that the ledger never had."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _read_and_send(ctx: Context, now: datetime, *, send: bool) -> None:
    """Two of them where they are sent: one alone, and one as in a group."""
    planted = [
        canary.plant(ctx.ledger, now - timedelta(minutes=m)) for m in ((1, 0) if send else (0,))
    ]
    for filing_id in planted:
        process(filing_id, alone(ctx))
    if send:
        _send([each for filing_id in planted for each in _deliveries(filing_id, ctx)], alone(ctx))


def _deliveries(filing_id: FilingId, ctx: Context) -> Sequence[DeliveryId]:
    """None where a true canary of that minute was told: the same again is no news."""
    return [
        delivery.id
        for row in ctx.ledger.alerts(filing_id=filing_id)
        for delivery in ctx.ledger.deliveries(alert_id=row.alert.id)
    ]


def _send(due: Sequence[DeliveryId], ctx: Context) -> None:
    from workers.deliver import deliver_one, sender_of  # noqa: PLC0415 - a worker on `filings` does without the channels
    from workers.lanes import deliver_all  # noqa: PLC0415 - as above

    sender = replace(sender_of(ctx), post=taken, limiter=None)
    for one in due[:1]:
        deliver_one(one, sender)
    deliver_all(due[1:], sender)


def taken(url: str, headers: Mapping[str, str], body: bytes, *, timeout: timedelta) -> Reply:
    """A post that everybody takes and nobody gets."""
    del url, headers, body, timeout
    return Reply(status=204, headers={}, body=b"")


def _read_each_kind(ctx: Context) -> None:
    """One shipped recording of each form and language."""
    kinds = {(r.source, r.form, r.lang): r for r in replay.load(_RECORDINGS)}
    for recorded in kinds.values():
        told = Told(source=recorded.source, form=recorded.form or None)
        read(recorded.body(), told, ctx.issuers, types=ctx.types, thresholds=ctx.thresholds)
