"""Filing -> bytes: one request per EDGAR filing, stopped after the last wanted document.

EDGAR sends the full submission; exhibits come first, XBRL, spreadsheets and archives
last, so the stream ends where those begin. HKEXnews sends one file, or an HTML index
of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin

from watcher.errors import ServerFault, TooLarge, Unreadable
from watcher.model import Document
from watcher.ops import canary
from workers.text.sgml import breaks_off

if TYPE_CHECKING:
    from watcher.blobs import Blobs
    from watcher.model import Filing
    from watcher.net.client import Response

_UNWANTED = re.compile(rb"<DOCUMENT>\s*<TYPE>\s*(?:EX-101|ZIP|EXCEL|XML|JSON)\b", re.IGNORECASE)
_LINK = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+\.(?:pdf|htm))["'\s>]""", re.IGNORECASE)
_TAIL = 256
"""Bytes kept over a chunk's edge so that a marker cut in two is still seen."""

MOST_FILES = 10
"""Files of one HKEXnews index that are read; real ones have two to six."""

_MEDIA = {b"%PDF": "application/pdf", b"<?xm": "application/xml", b"<SEC": "text/plain"}


class Fetcher(Protocol):
    """The two ways to ask a venue (``watcher.net.client.Client``)."""

    def get(self, url: str, *, max_bytes: int | None = None) -> Response:
        """One whole answer."""
        ...

    def stream(
        self, url: str, *, max_bytes: int | None = None
    ) -> AbstractContextManager[Iterable[bytes]]:
        """An answer chunk by chunk; leaving the block ends the request."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A body and what it is called; kept in the blob store under ``document.sha256``."""

    document: Document
    body: bytes


def fetch(
    filing: Filing, fetcher: Fetcher, blobs: Blobs, max_bytes: int, *, whole: bool = True
) -> tuple[Fetched, ...]:
    """The documents of a filing, also put into the blob store.

    ``whole`` refuses a submission that breaks off; without it half a one is taken.
    Raises the errors of the client (Transient or Permanent), TooLarge, Unreadable.
    """
    if filing.source == "canary":
        bodies = [("canary.htm", canary.document(filing))]
    elif filing.source == "edgar":
        bodies = [
            (filing.document_url, _submission(filing.document_url, fetcher, max_bytes, whole=whole))
        ]
    else:
        bodies = _files(filing.document_url, fetcher, max_bytes)
    for url, body in bodies:
        _check(url, body)
    return tuple(_kept(seq, url, body, blobs) for seq, (url, body) in enumerate(bodies, 1))


def _check(url: str, body: bytes) -> None:
    """Refuse what is plainly not the document: error pages may pass, broken files do not.

    Raises ServerFault (tried again) for an HTML page in place of a submission or PDF,
    Unreadable for an empty body or a PDF that is none.
    """
    name = url.rsplit("/", 1)[-1].lower()
    if not body.strip():
        raise ServerFault(f"{name}: the venue sent an empty document; asked for again later")
    if name.partition("?")[0].endswith((".htm", ".html", ".aspx")):
        return
    if body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise ServerFault(f"{name}: an HTML page came in its place; asked for again later")
    if name.endswith(".pdf") and b"%PDF" not in body[:1024]:
        raise Unreadable(f"{name}: not a PDF, it starts with {body[:12]!r}; a person must look")


def _submission(url: str, fetcher: Fetcher, max_bytes: int, *, whole: bool) -> bytes:
    body = bytearray()
    with fetcher.stream(url, max_bytes=max_bytes) as chunks:
        for chunk in chunks:
            start = max(0, len(body) - _TAIL)
            body += chunk
            if found := _UNWANTED.search(body, start):
                del body[found.start() :]
                break
            if len(body) > max_bytes:
                raise TooLarge(f"{url}: more than {max_bytes} bytes before the last exhibit")
        else:
            if whole and breaks_off(bytes(body)):
                name = url.rsplit("/", 1)[-1]
                raise ServerFault(f"{name}: the submission breaks off; asked for again later")
    return bytes(body)


def _files(url: str, fetcher: Fetcher, max_bytes: int) -> list[tuple[str, bytes]]:
    body = fetcher.get(url, max_bytes=max_bytes).body
    if not url.lower().endswith((".htm", ".html")):
        return [(url, body)]
    links = list(dict.fromkeys(m.group(1).decode("ascii", "ignore") for m in _LINK.finditer(body)))
    if not links:
        return [(url, body)]
    if len(links) > MOST_FILES:
        raise Unreadable(f"{url}: an index of {len(links)} files; a person must look")
    wanted = [urljoin(url, link) for link in links]
    return [(link, fetcher.get(link, max_bytes=max_bytes).body) for link in wanted]


def _kept(seq: int, url: str, body: bytes, blobs: Blobs) -> Fetched:
    sha256 = blobs.put(body)
    name = url.rsplit("/", 1)[-1]
    document = Document(
        seq=seq, type="", filename=name, url=url, sha256=sha256,
        media_type=_MEDIA.get(body[:4], "text/html"),
    )  # fmt: skip
    return Fetched(document=document, body=body)
