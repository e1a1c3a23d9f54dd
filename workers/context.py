"""What a job needs, built once in the worker and shared by its forks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from watcher import settings as settings_module
from watcher.blobs import Blobs
from watcher.issuers import Issuers
from watcher.issuers import load as load_issuers
from watcher.ledger import Ledger
from watcher.subscriptions import Telling, load_subscriptions
from watcher.subscriptions.reload import Watched, noting
from workers.events import EventType, Thresholds
from workers.read import load_types

if TYPE_CHECKING:
    from watcher.model import FilingId
    from watcher.net.client import Client
    from watcher.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything that outlives one job. The ledger's connections do not cross a fork."""

    settings: Settings
    ledger: Ledger
    blobs: Blobs
    issuers: Issuers
    telling: Telling
    types: Sequence[EventType]
    thresholds: Mapping[str, Thresholds]

    def trace(self, filing_id: FilingId) -> str | None:
        """What a filing's trace goes on from; None where no traces are taken."""
        sampled = self.settings.sentry.traces_sample_rate > 0
        return self.ledger.trace(filing_id) if sampled else None

    def client(self) -> Client:
        """A new HTTP client under the shared budgets; the caller closes it."""
        from watcher.net import build_client  # noqa: PLC0415 - deliveries do without it
        from watcher.queue import connect  # noqa: PLC0415 - same

        return build_client(self.settings, connect(self.settings), alone=False)


def context() -> Context:
    """The context of this process, with the newest subscriptions that were right.

    Raises ConfigError naming the wrong file and place.
    """
    return replace(_built(), telling=watched().telling)


@cache
def watched() -> Watched:
    """The subscriptions of this process, kept in step with their file by ``refresh``."""
    built, folder = _built(), settings_module.config_dir()
    path, types = folder / "subscriptions.toml", {each.name for each in built.types}

    def read() -> Telling:
        issuers = load_issuers(folder / "issuers.toml").all
        return load_subscriptions(path, issuers=issuers, types=types)

    return noting(path, read, built.ledger, by="worker")


@cache
def _built() -> Context:
    settings = settings_module.current()
    folder = settings_module.config_dir()
    types, thresholds = load_types(folder / "events.toml")
    return Context(
        settings=settings,
        ledger=Ledger.open(settings.ledger_url),
        blobs=Blobs(settings.blobs_url),
        issuers=load_issuers(folder / "issuers.toml"),
        telling=Telling(()),
        types=types,
        thresholds=thresholds,
    )
