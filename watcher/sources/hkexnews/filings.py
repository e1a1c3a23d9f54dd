"""HKEXnews entries -> filings; ``watcher.twins`` says which two are one announcement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from watcher import settings
from watcher.model import FeedEntry, Filing, hkex_filing_id

_REVISED = re.compile(
    r"\b(?:revised|resubmission|amended)\b|經修訂|經修改|修訂版|重新提交", re.IGNORECASE
)


def to_filings(
    entries: Iterable[FeedEntry], config: settings.Source, *, seen_at: datetime, found_by: str
) -> tuple[Filing, ...]:
    """One filing per news id, oldest first; a joint announcement keeps all its stock codes."""
    by_id: dict[str, list[FeedEntry]] = defaultdict(list)
    for entry in entries:
        by_id[entry.native_id].append(entry)
    filings = [_filing(group, config, seen_at, found_by) for group in by_id.values()]
    return tuple(sorted(filings, key=lambda f: (f.published_at or f.seen_at, int(f.id[5:]))))


def _filing(
    group: list[FeedEntry], config: settings.Source, seen_at: datetime, found_by: str
) -> Filing:
    first = group[0]
    url = config.base_url.rstrip("/") + first.url
    return Filing(
        id=hkex_filing_id(first.native_id),
        source="hkexnews",
        title=first.title,
        published_at=min(entry.published_at for entry in group),
        seen_at=seen_at,
        url=url,
        document_url=url,
        parties=tuple(sorted({p for e in group for p in e.parties}, key=lambda p: p.name)),
        headline_codes=_merged(entry.headline_codes for entry in group),
        stock_codes=_merged(entry.stock_codes for entry in group),
        language=first.language,
        amends=bool(_REVISED.search(first.title)),
        found_by=found_by,
    )


def _merged(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """In order of the venue for one entry; sorted where several had to be merged."""
    found = list(dict.fromkeys(lists))
    return found[0] if len(found) == 1 else tuple(sorted({value for one in found for value in one}))
