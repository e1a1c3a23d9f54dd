"""HKEXnews: the latest-filings lists for what is new, the title search for what was missed.

Opt-in (``enabled = true``): the operator must have read the site's terms of use.
"""

from __future__ import annotations

from watcher.model import Filing
from watcher.sources import Source
from watcher.sources.hkexnews.headlines import event_types
from watcher.sources.hkexnews.latest import entries
from watcher.sources.hkexnews.walk import catch_up, day_of, poll, reconcile

__all__ = ["SOURCE", "event_types"]


def documents(filing: Filing) -> tuple[str, ...]:
    """The document, or the HTML index of several files."""
    return (filing.document_url,)


SOURCE = Source(
    name="hkexnews",
    entries=entries,
    poll=poll,
    documents=documents,
    catch_up=catch_up,
    reconcile=reconcile,
    day_of=day_of,
)
