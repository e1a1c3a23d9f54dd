"""Keep the canonical texts of a filing beside its documents, so that the page can show
where the evidence stands without reading a filing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from watcher.ledger.rows import CanonicalText

if TYPE_CHECKING:
    from watcher.blobs import Blobs
    from workers.text.model import FilingText

LARGEST_TEXT = 4_000_000
"""Bytes of one text; a longer one is not kept, and the page says so."""


def keep_texts(texts: Sequence[FilingText], blobs: Blobs) -> tuple[CanonicalText, ...]:
    """Put every text into the blob store. Raises BlobsAway when the store fails."""
    kept = []
    for number, text in enumerate(texts, 1):
        body = text.text.encode("utf-8", "replace")  # half a surrogate pair becomes one "?"
        if len(body) > LARGEST_TEXT:
            continue
        parts = tuple((p.label, p.title or p.type or "", p.start, p.end) for p in text.parts)
        kept.append(
            CanonicalText(number=number, sha256=blobs.put(body), size=len(body), parts=parts)
        )
    return tuple(kept)
