"""Subscriptions, alerts, deliveries and the outcome of an attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal, TypeAlias

from watcher.model.ids import AlertId, DeliveryId, EventId, FilingId, Severity, SourceName

Grouping = Literal["filing", "event", "case"]
"""What one alert tells: a filing's events, one event, or what one case (story) has of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Hours of a place in which nothing is sent; ``end`` before ``start`` is the next day.

    ``zone`` is an IANA name; ``days`` are those on which it starts (0 is Monday).
    """

    start: time
    end: time
    zone: str
    days: frozenset[int] = frozenset(range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """When what gathered is sent as one message: at a local time of a place.

    ``at`` gives the minute of an hourly one; ``day`` (0 is Monday) is that of a weekly one.
    """

    every: Literal["hourly", "daily", "weekly"]
    at: time
    zone: str
    day: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who hears what, and when.

    Globs match ``type`` or ``type.subtype``; empty means all. An event is watched when its
    issuer is in ``issuers`` or one of its people in ``people`` (neither given: always).
    ``where`` is a condition on the event's facts (``watcher.subscriptions.conditions``).
    From ``urgent`` on neither a wait, nor a digest, nor quiet hours hold an alert back.
    """

    name: str
    issuers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[SourceName, ...] = ()
    min_severity: Severity = Severity.LOW
    where: str | None = None
    max_age: timedelta = timedelta(days=3)
    channels: tuple[str, ...] = ()
    group: Grouping = "filing"
    group_wait: timedelta = timedelta(0)
    quiet: Quiet | None = None
    digest: Digest | None = None
    urgent: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A mute until a time: what fits every part that is given is recorded and not sent.

    ``person``, ``issuer`` and ``type`` are written as in a subscription; ``subscription``
    None is all of them.
    """

    id: str
    until: datetime
    created_at: datetime
    reason: str
    person: str | None = None
    issuer: str | None = None
    type: str | None = None
    subscription: str | None = None


AlertKind = Literal["new", "correction", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one subscription hears of one filing; its id is the webhook-id.

    ``silenced`` says which silence kept it from being sent: such an alert has no delivery.
    ``case_key`` is the case of its loudest event: alerts of one case belong in one thread.
    """

    id: AlertId
    subscription: str
    filing_id: FilingId
    kind: AlertKind
    severity: Severity
    headline: str
    event_ids: tuple[EventId, ...]
    created_at: datetime
    supersedes: AlertId | None = None
    silenced: str | None = None
    case_key: str | None = None


class DeliveryState(StrEnum):
    """``dead`` can be resent by an operator; nothing else ends a delivery."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert on its way to one channel; those with one ``batch`` go as one message."""

    id: DeliveryId
    alert_id: AlertId
    channel: str
    state: DeliveryState
    attempts: int
    due_at: datetime
    held_until: datetime | None = None
    done_at: datetime | None = None
    batch: str | None = None


class Reason(StrEnum):
    """Why an attempt ended as it did: a closed set, used as a metric label."""

    OK = "ok"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    CLIENT_ERROR = "client_error"
    GONE = "gone"
    AUTH = "auth"
    REFUSED_ADDRESS = "refused_address"
    BAD_RECIPIENT = "bad_recipient"
    CONFIG = "config"
    CRASH = "crash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The receiver has it; ``receipt`` is where, for a channel that comes back to it."""

    status: int | None = None
    detail: str = ""
    receipt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """Not now; ``after`` is the receiver's own wish, if it gave one."""

    reason: Reason
    after: timedelta | None = None
    status: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Never; trying the same again cannot help."""

    reason: Reason
    status: int | None = None
    detail: str = ""


Outcome: TypeAlias = Sent | Retry | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """How a receiver (a channel, or one address of it) has been since it last took something.

    ``failures`` in a row since ``failing_since``. Nothing is sent to it before
    ``paused_until``, and while ``disabled_at`` stands, until a person enables it again.
    """

    route: str
    failures: int = 0
    failing_since: datetime | None = None
    paused_until: datetime | None = None
    disabled_at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try of one delivery. ``excerpt`` is at most 500 characters, without secrets."""

    delivery_id: DeliveryId
    number: int
    started_at: datetime
    duration: timedelta
    outcome: Literal["sent", "retry", "rejected"]
    reason: Reason
    status: int | None = None
    excerpt: str = ""
