"""Structured logs: JSON in services, readable lines in a terminal, never a secret.

Every line has ``event``, ``level`` and ``timestamp``; a thing has the same key everywhere,
and ``KEYS`` has them all.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import structlog
from stamina.instrumentation import set_on_retry_hooks

from watcher.ops.hiding import cut_out

if TYPE_CHECKING:
    from watcher.settings import Log

KEYS = frozenset(
    {
        # what a line is about
        "filing_id", "alert_id", "delivery_id", "row", "source", "channel", "subscription",
        "queue", "step", "child", "host", "path", "address", "holder", "day",
        # what became of it
        "outcome", "state", "status", "reason", "error", "detail", "wrong", "cause", "due_at",
        "since", "seconds", "failures", "closed_seconds", "again_in", "attempt",
        "code", "pid", "leads", "first",
        # how many
        "count", "events", "alerts", "recorded", "subscriptions", "jobs",
    }
)  # fmt: skip
"""The keys of log lines besides ``event``, ``level``, ``timestamp``; a test holds the code to it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_SECRETS = (
    re.compile(r"(https://hooks\.slack\.com/services/)[^\s\"']+"),
    re.compile(r"(://[^/\s:@\"']*:)[^@/\s\"']+(?=@)"),
    re.compile(r"(xox[abp]-)[\w-]+"),
    re.compile(r"(whsec_)[\w+/=]+"),
    re.compile(r"(?i)\b(bearer |basic |token=|key=|password=|secret=)[^\s\"'&,;]+"),
)


def scrub(text: str) -> str:
    """The text without this process's secrets, passwords in URLs, Slack hooks, tokens, keys."""
    text = cut_out(text)
    for pattern in _SECRETS:
        text = pattern.sub(r"\1***", text)
    return text


def visible(text: str) -> str:
    """A text in which nobody can begin a line of his own or steer a terminal."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def _scrub_values(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in line.items():
        line[key] = _scrubbed(value)
    return line


def _one_line(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    line["event"] = visible(str(line.get("event", "")))
    return line


def _scrubbed(value: Any) -> Any:
    """The same without secrets, also inside lists and tables; errors become their words."""
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {key: _scrubbed(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_scrubbed(item) for item in value]
    return scrub(str(value)) if isinstance(value, BaseException) else value


def configure(log: Log) -> None:
    """Set up structlog and the standard library's logging once per process."""
    as_json = log.format == "json" or (log.format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _scrub_values,
        _one_line,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(log.level)
    for chatty in (
        "mail.log",
        "rq",
        "httpx2",
        "httpcore2",
        "alembic",
        "uvicorn.access",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    # What it warns of, a step that comes while the one before still runs, is counted instead.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    set_on_retry_hooks([])  # a venue that is down is one failed poll a second, not each retry in it


def get(name: str) -> Any:
    """A bound logger."""
    return structlog.get_logger(name)
