"""From the ledger to a message: an alert, a digest, a warning, or a story so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watcher.model import AlertId, Filing, FilingId, QualityFlag
from workers.channels import Message, Thread
from workers.render.digest import Told, render_digest
from workers.render.message import headline_of, render
from workers.render.warning import is_warning, render_warning

if TYPE_CHECKING:
    from datetime import datetime

    from watcher.issuers import Issuers
    from watcher.ledger import Ledger
    from watcher.ledger.rows import DeliveryClaim
    from watcher.model import Issuer


@dataclass(frozen=True, slots=True)
class Beside:
    """What a message says beside the alert's own events."""

    flags: Sequence[QualityFlag]
    twins: Sequence[Filing]
    told_before: Sequence[tuple[str, FilingId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes what goes to one receiver. ``zone`` is its reader's (an IANA name), if known.

    ``said`` and ``known`` are what was written for, and is told of, an alert's other receivers.
    """

    ledger: Ledger
    issuers: Issuers
    public_url: str = ""
    zone: str = ""
    known: dict[AlertId, Beside] = field(default_factory=dict)
    said: dict[tuple[AlertId, str], Message] = field(default_factory=dict)

    def message(self, claim: DeliveryClaim, now: datetime) -> Message:
        """The message of all alerts that were claimed together."""
        if claim.rest:
            return self._digest(claim)
        if is_warning(claim.alert):
            return render_warning(claim.alert, public_url=self.public_url)
        if claim.delivery.batch:
            return self._alert(claim, now)
        key = (claim.alert.id, self.zone)
        if key not in self.said:
            self.said[key] = self._alert(claim, now)
        return self.said[key]

    def thread(self, claim: DeliveryClaim, now: datetime) -> Thread | None:
        """What the receiver has of the story already; None where this begins one."""
        found = None if claim.rest else self.ledger.thread(claim)
        if found is None:
            return None
        return Thread(
            receipt=found.receipt,
            first=self._alert(found.first, now),
            since=tuple(headline_of(alert) for alert in found.since),
        )

    def _alert(self, claim: DeliveryClaim, now: datetime) -> Message:
        beside = self._beside(claim, now)
        return render(
            claim.alert,
            claim.filing,
            self._issuer(claim),
            claim.events,
            flags=beside.flags,
            twins=beside.twins,
            told_before=beside.told_before,
            public_url=self.public_url,
            zone=self.zone,
        )

    def _digest(self, claim: DeliveryClaim) -> Message:
        told = [
            Told(alert=c.alert, filing=c.filing, issuer=self._issuer(c), events=c.events)
            for c in (claim, *claim.rest)
        ]
        return render_digest(told, public_url=self.public_url, zone=self.zone)

    def _beside(self, claim: DeliveryClaim, now: datetime) -> Beside:
        """What was known when the alert was made; of one that waited, when it was first sent.

        The former is the same for every receiver and asked once in a work-horse.
        """
        if claim.delivery.batch:
            return self._asked(claim, now)
        if claim.alert.id not in self.known:
            self.known[claim.alert.id] = self._asked(claim, now)
        return self.known[claim.alert.id]

    def _asked(self, claim: DeliveryClaim, now: datetime) -> Beside:
        ledger = self.ledger
        attempts = ledger.attempts(claim.delivery.id) if claim.delivery.batch else []
        waited_until = attempts[0].started_at if attempts else now
        events = ledger.events(claim.filing.id)
        firsts = ledger.told_before(claim.filing, events)
        return Beside(
            flags=ledger.flags(claim.filing.id),
            twins=ledger.other_versions(
                claim.filing, at=waited_until if claim.delivery.batch else claim.alert.created_at
            ),
            told_before=[(event.type, firsts[event.id]) for event in events if event.id in firsts],
        )

    def _issuer(self, claim: DeliveryClaim) -> Issuer | None:
        return self.issuers.get(claim.issuer_key) if claim.issuer_key else None
