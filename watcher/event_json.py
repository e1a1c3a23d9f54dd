"""An event as ``watcher parse``, webhooks and the API print it (docs/schema/event.json)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

from watcher.jsonable import jsonable
from watcher.model import Event, Evidence

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def iso(when: datetime) -> str:
    """``2026-03-25T09:30:00Z``; ``when`` is aware UTC."""
    return when.isoformat().replace("+00:00", "Z")


def event_json(event: Event) -> dict[str, Any]:
    """Every slot, missing ones as null; counts are integers, money and ratios text."""
    return {
        "id": event.id,
        "type": event.type,
        "subtype": event.subtype,
        "status": event.status,
        "severity": event.severity.value,
        "confidence": jsonable(event.confidence),
        "headline": event.headline,
        "document_date": jsonable(event.document_date),
        "event_date": jsonable(event.event_date),
        "effective_date": jsonable(event.effective_date),
        "exhibit": event.exhibit,
        "title_item": event.title_item,
        "also_types": list(event.also_types),
        "relation": event.relation,
        "dedup_key": event.dedup_key,
        "fields": jsonable(event.fields),
        "derived": jsonable(event.derived),
        "evidence": [evidence_json(evidence) for evidence in event.evidence],
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """Where a quote stands: ``text[start:end] == quote`` in the canonical text."""
    return {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.page,
        "quote": evidence.quote,
    }
