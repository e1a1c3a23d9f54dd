"""Dates of the return forms: ``31 October 2024``, ``31/10/2024`` (day first), Chinese."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Z][a-z]{2,8}),?\s+(\d{4})")
_US = re.compile(r"([A-Z][a-z]{2,8})\s+(\d{1,2}),\s*(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


def _month(name: str) -> int | None:
    return next((n for full, n in _MONTHS.items() if full.startswith(name.lower())), None)


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first date of a short text with its span, or None."""
    found: list[tuple[int, int, tuple[int, int | None, int]]] = []
    for pattern, order in ((_WORDS, "dmy"), (_US, "mdy"), (_SLASHED, "DMY"), (_CHINESE, "YMD")):
        m = pattern.search(text)
        if m is None:
            continue
        parts = dict(zip(order.lower(), m.groups(), strict=True))
        month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
        found.append((m.start(), m.end(), (int(parts["y"]), month, int(parts["d"]))))
    for start, end, (year, month, day_) in sorted(found, key=lambda f: f[:2]):
        if month is not None:
            try:
                return date(year, month, day_), start, end
            except ValueError:
                continue
    return None


def day(text: str) -> date | None:
    """The first date of a short text, or None."""
    found = find_day(text)
    return found[0] if found else None
