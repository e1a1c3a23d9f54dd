"""Texts read for issues of shares alone, without the other event types."""

from __future__ import annotations

from typing import Any

from tests.support.announcements import found_in
from watcher.model import Event, Findings
from workers.events import share_issuance

TYPES = (share_issuance.EVENT,)

PLACING = (
    "On 12 May 2025 (after trading hours), the Company and the Placing Agent entered into the Placing Agreement, "
    "pursuant to which the Placing Agent has conditionally agreed to place, on a best effort basis, up to 64,000,000 "
    "Placing Shares to not less than six Placees at HK$2.50 per Placing Share. The Placing Shares represent 8.0% of "
    "the existing issued Shares and approximately 7.41% of the enlarged issued Shares. The Placing Price represents a "
    "discount of approximately 16.67% to the closing price of HK$3.00."
)


def found(text: str, **told: Any) -> Findings:
    """What reading a text for issues gives."""
    return found_in(text, types=TYPES, **told)


def only(text: str, **told: Any) -> Event:
    """Its one event."""
    (event,) = found(text, **told).events
    return event


def facts(event: Event, *names: str) -> tuple[object, ...]:
    """Its fields of these names."""
    return tuple(event.fields[name] for name in names)


def refusals(text: str, **told: Any) -> list[tuple[str, str]]:
    """Type and reason of what was dropped in a text that must raise nothing."""
    findings = found(text, **told)
    assert findings.events == ()
    return [(s.would_be_type, s.reason_code) for s in findings.suppressed]
