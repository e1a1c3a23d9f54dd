"""Seats on the board's committees that change hands alone (HKEX 12650, 12957, 12961).

Where the same person joins or leaves the board, or changes seat, the committee seats stand in
that event (``also_types``) and none is told here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from watcher.model import Label, Severity, Value
from workers.events import (
    Draft,
    EventType,
    Found,
    Heading,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.people.drafts import committee_headline, draft, identity
from workers.people.filing import read_people
from workers.people.scope import Scope


def extract(reading: Reading, _: tuple[Label, ...]) -> Found:
    """One event per person, direction and effective date; what is dropped, ``board_change`` tells."""
    read = read_people(reading)
    scope = Scope(reading, read)
    return Found(drafts=tuple(draft(scope, m) for m in read.moves if m.kind == "committee_change"))


def grade(d: Draft, _: Thresholds) -> Severity:
    """Low; medium where the audit committee loses its chair (listing rule 3.21)."""
    chair = any(
        (r.get("role"), r.get("committee"), r.get("change")) == ("committee_chair", "audit", "lost")
        for r in _entries(d)
    )
    return Severity.MEDIUM if chair else Severity.LOW


def _entries(d: Draft) -> Sequence[Mapping[str, Value]]:
    roles = d.fields.get("roles")
    listed = roles if isinstance(roles, (list, tuple)) else ()
    return [r for r in listed if isinstance(r, Mapping)]


EVENT = EventType(
    name="committee_change",
    subtypes=("appointment", "departure", "role_change"),
    signals=(
        Item(numbers=("5.02",)),
        HeadlineCode(codes=("12350", "12650", "12957", "12961")),
        Heading(pattern=r"committee|委員會"),
        Phrase(
            pattern=r"\b(?:member|chair\w*)\s+of\s+(?:\w+\s+){0,8}committee|\bto\s+the\s+(?:\w+\s+){1,6}committee|委員會(?:之|的)?(?:成員|主席|委員)|(?:appointed|established|set\s+up|formed)\s+(?:\w+\s+){0,6}committee|committee\s+(?:\w+\s+){0,4}(?:compris|consist)"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=committee_headline,
    grade=grade,
    doc="Seats on board committees change and nobody joins or leaves the board by it.",
)
