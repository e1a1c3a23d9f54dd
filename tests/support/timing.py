"""A desk on a simulated clock: real matching, ledger, leases and sending, a file as channel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.support.clock import Clock
from tests.support.telling import a_filing, an_event, an_issuer
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import (
    Alert,
    DeliveryId,
    DeliveryState,
    Event,
    Issuer,
    Severity,
    Subscription,
    sec_filing_id,
)
from watcher.net.post import GuardedPost
from watcher.settings import Net, Retry
from watcher.subscriptions import ChannelBlock, Telling
from workers.deliver import Sender, deliver_one
from workers.match import match

HOLD = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sending:
    """One message that arrived: when, under which id, with which alerts."""

    at: datetime
    id: str
    alerts: tuple[str, ...]


@dataclass(kw_only=True)
class Desk:
    """Publishes filings, moves the clock to whatever is due next, and keeps what arrived.

    ``faults`` says what happens to the next rings: ``lose`` them, ``die`` after the claim,
    or nothing.
    """

    folder: Path
    subscription: Subscription
    clock: Clock
    faults: Iterator[str] = field(default_factory=lambda: iter(()))
    arrived: list[Sending] = field(default_factory=list)
    made: list[Alert] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.url = f"sqlite:///{self.folder / 'ledger.sqlite3'}"
        self.ledger = Ledger.open(self.url, migrate=True)
        self.journal = self.folder / "alerts.jsonl"
        block = ChannelBlock(
            name="journal", module="workers.channels.file", options={"path": str(self.journal)}
        )
        self.telling = Telling((self.subscription,), {"journal": block})

    @property
    def sender(self) -> Sender:
        return Sender(
            ledger=self.ledger, issuers=Issuers.of([an_issuer()]), telling=self.telling,
            retry=Retry(), post=GuardedPost(Net()), hold=HOLD, clock=self.clock, draw=lambda: 0.5,
        )  # fmt: skip

    def restart(self) -> None:
        """Everything that is only in memory is gone, rings included."""
        self.ledger.close()
        self.ledger = Ledger.open(self.url)

    def publish(
        self,
        number: int,
        events: Sequence[Event] | None = None,
        *,
        issuer: Issuer | None = None,
        severity: Severity = Severity.MEDIUM,
        backfill: str | None = None,
        **filed: Any,
    ) -> tuple[Alert, ...]:
        """A filing, read and committed now."""
        now, company = self.clock(), issuer or an_issuer()
        whole = {"id": sec_filing_id(f"0001234567-26-{number:06}"), "published_at": now}
        filing = a_filing(**whole | {"seen_at": now} | filed)
        told = events if events is not None else [an_event(number, severity=severity)]
        self.ledger.record([filing], now=now, notify=not backfill, digest=backfill)
        claim = self.ledger.claim_filing(filing.id, now=now, hold=HOLD)
        assert claim is not None
        alerts, deliveries = match(
            filing, company, told, self.telling, now=now, notify=claim.notify, backfill=claim.digest,
            heard=self.ledger.heard(filing, told), silences=self.ledger.silences(at=now),
        )  # fmt: skip
        outcome = ReadOutcome(
            state="read", issuer_key=company.key, events=tuple(told), alerts=alerts,
            deliveries=deliveries,
        )  # fmt: skip
        assert self.ledger.commit(filing.id, outcome=outcome, now=now)
        self.made += alerts
        return alerts

    def until(self, end: datetime) -> None:
        """Move the clock from one due moment to the next, sending what is due, up to ``end``."""
        while (due := self.next_due()) is not None and due <= end:
            self.clock.now = max(self.clock.now, due)
            rings, fault = self.lease(), next(self.faults, "")
            for ring in rings:
                if not fault:
                    self.send(ring)
                elif fault == "die":
                    self.ledger.claim_delivery(ring, now=self.clock(), hold=HOLD)
            if fault:
                self.restart()
        self.clock.now = max(self.clock.now, end)

    def next_due(self) -> datetime | None:
        waiting = self.ledger.deliveries(state=DeliveryState.PENDING, limit=10_000)
        return min((max(d.due_at, d.held_until or d.due_at) for d in waiting), default=None)

    def lease(self) -> list[DeliveryId]:
        return self.ledger.lease_deliveries(now=self.clock(), limit=200, hold=HOLD)

    def send(self, ring: DeliveryId) -> None:
        before = len(self.lines())
        deliver_one(ring, self.sender)
        self.arrived += [_sending(self.clock(), line) for line in self.lines()[before:]]

    def lines(self) -> list[dict[str, Any]]:
        text = self.journal.read_text(encoding="utf-8") if self.journal.is_file() else ""
        return [json.loads(line) for line in text.splitlines()]

    @property
    def heard(self) -> list[str]:
        """Every alert that arrived, as often as it did."""
        return [alert for sending in self.arrived for alert in sending.alerts]


def _sending(at: datetime, body: dict[str, Any]) -> Sending:
    data = body["data"]
    return Sending(at, data["alert_id"], tuple(data.get("alert_ids", [data["alert_id"]])))
