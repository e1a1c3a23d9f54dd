"""Directors, chair and vice chair: who joins, leaves or changes seat (8-K 5.02, HKEX 12350)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from watcher.model import Label, Severity, Suppressed, Value
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
from workers.people.drafts import draft, headline, identity
from workers.people.filing import PeopleRead, read_people
from workers.people.flags import people_flags
from workers.people.model import Move
from workers.people.scope import Scope

INDEPENDENTS = 3
"""Listing rule 3.10(1): at least three independent non-executive directors."""
MASS_DEPARTURE = 3
"""Directors who leave on one day and make it critical."""


def extract(reading: Reading, _: tuple[Label, ...]) -> Found:
    """One event per person, direction and effective date; rosters and careers dropped with reasons."""
    read = read_people(reading)
    scope = Scope(reading, read)
    own = [m for m in read.moves if m.kind == "board_change"]
    leaving = Counter(
        m.when.date for m in own if m.subtype == "departure" and m.when and m.when.date
    )
    drafts = tuple(draft(scope, m, severity=_mass(m, leaving)) for m in own)
    return Found(
        drafts=drafts,
        suppressed=tuple(_suppressed(reading, read, own)),
        flags=tuple(people_flags(reading, read)),
    )


def _mass(move: Move, leaving: Mapping[date, int]) -> Severity | None:
    day = move.when.date if move.when and move.subtype == "departure" else None
    return Severity.CRITICAL if day and leaving.get(day, 0) >= MASS_DEPARTURE else None


def _suppressed(reading: Reading, read: PeopleRead, own: list[Move]) -> Iterator[Suppressed]:
    for d in read.dropped:
        if d.would_be_type in {"board_change", "committee_change"}:
            yield Suppressed(
                would_be_type=d.would_be_type,
                reason_code=d.reason_code,
                evidence=reading.text.evidence(d.start, d.end),
                why=d.why,
            )
    directors = {m.person.key for m in own}
    for m in read.moves:
        if m.kind == "officer_change" and m.person.key not in directors:
            first = m.statements[0]
            yield Suppressed(
                would_be_type="board_change",
                reason_code="NON_BOARD_ROLE",
                evidence=reading.text.evidence(first.start, first.end),
                why="an officer, not a director: officer_change only",
            )


def grade(d: Draft, _: Thresholds) -> Severity:
    """Severity: chair and disagreement high, other directors medium."""
    chair = _changes(d, "chairman_of_board")
    if d.fields.get("disagreement_with_board") is True or d.fields.get("action") == "removal":
        return Severity.CRITICAL if chair else Severity.HIGH
    return Severity.HIGH if chair or _weakens_control(d) else Severity.MEDIUM


def _weakens_control(d: Draft) -> bool:
    """The audit committee loses its chair, or fewer than three independents remain (rule 3.10)."""
    independents = d.fields.get("independent_directors_after")
    short = isinstance(independents, int) and independents < INDEPENDENTS
    return (short and d.subtype == "departure") or any(
        isinstance(r, Mapping)
        and (r.get("role"), r.get("committee"), r.get("change"))
        == ("committee_chair", "audit", "lost")
        for r in _entries(d)
    )


def _entries(d: Draft) -> Sequence[Value]:
    roles = d.fields.get("roles")
    return roles if isinstance(roles, (list, tuple)) else ()


def _changes(d: Draft, role: str) -> bool:
    roles = d.fields.get("roles")
    return any(
        isinstance(r, Mapping) and r.get("role") == role and r.get("change") in {"gained", "lost"}
        for r in (roles if isinstance(roles, (list, tuple)) else ())
    )


EVENT = EventType(
    name="board_change",
    subtypes=("appointment", "departure", "role_change"),
    signals=(
        Item(numbers=("5.02", "5.01", "6")),
        HeadlineCode(codes=("12350", "12600", "12951", "12650", "12957", "12961", "12952")),
        Heading(pattern=r"director|chairman|board of|董事|主席|監事"),
        Phrase(
            pattern=r"\bdirectors?\b|\bchair(?:man|woman|person)?\b|\bboard\b|\bcommittee\b|董事|主席|監事|监事|委員會|re-?elect|by rotation|重選|連任"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc="A director joins, leaves, or changes seat or title on the board; committee seats fold in.",
)
