"""What the ledger takes and gives. All times are aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from watcher.model import (
    Alert,
    AlertId,
    Attempt,
    Delivery,
    DeliveryId,
    DeliveryState,
    Document,
    Event,
    Filing,
    FilingId,
    QualityFlag,
    Suppressed,
    Value,
)

FilingState = Literal["new", "read", "needs_review", "failed"]
"""``new`` is the only state that work is due for; an operator can bring a filing back to it."""


LONGEST_HOLD = timedelta(days=2)
"""No lease is longer: the time of a job and its margin may each be a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingClaim:
    """A filing that this worker may read now. ``attempt`` is 1 on the first try.

    ``digest`` is the backfill that tells it, with all others of it, in one message.
    """

    filing: Filing
    attempt: int
    notify: bool
    digest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCard:
    """What the page shows of an alert: its words, as every channel says them.

    ``issuer`` is the watched issuer's key, else ``cik:…`` or ``hkex:…``; ``name`` its folded
    name; ``company`` as headlines call it. ``facts`` are (label, value).
    """

    alert_id: AlertId
    issuer: str | None = None
    name: str = ""
    company: str = ""
    types: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    quote: str | None = None
    doubts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CanonicalText:
    """One file of a filing as plain text, which offsets of evidence count in.

    ``sha256`` is its blob (UTF-8), ``size`` its bytes; ``parts`` are (label, title, start,
    end) of the documents inside. Files are numbered from 1.
    """

    number: int
    sha256: str
    size: int
    parts: tuple[tuple[str, str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNote:
    """What somebody did: ``subject`` is the id it was done to."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event as ``commit`` left it, and the filing that told it."""

    filing_id: FilingId
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """What was told of ``issuers`` when a filing was decided, oldest first.

    ``newest`` is the number of the newest of these events, 0 where there was none.
    """

    issuers: frozenset[str] = frozenset()
    newest: int = 0
    told: tuple[ToldEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutcome:
    """All that reading a filing gave; ``Ledger.commit`` keeps it in one transaction."""

    state: Literal["read", "needs_review"]
    issuer_key: str | None = None
    events: tuple[Event, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flags: tuple[QualityFlag, ...] = ()
    alerts: tuple[Alert, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    documents: tuple[Document, ...] = ()
    review_reason: str | None = None
    facts: Mapping[str, Value] = field(default_factory=dict)
    cards: tuple[AlertCard, ...] = ()
    texts: tuple[CanonicalText, ...] = ()
    premise: Premise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRow:
    """A filing and where it stands. ``error`` is why the last attempt failed."""

    filing: Filing
    state: FilingState
    attempts: int
    due_at: datetime
    held_until: datetime | None
    read_at: datetime | None
    error: str | None
    review_reason: str | None
    issuer_key: str | None
    notify: bool
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The other language version of a filing and where it stands.

    ``events`` are those it committed, but for what it only repeats of that filing.
    """

    filing: Filing
    state: FilingState
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert and its place in the order of commits, without end and never reused."""

    seq: int
    alert: Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryClaim:
    """A delivery that this worker may send now, with all that a message needs.

    ``delivery.attempts`` is the number of this attempt, 1 on the first. ``rest`` are those
    that go in the same message.
    """

    delivery: Delivery
    alert: Alert
    filing: Filing
    events: tuple[Event, ...]
    issuer_key: str | None
    rest: tuple[DeliveryClaim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """An attempt, and what becomes of its delivery and of ``others`` in the same message.

    ``due_at`` is when a pending delivery is tried again (None: now); ``receipt`` says where
    the receiver has it.
    """

    attempt: Attempt
    state: DeliveryState
    due_at: datetime | None = None
    others: tuple[DeliveryId, ...] = ()
    receipt: str | None = None

    @property
    def ids(self) -> tuple[DeliveryId, ...]:
        """All deliveries of the message."""
        return (self.attempt.delivery_id, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """A story at a receiver: where it keeps the first message, and the alerts that followed."""

    receipt: str
    first: DeliveryClaim
    since: tuple[Alert, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNote:
    """One poll of one source. ``entries`` as the feed listed them, ``new`` filings recorded."""

    source: str
    started_at: datetime
    duration: timedelta
    outcome: Literal["ok", "failed", "not_modified"]
    entries: int = 0
    new: int = 0
    pages: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The ledger at a glance.

    ``filings`` and ``deliveries`` count by state, ``sources`` by source and state.
    ``oldest_pending`` is when the longest waiting filing or delivery was due. ``lags``
    are p50 and p95 in seconds (None without data) of ``published_to_seen``,
    ``seen_to_read`` and ``seen_to_delivered`` over the newest 1,000 announced ones.
    """

    filings: Mapping[str, int]
    sources: Mapping[str, Mapping[str, int]]
    events: int
    suppressed: int
    alerts: int
    deliveries: Mapping[str, int]
    oldest_pending: datetime | None
    lags: Mapping[str, tuple[Decimal | None, Decimal | None]]
