"""A body as it was meant: gzip undone, never larger than allowed, never silently cut."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from watcher.errors import ServerFault, TooLarge

PIECE = 1 << 20
"""Most bytes that one step of decompression may yield (1 MiB)."""


def inflated(raw: Iterable[bytes], encoding: str, url: str, limit: int) -> Iterator[bytes]:
    """The pieces of a body, decompressed, at most ``limit`` bytes in all.

    As many may come over the wire: a stream can also be endless and hold nothing. Raises
    TooLarge over the limit, ServerFault on an unknown encoding or a damaged or cut gzip
    stream. ``url`` is for the message.
    """
    raw = _bounded(raw, url, limit)
    if encoding.strip().lower() in {"gzip", "x-gzip"}:
        pieces = _gunzipped(raw, url)
    elif encoding.strip().lower() in {"", "identity"}:
        pieces = iter(raw)
    else:
        raise ServerFault(f"{url}: content encoding {encoding!r} was not asked for")
    yield from _bounded(pieces, url, limit)


def _bounded(pieces: Iterable[bytes], url: str, limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLarge(f"{url}: more than {limit} bytes")
        yield piece


def _gunzipped(raw: Iterable[bytes], url: str) -> Iterator[bytes]:
    """All members of a gzip stream; zeros behind one are padding (RFC 1952, and gzip's own way)."""
    stream, begun = _member(), False
    try:
        for chunk in raw:
            begun = begun or bool(chunk)
            pending = chunk.lstrip(b"\0") if stream.eof else chunk
            while pending:
                stream = _member() if stream.eof else stream
                piece = stream.decompress(pending, PIECE)
                pending = stream.unused_data.lstrip(b"\0") or stream.unconsumed_tail
                if piece:
                    yield piece
    except zlib.error as error:
        raise ServerFault(f"{url}: damaged gzip stream: {error}") from error
    if begun and not stream.eof:
        raise ServerFault(f"{url}: the gzip stream ends in the middle")


def _member() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)
