"""One announcement in two languages: which filings are its versions, which events its facts. Pure.

HKEXnews gives the English and the Chinese version of an announcement an id of their own,
and the same stock codes, minute and headline categories.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from watcher.model import Event, EventId, Filing

_LANGUAGES = {"en", "zh"}
_RMB_COUNTERS = "8"


def twin_of(filing: Filing, recorded: Collection[Filing]) -> Filing | None:
    """The other language version of a filing among those recorded, if there is exactly one.

    Where several announcements share issuer, minute and categories, versions are paired
    in id order if both languages have equally many, and not at all otherwise. An amended
    version is no twin of one that is not.
    """
    found = _counterpart(filing, recorded)
    back = _counterpart(found, [filing, *recorded]) if found else None
    return found if back is not None and back.id == filing.id else None


def _counterpart(filing: Filing, recorded: Iterable[Filing]) -> Filing | None:
    alike = {one.id: one for one in (filing, *recorded) if _alike(filing, one)}
    if filing.id not in alike:
        return None
    exact = [one for one in alike.values() if _codes(one) == _codes(filing)]
    near = exact if any(one.language != filing.language for one in exact) else alike.values()
    own = sorted((one.id for one in near if one.language == filing.language), key=_number)
    others = sorted(
        (one for one in near if one.language != filing.language), key=lambda f: _number(f.id)
    )
    return others[own.index(filing.id)] if len(own) == len(others) else None


def _alike(one: Filing, other: Filing) -> bool:
    return (
        one.source == other.source == "hkexnews"
        and {one.language, other.language} <= _LANGUAGES
        and one.published_at == other.published_at is not None
        and set(one.headline_codes) == set(other.headline_codes)
        and one.amends == other.amends
        and not _codes(one).isdisjoint(_codes(other))
    )


def _codes(filing: Filing) -> frozenset[str]:
    """Stock codes with renminbi counters folded: 81810 is 01810."""
    codes = (code.zfill(5) for code in filing.stock_codes)
    return frozenset("0" + c[1:] if c.startswith(_RMB_COUNTERS) else c for c in codes)


def _number(filing_id: str) -> int:
    return int(filing_id.rpartition(":")[2])


def is_owed(event: Event) -> bool:
    """A correction or a contradiction: whoever heard its case hears it, however small."""
    return event.relation == "corrects" or (event.type == "mismatch" and event.relation == "new")


_Way: TypeAlias = Callable[[Event], Hashable]


def same_story(events: Collection[Event], told: Collection[Event]) -> frozenset[EventId]:
    """Those of ``events`` that ``told``, the events of the other version, tell as well."""
    return frozenset(counterparts(events, told))


def counterparts(events: Collection[Event], told: Collection[Event]) -> dict[EventId, Event]:
    """For those of ``events`` that the other version tells as well, its event.

    Names are spelt in another script, so facts are compared: type and direction with the
    Chinese name where both versions print it, else with the day. Events are taken in
    groups that agree, and only where both versions have equally many of them; what is
    left over stays its own story. It says the same whichever version is asked.
    """
    ours, theirs = list(events), list(told)
    found: dict[EventId, Event] = {}
    for way in _WAYS:
        mine, other = _grouped(ours, way), _grouped(theirs, way)
        agreed = {k for k in mine.keys() & other.keys() if _agree(mine[k], other[k], way)}
        for k in agreed:
            found |= {one.id: its for one, its in zip(mine[k], other[k], strict=True)}
        ours = [event for event in ours if way(event) not in agreed]
        theirs = [event for event in theirs if way(event) not in agreed]
    return found


def _agree(mine: list[Event], other: list[Event], way: _Way) -> bool:
    """Equally many; and people whose names both versions print were compared by them."""
    both_named = any(map(_name, mine)) and any(map(_name, other))
    return len(mine) == len(other) and not (way is _by_day and both_named)


def _grouped(events: Iterable[Event], way: _Way) -> Mapping[Hashable, list[Event]]:
    groups: dict[Hashable, list[Event]] = defaultdict(list)
    for event in events:
        key = way(event)
        if key is not None:
            groups[key].append(event)
    return groups


def _by_key(event: Event) -> Hashable:
    return event.dedup_key


def _by_name_and_day(event: Event) -> Hashable:
    name = _name(event)
    return (event.type, event.subtype, name, _day(event)) if name else None


def _by_name(event: Event) -> Hashable:
    name = _name(event)
    return (event.type, event.subtype, name) if name else None


def _by_day(event: Event) -> Hashable:
    return (event.type, event.subtype, _day(event))


_WAYS: tuple[_Way, ...] = (_by_key, _by_name_and_day, _by_name, _by_day)


def _day(event: Event) -> date | None:
    return event.effective_date or event.event_date


def _name(event: Event) -> str | None:
    """The Chinese name of the event's person, if the filing prints one."""
    person = event.fields.get("person")
    name = person.get("name_zh") if isinstance(person, Mapping) else None
    return "".join(unicodedata.normalize("NFKC", name).split()) if isinstance(name, str) else None
