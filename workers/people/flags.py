"""Doubts about people in a source: names that collide, Chinese names lost, rosters that drift."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watcher.model import QualityFlag
from workers.events import Reading
from workers.grammar.names import person_key
from workers.people.calendar import SLIPPED
from workers.people.filing import MOST_MOVES, PeopleRead
from workers.people.passages import MOST_SENTENCES
from workers.people.roster import seats


def people_flags(reading: Reading, read: PeopleRead) -> Iterator[QualityFlag]:
    """Flags that concern people; none of them blocks an event."""
    about = {m.person.key for m in read.moves}
    if read.cut:
        yield QualityFlag(
            code="READING_CUT",
            detail=f"more than {MOST_SENTENCES:,} sentences about offices or {MOST_MOVES} changes; "
            "the rest was not read",
        )
    for a, b in read.cast.collisions():
        if {a.key, b.key} & about:
            yield QualityFlag(
                code="SURNAME_COLLISION",
                detail=f"{a.name} and {b.name} share a name; told apart by definition and honorific",
            )
    for name, at in read.cast.lost_chinese:
        yield QualityFlag(
            code="CHINESE_NAME_LOST",
            detail=f"empty brackets behind {name}",
            evidence=reading.text.evidence(at, at + len(name)),
        )
    for move in read.moves:
        if move.when and move.when.qualifier == SLIPPED:
            first = move.statements[0]
            yield QualityFlag(
                code="YEAR_DOUBTFUL",
                detail=f"{move.when.text}: a year before the filing; no date is given",
                evidence=reading.text.evidence(first.start, first.end),
            )
    yield from _drift(reading, read)
    yield from _mismatch(reading, read)


def _drift(reading: Reading, read: PeopleRead) -> Iterator[QualityFlag]:
    by_people: dict[frozenset[str], set[str]] = {}
    for roster in read.rosters:
        if roster.seats:
            words = " ".join(reading.text.text[roster.start : roster.end].split())
            by_people.setdefault(seats(roster.seats), set()).add(
                re.sub(r"[A-Za-z]+ (?=of this)", "", words)
            )
    for spellings in by_people.values():
        if len(spellings) > 1:
            yield QualityFlag(
                code="LIST_SEPARATOR_DRIFT",
                detail=f"{len(spellings)} lists of one board differ in their separators",
            )


def _mismatch(reading: Reading, read: PeopleRead) -> Iterator[QualityFlag]:
    listed = [r for r in read.rosters if r.seats]
    if not listed:
        return
    board = {person_key(name) for r in listed for name in seats(r.seats)}
    for move in read.moves:
        day = move.when.date if move.when else None
        if (
            move.kind != "board_change"
            or day is None
            or reading.document_date is None
            or day >= reading.document_date
        ):
            continue
        if (move.subtype == "departure") == (move.person.key in board):
            yield QualityFlag(
                code="ROSTER_MISMATCH",
                detail=f"{move.person.name}: {move.subtype} effective {day.isoformat()}, but the closing list says otherwise",
            )
