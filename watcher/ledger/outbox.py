"""Alerts and their deliveries, put where the sweep finds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from watcher.ledger import codec
from watcher.ledger.engine import Store
from watcher.ledger.pages import wanted
from watcher.ledger.sending import joined
from watcher.ledger.tables import ALERTS, DELIVERIES
from watcher.model import Alert, AlertId, Delivery


def keep_alerts(
    store: Store, connection: Connection, alerts: Sequence[Alert], deliveries: Sequence[Delivery]
) -> None:
    """Keep these alerts and the deliveries of them; those that are known stay as they are."""
    if not alerts:
        return
    kept = {alert.id for alert in alerts}
    rows = [
        {
            "id": a.id,
            "filing_id": a.filing_id,
            "subscription": a.subscription,
            "created_at": a.created_at,
            "case_key": a.case_key,
            "body": codec.dump(a),
        }
        for a in alerts
    ]
    by_id: Any = store.insert(ALERTS).on_conflict_do_nothing(index_elements=["id"])
    connection.execute(by_id, rows)
    mine = wanted(connection, [d for d in deliveries if d.alert_id in kept])
    if mine:
        due = joined(connection, mine)
        sends = [_columns(d, due.get(d.batch or "", d.due_at)) for d in mine]
        connection.execute(
            store.insert(DELIVERIES).on_conflict_do_nothing(index_elements=["id"]), sends
        )


def _columns(delivery: Delivery, due_at: datetime) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "alert_id": AlertId(delivery.alert_id),
        "channel": delivery.channel,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "due_at": due_at,
        "held_until": delivery.held_until,
        "done_at": delivery.done_at,
        "batch": delivery.batch,
    }
