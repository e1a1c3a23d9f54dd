"""Sentry: off without a DSN, scrubbed, integrations listed by hand.

RQ reports a job's exception only from the worker; a killed work-horse or a job that
ends by a ledger row is reported by ``capture``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from watcher.errors import ConfigError
from watcher.ops.logs import scrub

if TYPE_CHECKING:
    from watcher.settings import Sentry


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
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
    from sentry_sdk.integrations.rq import RqIntegration  # noqa: PLC0415 - same
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
        traces_sample_rate=sentry.traces_sample_rate,
        auto_enabling_integrations=False,
        integrations=[RqIntegration()],
        include_local_variables=False,
        before_send=_before_send,
        transport=transport,
    )
    sentry_sdk.set_tag("component", component)
    return True


def capture(error: BaseException, **tags: str) -> None:
    """Report one error with tags such as ``filing_id``; silent without a DSN."""
    import sys  # noqa: PLC0415 - only to see whether sentry was started

    sdk = sys.modules.get("sentry_sdk")
    if sdk is None:
        return
    with sdk.new_scope() as scope:
        for key, value in tags.items():
            scope.set_tag(key, value)
        sdk.capture_exception(error)
