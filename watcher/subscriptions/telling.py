"""Subscriptions and channels as loaded, with the index that finds who may hear of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any

from watcher.model import Subscription
from watcher.terms import ALL, watched_terms


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBlock:
    """One ``[channels.NAME]`` table. ``options`` may hold secrets: never printed.

    ``warn`` names the channels that hear when this one is switched off; ``zone`` is its
    readers' time zone (an IANA name).
    """

    name: str
    module: str
    enabled: bool = True
    to: tuple[str, ...] = ()
    warn: tuple[str, ...] = ()
    zone: str = ""
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def routes(self) -> tuple[str, ...]:
        """What a delivery names: the channel, or channel/address, one per address.

        One delivery per address, so that a retry reaches only those who did not get it.
        """
        return tuple(f"{self.name}/{address}" for address in self.to) or (self.name,)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """All subscriptions and channels, and an index from who and what to who hears it.

    A subscription stands under each pair of a watched term (issuer, person or ``*``) and
    an event type that it names outright (or ``*``), so an event looks at those pairs only,
    however many subscriptions there are. ``files`` are those of the watchlists.
    """

    subscriptions: tuple[Subscription, ...]
    channels: Mapping[str, ChannelBlock] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    _index: dict[str, dict[str, list[int]]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        index: dict[str, dict[str, list[int]]] = {}
        for number, subscription in enumerate(self.subscriptions):
            kinds = {literal_type(glob) for glob in subscription.types or (ALL,)}
            for term in watched_terms(subscription.issuers, subscription.people):
                types = index.setdefault(intern(term), {})
                for kind in kinds:
                    types.setdefault(intern(kind), []).append(number)
        object.__setattr__(self, "_index", index)

    def candidates(self, terms: Iterable[str], types: Iterable[str]) -> list[Subscription]:
        """Subscriptions that may hear of these terms and event types, in file order."""
        kinds = {ALL, *types}
        found: set[int] = set()
        for term in {ALL, *terms}:
            by_type = self._index.get(term)
            for kind in kinds if by_type else ():
                found.update(by_type.get(kind, ()) if by_type else ())
        return [self.subscriptions[number] for number in sorted(found)]

    def block(self, route: str) -> tuple[ChannelBlock | None, str | None]:
        """The channel of a delivery's route and the address in it, if it has one."""
        name, slash, address = route.partition("/")
        return self.channels.get(name), address if slash else None


def literal_type(glob: str) -> str:
    """The event type that a glob names outright, or ``*``."""
    kind = glob.partition(".")[0]
    return ALL if "*" in kind or "?" in kind else kind
