"""Who is chosen to take an office later: a chairman designate, 候任行政總裁.

The day on which somebody is named designate is not the day on which he takes the office: that is
a later day, which the text tells elsewhere or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workers.people.model import Statement, Touch, When
from workers.people.scene import Scene
from workers.people.undecided import UNDECIDED

DESIGNATE = "designate"
_LATER = When(None, DESIGNATE, 3, condition=DESIGNATE)


def with_designates(said: Sequence[Statement], scenes: Iterable[Scene]) -> list[Statement]:
    """Offices of designates without a day, or left to the words that tell when they are taken."""
    taken = {
        (s.person.key, t.key)
        for s in said
        if s.news and s.drop is None
        for t in s.touches
        if t.change == "gained" and t.acting != DESIGNATE
    }
    named = {
        (s.start, s.person.key, s.when) for s in said for t in s.touches if t.acting == DESIGNATE
    }
    days = {scene.sentence.start: [d.when for d in scene.dates] for scene in scenes}
    dated = (_on_its_day(s, days[s.start]) if _key(s) in named else s for s in said)
    return [own for s in dated for own in _parted(s, taken)]


def _key(s: Statement) -> tuple[int, str, When | None]:
    return s.start, s.person.key, s.when


def _on_its_day(s: Statement, days: Sequence[When]) -> Statement:
    """``designate from D1 and will become chairman on D2``: the office itself is taken on D2."""
    first = s.when.date if s.when is not None else None
    if first is None or any(t.acting == DESIGNATE for t in s.touches):
        return s
    later = next((day for day in days if day.date is not None and day.date > first), None)
    return s if later is None else replace(s, when=later)


def _parted(s: Statement, taken: set[tuple[str, tuple[str, str | None]]]) -> Iterator[Statement]:
    """What a statement says of offices held, and of those that are only to come."""
    later = [t for t in s.touches if t.acting == DESIGNATE]
    if not later:
        yield s
        return
    rest = tuple(t for t in s.touches if t.acting != DESIGNATE)
    if rest:
        yield replace(s, touches=rest)
    coming = [t for t in later if t.change == "gained" and (s.person.key, t.key) not in taken]
    if coming:
        day = s.when if s.when is not None and s.when.condition else _LATER
        yield replace(s, touches=_plain(coming), when=day)
    elif not rest:
        told = any(t.change == "gained" for t in later)
        why = "its day is told elsewhere" if told else "an office that was still to be taken"
        yield replace(s, drop=s.drop or UNDECIDED, why=s.why or why)


def _plain(touches: Iterable[Touch]) -> tuple[Touch, ...]:
    return tuple(replace(t, acting=None) for t in touches)
