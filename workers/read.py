"""Bytes to findings: text, sections, labels, events, grades. Pure; no clock, no network."""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import is_
from pathlib import Path
from typing import Any

from watcher.errors import ConfigError
from watcher.issuers import Issuers
from watcher.model import Findings
from watcher.places import place
from workers.canonical import text_of
from workers.classify import Gate, classify, gate
from workers.events import EventType, Reading, Thresholds, Told
from workers.extract import extract
from workers.facts import facts, name_flags, reading_of
from workers.script import as_printed, in_traditional
from workers.text.model import FilingText

__all__ = ["findings_of", "load_types", "read", "read_text", "reading_of", "text_of"]


class _Same:
    """Event types by identity, so that their compiled signals can be kept."""

    __slots__ = ("types",)

    def __init__(self, types: Sequence[EventType]) -> None:
        self.types = types

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(self.types) != len(other.types):
            return False
        return self.types is other.types or all(map(is_, self.types, other.types))

    def __hash__(self) -> int:
        return id(self.types[0]) if self.types else 0


def read(
    body: bytes,
    told: Told,
    issuers: Issuers,
    *,
    filename: str | None = None,
    types: Sequence[EventType],
    thresholds: Mapping[str, Thresholds],
) -> Findings:
    """What a filing discloses. Raises BadInput (Unreadable, TooLarge, ForbiddenMarkup)."""
    return read_text(
        text_of(body, told, filename), told, issuers, types=types, thresholds=thresholds
    )


def read_text(
    text: FilingText,
    told: Told,
    issuers: Issuers,
    *,
    types: Sequence[EventType],
    thresholds: Mapping[str, Thresholds],
) -> Findings:
    """The same for a canonical text that is already there."""
    return findings_of(reading_of(text, told, issuers), types=types, thresholds=thresholds)


def findings_of(
    reading: Reading, *, types: Sequence[EventType], thresholds: Mapping[str, Thresholds]
) -> Findings:
    """What a filing discloses whose form, date and issuer are found."""
    plain = in_traditional(reading)
    labels = classify(plain, _gate(_Same(types)))
    found = extract(plain, labels, types, thresholds)
    if plain is not reading:
        found = as_printed(found, plain.text, reading.text)
    return Findings(
        events=found.events,
        suppressed=found.suppressed,
        flags=(
            *found.flags,
            *(f for f in name_flags(reading) if f.code not in {x.code for x in found.flags}),
        ),
        needs_review=found.needs_review or _unread(found),
        facts=facts(reading),
    )


def _unread(found: Findings) -> str | None:
    """What a reader could not read and a person must."""
    return next((flag.detail for flag in found.flags if flag.code == "NEEDS_REVIEW"), None)


def load_types(path: Path) -> tuple[tuple[EventType, ...], Mapping[str, Thresholds]]:
    """The event types that ``config/events.toml`` names, and their thresholds.

    Raises ConfigError with the block that is wrong.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    types: list[EventType] = []
    thresholds: dict[str, Thresholds] = {}
    for name, table in tables.items():
        types.append(_load(path, name, table))
        thresholds[name] = {k: Decimal(v) for k, v in table.items() if k != "module"}
    return tuple(types), thresholds


def _load(path: Path, name: str, table: Mapping[str, Any]) -> EventType:
    module_name = table.get("module")
    if not isinstance(module_name, str):
        raise ConfigError(f"{place(path, name)}: [{name}] needs a module")
    wrong = [k for k, v in table.items() if k != "module" and not _is_number(v)]
    if wrong:
        raise ConfigError(f"{place(path, name, wrong[0])}: [{name}] {wrong[0]} must be a number")
    return _opened(f"{place(path, name, 'module')}: [{name}]", name, module_name)


def _opened(where: str, name: str, module_name: str) -> EventType:
    """The event type that a module exports; ``where`` begins what is said of a wrong one."""
    try:
        event_type = importlib.import_module(module_name).EVENT
    except ModuleNotFoundError as error:
        raise ConfigError(f"{where} there is no module {error.name}") from error
    except AttributeError as error:
        raise ConfigError(f"{where} {module_name} has no EVENT") from error
    if not isinstance(event_type, EventType):
        raise ConfigError(f"{where} EVENT of {module_name} is no EventType")
    if event_type.name != name:
        raise ConfigError(f"{where} {module_name} is called [{event_type.name}]")
    return event_type


def _is_number(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


@lru_cache(maxsize=8)
def _gate(held: _Same) -> Gate:
    """The signals, compiled once per set of types in a process."""
    return gate(held.types)
