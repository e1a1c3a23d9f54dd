"""Subscriptions, alerts, deliveries and the outcome of an attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, TypeAlias

from watcher.model.ids import AlertId, DeliveryId, EventId, FilingId, Severity, SourceName


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who hears what. Globs match ``type`` or ``type.subtype``; empty means all."""

    name: str
    issuers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    sources: tuple[SourceName, ...] = ()
    min_severity: Severity = Severity.LOW
    max_age: timedelta = timedelta(days=3)
    channels: tuple[str, ...] = ()


AlertKind = Literal["new", "correction", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What one subscription hears of one filing; its id is the webhook-id."""

    id: AlertId
    subscription: str
    filing_id: FilingId
    kind: AlertKind
    severity: Severity
    headline: str
    event_ids: tuple[EventId, ...]
    created_at: datetime
    supersedes: AlertId | None = None


class DeliveryState(StrEnum):
    """``dead`` can be resent by an operator; nothing else ends a delivery."""

    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert on its way to one channel."""

    id: DeliveryId
    alert_id: AlertId
    channel: str
    state: DeliveryState
    attempts: int
    due_at: datetime
    held_until: datetime | None = None
    done_at: datetime | None = None


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
    """The receiver has it."""

    status: int | None = None
    detail: str = ""


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
