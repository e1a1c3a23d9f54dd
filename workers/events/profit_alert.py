"""A result better than before is expected: higher profit, smaller loss, a turnaround.

Sources: HKEX headline 13500, titles of announcements, inside information (19750, Listing
Rule 13.09). Press releases that
move the guidance by their title. Safe-harbour text and guidance beside results raise nothing.
"""

from __future__ import annotations

from watcher.model import Label, Severity
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Reading, Thresholds
from workers.notices import warnings


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each announcement of better results to come."""
    del labels  # titles are found over whole documents, not in one section
    return warnings.found(reading, "profit_alert", bad=False)


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Medium: good news moves the price as well, and hurts nobody."""
    del draft, thresholds
    return Severity.MEDIUM


EVENT = EventType(
    name="profit_alert",
    subtypes=("alert",),
    signals=(HeadlineCode(codes=warnings.CODES), Heading(pattern=warnings.TITLE)),
    extract=extract,
    identity=warnings.identity,
    headline=warnings.headline,
    grade=grade,
    doc=__doc__ or "",
)
