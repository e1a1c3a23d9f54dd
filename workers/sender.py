"""What sending needs, and the channels that were opened with it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from watcher.errors import ConfigError
from watcher.model import AlertId
from watcher.net.limiter import Limiter
from watcher.net.post import GuardedPost
from watcher.ops import hiding
from watcher.ops.clock import Clock, utc_now
from watcher.queue import connect
from watcher.settings import Retry
from watcher.subscriptions import Telling
from watcher.sweep import hold_of
from watcher.unsubscribe import key_of
from workers.channels import Message, OpenChannel, Post, open_channel
from workers.writing import Beside, Writer

if TYPE_CHECKING:
    from watcher.issuers import Issuers
    from watcher.ledger import Ledger
    from workers.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """All that sending needs. ``hold`` is how long a claim keeps others away.

    Messages are written one at a time (``writing``): what stands beside an alert is asked once.
    """

    ledger: Ledger
    issuers: Issuers
    telling: Telling
    retry: Retry
    post: Post
    hold: timedelta
    public_url: str = ""
    link_key: str = ""
    traced: bool = False
    limiter: Limiter | None = None
    clock: Clock = utc_now
    draw: Callable[[], float] = random.random
    _open: dict[str, OpenChannel] = field(default_factory=dict)
    _beside: dict[AlertId, Beside] = field(default_factory=dict)
    _said: dict[tuple[AlertId, str], Message] = field(default_factory=dict)
    writing: Lock = field(default_factory=Lock)

    def channel(self, route: str) -> tuple[OpenChannel, str | None]:
        """The channel of a route and the address in it. Raises ConfigError."""
        block, address = self.telling.block(route)
        if block is None or not block.enabled:
            name = route.partition("/")[0]
            raise ConfigError(f"channels.{name}: gone or not enabled; resend when it is back")
        if address is not None and address not in block.to:
            raise ConfigError(f"channels.{block.name}.to: {address} is no longer in it")
        if block.name not in self._open:
            self._open[block.name] = open_channel(block)
            hiding.hide(hiding.secrets_in(self._open[block.name].config))
        return self._open[block.name], address

    def writer(self, route: str) -> Writer:
        """Who writes what goes to a route."""
        block, _ = self.telling.block(route)
        zone = block.zone if block else ""
        return Writer(
            ledger=self.ledger,
            issuers=self.issuers,
            public_url=self.public_url,
            zone=zone,
            known=self._beside,
            said=self._said,
        )


def sender_of(ctx: Context) -> Sender:
    """The sender of this process."""
    settings = ctx.settings
    return Sender(
        ledger=ctx.ledger,
        issuers=ctx.issuers,
        telling=ctx.telling,
        retry=settings.retry,
        post=GuardedPost(settings.net),
        hold=hold_of(settings.workers.delivery_seconds, settings),
        public_url=settings.web.public_url,
        link_key=key_of(settings),
        traced=settings.sentry.traces_sample_rate > 0,
        limiter=Limiter(connect(settings)),
    )
