"""Who hears what: ``config/subscriptions.toml``, read once and checked strictly.

A channel's own options are checked by its module (``workers.channels.open_channel``);
here they are carried, never printed. ``WATCHER_CHANNELS__<NAME>__<OPTION>`` overrides an
option of a channel, so that secrets and addresses can stay out of the file.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from watcher.errors import ConfigError
from watcher.model import Issuer, Severity, SourceName, Subscription
from watcher.settings import read_toml
from watcher.terms import ALL, issuer_keys, issuer_term, issuer_terms_of

ENV_PREFIX = "WATCHER_CHANNELS__"

ALSO_TYPES = frozenset({"committee_change", "connected_transaction"})
"""Types that only stand beside another one (an event's ``also_types``)."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_GLOB = re.compile(r"[a-z0-9_*?]+(\.[a-z0-9_*?]+)?")
_AGE = re.compile(r"(\d{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBlock:
    """One ``[channels.NAME]`` table. ``options`` may hold secrets: never printed."""

    name: str
    module: str
    enabled: bool = True
    to: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def routes(self) -> tuple[str, ...]:
        """What a delivery names: the channel, or channel/address, one per address.

        One delivery per address, so that a retry reaches only those who did not get it.
        """
        return tuple(f"{self.name}/{address}" for address in self.to) or (self.name,)


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """All subscriptions and channels, and an index from issuer and type to who hears it."""

    subscriptions: tuple[Subscription, ...]
    channels: Mapping[str, ChannelBlock] = field(default_factory=dict)
    _index: dict[tuple[str, str], list[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        index: dict[tuple[str, str], list[int]] = {}
        for number, subscription in enumerate(self.subscriptions):
            for key in {
                (term, _literal_type(glob))
                for term in issuer_terms_of(subscription)
                for glob in subscription.types or (ALL,)
            }:
                index.setdefault(key, []).append(number)
        object.__setattr__(self, "_index", index)

    def candidates(self, terms: Iterable[str], types: Iterable[str]) -> list[Subscription]:
        """Subscriptions that may hear of these issuer terms and event types, in file order."""
        kinds = {ALL, *types}
        found = {
            number
            for term in {ALL, *terms}
            for kind in kinds
            for number in self._index.get((term, kind), ())
        }
        return [self.subscriptions[number] for number in sorted(found)]

    def block(self, route: str) -> tuple[ChannelBlock | None, str | None]:
        """The channel of a delivery's route and the address in it, if it has one."""
        name, slash, address = route.partition("/")
        return self.channels.get(name), address if slash else None


def load_subscriptions(
    path: Path,
    *,
    issuers: Collection[Issuer] | None = None,
    types: Collection[str] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Telling:
    """Read and check the file. Raises ConfigError with every wrong place.

    With ``issuers`` and ``types`` an entry that can never match is an error as well.
    """
    raw = _overridden(read_toml(path), os.environ if environ is None else environ, path)
    try:
        tables = _File.model_validate(raw)
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}"
            for e in error.errors(include_input=False, include_url=False, include_context=False)
        ]
        raise _wrong(path, lines) from error
    channels = {name: table.block(name) for name, table in tables.channels.items()}
    wrong = [
        line
        for name, table in tables.subscriptions.items()
        for line in _unmatchable(f"subscriptions.{name}", table, channels, issuers, types)
    ]
    if wrong:
        raise _wrong(path, wrong)
    return Telling(
        tuple(t.subscription(name, channels) for name, t in tables.subscriptions.items()), channels
    )


def _literal_type(glob: str) -> str:
    """The event type that a glob names outright, or ``*``."""
    kind = glob.partition(".")[0]
    return ALL if "*" in kind or "?" in kind else kind


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ValueError("a name has lower-case letters, digits, - and _ only")
    return text


def _glob(text: Any) -> Any:
    if isinstance(text, str) and not _GLOB.fullmatch(text):
        raise ValueError("not a type or type.subtype (with * and ?)")
    return text


def _age(text: Any) -> Any:
    found = _AGE.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError('write a number and m, h or d, such as "3d"')
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


_Name: TypeAlias = Annotated[str, BeforeValidator(_name)]
_Glob: TypeAlias = Annotated[str, BeforeValidator(_glob)]


class _ChannelTable(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    module: str = Field(pattern=r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)+$")
    enabled: bool = True
    to: tuple[str, ...] = ()

    def block(self, name: str) -> ChannelBlock:
        return ChannelBlock(
            name=name, module=self.module, enabled=self.enabled,
            to=tuple(dict.fromkeys(self.to)), options=self.model_extra or {},
        )  # fmt: skip


class _SubscriptionTable(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    issuers: tuple[str, ...] = ()
    types: tuple[_Glob, ...] = ()
    sources: tuple[SourceName, ...] = ()
    min_severity: Severity = Severity.LOW
    max_age: Annotated[timedelta, BeforeValidator(_age)] = timedelta(days=3)
    channels: tuple[str, ...] = ()

    def subscription(self, name: str, channels: Mapping[str, ChannelBlock]) -> Subscription:
        routes = [r for c in self.channels if channels[c].enabled for r in channels[c].routes]
        return Subscription(
            name=name, issuers=self.issuers, types=self.types, sources=self.sources,
            min_severity=self.min_severity, max_age=self.max_age,
            channels=tuple(dict.fromkeys(routes)),
        )  # fmt: skip


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    channels: dict[_Name, _ChannelTable] = {}
    subscriptions: dict[_Name, _SubscriptionTable] = {}


def _unmatchable(
    place: str,
    table: _SubscriptionTable,
    channels: Mapping[str, ChannelBlock],
    issuers: Collection[Issuer] | None,
    types: Collection[str] | None,
) -> list[str]:
    """Entries that parse and yet could never do anything."""
    wrong = [f"{place}.channels: no [channels.{c}]" for c in table.channels if c not in channels]
    if issuers is not None:
        known = {ALL}.union(*(issuer_keys(issuer) for issuer in issuers))
        wrong += [
            f"{place}.issuers: no issuer has the key or ticker {text!r}"
            for text in table.issuers
            if issuer_term(text).startswith("name:") and issuer_term(text) not in known
        ]
    if types is not None:
        wrong += [
            f"{place}.types: no event type {glob!r}"
            for glob in table.types
            if _literal_type(glob) not in {ALL, *types, *ALSO_TYPES}
        ]
    return wrong


def _overridden(raw: dict[str, Any], environ: Mapping[str, str], path: Path) -> dict[str, Any]:
    """The tables with the options that the environment sets; the file is not changed."""
    channels = {name: dict(table) for name, table in _tables(raw.get("channels")).items()}
    names = {name.upper().replace("-", "_"): name for name in channels}
    for variable, text in sorted(environ.items()):
        if not variable.startswith(ENV_PREFIX):
            continue
        upper, _, option = variable.removeprefix(ENV_PREFIX).partition("__")
        if upper not in names or not option:
            raise _wrong(path, [f"environment variable {variable}: no such channel"])
        table, option = channels[names[upper]], option.lower()
        twin = option.removesuffix("_file") if option.endswith("_file") else f"{option}_file"
        table.pop(twin, None)
        table[option] = _env_value(variable, text, path)
    return {**raw, "channels": channels} if channels else raw


def _tables(value: Any) -> dict[str, dict[str, Any]]:
    """The sub-tables of a table; anything else is left for the strict check to refuse."""
    if not isinstance(value, dict) or not all(isinstance(t, dict) for t in value.values()):
        return {}
    return value


def _env_value(variable: str, text: str, path: Path) -> Any:
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _wrong(path, [f"environment variable {variable}: not a JSON list"]) from error


def _wrong(path: Path, lines: Sequence[str]) -> ConfigError:
    return ConfigError(f"{path} is wrong:\n" + "\n".join(f"  {line}" for line in lines))
