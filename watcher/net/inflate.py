"""A body as it was meant: gzip undone, never larger than allowed, never silently cut."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from watcher.errors import ServerFault, TooLarge

PIECE = 1 << 20
"""Most bytes that one step of decompression may yield (1 MiB)."""


def inflated(raw: Iterable[bytes], encoding: str, url: str, limit: int) -> Iterator[bytes]:
    """The pieces of a body, decompressed, at most ``limit`` bytes in all.

    Raises TooLarge over the limit, ServerFault on an unknown encoding or a damaged or
    cut gzip stream. ``url`` is for the message.
    """
    if encoding.strip().lower() in {"gzip", "x-gzip"}:
        pieces = _gunzipped(raw, url)
    elif encoding.strip().lower() in {"", "identity"}:
        pieces = iter(raw)
    else:
        raise ServerFault(f"{url}: content encoding {encoding!r} was not asked for")
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLarge(f"{url}: more than {limit} bytes")
        yield piece


def _gunzipped(raw: Iterable[bytes], url: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    started = False
    try:
        for chunk in raw:
            started = started or bool(chunk)
            pending = chunk
            while pending and not stream.eof:
                piece = stream.decompress(pending, PIECE)
                pending = stream.unconsumed_tail
                if piece:
                    yield piece
    except zlib.error as error:
        raise ServerFault(f"{url}: damaged gzip stream: {error}") from error
    if started and not stream.eof:
        raise ServerFault(f"{url}: the gzip stream ends in the middle")
