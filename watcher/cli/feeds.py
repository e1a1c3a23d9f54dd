"""The enabled sources, each with all that its polls, audits and backfills need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from watcher.cli.common import open_ledger
from watcher.errors import ConfigError
from watcher.ops.clock import utc_now

if TYPE_CHECKING:
    from watcher.ledger import Ledger
    from watcher.ledger.rows import PollNote
    from watcher.net.client import Get
    from watcher.ops.skew import Dated
    from watcher.settings import Settings
    from watcher.settings import Source as SourceConfig
    from watcher.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One enabled source with its settings, the client and the ledger."""

    name: str
    source: Source
    config: SourceConfig
    get: Dated
    ledger: Ledger
    watched: Callable[[], frozenset[str]] = frozenset

    def poll(self) -> PollNote:
        """One poll now."""
        from watcher.ops import sentry
        from watcher.poll import poll_source

        note = poll_source(
            self.name, self.source, self.config, self.get, self.ledger, utc_now(), self.watched()
        )
        self.get.keep(self.name, self.ledger)
        sentry.check_in(
            self.name, ok=note.outcome != "failed", duration=note.duration,
            every=timedelta(seconds=self.config.poll_seconds),
        )  # fmt: skip
        return note

    def audit(self) -> str:
        """One audit now, as the scheduler runs it."""
        from watcher.poll import scheduled_audit

        return scheduled_audit(
            self.name, self.source, self.config, self.get, self.ledger, now=utc_now()
        )


def feeds_of(
    settings: Settings,
    get: Get,
    ledger: Ledger,
    watched: Callable[[], frozenset[str]] = frozenset,
) -> dict[str, Feed]:
    """Every enabled source by name. Raises ConfigError where a module is no source.

    ``watched`` gives the terms of the companies whose filings are read first.
    """
    from watcher.ops.skew import Dated
    from watcher.sources import load_source

    return {
        name: Feed(
            name=name,
            source=load_source(config.module, name=name),
            config=config,
            get=Dated(get),
            ledger=ledger,
            watched=watched,
        )
        for name, config in settings.sources.items()
        if config.enabled
    }


def require_enabled(settings: Settings, source: str) -> None:
    """ConfigError unless there is such a source, and it is on."""
    if source not in settings.sources:
        raise ConfigError(f"no source {source!r}; there are: {', '.join(sorted(settings.sources))}")
    if not settings.sources[source].enabled:
        raise ConfigError(
            f"source {source} is off: set [sources.{source}] enabled = true in config/local.toml"
        )


@contextmanager
def open_feeds(settings: Settings) -> Iterator[dict[str, Feed]]:
    """The enabled sources for one command, beside a running watcher or without one.

    Requests count against the budget that all processes share in Valkey; where the
    embedded one does not run it does for the length of the command.
    """
    from watcher.cli.ready import require_contact
    from watcher.cli.services import embedded
    from watcher.net import build_client
    from watcher.queue import Doorbell, connect

    require_contact(settings)
    with ExitStack() as stack:
        ledger = stack.enter_context(open_ledger(settings, migrate=True))
        valkey = embedded(settings)
        if valkey is not None and not Doorbell.of(settings).answers():
            valkey.start()
            stack.callback(valkey.stop)
        client = stack.enter_context(build_client(settings, connect(settings)))
        yield feeds_of(settings, client, ledger)
