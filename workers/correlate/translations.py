"""The same people in another script: the twin at HKEXnews, and the report at the other venue. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from watcher.model import Event, EventId, Filing, FilingId
from watcher.twins import counterparts
from workers.correlate.telling import Told, at

_HAN = re.compile(r"[㐀-鿿]")


def translated(
    filing: Filing, events: Sequence[Event], twin_events: Sequence[Event], told: Sequence[Told]
) -> dict[EventId, Event]:
    """For those events that another version tells as well, its event.

    The other language version is asked first. A Chinese announcement whose English one was
    not read yet is compared with what the other venue told in English, and the other way
    round: people whose names are in different scripts, by type, direction and day.
    """
    found = counterparts(events, twin_events)
    for theirs in _elsewhere(filing, told):
        left = [event for event in events if event.id not in found and _han(event) is not None]
        for script in (True, False):
            mine = [event for event in left if _han(event) is script]
            others = [event for event in theirs if _han(event) is (not script)]
            found |= counterparts(mine, others)
    return found


def _elsewhere(filing: Filing, told: Sequence[Told]) -> list[list[Event]]:
    """What each filing of the other venue told, the newest first."""
    venue = filing.id.partition(":")[0]
    by_filing: dict[FilingId, list[Event]] = defaultdict(list)
    for one in told:
        if one.filing_id.partition(":")[0] != venue:
            by_filing[one.filing_id].append(one.event)
    return list(by_filing.values())[::-1]


def _han(event: Event) -> bool | None:
    """Whether the person's key is in Chinese characters; None for an event without a person."""
    key = at(event, "person.person_key")
    return bool(_HAN.search(key)) if isinstance(key, str) and key else None
