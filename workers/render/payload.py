"""The body of contract section 4: ``{"type", "timestamp", "data"}`` under 20 kB.

The same alert gives the same bytes at every attempt and resend. What is too long is cut
in steps, the least telling first, ``truncated`` says so, and the link leads to the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from watcher.jsonable import Json, event_json, iso, jsonable
from watcher.model import Alert, AlertKind, Event, Filing, Issuer, QualityFlag
from workers.render.clean import cut
from workers.render.headline import named_by_venue
from workers.render.provenance import twins_json

LIMIT = 20_000
"""Bytes of the whole body, as Standard Webhooks recommends."""

MOST_CODES = 50
"""Codes of each kind that a body keeps which is too long for all of them."""

_CODES = ("items", "headline_codes", "stock_codes")

TYPES: Mapping[AlertKind, str] = {
    "new": "filing.alert",
    "progress": "filing.alert.updated",
    "correction": "filing.alert.corrected",
}


def body(
    alert: Alert,
    filing: Filing,
    issuer: Issuer | None,
    events: Sequence[Event],
    *,
    flags: Sequence[QualityFlag],
    links: Mapping[str, str],
    twins: Sequence[Filing] = (),
) -> dict[str, Json]:
    """The JSON object that webhooks and the file channel send."""
    data: dict[str, Any] = {
        "alert_id": alert.id,
        "subscription": alert.subscription,
        "severity": alert.severity.value,
        "headline": alert.headline,
        "issuer": _issuer(filing, issuer),
        "filing": _filing(filing),
        "twins": twins_json(twins),
        "events": [event_json(event) for event in events],
        "quality_flags": [{"code": f.code, "detail": cut(f.detail, 300)} for f in flags],
        "supersedes": alert.supersedes,
        "links": dict(links),
        "truncated": False,
    }
    whole: dict[str, Json] = {
        "type": TYPES[alert.kind],
        "timestamp": iso(alert.created_at),
        "data": data,
    }
    for step in _STEPS:
        if len(encoded(whole)) < LIMIT:
            break
        data["truncated"] = True
        step(data)
    return whole


def encoded(whole: Mapping[str, Json]) -> bytes:
    """The exact bytes that are signed and sent; characters that no UTF-8 has become ``?``."""
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _issuer(filing: Filing, issuer: Issuer | None) -> dict[str, Json]:
    """The watched company by all its keys, else what the venue says."""
    if issuer is None:
        name, cik = named_by_venue(filing)
        return {
            "key": None, "name": name, "name_zh": None, "cik": cik,
            "tickers": [], "hkex_codes": list(filing.stock_codes), "file_numbers": [],
        }  # fmt: skip
    return {
        "key": issuer.key, "name": issuer.name, "name_zh": issuer.name_zh, "cik": issuer.cik,
        "tickers": list(issuer.tickers), "hkex_codes": list(issuer.hkex_codes),
        "file_numbers": list(issuer.file_numbers),
    }  # fmt: skip


def _filing(filing: Filing) -> dict[str, Json]:
    return {
        "id": filing.id,
        "source": filing.source,
        "form": filing.form,
        "items": list(filing.items),
        "headline_codes": list(filing.headline_codes),
        "stock_codes": list(filing.stock_codes),
        "title": cut(filing.title, 500),
        "language": filing.language,
        "amends": filing.amends,
        "url": filing.url,
        "published_at": iso(filing.published_at) if filing.published_at else None,
        "seen_at": iso(filing.seen_at),
        "parties": [jsonable(party) for party in filing.parties[:20]],
    }


def _shorter_quotes(limit: int, most: int) -> Callable[[dict[str, Any]], None]:
    """A cut quote keeps its place: ``start`` and ``end`` still delimit the whole of it."""

    def step(data: dict[str, Any]) -> None:
        for event in data["events"]:
            event["evidence"] = event["evidence"][:most]
            for evidence in event["evidence"]:
                evidence["quote"] = cut(evidence["quote"], limit)

    return step


def _no_derived(data: dict[str, Any]) -> None:
    data["quality_flags"] = data["quality_flags"][:5]
    for event in data["events"]:
        event["derived"] = event["derived"][:3]


def _small_fields(data: dict[str, Any]) -> None:
    """Lists and objects go, then long text; the figures stay."""
    for event in data["events"]:
        event["title_item"] = cut(event["title_item"], 120) if event["title_item"] else None
        event["fields"] = {
            name: cut(value, 120) if isinstance(value, str) else value
            for name, value in event["fields"].items()
            if name == "person" or not isinstance(value, list | dict)
        }


def _loudest_events(data: dict[str, Any]) -> None:
    """Events stand loudest first; those that do not fit are behind the link."""
    data["events"] = data["events"][:8]


def _names_only(data: dict[str, Any]) -> None:
    filing, issuer = data["filing"], data["issuer"]
    filing["parties"], data["twins"] = [], data["twins"][:3]
    issuer["name"] = cut(issuer["name"], 200)
    for told in (issuer["hkex_codes"], *(filing[name] for name in _CODES)):
        told[:] = [cut(code, 40) for code in told[:MOST_CODES]]
    for event in data["events"]:
        event["fields"], event["derived"], event["changes"] = {}, [], []
        event["headline"] = cut(event["headline"], 200)
        event["dedup_key"] = event["dedup_key"][:200]


_STEPS: tuple[Callable[[dict[str, Any]], None], ...] = (
    _shorter_quotes(300, 6),
    _shorter_quotes(160, 2),
    _no_derived,
    _small_fields,
    _loudest_events,
    _names_only,
)
