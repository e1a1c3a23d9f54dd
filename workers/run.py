"""One RQ worker process on one queue (``watcher worker QUEUE``).

One queue per worker and no RQ scheduler child: with several queues RQ pops by BLPOP
and loses jobs, and an orphaned scheduler child swallows them. The job modules are
imported here, before the fork, because importing them in each fork costs a second.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry
from rq import Worker
from rq.exceptions import AbandonedJobError

from watcher.errors import ConfigError, LedgerBusy, WatcherError
from watcher.ops import logs, sentry
from watcher.ops.parent import follow_parent
from watcher.queue import connect, down_is_transient
from workers import jobs
from workers.aside import set_aside
from workers.context import context, watched
from workers.limits import slim_threads
from workers.rehearsal import rehearse

if TYPE_CHECKING:
    from watcher.queue import QueueName

WORKER_TTL = 45
"""Seconds of one blocking pop; also how fast an idle worker sees that Redis is back."""

RECONNECTS = 8
"""How often a worker asks for a server that went away; about ten seconds in all."""

_log = logs.get("worker")


class _Worker(Worker):
    """RQ's worker, which looks at the subscriptions before each fork and at the tables now and then."""

    def execute_job(self, job: Any, queue: Any) -> None:
        """Fork for one job."""
        watched().refresh()
        super().execute_job(job, queue)

    def run_maintenance_tasks(self) -> None:
        """What RQ does each minute; a worker whose ledger was upgraded under it ends with 2."""
        try:
            with suppress(LedgerBusy):
                context().ledger.refuse_newer()
        except ConfigError as error:
            _log.error("worker too old", error=str(error))
            sys.exit(2)
        super().run_maintenance_tasks()  # type: ignore[no-untyped-call]


def preload(queue: QueueName) -> None:
    """Import what the jobs of a queue need; once here costs less than once in each fork."""
    import_module("workers.deliver" if queue == "deliveries" else "watcher.net")


def run_worker(queue: QueueName, *, burst: bool = False) -> None:
    """Work until SIGTERM (drain) or, with ``burst``, until the queue is empty.

    Raises QueueDown where Redis is not there to begin with, ConfigError for a ledger of a
    newer program.
    """
    slim_threads()
    preload(queue)
    ctx = context()
    sentry.configure(ctx.settings.sentry, component=f"worker-{queue}")
    follow_parent()
    ctx.ledger.dispose_after_fork()
    with suppress(LedgerBusy):  # a ledger that is away is waited for
        ctx.ledger.refuse_newer()
    _rehearse(queue)
    with down_is_transient():
        worker = _Worker(
            [queue],
            connection=_patient(connect(ctx.settings)),
            serializer="json",
            worker_ttl=WORKER_TTL,
            maintenance_interval=60,
            job_monitoring_interval=10,
            work_horse_killed_handler=partial(_note_killed, queue),
            exception_handlers=[_note_abandoned],
            log_job_description=False,
        )
        _log.info("worker ready", queue=queue, jobs=jobs.__name__)
        worker.work(burst=burst, with_scheduler=False, logging_level="WARNING")


def _rehearse(queue: QueueName) -> None:
    """Pay for first uses here, once; a worker that cannot now, works without."""
    try:
        rehearse(queue, context())
    except WatcherError as error:
        _log.warning("not rehearsed; jobs take longer", queue=queue, error=str(error))


def _patient(client: redis.Redis) -> redis.Redis:
    """A client that rides out a restart of the server: RQ's worker would exit between two jobs."""
    client.set_retry(Retry(ExponentialBackoff(cap=2, base=0.1), RECONNECTS))
    return client


def _note_killed(queue: QueueName, job: Any, pid: int, status: int, _usage: Any) -> None:
    """RQ and Sentry would not tell of a killed work-horse; the ledger's row must."""
    rows = [str(each) for each in job.args]
    row = ", ".join(rows)
    why = f"the work-horse was ended by {_cause(status)}"
    _log.error("work-horse died", row=row, pid=pid, status=status, cause=why)
    sentry.capture(RuntimeError(f"{why} on {row}"), row=row)
    set_aside(queue, rows, why, context())


def _note_abandoned(job: Any, kind: type[BaseException], *_: Any) -> bool:
    """A job whose worker is gone: nobody but the next worker's maintenance finds it.

    Its row is due again when its lease ends. True lets RQ's other handlers see it.
    """
    if issubclass(kind, AbandonedJobError):
        row = ", ".join(str(each) for each in job.args)
        _log.error("job abandoned", row=row)
        sentry.capture(RuntimeError(f"the worker of {row} is gone; its lease rings again"), row=row)
    return True


def _cause(status: int) -> str:
    """A wait status in words."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit status {code} (over its time: the log has its stack)"
    name = signal.Signals(-code).name
    hint = {"SIGXCPU": " (CPU limit)", "SIGKILL": " (out of memory, or time-out)"}.get(name, "")
    return f"{name}{hint}"
