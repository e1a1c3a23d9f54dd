"""Whether the whole configuration is right, asked before a process opens or starts anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from watcher.cli.common import require_ledger_place, told_at
from watcher.errors import ConfigError

if TYPE_CHECKING:
    from watcher.settings import Settings


def require_ready(settings: Settings, *, delivers: bool) -> None:
    """ConfigError unless the whole configuration is right, whichever process it is for.

    Only who ``delivers`` opens the channels: the others do without the receivers' secrets.
    A child of our own supervisor need not look again: that did, and a page that comes
    back after a wrong edit can show what is wrong with it.
    """
    from watcher.ops.parent import supervised

    if not supervised():
        require_contact(settings)
        _require_config(settings, delivers=delivers)


def require_contact(settings: Settings) -> None:
    """ConfigError unless the contact that the SEC asks for is set (or EDGAR is off)."""
    edgar = settings.sources.get("edgar")
    if edgar is not None and edgar.enabled and "@" not in settings.net.user_agent:
        with told_at("net", "user_agent"):
            raise ConfigError(
                "the SEC wants a contact in the user agent of every request: run `watcher init`, "
                'or set WATCHER_NET__USER_AGENT="Your Name you@example.com"'
            )


def require_binding(settings: Settings, host: str | None = None) -> None:
    """ConfigError where everybody could read the page at its address, or the ``host`` given for it."""
    from watcher.web.access import check_binding

    if host is not None:
        check_binding(host, settings)
        return
    with told_at("web", "host"):
        check_binding(settings.web.host, settings)


def _require_config(settings: Settings, *, delivers: bool) -> None:
    """ConfigError unless every process can read what it is told by; none is started before.

    Later a wrong edit of the subscriptions is told and the last right ones stay in force.
    """
    from watcher.blobs import Blobs
    from watcher.cli.checks import config_checks
    from watcher.queue import connect
    from watcher.sources import load_source

    require_ledger_place(settings)
    if settings.blobs.url:
        with told_at("blobs", "url"):
            Blobs(settings.blobs_url).require_driver()
    if settings.redis.url.get_secret_value():
        with told_at("redis", "url"):
            connect(settings).close()
    for name, source in settings.sources.items():
        if source.enabled:
            with told_at("sources", name, "module"):
                load_source(source.module, name=name)
    if wrong := [check.detail for check in config_checks(channels=delivers) if not check.ok]:
        raise ConfigError("; ".join(wrong))
