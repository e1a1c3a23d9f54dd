"""Is it news? New, the same story again, a correction of it, or its next stage.

The dedup key says which story; the form says whether the filing amends; the status says
how far the story has come. Nothing here asks which venue spoke first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, Protocol, TypeAlias

from watcher.model import Event, Filing, FilingId

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
"""How far a story has come (domain.md 4.3); a later stage is news, an earlier one is not."""


class Known(Protocol):
    """What the ledger knows of a story (``watcher.ledger.KnownEvent``)."""

    @property
    def filing_id(self) -> FilingId:
        """The filing that told it first."""
        ...

    @property
    def status(self) -> str:
        """The status it had there."""
        ...


def correlate(
    filing: Filing, events: Sequence[Event], known: Mapping[str, Known]
) -> tuple[Event, ...]:
    """The events of a filing with their relation to what is known by dedup key.

    Two events of one filing with one key are one story: the second is the same.
    """
    told: set[str] = set()
    out = []
    for event in events:
        relation = relate(filing, event, known.get(event.dedup_key))
        out.append(replace(event, relation="same" if event.dedup_key in told else relation))
        told.add(event.dedup_key)
    return tuple(out)


def relate(filing: Filing, event: Event, earlier: Known | None) -> Relation:
    """How one event stands to the story the ledger has under its key.

    An amendment (``/A``) corrects even where its key changed with the corrected figures
    and the first version is not found by it.
    """
    if earlier is not None and earlier.filing_id == filing.id:
        earlier = None
    if filing.amends:
        return "corrects"
    if earlier is None:
        return "new"
    before, after = STAGE.get(earlier.status), STAGE.get(event.status)
    if before is not None and after is not None and after > before:
        return "advances"
    return "same"
