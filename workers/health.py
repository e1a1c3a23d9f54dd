"""How a receiver is after an attempt, and who is warned when it is switched off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from watcher.model import Alert, Delivery, DeliveryState, Endpoint, Outcome, Severity
from watcher.ops import logs
from workers.match import alert_id, delivery_id
from workers.render.warning import BY_OURSELVES, switched_off
from workers.retry import next_health

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from watcher.ledger.rows import DeliveryClaim
    from watcher.subscriptions import Telling
    from workers.sender import Sender

_log = logs.get("health")


def keep_health(claim: DeliveryClaim, outcome: Outcome, sender: Sender) -> None:
    """Keep what an attempt says of its receiver; one that is switched off is warned of once."""
    route, now = claim.delivery.channel, sender.clock()
    judge = partial(
        next_health, outcome=outcome, settings=sender.retry, draw=sender.draw(), now=now
    )
    warned = partial(warning, claim=claim, telling=sender.telling, now=now)
    after = sender.ledger.note_endpoint(route, judge, warned)
    if after is not None and after.disabled_at == now:
        _log.error("channel switched off", channel=route, failures=after.failures, detail=after.why)


def warning(
    endpoint: Endpoint, *, claim: DeliveryClaim, telling: Telling, now: datetime
) -> tuple[Sequence[Alert], Sequence[Delivery]]:
    """The alert that says so, and its deliveries to the channels named in ``warn``.

    It hangs on the filing whose delivery was the last straw, for every alert has one.
    """
    block, _ = telling.block(endpoint.route)
    alert = Alert(
        id=alert_id(BY_OURSELVES, claim.filing.id, f"{endpoint.route} {now.isoformat()}"),
        subscription=BY_OURSELVES, filing_id=claim.filing.id, kind="new", severity=Severity.HIGH,
        headline=switched_off(endpoint), event_ids=(), created_at=now,
    )  # fmt: skip
    names = [name for name in (block.warn if block else ()) if name != (block and block.name)]
    routes = [r for n in names if telling.channels[n].enabled for r in telling.channels[n].routes]
    deliveries = [
        Delivery(
            id=delivery_id(alert.id, route), alert_id=alert.id, channel=route,
            state=DeliveryState.PENDING, attempts=0, due_at=now,
        )
        for route in routes
    ]  # fmt: skip
    return [alert], deliveries
