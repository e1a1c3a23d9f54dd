"""HKEXnews entries -> filings, and which two of them are one announcement in two languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from watcher import settings
from watcher.model import FeedEntry, Filing, FilingId, hkex_filing_id

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


def twins(filings: Iterable[Filing]) -> dict[FilingId, FilingId]:
    """The other language version of each filing that has one, both ways.

    The two versions have different ids and the same stock codes, minute and categories.
    Where several announcements share all three, versions are paired in id order if both
    languages have equally many, and not at all otherwise.
    """
    groups: dict[object, dict[str | None, list[Filing]]] = defaultdict(lambda: defaultdict(list))
    for filing in filings:
        if filing.source == "hkexnews" and filing.stock_codes:
            key = filing.stock_codes, filing.published_at, frozenset(filing.headline_codes)
            groups[key][filing.language].append(filing)
    out: dict[FilingId, FilingId] = {}
    for group in groups.values():
        english, chinese = (sorted(group[lang], key=_number) for lang in ("en", "zh"))
        if len(english) == len(chinese):
            for one, other in zip(english, chinese, strict=True):
                out |= {one.id: other.id, other.id: one.id}
    return out


def _number(filing: Filing) -> int:
    return int(filing.id.removeprefix("hkex:"))
