"""Shared steps of grading. The thresholds themselves stand in ``config/events.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from watcher.model import Event, Severity
from workers.events import Thresholds

_RISING = ("low", "medium", "high", "critical")


def by_thresholds(
    value: Decimal | None, thresholds: Thresholds, unit: str, *, base: Severity = Severity.INFO
) -> Severity:
    """The loudest step whose ``<step>_<unit>`` (``medium_value``, ``high_pct``) the value
    reaches; ``base`` below all of them or where there is no value.
    """
    reached = base
    for step in _RISING:
        limit = thresholds.get(f"{step}_{unit}")
        if value is not None and limit is not None and value >= limit:
            reached = Severity(step)
    return reached


def loudest(grades: Sequence[Severity], *, base: Severity = Severity.INFO) -> Severity:
    """The loudest of several grades, at least ``base``."""
    return max((*grades, base), key=lambda s: s.rank)


def at_most(severity: Severity, ceiling: Severity) -> Severity:
    """The grade, held down to a ceiling."""
    return min(severity, ceiling, key=lambda s: s.rank)


def loudest_first(events: Sequence[Event]) -> list[Event]:
    """By severity, then in the order of the filing."""
    return sorted(events, key=lambda event: -event.severity.rank)
