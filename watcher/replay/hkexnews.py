"""The HKEXnews side of the venue: latest lists, title search, documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from watcher.replay.edgar import Shown
from watcher.replay.recording import Recorded

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
PAGE_SIZE = 500


def web_path(recorded: Recorded, when: datetime) -> str:
    """``/listedco/listconews/sehk/2026/0325/2026032500123.pdf`` of a filing."""
    local = when.astimezone(HONG_KONG)
    twin = "_c" if recorded.lang == "c" else ""
    suffix = recorded.path.name.removesuffix(".gz").rsplit(".", 1)[-1]
    stem = f"{local:%Y%m%d}{int(recorded.number) % 100_000:05d}{twin}"
    return f"/listedco/listconews/{recorded.board}/{local:%Y}/{local:%m%d}/{stem}.{suffix}"


def _of(shown: Sequence[Shown], board: str, lang: str) -> list[Shown]:
    return [
        (r, w)
        for r, w in reversed(shown)
        if r.source == "hkexnews" and r.board == board and r.lang == lang
    ]


def latest(
    shown: Sequence[Shown], now: datetime, *, board: str, days: int, lang: str, page: int
) -> bytes | None:
    """``lcisehk1relsde_1.json`` and its kin; None behind the last page."""
    today = now.astimezone(HONG_KONG).date()
    rows = [
        (r, w)
        for r, w in _of(shown, board, lang)
        if (today - w.astimezone(HONG_KONG).date()).days < days
    ]
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    if page > pages:
        return None
    body = {
        "genDate": str(int(now.timestamp() * 1000)),
        "maxNumOfFile": pages,
        "newsInfoLst": [_news(r, w) for r, w in rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]],
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _news(recorded: Recorded, when: datetime) -> dict[str, object]:
    path = web_path(recorded, when)
    return {
        "newsId": int(recorded.number),
        "relTime": when.astimezone(HONG_KONG).strftime("%d/%m/%Y %H:%M"),
        "market": "SEHK" if recorded.board == "sehk" else "GEM",
        "stock": [{"sc": code, "sn": name} for code, name in recorded.stocks],
        "title": recorded.title,
        "lTxt": recorded.category,
        "sTxt": recorded.category,
        "t1Code": recorded.codes[0] if recorded.codes else "",
        "t2Code": ",".join(recorded.codes[1:]) or "NaN",
        "webPath": path,
        "ext": path.rsplit(".", 1)[-1],
        "size": "120KB",
        "multi": 0,
    }


def title_search(
    shown: Sequence[Shown], *, market: str, lang: str, since: date, until: date, rows: int
) -> bytes:
    """The servlet's answer: JSON inside JSON, ``"null"`` where there are no rows."""
    found = [
        (r, w)
        for r, w in _of(shown, market.lower(), lang)
        if since <= w.astimezone(HONG_KONG).date() <= until
    ]
    listed = [_row(r, w, len(found)) for r, w in found[:rows]]
    body = {
        "result": json.dumps(listed) if listed else "null",
        "hasNextRow": len(found) > rows,
        "sortList": "[[0,0]]",
        "rowRange": rows,
        "lang": "E" if lang == "e" else "C",
        "loadedRecord": len(listed),
        "recordCnt": len(found),
    }
    return json.dumps(body).encode()


def _row(recorded: Recorded, when: datetime, total: int) -> dict[str, str]:
    path = web_path(recorded, when)
    return {
        "NEWS_ID": recorded.number,
        "DATE_TIME": when.astimezone(HONG_KONG).strftime("%d/%m/%Y %H:%M"),
        "STOCK_CODE": "<br/>".join(code for code, _ in recorded.stocks),
        "STOCK_NAME": "<br/>".join(name for _, name in recorded.stocks),
        "TITLE": recorded.title,
        "LONG_TEXT": recorded.category.replace("/", "&#x2f;"),
        "SHORT_TEXT": recorded.category.replace("/", "&#x2f;") + "<br/>",
        "FILE_LINK": path,
        "FILE_TYPE": path.rsplit(".", 1)[-1].upper(),
        "FILE_INFO": "91KB",
        "TOTAL_COUNT": str(total),
        "DOD_WEB_PATH": "",
    }
