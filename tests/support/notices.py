"""Notices read by one event type alone, without the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.support.announcements import found_in
from watcher.model import Event, Findings
from workers.events import EventType


def the_event(text: str, event_type: EventType, **told: Any) -> Event:
    """The one event of this type in a text."""
    (event,) = found_in(text, types=[event_type], **told).events
    return event


def nothing(text: str, event_types: Sequence[EventType], **told: Any) -> Findings:
    """What is found in a text that must raise nothing."""
    findings = found_in(text, types=event_types, **told)
    assert findings.events == ()
    return findings


def reason_codes(findings: Findings, event_type: str) -> list[str]:
    """The reasons for which cues of a type were dropped."""
    return [s.reason_code for s in findings.suppressed if s.would_be_type == event_type]
