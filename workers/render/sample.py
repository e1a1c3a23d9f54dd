"""A made-up alert, for trying out a channel: it says in its headline that it is a test."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from watcher.model import (
    Alert,
    Event,
    EventId,
    Evidence,
    Filing,
    Severity,
    sec_filing_id,
)
from workers.channels import Message
from workers.match import alert_id
from workers.render.message import render

QUOTE = "Ms. Jane Example has been appointed as a director with effect from today."


def sample_message(now: datetime, public_url: str) -> Message:
    """The message; its filing and its company do not exist."""
    filing = Filing(
        id=sec_filing_id("0000000000-00-000000"), source="edgar", form="8-K",
        title="Test message of Filing Watcher", published_at=now, seen_at=now,
        url=public_url, document_url=public_url,
    )  # fmt: skip
    event = Event(
        id=EventId("evt_test"), type="board_change", subtype="appointment", status="effective",
        severity=Severity.INFO, confidence=Decimal(1), dedup_key="test",
        fields={
            "person": {"name": "Jane Example", "person_key": "example+jane"},
            "roles": [{"role": "non_executive_director", "change": "gained", "primary": True}],
        },
        evidence=(Evidence(document="main", start=0, end=len(QUOTE), quote=QUOTE),),
        headline="a test message, nothing was filed",
        document_date=now.date(), event_date=now.date(), effective_date=now.date(),
    )  # fmt: skip
    alert = Alert(
        id=alert_id(f"test {now.isoformat()}", filing.id), subscription="test",
        filing_id=filing.id, kind="new", severity=Severity.INFO,
        headline="Example Company (TEST) - a test message, nothing was filed",
        event_ids=(event.id,), created_at=now,
    )  # fmt: skip
    return render(alert, filing, None, [event], public_url=public_url)
