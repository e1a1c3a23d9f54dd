"""Records <-> JSON text, exactly: what comes back equals what went in.

JSON has no decimals, dates or types, so these are objects with one reserved key:
``{"$decimal": "1.50"}``, ``{"$date": ...}``, ``{"$time": ...}``, ``{"$enum": [...]}``
and ``{"$type": "Event", ...fields}``. The types are a closed list. A field that an
older program did not write takes its default; one that is gone is left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from watcher.ledger.rows import AlertCard
from watcher.model import (
    Alert,
    Change,
    Derived,
    Document,
    Event,
    Evidence,
    Filing,
    Party,
    QualityFlag,
    Severity,
    Silence,
    Suppressed,
    Value,
    require_aware,
)

_RECORDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Alert, AlertCard, Change, Derived, Document, Event, Evidence, Filing, Party, QualityFlag,
        Silence, Suppressed,
    )
}  # fmt: skip
_ENUMS: dict[str, type[Enum]] = {"Severity": Severity}
_READERS: dict[str, Callable[[Any], Any]] = {
    "$decimal": Decimal,
    "$date": date.fromisoformat,
    "$time": lambda text: datetime.fromisoformat(text).astimezone(UTC),
    "$enum": lambda pair: _ENUMS[pair[0]](pair[1]),
    "$map": lambda pairs: {key: _plain(value) for key, value in pairs},
}

T = TypeVar("T")


def dump(value: object) -> str:
    """JSON text of a record or value. Sequences come back as tuples.

    Raises TypeError for a type that has no exact form (floats among them) and
    ValueError for a time without an UTC offset of zero.
    """
    tagged = _tagged(value)
    text = json.dumps(tagged, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, as broken PDFs hold; escapes keep it
        return json.dumps(tagged, separators=(",", ":"))
    return text


def load(kind: type[T], text: str) -> T:
    """The record of this kind. Raises TypeError when the text holds another one."""
    value = _plain(json.loads(text))
    if not isinstance(value, kind):
        msg = f"the ledger holds a {type(value).__name__} where a {kind.__name__} belongs"
        raise TypeError(msg)
    return value


def load_values(text: str) -> dict[str, Value]:
    """The mapping that ``dump`` was given."""
    return load(dict, text)


def _tagged(value: object) -> Any:
    if isinstance(value, Enum):
        return {"$enum": [type(value).__name__, value.value]}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (Decimal, date)):
        return _tagged_scalar(value)
    if isinstance(value, Mapping):
        return _tagged_mapping(value)
    if isinstance(value, (list, tuple)):
        return [_tagged(item) for item in value]
    return _tagged_record(value)


def _tagged_scalar(value: Decimal | date) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    if isinstance(value, datetime):
        return {"$time": require_aware(value).isoformat()}
    return {"$date": value.isoformat()}


def _tagged_record(value: object) -> dict[str, Any]:
    name = type(value).__name__
    if _RECORDS.get(name) is not type(value):
        msg = f"no exact JSON form for {name}"
        raise TypeError(msg)
    fields = dataclasses.fields(_RECORDS[name])
    return {"$type": name, **{f.name: _tagged(getattr(value, f.name)) for f in fields}}


def _tagged_mapping(value: Mapping[Any, object]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        msg = "keys of a stored mapping must be strings"
        raise TypeError(msg)
    if any(key.startswith("$") for key in value):  # would read like one of our own tags
        return {"$map": [[key, _tagged(item)] for key, item in value.items()]}
    return {key: _tagged(item) for key, item in value.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    if not isinstance(value, dict):
        return value
    if "$type" in value:
        return _record(value)
    if len(value) == 1:
        ((tag, inner),) = value.items()
        if tag in _READERS:
            return _READERS[tag](inner)
    return {key: _plain(item) for key, item in value.items()}


def _record(value: dict[str, Any]) -> Any:
    kind = _RECORDS[value["$type"]]
    names = {f.name for f in dataclasses.fields(kind)}
    return kind(**{key: _plain(item) for key, item in value.items() if key in names})
