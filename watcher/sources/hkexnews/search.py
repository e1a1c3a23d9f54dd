"""The title search and the stock-id look-up: JSON in JSON, labels in place of codes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from watcher.errors import BadFeed, NotFound
from watcher.model import FeedEntry, Party
from watcher.sources import Page
from watcher.sources.hkexnews.headlines import codes_of
from watcher.sources.hkexnews.rows import (
    clean,
    decoded,
    hong_kong_time,
    language,
    parts,
    safe_path,
    stock_codes,
    whole_number,
)


def search_entries(body: bytes) -> tuple[Page, bool]:
    """The rows of an answer, and whether the venue has more than it sent.

    Raises Blocked for an empty body, BadFeed where it is no search answer.
    """
    data = decoded(body)
    try:
        rows = json.loads(data["result"]) or []
        found = [_entry(row) for row in rows]
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise BadFeed(f"HKEXnews title search: not the expected JSON: {error!r}") from error
    kept = tuple(entry for entry in found if entry)
    lost = len(found) - len(kept)
    if lost and not kept:
        raise BadFeed(f"HKEXnews title search: none of {lost} rows can be read")
    damage = f"HKEXnews title search: {lost} of {len(found)} rows unreadable" if lost else None
    return Page(entries=kept, damage=damage), str(data.get("hasNextRow")).lower() == "true"


def _entry(row: Mapping[str, Any]) -> FeedEntry | None:
    news_id = whole_number(row.get("NEWS_ID"), 0)
    published_at = hong_kong_time(row.get("DATE_TIME"))
    path = safe_path(row.get("FILE_LINK"))
    if not news_id or not published_at or not path:
        return None
    title, headline = clean(row.get("TITLE")), clean(row.get("LONG_TEXT"))
    names = dict.fromkeys(clean(name) for name in parts(row.get("STOCK_NAME")))
    return FeedEntry(
        source="hkexnews",
        native_id=str(news_id),
        title=title or headline,
        published_at=published_at,
        url=path,
        parties=tuple(Party(role="issuer", name=name) for name in names if name),
        headline_codes=codes_of(headline),
        stock_codes=stock_codes(parts(row.get("STOCK_CODE"))),
        language=language(headline, title),
    )


def stock_id(body: bytes, code: str) -> int:
    """The internal id of a stock code out of the look-up's JSONP.

    The look-up matches prefixes and lists warrants too; only the exact code counts.
    Raises NotFound for an unknown code, Blocked, BadFeed.
    """
    start, end = body.find(b"("), body.rfind(b")")
    data = decoded(body[start + 1 : end] if 0 <= start < end else body)
    try:
        ids = [int(s["stockId"]) for s in data["stockInfo"] if str(s["code"]).zfill(5) == code]
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadFeed(f"HKEXnews stock look-up: not the expected JSON: {error!r}") from error
    if not ids:
        raise NotFound(f"HKEXnews knows no stock code {code}")
    return ids[0]
