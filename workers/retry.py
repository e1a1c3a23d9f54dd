"""When to try again: pure arithmetic on the schedules of ``[retry]``.

Deliveries follow the Standard Webhooks schedule; a receiver's own wish (Retry-After) may
stretch a wait, never shorten it; jitter keeps receivers that came back from being hit by
everybody at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from watcher.model import DeliveryState, Outcome, Rejected, Sent
from watcher.settings import Retry

SHORT_WISH = timedelta(minutes=5)
"""A wish up to this long is granted in full, even where twice the base is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of a delivery; ``due_at`` only while it is pending."""

    state: DeliveryState
    due_at: datetime | None = None


def next_step(
    outcome: Outcome, settings: Retry, *, attempt: int, draw: float, now: datetime
) -> Step:
    """The state after attempt number ``attempt`` (from 1) ended with ``outcome``.

    ``draw`` is uniform in [0, 1).
    """
    if isinstance(outcome, Sent):
        return Step(state=DeliveryState.DELIVERED)
    if isinstance(outcome, Rejected):
        return Step(state=DeliveryState.DEAD)
    base = _base(settings.schedule_seconds, attempt)
    if base is None:
        return Step(state=DeliveryState.DEAD)
    wait = _jittered(base, settings.jitter, draw)
    if outcome.after is not None:
        granted = min(outcome.after, max(2 * base, SHORT_WISH))
        wait = max(wait, granted * (1 + settings.jitter * draw))
    return Step(state=DeliveryState.PENDING, due_at=now + wait)


def filing_wait(settings: Retry, attempt: int, draw: float) -> timedelta | None:
    """How long a filing waits after its failed attempt number ``attempt``; None: no more."""
    base = _base(settings.filing_seconds, attempt)
    return None if base is None else _jittered(base, settings.jitter, draw)


def _base(schedule: tuple[int, ...], attempt: int) -> timedelta | None:
    if attempt < 1:
        raise ValueError(f"attempts count from 1, not {attempt}")
    return timedelta(seconds=schedule[attempt - 1]) if attempt <= len(schedule) else None


def _jittered(base: timedelta, jitter: float, draw: float) -> timedelta:
    """``base`` moved by up to ``jitter`` of itself, either way."""
    return base * (1 + jitter * (2 * draw - 1))
