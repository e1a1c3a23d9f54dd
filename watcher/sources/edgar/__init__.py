"""SEC EDGAR: ``getcurrent`` for what is new, the daily index for what was missed."""

from __future__ import annotations

from watcher.model import Filing
from watcher.sources import Source
from watcher.sources.edgar.atom import entries
from watcher.sources.edgar.walk import catch_up, day_of, poll, reconcile


def documents(filing: Filing) -> tuple[str, ...]:
    """The one full submission text file: main document and exhibits in a single request."""
    return (filing.document_url,)


SOURCE = Source(
    name="edgar",
    entries=entries,
    poll=poll,
    documents=documents,
    catch_up=catch_up,
    reconcile=reconcile,
    day_of=day_of,
)
