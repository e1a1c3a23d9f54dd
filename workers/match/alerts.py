"""Alerts and deliveries with ids made from what they stand for, due when they may go."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import timedelta

from watcher.model import (
    Alert,
    AlertId,
    AlertKind,
    Delivery,
    DeliveryId,
    DeliveryState,
    Event,
    FilingId,
    Severity,
    Silence,
    Subscription,
)
from watcher.subscriptions.schedule import Slot, slot_of
from workers.match.wanting import Story
from workers.render.headline import alert_headline

BACKFILL_PATIENCE = timedelta(hours=24)
"""When a backfill is told that was never finished."""


def alert_id(subscription: str, filing_id: FilingId, part: str = "") -> AlertId:
    """The id of an alert; it is also the webhook-id. ``part``: one event or case of the filing."""
    return AlertId(f"alert_{_digest(subscription, filing_id, *([part] if part else []))}")


def delivery_id(alert: AlertId, route: str) -> DeliveryId:
    """The id of the one delivery of an alert to a route."""
    return DeliveryId(f"dlv_{_digest(alert, route)}")


class Maker:
    """Makes the alerts of one story; what many subscriptions share is worked out once."""

    def __init__(self, story: Story, earlier: Collection[Alert]) -> None:
        self._story, self._earlier = story, earlier
        self._headlines: dict[tuple[str, ...], str] = {}

    def alert(self, subscription: Subscription, heard: Sequence[Event]) -> Alert:
        """What a subscription is told of these events, the loudest first."""
        part = {"filing": "", "event": heard[0].id, "case": _case(heard[0])}[subscription.group]
        return self._alert(subscription, heard, part, None)

    def silenced(self, subscription: Subscription, taken: Sequence[tuple[Event, Silence]]) -> Alert:
        """What it would have been told but for silences; it has no delivery."""
        reasons = dict.fromkeys(f"silence {s.id} until {s.until:%Y-%m-%d %H:%M} UTC: {s.reason}"
                                for _, s in taken)  # fmt: skip
        return self._alert(subscription, [e for e, _ in taken], "silenced", "; ".join(reasons))

    def deliveries(
        self, subscription: Subscription, alert: Alert, heard: Sequence[Event]
    ) -> list[Delivery]:
        """One for each route, due when the subscription may be told."""
        now, backfill = self._story.now, self._story.backfill
        slot = (
            Slot(now + BACKFILL_PATIENCE, backfill)
            if backfill
            else slot_of(subscription, alert.severity, now)
        )
        return [
            Delivery(
                id=delivery_id(alert.id, route), alert_id=alert.id, channel=route,
                state=DeliveryState.PENDING, attempts=0, due_at=slot.due_at,
                batch=self._batch(subscription, route, slot, heard[0]),
            )
            for route in subscription.channels
        ]  # fmt: skip

    def _batch(
        self, subscription: Subscription, route: str, slot: Slot, first: Event
    ) -> str | None:
        """The key of what goes in one message with this.

        Alerts that only wait for one another share it where they are about one issuer, one
        fact or one case; what gathers for a digest or the end of quiet hours shares it.
        """
        if slot.shared is None:
            return None
        about = ""
        if slot.shared == "wait":
            about = {
                "filing": min(self._story.issuer_terms, default=self._story.filing.id),
                "event": first.dedup_key,
                "case": _case(first),
            }[subscription.group]
        key = _digest(subscription.name, route, slot.shared, about)
        return f"{self._story.backfill}|{key}" if self._story.backfill else f"batch_{key}"

    def _alert(
        self, subscription: Subscription, events: Sequence[Event], part: str, silenced: str | None
    ) -> Alert:
        story, kind = self._story, _kind(events)
        earlier = self._before(subscription, events[0]) if kind != "new" else None
        return Alert(
            id=alert_id(subscription.name, story.filing.id, part),
            subscription=subscription.name,
            filing_id=story.filing.id,
            kind=kind,
            severity=max((e.severity for e in events), key=lambda s: s.rank, default=Severity.INFO),
            headline=self._headline(events),
            event_ids=tuple(event.id for event in events),
            created_at=story.now,
            supersedes=earlier.id if earlier else None,
            silenced=silenced,
            case_key=events[0].case_key,
        )

    def _before(self, subscription: Subscription, first: Event) -> Alert | None:
        """The newest alert that told this subscription of the story, of the same case if any."""
        told = [a for a in self._earlier if a.subscription == subscription.name and not a.silenced]
        same = [a for a in told if first.case_key and a.case_key == first.case_key]
        return max(same or told, key=lambda alert: alert.created_at, default=None)

    def _headline(self, events: Sequence[Event]) -> str:
        key = tuple(event.id for event in events)
        if key not in self._headlines:
            self._headlines[key] = alert_headline(self._story.filing, self._story.issuer, events)
        return self._headlines[key]


def _case(event: Event) -> str:
    return event.case_key or event.dedup_key


def _kind(heard: Sequence[Event]) -> AlertKind:
    relations = {event.relation for event in heard}
    if relations & {"new", "same"}:
        return "new"
    return "correction" if "corrects" in relations else "progress"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
