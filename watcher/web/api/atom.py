"""Alerts of one subscription as an Atom feed (RFC 4287) with ids that never change."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime
from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, Request, Response

from watcher.errors import ConfigError
from watcher.jsonable import iso
from watcher.web import lists
from watcher.web.access import require
from watcher.web.api.common import BEARER, PREFIX, Id, ledger_of, missing, problems

if TYPE_CHECKING:
    from watcher.ledger.rows import AlertRow

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
NEVER = "1970-01-01T00:00:00Z"

router = APIRouter(
    prefix=PREFIX, tags=["read"], dependencies=[BEARER, Depends(require("read"))],
    responses=problems(401, 403, 404, 422, 429, 503),
)  # fmt: skip


@router.get(
    "/atom/{subscription}",
    response_class=Response,
    responses={200: {"content": {"application/atom+xml": {}}, "description": "The feed."}},
)
def atom(request: Request, subscription: Id) -> Response:
    """The newest alerts of a subscription, also of one that was taken out of the file since."""
    rows = ledger_of(request).alert_list(limit=ENTRIES, subscription=subscription)
    if not rows and not _configured(subscription):
        raise missing("subscription", subscription)
    public = request.app.state.settings.web.public_url.rstrip("/")
    return Response(feed(subscription, rows, public), media_type="application/atom+xml")


def _configured(subscription: str) -> bool:
    """Whether it is in the file; while that is wrong nobody can say that it is not."""
    try:
        return any(each.name == subscription for each in lists.told().subscriptions)
    except ConfigError:
        return True


def feed(subscription: str, rows: list[AlertRow], public: str) -> bytes:
    """The document; ``public`` is the address of the page, without a slash at its end."""
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed")
    _put(root, "id", f"urn:filing-watcher:subscription:{subscription}")
    _put(root, "title", f"Filings for {subscription}")
    _put(root, "updated", iso(max((row.alert.created_at for row in rows), default=_EPOCH)))
    author = ET.SubElement(root, f"{{{ATOM}}}author")
    _put(author, "name", "Filing Watcher")
    for row in rows:
        entry = ET.SubElement(root, f"{{{ATOM}}}entry")
        alert = row.alert
        _put(entry, "id", f"urn:filing-watcher:alert:{alert.id}")
        _put(entry, "title", f"[{alert.severity.value}] {alert.headline}")
        _put(entry, "updated", iso(alert.created_at))
        ET.SubElement(entry, f"{{{ATOM}}}link", href=f"{public}/alerts/{alert.id}")
        ET.SubElement(entry, f"{{{ATOM}}}category", term=alert.kind)
        _put(entry, "summary", f"{alert.filing_id}: {alert.headline}")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


_EPOCH = datetime.fromisoformat(NEVER)


def _put(parent: ET.Element, name: str, text: str) -> None:
    """A child with text; characters that XML cannot hold become U+FFFD."""
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = "".join(map(_allowed, text))


def _allowed(letter: str) -> str:
    code = ord(letter)
    fine = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xDFFF < code < 0xFFFE or code > 0xFFFF
    return letter if fine else "\ufffd"
