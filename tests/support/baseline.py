"""What somebody would tell who reads no filing: its item numbers, form or title are the event.

The measure beside ours in ``docs/accuracy.md``. On HKEXnews the headline category would be it;
the recordings carry none, so the words of the title stand in, from which a category is chosen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from watcher.errors import WatcherError
from workers.parse import Input, body_of, told_of
from workers.read import text_of

_BY_ITEM = {
    "2.02": ("results",),
    "3.02": ("share_issuance",),
    "4.01": ("auditor_change",),
    "5.02": ("board_change", "officer_change"),
    "5.03": ("articles_amendment",),
}
_BY_FORM = {"144": "insider_sale", "4": "insider_sale", "S-8": "share_scheme"}
_BY_TITLE = (
    ("board_change", r"\bdirectors?\b|\bchairman\b|董事|主席|監事"),
    ("officer_change", r"\b(?:company secretary|chief \w+ officer)\b|公司秘書|行政總裁"),
    (
        "share_issuance",
        r"\b(?:placing|subscription|rights issue|open offer|issue of|over-allotment|convertible)\b|配售|認購|供股|發行|超額配股|可換股",
    ),
    ("share_issuance", r"\bnext day disclosure return\b|翌日披露報表"),
    ("share_repurchase", r"\b(?:repurchase|buy-?back)\b|購回|回購"),
    ("monthly_return", r"\bmonthly return\b|月報表"),
    ("share_scheme", r"\bgrant of\b|\b(?:option|award) scheme\b|授出|購股權計劃"),
    ("articles_amendment", r"\b(?:articles|memorandum|bye-?laws)\b|章程"),
    ("auditor_change", r"\bauditors?\b|核數師"),
    ("profit_warning", r"\bprofit warning\b|盈利警告"),
    ("results", r"\bresults\b(?!.*\bmeeting\b)|業績"),
)
_ITEM = re.compile(r"\bitem\s+(\d\.\d\d)", re.IGNORECASE)


def told_without_reading(manifest: Path) -> Iterator[str]:
    """A line of predictions for each line of a manifest, for the scorer."""
    for line in manifest.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        types = dict.fromkeys(_types(row, manifest.parent))
        events = [{"type": each, "fields": {}} for each in types]
        yield json.dumps({"input": row["path"], "events": events}) + "\n"


def _types(row: Mapping[str, Any], folder: Path) -> Iterable[str]:
    form = str(row.get("form") or "").removesuffix("/A")
    if row.get("source") == "hkexnews":
        title = str(row.get("title") or "")
        return [name for name, words in _BY_TITLE if re.search(words, title, re.IGNORECASE)]
    if form.startswith("424B"):
        return ["share_issuance"]
    if form == "8-K":
        return [each for item in _items(row, folder) for each in _BY_ITEM.get(item, ())]
    return [_BY_FORM[form]] if form in _BY_FORM else []


def _items(row: Mapping[str, Any], folder: Path) -> list[str]:
    path = folder / row["path"]
    told = told_of(row)
    try:
        text = text_of(body_of(Input(name=row["path"], path=path, told=told)), told, path.name)
    except WatcherError:
        return []
    return _ITEM.findall(text.text)
