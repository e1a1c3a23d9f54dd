from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watcher.model import DeliveryState, Reason, Rejected, Sent
from watcher.model import Retry as RetryOutcome
from watcher.settings import Retry
from workers.retry import SHORT_WISH, Step, filing_wait, next_step

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
SETTINGS = Retry()
MIDDLE = 0.5
"""The draw that leaves a wait without jitter."""


def wait_after(attempt: int, *, after: timedelta | None = None, draw: float = MIDDLE) -> timedelta:
    outcome = RetryOutcome(reason=Reason.SERVER_ERROR, after=after)
    step = next_step(outcome, SETTINGS, attempt=attempt, draw=draw, now=NOW)
    assert step.due_at is not None
    return step.due_at - NOW


def test_what_was_sent_is_delivered() -> None:
    step = next_step(Sent(), SETTINGS, attempt=1, draw=0, now=NOW)
    assert step == Step(state=DeliveryState.DELIVERED)


def test_what_was_refused_is_dead_at_once() -> None:
    step = next_step(Rejected(reason=Reason.GONE), SETTINGS, attempt=1, draw=0, now=NOW)
    assert step == Step(state=DeliveryState.DEAD)


def test_the_waits_are_those_of_standard_webhooks() -> None:
    waits = [wait_after(n).total_seconds() for n in range(1, 10)]
    assert waits == [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]


def test_the_tenth_failure_is_the_last() -> None:
    outcome = RetryOutcome(reason=Reason.TIMEOUT)
    step = next_step(outcome, SETTINGS, attempt=10, draw=MIDDLE, now=NOW)
    assert step == Step(state=DeliveryState.DEAD)


def test_attempts_count_from_one() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        next_step(RetryOutcome(reason=Reason.TIMEOUT), SETTINGS, attempt=0, draw=0, now=NOW)


@pytest.mark.parametrize(("draw", "seconds"), [(0.0, 240), (0.5, 300), (0.999999999, 360)])
def test_jitter_moves_a_wait_by_a_fifth_at_most(draw: float, seconds: float) -> None:
    assert wait_after(2, draw=draw).total_seconds() == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("attempt", "wish", "granted"),
    [
        (2, 10, 300),  # shorter than our wait: ours
        (2, 450, 450),  # within twice the base: as wished
        (2, 999_999, 600),  # a receiver may not park us for ever
        (1, 60, 60),  # a short wish counts in full behind a very short base
        (1, 3600, SHORT_WISH.total_seconds()),
        (9, 999_999, 172_800),
    ],
)
def test_retry_after_stretches_within_bounds_and_never_shortens(
    attempt: int, wish: float, granted: float
) -> None:
    wait = wait_after(attempt, after=timedelta(seconds=wish))
    at_least, jitter = timedelta(seconds=granted), 1 + SETTINGS.jitter
    assert at_least <= wait <= at_least * jitter


@given(
    attempt=st.integers(1, 9),
    wish=st.none() | st.integers(0, 10**7),
    draw=st.floats(0, 1, exclude_max=True),
)
def test_every_wait_stays_between_the_base_and_twice_the_base(
    attempt: int, wish: int | None, draw: float
) -> None:
    after = None if wish is None else timedelta(seconds=wish)
    base = timedelta(seconds=SETTINGS.schedule_seconds[attempt - 1])
    wait = wait_after(attempt, after=after, draw=draw)
    assert base * 0.79 <= wait <= max(2 * base, SHORT_WISH) * 1.21


def test_a_filing_waits_by_its_own_schedule_and_then_no_more() -> None:
    waits = [filing_wait(SETTINGS, n, MIDDLE) for n in range(1, 7)]
    assert waits == [*(timedelta(seconds=s) for s in (5, 30, 300, 1800, 7200)), None]
