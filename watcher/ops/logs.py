"""Structured logs: JSON in services, readable lines in a terminal, never a secret.

Every line has ``event`` and the same keys everywhere: ``filing_id``, ``alert_id``,
``delivery_id``, ``source``, ``channel``, ``subscription``.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

import structlog
from stamina.instrumentation import set_on_retry_hooks

if TYPE_CHECKING:
    from watcher.settings import Log

_SECRETS = (
    re.compile(r"(https://hooks\.slack\.com/services/)[^\s\"']+"),
    re.compile(r"(://[^/\s:@\"']*:)[^@/\s\"']+(?=@)"),
    re.compile(r"(xox[abp]-)[\w-]+"),
    re.compile(r"(whsec_)[\w+/=]+"),
)


def scrub(text: str) -> str:
    """The text without passwords in URLs, Slack hooks and tokens, webhook secrets."""
    for pattern in _SECRETS:
        text = pattern.sub(r"\1***", text)
    return text


def _scrub_values(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in line.items():
        if isinstance(value, str):
            line[key] = scrub(value)
    return line


def configure(log: Log) -> None:
    """Set up structlog and the standard library's logging once per process."""
    as_json = log.format == "json" or (log.format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _scrub_values,
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
        "apscheduler",
        "alembic",
        "uvicorn.access",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, root.level))
    set_on_retry_hooks([])  # a venue that is down is one failed poll a second, not each retry in it


def get(name: str) -> Any:
    """A bound logger."""
    return structlog.get_logger(name)
