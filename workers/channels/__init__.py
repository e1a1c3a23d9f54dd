"""Channels: one module each, exporting ``CHANNEL``.

A channel takes one rendered message to one receiver and says what happened: ``Sent``,
``Retry`` or ``Rejected``. It never waits, never tries twice, and no outcome, error or
log line of it holds a secret. When to try again is decided in ``workers.retry``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Generic, Protocol, TypeVar

from pydantic import ValidationError

from watcher.errors import ConfigError
from watcher.jsonable import Json
from watcher.misfits import reason
from watcher.model import AlertId, AlertKind, Outcome, Severity
from watcher.net.reply import Reply
from watcher.settings import Block
from watcher.subscriptions import ChannelBlock, Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of a message: what it is, and what the filing says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A labelled https (or loopback http) address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A further event of the same filing: its headline and its one or two facts."""

    headline: str
    facts: tuple[Fact, ...] = ()

    @property
    def line(self) -> str:
        """Headline and facts on one line."""
        facts = "; ".join(f"{fact.label}: {fact.value}" for fact in self.facts)
        return f"{self.headline} ({facts})" if facts else self.headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Also):
    """One alert of a digest: severity and headline, its first facts, and where to read on."""

    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The alerts of a digest about one company."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An alert in words, the same for every channel.

    All text is plain, on one line, and free of control and direction characters; a
    channel still escapes it for its own markup. ``data`` is the body of contract
    section 4: type, timestamp and data, the same at every attempt. A digest has its
    alerts in ``groups`` and no facts of its own. ``case`` is the same for all messages of
    one story; None where there is none to follow.
    """

    alert_id: AlertId
    supersedes: AlertId | None
    kind: AlertKind
    severity: Severity
    subject: str
    headline: str
    facts: tuple[Fact, ...]
    quote: str | None
    doubts: tuple[str, ...]
    also: tuple[Also, ...]
    times: tuple[Fact, ...]
    links: tuple[Link, ...]
    footer: str
    text: str
    html: str
    data: Mapping[str, Json]
    groups: tuple[Group, ...] = ()
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What a receiver has of a story: the ``receipt`` of its first message, that message, and
    the headlines that followed.
    """

    receipt: str
    first: Message
    since: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many messages a second an account takes; ``account`` names it without its secret."""

    account: str
    per_second: float


class Post(Protocol):
    """One guarded POST without redirects.

    Raises RefusedAddress before any connection to an address that is not allowed,
    TimedOut and Unreachable; their messages name the host, never the URL.
    """

    def __call__(
        self, url: str, headers: Mapping[str, str], body: bytes, *, timeout: timedelta
    ) -> Reply:
        """The answer, whatever its status."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a channel may use: the guarded POST, the time, and the address to send to.

    ``unsubscribe`` is the page where that address stops it (RFC 8058), if there is one;
    ``thread`` is what a channel that keeps receipts told of the story before.
    """

    post: Post
    now: datetime
    to: str | None = None
    unsubscribe: str = ""
    thread: Thread | None = None


ConfigT = TypeVar("ConfigT", bound=Block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Generic[ConfigT]):
    """What a channel module exports. ``addressed`` channels need ``to = [...]``.

    ``pace`` says how fast an account may be used, over all workers; ``threads`` is for
    those whose ``Sent`` has a receipt and who come back to it.
    """

    name: str
    config: type[ConfigT]
    send: Callable[[Message, ConfigT, Tools], Outcome]
    addressed: bool = False
    threads: bool = False
    pace: Callable[[ConfigT], Pace] | None = None
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChannel:
    """A channel with its checked configuration, ready to send."""

    name: str
    channel: Channel[Any]
    config: Block = field(repr=False)

    def send(self, message: Message, tools: Tools) -> Outcome:
        """Hand over one message."""
        return self.channel.send(message, self.config, tools)

    @property
    def pace(self) -> Pace | None:
        """How fast its account may be used; None: as fast as it answers."""
        return self.channel.pace(self.config) if self.channel.pace else None


def account(*parts: str) -> str:
    """A name for an account that does not give away the secrets it is made of."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


class WrongChannel(ConfigError):
    """A ``[channels.NAME]`` table that cannot be used: what is wrong, and where in the file."""

    def __init__(self, *faults: Fault) -> None:
        lines = (f"{'.'.join(str(part) for part in f.loc)}: {f.reason}" for f in faults)
        super().__init__("\n".join(lines))
        self.faults = faults


def open_channel(block: ChannelBlock) -> OpenChannel:
    """Import the module of a ``[channels.NAME]`` table and check its options.

    Raises WrongChannel that names the option, never its value.
    """
    place = ("channels", block.name)
    try:
        channel = import_module(block.module).CHANNEL
    except (ImportError, AttributeError) as error:
        why = f"{block.module} is no channel: {error}"
        raise WrongChannel(Fault((*place, "module"), why)) from error
    if channel.addressed and not block.to:
        why = 'give at least one address, such as to = ["a@example.com"]'
        raise WrongChannel(Fault((*place, "to"), why))
    if block.to and not channel.addressed:
        raise WrongChannel(Fault((*place, "to"), f"a {channel.name} channel has no addresses"))
    try:
        config = channel.config.model_validate(dict(block.options))
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False, include_context=False)
        faults = [Fault((*place, *e["loc"]), reason(e, channel.config)) for e in found]
        raise WrongChannel(*faults) from None  # the cause would show the value
    return OpenChannel(name=block.name, channel=channel, config=config)
