"""From ``subscriptions.toml`` to a ``Telling``, table by table, with the place of each fault."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from watcher.errors import ConfigError
from watcher.misfits import meant, reason
from watcher.model import Issuer, Subscription
from watcher.places import Places
from watcher.subscriptions.conditions import Misspelt, compiled
from watcher.subscriptions.reading import read_tables
from watcher.subscriptions.tables import ChannelTable, Name, SubscriptionTable
from watcher.subscriptions.telling import ChannelBlock, Telling
from watcher.subscriptions.watchlists import Watchlist
from watcher.terms import ALL, NOBODY, issuer_keys, issuer_term, person_term

ENV_PREFIX = "WATCHER_CHANNELS__"

ALSO_TYPES = frozenset({"committee_change", "connected_transaction"})
"""Types that only stand beside another one (an event's ``also_types``)."""

TABLES = ("channels", "watchlists", "subscriptions")

MOST_FAULTS = 20
"""Faults that one refusal lists; a person mends the first ones first."""

_NAMES = TypeAdapter(Name)

Table = TypeVar("Table", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong place. ``at`` is the offset in a text value."""

    loc: tuple[object, ...]
    reason: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What entries must name to be able to match; None where that is not checked.

    ``written`` has the names of channels and watchlists, of wrong ones too, and ``types`` the names of types, and of those whose subtypes are known also ``type.subtype``.
    """

    written: Mapping[str, Collection[str]]
    channels: Mapping[str, ChannelBlock]
    lists: Mapping[str, Watchlist]
    issuers: Collection[str] | None
    types: Collection[str] | None


def load_subscriptions(
    path: Path,
    *,
    issuers: Collection[Issuer] | None = None,
    types: Collection[str] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Telling:
    """Read and check the file. Raises ConfigError with file, line and reason of every fault.

    With ``issuers`` and ``types`` (names, also ``type.subtype``) an entry that can never
    match is an error as well.
    """
    raw = read_tables(path)
    faults = [
        Fault((key,), f"no such kind of table{meant(key, TABLES)}")
        for key in raw
        if key not in TABLES
    ]
    raw["channels"] = _overridden(
        _tables(raw, "channels", faults), os.environ if environ is None else environ, path
    )
    written = {kind: _written(raw.get(kind)) for kind in ("channels", "watchlists")}
    channels = {name: t.block(name) for name, t in _checked(raw, "channels", ChannelTable, faults)}
    faults += _unwarned(channels, written["channels"])
    lists = dict(_lists(raw, path.parent, faults))
    known = _Known(
        written, channels, lists, None if issuers is None else _keys(issuers),
        None if types is None else frozenset([*types, *ALSO_TYPES]),
    )  # fmt: skip
    subscriptions = tuple(_subscriptions(raw, known, faults))
    if faults:
        raise refused(path, faults)
    files = tuple(path.parent / each.file for each in lists.values() if each.file)
    return Telling(subscriptions, channels, files)


def _unwarned(channels: Mapping[str, ChannelBlock], written: Collection[str]) -> Iterator[Fault]:
    """Channels that ``warn`` names and the file has not."""
    for block in channels.values():
        for name in block.warn:
            if name not in written:
                yield Fault(("channels", block.name, "warn"), f"there is no channel {name!r}")


def _keys(issuers: Collection[Issuer]) -> frozenset[str]:
    return frozenset({ALL}).union(*(issuer_keys(issuer) for issuer in issuers))


def _tables(raw: Mapping[str, Any], kind: str, faults: list[Fault]) -> dict[str, Any]:
    """The named tables of one kind."""
    tables = raw.get(kind, {})
    if isinstance(tables, dict):
        return tables
    faults.append(Fault((kind,), f"write [{kind}.NAME] tables"))
    return {}


def _written(table: Any) -> frozenset[str]:
    """The names in a table; none in what is no table."""
    return frozenset(table) if isinstance(table, dict) else frozenset()


def _checked(
    raw: Mapping[str, Any], kind: str, model: type[Table], faults: list[Fault]
) -> Iterator[tuple[str, Table]]:
    """The tables of one kind, each by itself. One with wrong options gives their faults and what
    is left of it, so that the rest is looked at too: a file with a fault is refused anyway.
    """
    tables = _tables(raw, kind, faults)
    for name in list(tables):
        table = tables.pop(name)  # a large file need not be held twice
        try:
            _NAMES.validate_python(name)
            made = model.model_validate(table)
        except ValidationError as error:
            wrong = error.errors(include_input=False, include_url=False, include_context=False)
            faults += [Fault((kind, name, *e["loc"]), reason(e, model)) for e in wrong]
            bad = {e["loc"][0] for e in wrong if e["loc"]}
            with suppress(ValidationError):
                left = {option: table[option] for option in _written(table) - bad}
                yield name, model.model_validate(left)
        else:
            yield name, made


def _lists(
    raw: Mapping[str, Any], folder: Path, faults: list[Fault]
) -> Iterator[tuple[str, Watchlist]]:
    for name, table in _checked(raw, "watchlists", Watchlist, faults):
        try:
            yield name, table.read(folder)
        except OSError as error:
            why = f"{folder / table.file}: cannot be read: {error.strerror}"
            faults.append(Fault(("watchlists", name, "file"), why))
        except ValueError as error:
            faults.append(Fault(("watchlists", name, "file"), str(error)))


def _subscriptions(
    raw: Mapping[str, Any], known: _Known, faults: list[Fault]
) -> Iterator[Subscription]:
    for name, table in _checked(raw, "subscriptions", SubscriptionTable, faults):
        named = table.model_copy(
            update={
                "channels": tuple(c for c in table.channels if c in known.channels),
                "watchlists": tuple(w for w in table.watchlists if w in known.lists),
            }
        )  # what stands beside a wrong name is looked at as well
        made = named.subscription(name, known.channels, known.lists)
        wrong = (*_unnamed(table, known), *_condition(table), *_unmatchable(made, named, known))
        faults += [Fault(("subscriptions", name, *f.loc), f.reason, f.at) for f in wrong]
        if not wrong:
            yield made


def _unnamed(table: SubscriptionTable, known: _Known) -> Iterator[Fault]:
    """Channels and watchlists that the file does not have."""
    for place, listed in (("channels", table.channels), ("watchlists", table.watchlists)):
        for name in listed:
            if name not in known.written[place]:
                yield Fault((place,), f"no [{place}.{name}]")


def _condition(table: SubscriptionTable) -> Iterator[Fault]:
    if table.where is None:
        return
    try:
        compiled(table.where)
    except Misspelt as error:
        yield Fault(("where",), str(error), error.at)


def _unmatchable(made: Subscription, table: SubscriptionTable, known: _Known) -> Iterator[Fault]:
    """Entries that parse and yet could never do anything."""
    if table.watchlists and not made.issuers and not made.people:
        yield Fault(("watchlists",), "these lists are empty: nobody is watched")
    for text in made.people:
        if person_term(text) == NOBODY:
            yield Fault(("people",), f"{text!r} holds no name")
    for text in made.issuers if known.issuers is not None else ():
        if (term := issuer_term(text)).startswith("name:") and term not in (known.issuers or ()):
            why = f"no issuer has the key or ticker {text!r}; `watcher issuers add` adds one"
            yield Fault(("issuers",), why)
    if known.types is not None:
        yield from (Fault(("types",), why) for why in strange_types(table.types, known.types))


def strange_types(globs: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Why globs on ``type`` or ``type.subtype`` can match nothing of what is ``known``."""
    for glob in globs:
        kind, _, subtype = glob.partition(".")
        own = [name for name in known if fnmatchcase(name.partition(".")[0], kind)]
        deeper = [name for name in own if "." in name]
        if not own:
            yield f"no event type {glob!r}{meant(kind, known) or '; docs/events.md lists them'}"
        elif subtype and deeper and not any(fnmatchcase(name, glob) for name in deeper):
            guess = meant(subtype, {name.partition(".")[2] for name in deeper})
            yield f"no event type has the subtype {glob!r}{guess}"


def _overridden(
    tables: Mapping[str, Any], environ: Mapping[str, str], path: Path
) -> dict[str, Any]:
    """The channels with the options that the environment sets; the file is not changed."""
    channels = {n: dict(t) if isinstance(t, dict) else t for n, t in tables.items()}
    names = {name.upper().replace("-", "_"): name for name in channels}
    for variable, text in sorted(environ.items()):
        if not variable.startswith(ENV_PREFIX):
            continue
        upper, _, option = variable.removeprefix(ENV_PREFIX).partition("__")
        if upper not in names or not option:
            raise ConfigError(
                f"{path} is wrong:\n  environment variable {variable}: no such channel"
            )
        table, option = channels[names[upper]], option.lower()
        if not isinstance(table, dict):
            continue
        twin = option.removesuffix("_file") if option.endswith("_file") else f"{option}_file"
        table.pop(twin, None)
        table[option] = _env_value(variable, text, path)
    return channels


def _env_value(variable: str, text: str, path: Path) -> Any:
    if not text.startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{path} is wrong:\n  environment variable {variable}: not a JSON list"
        ) from error


def refused(path: Path, faults: Sequence[Fault]) -> ConfigError:
    """``subscriptions.toml is wrong`` with ``line 12, subscriptions.desk.types.0: why``."""
    places = Places(path)
    lines = [_line(fault, places) for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append(f"and {len(faults) - MOST_FAULTS} more")
    return ConfigError(f"{path} is wrong:\n" + "\n".join(f"  {line}" for line in lines))


def _line(fault: Fault, places: Places) -> str:
    name = ".".join(str(part) for part in fault.loc)
    if fault.at is not None and (found := places.column(fault.loc, fault.at)):
        return f"line {found[0]}, column {found[1]}, {name}: {fault.reason}"
    line = places.line(fault.loc)
    return f"line {line}, {name}: {fault.reason}" if line else f"{name}: {fault.reason}"
