"""What a story says of itself: its day, its figures, its people. Shared by the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from watcher.model import Event, FilingId, Value
from workers.grammar.romanised import latin_key

SIZED = ("up_to", "approximately")
"""Qualifiers under which a later exact number does not contradict an earlier one."""

_NAMED = ("person_key", "latin_key", "name_zh", "cik")


class Told(Protocol):
    """An event that the ledger holds (``watcher.ledger.rows.ToldEvent``)."""

    @property
    def filing_id(self) -> FilingId:
        """The filing that told it."""
        ...

    @property
    def event(self) -> Event:
        """The event as it was committed."""
        ...


def at(event: Event, path: str) -> Value:
    """A field by its path (``issued_excluding_treasury.closing``); None where it is not stated."""
    value: Value = event.fields
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def count(event: Event, path: str) -> int | None:
    """A count; None where it is not stated or no count."""
    value = at(event, path)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def amount(event: Event, path: str) -> Decimal | None:
    """A sum of money or a price; None where it is not stated."""
    value = at(event, path)
    return value if isinstance(value, Decimal) else None


def day(event: Event) -> date | None:
    """When it happens or is told; the printed date where nothing else is."""
    return event.event_date or event.effective_date or event.document_date


def words(value: Value) -> str:
    """Letters and figures of a text in lower case: how names of one story are compared."""
    return re.sub(r"[\W_]+", " ", str(value).casefold()).strip() if value else ""


def agree(one: Event, other: Event, path: str) -> bool | None:
    """Whether both state a field alike; None where one of them does not state it."""
    left, right = at(one, path), at(other, path)
    if left in (None, "") or right in (None, ""):
        return None
    if isinstance(left, str) and isinstance(right, str):
        return words(left) == words(right)
    return left == right


def people(event: Event) -> frozenset[str]:
    """Keys, Latin keys and Chinese names of the people an event is about."""
    owners = at(event, "persons")
    rows = [at(event, "person"), *(owners if isinstance(owners, list | tuple) else ())]
    named: set[str] = set()
    for row in rows:
        if isinstance(row, Mapping):
            named |= {str(row[k]) for k in _NAMED if row.get(k)}
    return frozenset(named | {key for name in named if (key := latin_key(name))})
