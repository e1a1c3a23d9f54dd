"""Counters kept in the transaction of what they count, so that looking at them costs nothing.

A histogram is a counter for each bucket and one for the sum of its milliseconds. Rows are
written in one order and as the last step, so that two transactions never wait in a circle.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from watcher.ledger import codec
from watcher.ledger.tables import ALERTS, COUNTERS, DELIVERIES, FILINGS
from watcher.model import DeliveryState, Filing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from watcher.ledger.engine import Store
    from watcher.ledger.rows import Settlement
    from watcher.model import Alert, Event, Suppressed

LAG_SECONDS = (0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600, 21600, 86400)
"""Upper bounds of the lag buckets in seconds; one more bucket has no bound."""

INF = "+Inf"

Stage = Literal[
    "accepted_to_seen", "seen_to_read", "read_to_alerted", "alerted_to_delivered", "seen_to_delivered"
]  # fmt: skip
"""Legs of a filing's way, and the whole of what we answer for (``seen_to_delivered``)."""

_MILLISECOND = timedelta(milliseconds=1)


class Tally:
    """What one transaction counts; ``keep`` writes it."""

    def __init__(self) -> None:
        self._sums: Counter[tuple[str, str]] = Counter()

    def add(self, name: str, by: int = 1, **labels: str) -> None:
        """Add to a counter."""
        self._sums[name, labels_text(labels)] += by

    def lag(self, stage: Stage, span: timedelta, filing: Filing) -> None:
        """Observe how long a leg took; a venue's clock ahead of ours counts as no time."""
        span = max(span, timedelta(0))
        source, form = filing.source, form_label(filing)
        self.add("lag_bucket", le=bucket(span), stage=stage, source=source, form=form)
        self.add("lag_milliseconds", span // _MILLISECOND, stage=stage, source=source, form=form)

    def keep(self, store: Store, connection: Connection) -> None:
        """Add all of it to the counters of the ledger."""
        if not self._sums:
            return
        add = store.insert(COUNTERS)
        add = add.on_conflict_do_update(
            index_elements=["name", "labels"],
            set_={"value": COUNTERS.c.value + add.excluded.value},
        )
        rows = [
            {"name": name, "labels": labels, "value": value}
            for (name, labels), value in sorted(self._sums.items())
        ]
        connection.execute(add, rows)


def labels_text(labels: dict[str, str]) -> str:
    """The labels as the counters table keeps them."""
    return json.dumps(labels, sort_keys=True)


def bucket(span: timedelta) -> str:
    """The upper bound, in seconds, of the bucket that a span falls into."""
    seconds = span.total_seconds()
    return next((format(le, "g") for le in LAG_SECONDS if seconds <= le), INF)


def form_label(filing: Filing) -> str:
    """The form type; HKEXnews has none."""
    return filing.form or "announcement"


def recorded(filings: Iterable[Filing], *, notify: bool) -> Tally:
    """New filings of a feed; a first run or backfill says nothing about the lag."""
    tally = Tally()
    for filing in filings:
        tally.add("filings_recorded", source=filing.source)
        if notify and filing.published_at is not None:
            tally.lag("accepted_to_seen", filing.seen_at - filing.published_at, filing)
    return tally


def committed(
    filing: Filing,
    state: str,
    events: Iterable[Event],
    suppressed: Iterable[Suppressed],
    alerts: Iterable[Alert],
    *,
    notify: bool,
    now: datetime,
) -> Tally:
    """A reading and what it told."""
    tally = Tally()
    tally.add("filings_read", source=filing.source, state=state)
    for event in events:
        tally.add("events", type=event.type, relation=event.relation)
    for cue in suppressed:
        tally.add("suppressed", reason=cue.reason_code)
    for alert in alerts:
        tally.add("alerts", severity=str(alert.severity), kind=alert.kind)
        tally.lag("read_to_alerted", now - alert.created_at, filing)
    if notify:
        tally.lag("seen_to_read", now - filing.seen_at, filing)
    return tally


def settled(connection: Connection, settlements: Collection[Settlement], now: datetime) -> Tally:
    """Attempts, and the legs of the way that they end by having delivered.

    What waited because its reader wished so (a digest, quiet hours) says nothing about us.
    """
    query = (
        select(
            *(DELIVERIES.c.id, DELIVERIES.c.channel, DELIVERIES.c.batch),
            *(ALERTS.c.created_at, ALERTS.c.filing_id, FILINGS.c.body),
        )
        .join(ALERTS, ALERTS.c.id == DELIVERIES.c.alert_id)
        .join(FILINGS, FILINGS.c.id == ALERTS.c.filing_id)
        .where(DELIVERIES.c.id.in_([each.attempt.delivery_id for each in settlements]))
    )
    told = {row.id: row for row in connection.execute(query)}
    bodies = {row.filing_id: row.body for row in told.values()}
    filings = {each: codec.load(Filing, body) for each, body in bodies.items()}
    tally = Tally()
    for each in settlements:
        row, attempt = told[each.attempt.delivery_id], each.attempt
        channel = row.channel.partition("/")[0]
        tally.add("attempts", channel=channel, outcome=attempt.outcome, reason=attempt.reason.value)
        if each.state is DeliveryState.DELIVERED and row.batch is None:
            filing = filings[row.filing_id]
            tally.lag("alerted_to_delivered", now - row.created_at, filing)
            tally.lag("seen_to_delivered", now - filing.seen_at, filing)
    return tally
