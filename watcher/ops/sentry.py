"""Sentry: off without a DSN, scrubbed, integrations listed by hand.

RQ reports a job's exception only from the worker; a killed work-horse, an abandoned job or
one that ends by a ledger row is reported by ``capture``. A trace goes with a filing: the
poll that records it keeps its headers in the ledger, beside the filing and later beside its
deliveries, and ``traced`` continues them in the process that reads or delivers.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from watcher.errors import ConfigError
from watcher.ops.logs import scrub

if TYPE_CHECKING:
    from watcher.settings import Sentry

RQ_OP = "queue.task.rq"
"""The integration's own transaction of a job; ours, which know the filing, stand in for it."""

PUBLIC_HOSTS = ("www.sec.gov", "data.sec.gov", "www1.hkexnews.hk", "www.hkexnews.hk")
"""Paths on these hosts name filings; on any other they may be a hook's secret."""

_MAIL = re.compile(r"[\w.+%-]+@[\w.-]+\.[a-zA-Z]{2,}")
_PATH = re.compile(r"(https?://(?:[^/\s@\"']*@)?([^/\s\"'?#@]+))[/?#][^\s\"'<>]*")


def report_scrub(text: str) -> str:
    """``scrub``, and also without mail addresses and without paths on hosts of subscribers."""
    text = _PATH.sub(lambda m: m[0] if m[2] in PUBLIC_HOSTS else f"{m[1]}/***", scrub(text))
    return _MAIL.sub("***@***", text)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return report_scrub(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


def _before_send(event: Any, _hint: dict[str, Any]) -> Any:
    return _clean(event)


def configure(sentry: Sentry, *, component: str, transport: Any = None) -> bool:
    """Start reporting. True when a DSN is set. Raises ConfigError for a malformed DSN."""
    dsn = sentry.dsn.get_secret_value()
    if not dsn:
        return False
    import sentry_sdk  # noqa: PLC0415 - 0.3 s that a run without a DSN need not pay
    from sentry_sdk.utils import BadDsn, Dsn  # noqa: PLC0415 - same

    from watcher import __version__  # noqa: PLC0415 - same

    try:
        Dsn(dsn)
    except BadDsn:
        raise ConfigError("[sentry] dsn is not a DSN such as https://key@host/1") from None
    sentry_sdk.init(
        dsn=dsn,
        environment=sentry.environment,
        release=f"filing-watcher@{__version__}",
        traces_sampler=_sampler(sentry.traces_sample_rate),
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=_integrations(),
        include_local_variables=False,
        max_request_body_size="never",
        before_send=_before_send,
        before_send_transaction=_before_send,
        before_breadcrumb=_before_send,
        transport=transport,
    )
    sentry_sdk.set_tag("component", component)
    return True


def _integrations() -> list[Any]:
    """The standard library's integration is left out: it would send our trace to the venues."""
    from sentry_sdk.integrations import (  # noqa: PLC0415 - as in ``configure``
        atexit,
        dedupe,
        excepthook,
        rq,
        threading,
    )  # fmt: skip
    from sentry_sdk.integrations import logging as lines  # noqa: PLC0415 - same

    return [
        rq.RqIntegration(),
        lines.LoggingIntegration(level=logging.INFO, event_level=None),
        dedupe.DedupeIntegration(),
        excepthook.ExcepthookIntegration(),
        threading.ThreadingIntegration(),
        atexit.AtexitIntegration(callback=lambda _pending, _timeout: None),
    ]


def _sampler(rate: float) -> Any:
    def sample(context: dict[str, Any]) -> float:
        if context["transaction_context"].get("op") == RQ_OP:
            return 0.0
        parent = context.get("parent_sampled")
        return rate if parent is None else float(parent)

    return sample


def _sdk() -> Any:
    """The library where it was started, else None; importing it costs time."""
    sdk = sys.modules.get("sentry_sdk")
    return sdk if sdk is not None and sdk.get_client().is_active() else None


def capture(error: BaseException, **tags: str) -> None:
    """Report one error with tags such as ``filing_id``; silent without a DSN."""
    if (sdk := _sdk()) is None:
        return
    with sdk.new_scope() as scope:
        for key, value in tags.items():
            scope.set_tag(key, value)
        sdk.capture_exception(error)


@dataclass
class Trace:
    """What the block of ``traced`` may say and ask. Nothing of it matters without a DSN."""

    _transaction: Any = None
    _sdk: Any = None

    @property
    def headers(self) -> str | None:
        """What continues this trace elsewhere, as JSON; None where it is not sampled."""
        if self._transaction is None or not self._transaction.sampled:
            return None
        scope = self._sdk.get_current_scope()
        baggage = scope.get_baggage()
        return json.dumps(
            {
                "sentry-trace": scope.get_traceparent(),
                "baggage": _without_key(baggage.serialize()) if baggage else "",
            }
        )

    def tag(self, **tags: str) -> None:
        """Say whose trace it is."""
        if self._transaction is not None:
            for key, value in tags.items():
                self._transaction.set_tag(key, value)

    def drop(self) -> None:
        """Nothing happened that is worth a look."""
        if self._transaction is not None:
            self._transaction.sampled = False


@contextmanager
def traced(op: str, name: str, headers: str | None = None, **tags: str) -> Iterator[Trace]:
    """One transaction: the next part of the trace of ``headers``, or a new trace.

    ``op`` is the part of the work (``poll``, ``read``, ``deliver``), ``name`` has no id in it.
    """
    if (sdk := _sdk()) is None:
        yield Trace()
        return
    with sdk.isolation_scope():
        begun = sdk.continue_trace(_loaded(headers), op=op, name=name, source="task")
        with sdk.start_transaction(begun) as transaction:
            trace = Trace(transaction, sdk)
            trace.tag(**tags)
            yield trace


def _without_key(baggage: str) -> str:
    """The baggage for our own ledger, which keeps no part of the DSN."""
    kept = (part for part in baggage.split(",") if not part.startswith("sentry-public_key="))
    return ",".join(kept)


def _loaded(headers: str | None) -> dict[str, str]:
    found: dict[str, str] = json.loads(headers) if headers else {}
    return found


CHECK_IN_SECONDS = 60.0
"""A monitor counts in minutes; a source is polled each second."""

_told: dict[str, tuple[float, bool]] = {}


def check_in(source: str, *, ok: bool, duration: timedelta, every: timedelta) -> None:
    """Tell the monitor ``poll-SOURCE`` how a poll went: each minute, and at once when it turns."""
    now = time.monotonic()
    at, before = _told.get(source, (now - CHECK_IN_SECONDS, ok))
    if _sdk() is None or (before == ok and now - at < CHECK_IN_SECONDS):
        return
    _told[source] = now, ok
    from sentry_sdk.crons import capture_checkin  # noqa: PLC0415 - only with a DSN

    minutes = max(1, round(every.total_seconds() / 60))
    capture_checkin(
        monitor_slug=f"poll-{source}",
        status="ok" if ok else "error",
        duration=duration.total_seconds(),
        monitor_config={
            "schedule": {"type": "interval", "value": minutes, "unit": "minute"},
            "checkin_margin": max(5, minutes),
            "max_runtime": 10,
            "failure_issue_threshold": 5,
            "recovery_threshold": 1,
        },
    )
