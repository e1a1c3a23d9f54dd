"""When to try again, and when to leave a receiver alone: pure arithmetic on ``[retry]``.

Deliveries follow the Standard Webhooks schedule; a receiver's own wish (Retry-After) may
stretch a wait, never shorten it; jitter keeps receivers that came back from being hit by
everybody at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from watcher.model import DeliveryState, Endpoint, Outcome, Reason, Rejected, Sent
from watcher.model import Retry as TryAgain
from watcher.settings import Retry

SHORT_WISH = timedelta(minutes=5)
"""A wish up to this long is granted in full, even where twice the base is shorter."""

PATIENT = 3
"""Failures in a row from which on everything else for the receiver waits as well."""

FIRST_PAUSE, LONGEST_DOUBLING = timedelta(seconds=5), 20

SURELY_BROKEN = 5
"""Failures that a receiver must have had before it is switched off for failing too long."""


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


def next_health(
    endpoint: Endpoint, outcome: Outcome, settings: Retry, *, draw: float, now: datetime
) -> Endpoint | None:
    """How a receiver is after an attempt; None: well.

    What is wrong with one message (a refused body, an unknown address) says nothing about
    it. From the third failure in a row on it is left alone, twice as long each time, and at
    once for as long as it asks; one that is gone, or fails for ``disable_hours``, is
    switched off.
    """
    if isinstance(outcome, Sent):
        return None if endpoint.disabled_at is None else endpoint
    is_its_fault = (
        isinstance(outcome, TryAgain) and outcome.reason is not Reason.CRASH
    ) or outcome.reason in {Reason.GONE, Reason.AUTH}
    if not is_its_fault or endpoint.disabled_at is not None:
        return endpoint
    failing = replace(
        endpoint,
        failures=endpoint.failures + 1,
        failing_since=endpoint.failing_since or now,
        why=f"{outcome.reason.value}: {outcome.detail}"[:300],
    )
    if _is_hopeless(failing, outcome, settings, now):
        return replace(failing, paused_until=None, disabled_at=now)
    pause = _pause(failing.failures, outcome, settings)
    return replace(
        failing, paused_until=now + _jittered(pause, settings.jitter, draw) if pause else None
    )


def _is_hopeless(failing: Endpoint, outcome: Outcome, settings: Retry, now: datetime) -> bool:
    since = failing.failing_since or now
    too_long = now - since >= timedelta(hours=settings.disable_hours)
    is_gone = isinstance(outcome, Rejected) and outcome.reason is Reason.GONE
    return is_gone or (too_long and failing.failures >= SURELY_BROKEN)


def _pause(failures: int, outcome: Outcome, settings: Retry) -> timedelta:
    """How long nothing goes to the receiver; zero for the first failures."""
    longest = timedelta(seconds=settings.pause_seconds)
    asked = outcome.after if isinstance(outcome, TryAgain) else None
    pause = timedelta(0)
    if failures >= PATIENT:
        pause = min(longest, FIRST_PAUSE * 2 ** min(failures - PATIENT, LONGEST_DOUBLING))
    return max(pause, min(asked or pause, longest))


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
