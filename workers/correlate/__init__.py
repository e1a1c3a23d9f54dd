"""Is it news? New, the same story again, a correction of it, or its next stage.

The dedup key says which story; the form says whether the filing amends; the status says
how far the story has come. Nothing here asks which venue or language spoke first: of the
two language versions of an announcement, the second is the same story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol, TypeAlias

from watcher.jsonable import jsonable
from watcher.model import Event, Filing, FilingId
from watcher.twins import same_story
from workers.correlate.families import own_case

Relation: TypeAlias = Literal["new", "same", "corrects", "advances"]

_STAGES = (
    ("rumoured",),
    ("proposed",),
    ("announced", "agreed"),
    ("priced",),
    ("approved",),
    ("effective", "executed", "completed", "adopted", "published"),
    ("lapsed", "terminated", "withdrawn"),
)
STAGE = {status: rank for rank, statuses in enumerate(_STAGES) for status in statuses}
"""How far a story has come; a later stage is news, an earlier one is not."""


class Known(Protocol):
    """What the ledger knows of a story (``watcher.ledger.rows.KnownEvent``)."""

    @property
    def filing_id(self) -> FilingId:
        """The filing that told it first."""
        ...

    @property
    def event(self) -> Event:
        """The event as it was told first."""
        ...

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status it had so far, oldest first."""
        ...


def correlate(
    filing: Filing,
    events: Sequence[Event],
    known: Mapping[str, Known],
    twin_events: Sequence[Event] = (),
) -> tuple[Event, ...]:
    """The events of a filing with their relation to what is known by dedup key.

    Two events of one filing with one key are one story: the second is the same. So is
    what ``twin_events``, committed by the other language version, told before.
    """
    told: set[str] = set()
    translated = same_story(events, twin_events)
    out = []
    for event in events:
        relation = relate(filing, event, known.get(event.dedup_key))
        repeats = event.dedup_key in told or event.id in translated
        case = event.case_key or _case(event, known.get(event.dedup_key))
        out.append(replace(event, relation="same" if repeats else relation, case_key=case))
        told.add(event.dedup_key)
    return tuple(out)


def relate(filing: Filing, event: Event, known: Known | None) -> Relation:
    """How one event stands to the story the ledger has under its key.

    An amendment (``/A``) corrects, also where its key changed with the corrected figures
    and the first version is not found by it; so does a clarification (status ``corrected``)
    and another quantity or price at the same stage. One that repeats every field is the same.
    """
    earlier = None if known is not None and known.filing_id == filing.id else known
    if filing.amends or event.status == "corrected":
        return "same" if earlier is not None and _repeats(event, earlier) else "corrects"
    if earlier is None:
        return "new"
    if _contradicts(event, earlier.event):
        return "corrects"
    return "advances" if _is_further(event.status, earlier.statuses) else "same"


def _case(event: Event, known: Known | None) -> str:
    return (known.event.case_key if known is not None else None) or own_case(event)


def _repeats(event: Event, earlier: Known) -> bool:
    return event.status in earlier.statuses and (
        jsonable(event.fields) == jsonable(earlier.event.fields)
    )


def _contradicts(event: Event, first: Event) -> bool:
    """The same stage told with another quantity or price of the same kind: never silence."""
    if event.status != first.status or _value(event, "unit_kind") != _value(first, "unit_kind"):
        return False
    return any(
        None not in {_value(event, name), _value(first, name)}
        and _value(event, name) != _value(first, name)
        for name in ("units", "price")
    )


def _value(event: Event, name: str) -> str | None:
    value = event.fields.get(name)
    return None if value is None else str(value)


def _is_further(status: str, so_far: Sequence[str]) -> bool:
    """Past every stage so far; a status that has no place on the path is never news."""
    before = [STAGE[known] for known in so_far if known in STAGE]
    return status in STAGE and bool(before) and STAGE[status] > max(before)
