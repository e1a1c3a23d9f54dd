"""What the API answers, as types: they make the OpenAPI description and check every answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from watcher.model import (
    AlertKind,
    DeliveryState,
    Reason,
    Severity,
)

T = TypeVar("T")


class Problem(BaseModel):
    """What went wrong, as RFC 9457 writes it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Page(BaseModel, Generic[T]):
    """Rows of a list. ``next`` goes on behind them as ``cursor``; null at the end."""

    items: list[T]
    next: str | None = Field(description="Give it back as `cursor`; null: there is no more now.")


class AlertOut(BaseModel):
    """An alert: what one subscription was told of one filing."""

    seq: int = Field(description="Place in the order of commits: rises, never reused.")
    id: str
    subscription: str
    filing_id: str
    kind: AlertKind
    severity: Severity
    headline: str
    event_ids: list[str]
    created_at: datetime
    supersedes: str | None


class EvidenceOut(BaseModel):
    """The words that prove it: ``text[start:end] == quote`` in the canonical text."""

    document: str
    start: int
    end: int
    page: int | None
    quote: str


class EventOut(BaseModel):
    """An event; the same as `watcher parse` prints (JSON Schema: /api/schema/event.json)."""

    id: str
    type: str
    subtype: str | None
    status: str
    severity: Severity
    confidence: str
    headline: str
    document_date: date | None
    event_date: date | None
    effective_date: date | None
    exhibit: str | None
    title_item: str | None
    also_types: list[str]
    relation: str
    dedup_key: str
    case: str | None
    changes: list[dict[str, Any]]
    fields: dict[str, Any]
    derived: list[dict[str, Any]]
    evidence: list[EvidenceOut]


class ListedEvent(BaseModel):
    """An event and the filing that told it."""

    number: int
    filing_id: str
    event: EventOut


class FilingOut(BaseModel):
    """A filing and what became of it."""

    id: str
    source: str
    form: str | None
    title: str
    published_at: datetime | None
    seen_at: datetime
    read_at: datetime | None
    url: str
    language: str | None
    items: list[str]
    headline_codes: list[str]
    stock_codes: list[str]
    parties: list[dict[str, Any]]
    amends: bool
    found_by: str
    state: str
    attempts: int
    error: str | None
    review_reason: str | None
    issuer: str | None


class FilingDetail(FilingOut):
    """A filing with all that reading it gave."""

    events: list[EventOut]
    suppressed: list[dict[str, Any]]
    quality_flags: list[dict[str, Any]]
    alerts: list[AlertOut]


class AttemptOut(BaseModel):
    """One try of one delivery; ``duration`` in seconds."""

    number: int
    started_at: datetime
    duration: float
    outcome: str
    reason: Reason
    status: int | None
    excerpt: str


class DeliveryOut(BaseModel):
    """An alert on its way to one channel."""

    id: str
    alert_id: str
    channel: str
    state: DeliveryState
    attempts: int
    due_at: datetime = Field(
        description="The year 9999 while its channel is switched off: it waits until that is enabled."
    )
    done_at: datetime | None


class DeliveryDetail(DeliveryOut):
    """A delivery with every attempt."""

    history: list[AttemptOut]


class AlertDetail(AlertOut):
    """An alert with its events and deliveries."""

    events: list[EventOut]
    deliveries: list[DeliveryOut]


class IssuerOut(BaseModel):
    """A watched issuer under all its keys."""

    key: str
    name: str
    name_zh: str | None
    cik: str | None
    tickers: list[str]
    hkex_codes: list[str]
    file_numbers: list[str]


class SourceOut(BaseModel):
    """A venue: its last polls, what was missed, what is left of the budget."""

    name: str
    enabled: bool
    poll_seconds: float
    requests_per_second: float
    last_poll_at: datetime | None
    last_outcome: str | None
    last_error: str | None
    newest_filing_at: datetime | None
    silent_business_seconds: float | None = Field(
        description="Business time of the venue since the newest filing was published."
    )
    gaps: int = Field(description="Filings that polling missed and an audit found; must be 0.")
    closed_hosts: dict[str, float] = Field(
        description="Hosts that refused us, and for how many seconds more they are left alone."
    )


class ResentOut(BaseModel):
    """The deliveries that are due again."""

    deliveries: list[str]
    dry_run: bool


class SilenceOut(BaseModel):
    """A mute: what fits every part that is given is recorded and not sent."""

    id: str
    until: datetime
    created_at: datetime
    reason: str
    person: str | None
    issuer: str | None
    type: str | None
    subscription: str | None


class RemovedOut(BaseModel):
    """What is gone."""

    removed: str


class RereadOut(BaseModel):
    """The filing that is due to be read again."""

    filing_id: str
