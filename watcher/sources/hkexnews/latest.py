"""The latest-filings lists (``lcisehk1relsde_1.json``): one day or seven, per board and language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from watcher.errors import BadFeed
from watcher.model import FeedEntry, Party
from watcher.sources import Page
from watcher.sources.hkexnews.rows import (
    clean,
    decoded,
    epoch_time,
    headline_codes,
    hong_kong_time,
    language,
    safe_path,
    stock_codes,
    whole_number,
)


def entries(body: bytes) -> Page:
    """The entries of one page; a list may be empty (before the first filing of a day).

    Raises Blocked for an empty body, BadFeed where the page is no such list.
    """
    data = decoded(body)
    items = data.get("newsInfoLst") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise BadFeed("HKEXnews: the answer is JSON but no list of latest filings")
    found = [_entry(item) if isinstance(item, dict) else None for item in items]
    kept = tuple(entry for entry in found if entry)
    lost = len(found) - len(kept)
    if lost and not kept:
        raise BadFeed(f"HKEXnews: none of {lost} items has a news id, a time and a document")
    return Page(
        entries=kept,
        damage=f"HKEXnews: {lost} of {len(found)} items unreadable" if lost else None,
        as_of=epoch_time(data.get("genDate")),
        pages=max(1, whole_number(data.get("maxNumOfFile"), 1)),
    )


def _entry(item: Mapping[str, Any]) -> FeedEntry | None:
    news_id = whole_number(item.get("newsId"), 0)
    published_at = hong_kong_time(item.get("relTime"))
    path = safe_path(item.get("webPath"))
    if not news_id or not published_at or not path:
        return None
    stocks = [stock for stock in item.get("stock") or () if isinstance(stock, dict)]
    title, headline = clean(item.get("title")), clean(item.get("lTxt"))
    return FeedEntry(
        source="hkexnews",
        native_id=str(news_id),
        title=title or headline,
        published_at=published_at,
        url=path,
        parties=tuple(
            dict.fromkeys(
                Party(role="issuer", name=name) for s in stocks if (name := clean(s.get("sn")))
            )
        ),
        headline_codes=headline_codes(item.get("t1Code"), item.get("t2Code")),
        stock_codes=stock_codes(stock.get("sc") for stock in stocks),
        language=language(headline, title),
    )
