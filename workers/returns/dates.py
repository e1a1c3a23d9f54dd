"""Dates of the return forms, where the day always stands before the month."""

from __future__ import annotations

from datetime import date

from workers.grammar.dates import find_dates


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first date of a short text with its span, or None."""
    hits = find_dates(text, order="dmy")
    return (hits[0].value, hits[0].start, hits[0].end) if hits else None


def day(text: str) -> date | None:
    """The first date of a short text, or None."""
    found = find_day(text)
    return found[0] if found else None
