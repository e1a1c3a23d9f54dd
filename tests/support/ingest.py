"""Sentry's ingest on loopback: what was sent there, item by item."""

from __future__ import annotations

import gzip
import json
from typing import Any

from sentry_sdk.envelope import Envelope

from tests.support.http import HttpServer


def dsn_of(server: HttpServer) -> str:
    """The DSN of a project of this server."""
    return server.url.replace("http://", "http://public@") + "/1"


def bodies(server: HttpServer) -> list[bytes]:
    """Every envelope so far, unpacked."""
    return [
        gzip.decompress(r.body) if r.headers.get("Content-Encoding") == "gzip" else r.body
        for r in list(server.requests)
    ]


def items(server: HttpServer, kind: str) -> list[dict[str, Any]]:
    """Every item of a kind (``event``, ``transaction``, ``check_in``) so far, in order."""
    envelopes = [Envelope.deserialize(body) for body in bodies(server)]
    found = (item for envelope in envelopes for item in envelope.items)
    return [json.loads(item.get_bytes()) for item in found if item.headers["type"] == kind]


def parts(server: HttpServer, op: str) -> list[dict[str, Any]]:
    """The transactions of one part of the work."""
    return [t for t in items(server, "transaction") if t["contexts"]["trace"]["op"] == op]
