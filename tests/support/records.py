"""Records for tests: plausible values, each overridable by name."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from watcher.model import (
    Alert,
    AlertId,
    Attempt,
    Delivery,
    DeliveryId,
    DeliveryState,
    Document,
    Event,
    EventId,
    Evidence,
    Filing,
    FilingId,
    Party,
    QualityFlag,
    Reason,
    Severity,
    Suppressed,
    hkex_filing_id,
    sec_filing_id,
)

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)


def a_filing(number: int = 1, **changes: Any) -> Filing:
    """An EDGAR 6-K; the number makes its accession, and one minute of its publication."""
    values: dict[str, Any] = {
        "id": sec_filing_id(f"0001234567-26-{number:06}"),
        "source": "edgar",
        "form": "6-K",
        "title": "6-K - Northern Lights Ltd (0001234567) (Filer)",
        "published_at": NOW - timedelta(hours=1) + timedelta(minutes=number),
        "seen_at": NOW,
        "url": f"https://filings.test/{number}",
        "document_url": f"https://filings.test/{number}.txt",
        "parties": (Party(role="filer", name="Northern Lights Ltd", cik="0001234567"),),
    }
    return Filing(**values | changes)


def an_hkex_filing(number: int = 1, **changes: Any) -> Filing:
    """An HKEXnews announcement."""
    values: dict[str, Any] = {
        "id": hkex_filing_id(f"{12000000 + number}"),
        "source": "hkexnews",
        "form": None,
        "title": "CHANGE OF DIRECTOR",
        "published_at": NOW - timedelta(minutes=30),
        "seen_at": NOW,
        "url": f"https://news.test/{number}",
        "document_url": f"https://news.test/{number}.pdf",
        "stock_codes": ("08083",),
    }
    return Filing(**values | changes)


def an_event(number: int = 1, **changes: Any) -> Event:
    """A director who resigns; the dedup key is the same for every number unless given."""
    values: dict[str, Any] = {
        "id": EventId(f"evt_{number}"),
        "type": "board_change",
        "subtype": "departure",
        "status": "effective",
        "severity": Severity.MEDIUM,
        "confidence": Decimal("0.90"),
        "dedup_key": "northern-lights|board_change|ada+berg|departure|2026-03-25",
        "fields": {"person": {"name": "Berg Ada"}, "units": 12, "since": date(2020, 1, 2)},
        "evidence": (Evidence(document="main", start=3, end=9, quote="resign"),),
        "headline": "Ada Berg leaves the board",
    }
    return Event(**values | changes)


def an_alert(filing_id: FilingId, *events: Event, **changes: Any) -> Alert:
    """What subscription ``desk`` hears of a filing."""
    values: dict[str, Any] = {
        "id": AlertId(f"alr_{filing_id}_{changes.get('subscription', 'desk')}"),
        "subscription": "desk",
        "filing_id": filing_id,
        "kind": "new",
        "severity": Severity.MEDIUM,
        "headline": "Ada Berg leaves the board",
        "event_ids": tuple(event.id for event in events),
        "created_at": NOW,
    }
    return Alert(**values | changes)


def a_delivery(alert: Alert, channel: str = "hook", **changes: Any) -> Delivery:
    """An alert due now to a channel."""
    values: dict[str, Any] = {
        "id": DeliveryId(f"dlv_{alert.id}_{channel}"),
        "alert_id": alert.id,
        "channel": channel,
        "state": DeliveryState.PENDING,
        "attempts": 0,
        "due_at": NOW,
    }
    return Delivery(**values | changes)


def an_attempt(delivery_id: DeliveryId, number: int = 1, **changes: Any) -> Attempt:
    """A try that a 503 answered."""
    values: dict[str, Any] = {
        "delivery_id": delivery_id,
        "number": number,
        "started_at": NOW + timedelta(seconds=number),
        "duration": timedelta(milliseconds=120),
        "outcome": "retry",
        "reason": Reason.SERVER_ERROR,
        "status": 503,
        "excerpt": "try later",
    }
    return Attempt(**values | changes)


def a_document(seq: int = 1, **changes: Any) -> Document:
    """The main document of a filing."""
    values: dict[str, Any] = {
        "seq": seq,
        "type": "6-K",
        "media_type": "text/html",
        "sha256": f"{seq:064x}",
    }
    return Document(**values | changes)


def a_suppressed(why: str = "told last year") -> Suppressed:
    """A cue that raised nothing."""
    return Suppressed(
        would_be_type="share_issuance", reason_code="HISTORICAL_RECAP", evidence=None, why=why
    )


def a_flag() -> QualityFlag:
    """A doubt."""
    return QualityFlag(code="ISSUER_NAME_MISMATCH", detail="Norther Lights")
