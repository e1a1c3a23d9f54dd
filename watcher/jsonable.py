"""Own values as JSON values: decimals as strings, dates and times in ISO 8601, ids as text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from watcher.model import Event, Evidence, QualityFlag

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

_STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What JSON lets through and a terminal or a reader of lines may obey."""


def jsonable(value: Any) -> Json:
    """A value of the model as JSON; dataclasses become objects, timedeltas seconds.

    Raises TypeError on anything that has no one obvious form (sets, binary floats).
    """
    if value is None or isinstance(value, bool | int):
        return value
    for kind, form in _FORMS.items():
        if isinstance(value, kind):
            return form(value)
    return _container(value)


def json_line(value: Json) -> str:
    """JSON on one line, readable in any script, in which no character steers a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def iso(when: datetime) -> str:
    """``2026-03-25T09:30:00Z``; fractions of a second only when there are any."""
    return when.isoformat().replace("+00:00", "Z")


def event_json(event: Event) -> dict[str, Json]:
    """An event as ``watcher parse``, the API and webhooks print it (docs/schema/event.json)."""
    return {
        "id": event.id,
        "type": event.type,
        "subtype": event.subtype,
        "status": event.status,
        "severity": str(event.severity),
        "confidence": jsonable(event.confidence),
        "headline": event.headline,
        "document_date": jsonable(event.document_date),
        "event_date": jsonable(event.event_date),
        "effective_date": jsonable(event.effective_date),
        "exhibit": event.exhibit,
        "title_item": event.title_item,
        "also_types": list(event.also_types),
        "relation": event.relation,
        "changes": jsonable(event.changes),
        "case": event.case_key,
        "dedup_key": event.dedup_key,
        "fields": jsonable(event.fields),
        "derived": jsonable(event.derived),
        "evidence": [evidence_json(e) for e in event.evidence],
    }


_FORMS: dict[type, Callable[[Any], Json]] = {
    str: str,
    Decimal: lambda value: format(value, "f"),
    datetime: iso,  # before date: a datetime is one
    date: date.isoformat,
    timedelta: timedelta.total_seconds,
}


def evidence_json(evidence: Evidence) -> dict[str, Json]:
    """Where a quote stands: ``text[start:end] == quote`` in the canonical text."""
    return {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.page,
        "quote": evidence.quote,
    }


def flag_json(flag: QualityFlag) -> dict[str, Json]:
    """A doubt; its evidence only where there is some."""
    out: dict[str, Json] = {"code": flag.code, "detail": flag.detail}
    if flag.evidence is not None:
        out["evidence"] = evidence_json(flag.evidence)
    return out


def _container(value: Any) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [jsonable(item) for item in value]
    msg = f"no JSON form for {type(value).__name__}"
    raise TypeError(msg)
