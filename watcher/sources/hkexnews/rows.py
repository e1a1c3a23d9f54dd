"""What the two JSON answers of HKEXnews have in common: times, codes, names, paths."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from watcher.errors import BadFeed, Blocked

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
LONGEST_TITLE = 1000

_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_CHINESE = re.compile(r"[㐀-鿿豈-﫿]")
_PATH = re.compile(
    r"/(?:[\w-]{1,60}/){1,8}[\w.-]{1,80}\.(?:pdf|html?|docx?|xlsx?|txt)", re.IGNORECASE | re.ASCII
)


def decoded(body: bytes) -> Any:
    """The JSON of an answer.

    Raises Blocked for an empty body (how this venue turns clients away, with status
    200), BadFeed for anything that is not JSON.
    """
    if not body.strip():
        raise Blocked("HKEXnews: an empty answer, which is how it turns clients away")
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        what = "an HTML page" if body.lstrip()[:1] == b"<" else "no JSON"
        raise BadFeed(f"HKEXnews: {what} came in place of a list: {error}") from error


def clean(text: object) -> str:
    """A title or label in one line: entities undone, ``<br/>`` and line breaks as blanks."""
    plain = html.unescape(html.unescape(str(text or "")[: 4 * LONGEST_TITLE]))
    return _SPACE.sub(" ", _BREAK.sub(" ", plain)).strip()[:LONGEST_TITLE]


def parts(text: object) -> tuple[str, ...]:
    """Values that the venue joins by ``<br/>``, without empty ones."""
    plain = html.unescape(str(text or "")[: 4 * LONGEST_TITLE])
    return tuple(part.strip() for part in _BREAK.split(plain) if part.strip())


def hong_kong_time(text: object) -> datetime | None:
    """``09/09/2026 17:27`` (day first, Hong Kong, minutes only) in UTC; None if it is none."""
    try:
        when = datetime.strptime(str(text).strip(), "%d/%m/%Y %H:%M").replace(tzinfo=HONG_KONG)
        return when.astimezone(UTC)
    except (ValueError, OverflowError):  # the latter: before the year 1 in UTC
        return None


def epoch_time(value: object) -> datetime | None:
    """``genDate`` in UTC: milliseconds or seconds, a number or a string; None if neither."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    seconds = number / 1000 if number > 1e11 else number
    if not math.isfinite(seconds) or not 1e9 <= seconds <= 1e10:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def whole_number(value: object, default: int) -> int:
    """A count given as number or string; the default for ``NaN`` and nonsense."""
    text = str(value).strip()
    return int(text[:9]) if text.isascii() and text.isdecimal() else default


def headline_codes(*values: object) -> tuple[str, ...]:
    """Five-digit codes out of ``"10000"``, ``"18480,18380"``, ``"NaN"``, numbers, nothing."""
    found = (code.strip() for value in values for code in str(value).split(","))
    return tuple(dict.fromkeys(code for code in found if re.fullmatch(r"[0-9]{5}", code)))


def stock_codes(codes: Iterable[object]) -> tuple[str, ...]:
    """Codes of five digits, the ordinary counter before its renminbi counter.

    ``["80700"]`` gives ``("00700", "80700")``: both are the same issuer.
    """
    out: list[str] = []
    for code in codes:
        text = str(code).strip()
        if text.isascii() and text.isdecimal() and len(text) <= 5:
            out += [base_code(text.zfill(5)), text.zfill(5)]
    return tuple(dict.fromkeys(out))


def base_code(code: str) -> str:
    """The ordinary counter of a renminbi counter (80000-89999): ``81810`` -> ``01810``."""
    return "0" + code[1:] if code[0] == "8" and len(code) == 5 else code


def language(*texts: str) -> str:
    """``zh`` if the first text that says anything holds Chinese characters, else ``en``."""
    told = next((text for text in texts if text), "")
    return "zh" if _CHINESE.search(told) else "en"


def safe_path(path: object) -> str | None:
    """The path of a document on the venue's host; None for anything else."""
    text = str(path or "").strip()[:400]
    return text if _PATH.fullmatch(text) and ".." not in text else None
