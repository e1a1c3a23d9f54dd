"""Records of the ledger as the plain values of which the answers are made."""

from __future__ import annotations

from typing import Any

from watcher.jsonable import event_json, evidence_json, flag_json, jsonable
from watcher.ledger.lists import NumberedEvent
from watcher.ledger.rows import AlertRow, FilingRow
from watcher.model import Attempt, Delivery, Event, Issuer, QualityFlag, Silence, Suppressed


def alert_out(row: AlertRow) -> dict[str, Any]:
    """An alert row as AlertOut."""
    return {"seq": row.seq, **_fields(row.alert)}


def event_out(event: Event) -> dict[str, Any]:
    """An event as EventOut."""
    return dict(event_json(event))


def listed_event(row: NumberedEvent) -> dict[str, Any]:
    """A numbered event as ListedEvent."""
    return {"number": row.number, "filing_id": row.filing_id, "event": event_out(row.event)}


def filing_out(row: FilingRow) -> dict[str, Any]:
    """A filing row as FilingOut."""
    own = {
        "read_at": jsonable(row.read_at), "state": row.state, "attempts": row.attempts,
        "error": row.error, "review_reason": row.review_reason, "issuer": row.issuer_key,
    }  # fmt: skip
    return {**_fields(row.filing), **own}


def delivery_out(delivery: Delivery) -> dict[str, Any]:
    """A delivery as DeliveryOut."""
    return _fields(delivery)


def attempt_out(attempt: Attempt) -> dict[str, Any]:
    """An attempt as AttemptOut."""
    return _fields(attempt)


def issuer_out(issuer: Issuer) -> dict[str, Any]:
    """An issuer as IssuerOut."""
    return _fields(issuer)


def silence_out(silence: Silence) -> dict[str, Any]:
    """A silence as SilenceOut."""
    return _fields(silence)


def suppressed_out(cue: Suppressed) -> dict[str, Any]:
    """A cue that raised no event, with its reason."""
    return {
        "would_be_type": cue.would_be_type,
        "reason_code": cue.reason_code,
        "why": cue.why,
        "evidence": evidence_json(cue.evidence) if cue.evidence else None,
    }


def flag_out(flag: QualityFlag) -> dict[str, Any]:
    """A doubt about a filing."""
    return dict(flag_json(flag))


def _fields(record: Any) -> dict[str, Any]:
    made = jsonable(record)
    assert isinstance(made, dict)  # noqa: S101 - a dataclass becomes an object
    return made
