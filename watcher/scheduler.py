"""APScheduler wiring: who polls when, and who leads.

Several schedulers may run; the one that holds the leader lease polls and sweeps.
Two leaders for a moment only waste requests: recording is idempotent and the request
budget is shared.
"""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from apscheduler import events
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from watcher.errors import LedgerBusy, WatcherError
from watcher.ops import logs, sentry
from watcher.ops.clock import Clock, utc_now
from watcher.ops.outage import Outage

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.settings import Settings

_log = logs.get("scheduler")

FIRST_AUDIT_SECONDS = 120.0
"""Before the first audit the polls after a start read what an outage held back."""

_OUTCOMES = {
    events.EVENT_JOB_MISSED: "missed",
    events.EVENT_JOB_MAX_INSTANCES: "overrun",
    events.EVENT_JOB_ERROR: "failed",
}


class Leader:
    """The leader lease of one scheduler process, renewed at a third of its life."""

    def __init__(self, ledger: Ledger, life: timedelta, clock: Clock = utc_now) -> None:
        self._ledger, self._life, self._clock = ledger, life, clock
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._until: datetime | None = None

    def renew(self) -> bool:
        """Take or keep the lease. False while another process leads."""
        now = self._clock()
        won = self._ledger.lead(self.holder, now=now, life=self._life) is not None
        if won != self.leads:
            _log.info("leadership", leads=won, holder=self.holder)
        self._until = now + self._life if won else None
        return won

    @property
    def leads(self) -> bool:
        """Whether our lease is still running; no look at the ledger."""
        return self._until is not None and self._clock() < self._until

    def resign(self) -> None:
        """Give the lease back, so that a second scheduler need not wait for it to end."""
        self._until = None
        self._ledger.resign(self.holder)


class Steps(NamedTuple):
    """What a scheduler runs; ``polls`` and ``audits`` by source."""

    polls: Mapping[str, Callable[[], object]]
    sweep: Callable[[], object]
    audits: Mapping[str, Callable[[], object]]
    extras: Sequence[Extra] = ()


class Extra(NamedTuple):
    """Something else that the leader does every so many seconds, first after as many."""

    name: str
    seconds: float
    run: Callable[[], object]


def build(  # noqa: PLR0917 - one line at the scheduler, which unpacks the steps
    settings: Settings,
    ledger: Ledger,
    polls: Mapping[str, Callable[[], object]],
    sweep: Callable[[], object],
    audits: Mapping[str, Callable[[], object]] = MappingProxyType({}),
    extras: Sequence[Extra] = (),
    *,
    clock: Clock = utc_now,
) -> tuple[BackgroundScheduler, Leader]:
    """A scheduler, not yet started, and its leader lease.

    ``polls`` and ``audits`` map a source to one poll or audit of it. A sweep follows each
    poll at once; the first audit waits for the polls that catch up after a start.
    """
    leader = Leader(ledger, timedelta(seconds=settings.scheduler.leader_seconds), clock)
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(len(polls) + len(audits) + len(extras) + 4)},
    )

    add = partial(_add, scheduler)
    guard = _Guard(leader, Outage(clock))
    led = guard.led
    add("leader", settings.scheduler.leader_seconds / 3, guard.renew, jitter=False)
    for source, poll in polls.items():
        seconds = settings.sources[source].poll_seconds

        def poll_and_sweep(poll: Callable[[], object] = poll) -> None:
            poll()
            sweep()

        add(f"poll:{source}", seconds, led(poll_and_sweep, f"poll:{source}"), jitter=True)
    add("sweep", settings.sweep.every_seconds, led(sweep, "sweep"), jitter=False)
    seconds = settings.sweep.audit_every_seconds
    for source, audit in audits.items():
        after = min(seconds, FIRST_AUDIT_SECONDS)
        add(f"audit:{source}", seconds, led(audit, f"audit:{source}"), jitter=True, after=after)
    for extra in extras:
        add(
            extra.name, extra.seconds, led(extra.run, extra.name), jitter=False, after=extra.seconds
        )
    scheduler.add_listener(_counter(ledger, guard.outage), sum(_OUTCOMES))
    return scheduler, leader


def _add(
    scheduler: BackgroundScheduler,
    name: str,
    seconds: float,
    run: Callable[[], object],
    *,
    jitter: bool,
    after: float = 0,
) -> None:
    """Run something every so many seconds, never twice at once, and never skip a late run."""
    scheduler.add_job(
        run,
        IntervalTrigger(seconds=seconds, timezone=UTC, jitter=seconds / 10 if jitter else None),
        id=name,
        name=name,
        next_run_time=datetime.now(UTC) + timedelta(seconds=after),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )


class _Guard:
    """Runs steps so that none stops the clock, and none asks a ledger that is away.

    Known errors end as a log line, for the next run tries again; one that comes again at
    once is not said again. Unknown ones reach the listener.
    """

    def __init__(self, leader: Leader, outage: Outage) -> None:
        self._leader, self.outage = leader, outage
        self._said: dict[str, str] = {}

    def led(self, run: Callable[[], object], name: str) -> Callable[[], None]:
        """The step, while we lead."""

        def lead() -> None:
            if self._leader.leads or self._leader.renew():
                run()

        def step() -> None:
            if not self.outage.on:
                self._runs_well(lead, name)

        return step

    def renew(self) -> None:
        """The one step that asks a ledger which is away, at ever longer intervals."""
        if self.outage.due and self._runs_well(self._leader.renew, "leader"):
            self.outage.over()

    def _runs_well(self, run: Callable[[], object], name: str) -> bool:
        try:
            run()
        except LedgerBusy as error:
            self.outage.note(error)
        except WatcherError as error:
            if self._said.get(name) != str(error):
                self._said[name] = str(error)
                _log.warning("step failed", step=name, error=str(error))
        else:
            self._said.pop(name, None)
            return True
        return False


def _counter(ledger: Ledger, outage: Outage) -> Callable[[Any], None]:
    def note(event: Any) -> None:
        outcome = _OUTCOMES[event.code]
        if event.code == events.EVENT_JOB_ERROR:
            _log.error("step crashed", step=event.job_id, error=repr(event.exception))
            sentry.capture(event.exception, step=event.job_id)
        if outage.on:
            return
        try:
            ledger.count("scheduler_runs", {"job": event.job_id, "outcome": outcome})
        except WatcherError as error:
            _log.warning("not counted", step=event.job_id, outcome=outcome, error=str(error))

    return note
