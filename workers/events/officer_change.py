"""Executives and statutory officers: who comes, goes or changes office (8-K 5.02, HKEX 12951, 12550)."""

from __future__ import annotations

from collections.abc import Iterator

from watcher.model import Label, Severity, Suppressed
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
from workers.people.scope import Scope


def extract(reading: Reading, _: tuple[Label, ...]) -> Found:
    """One event per person, direction and effective date; signatures and careers dropped with reasons."""
    read = read_people(reading)
    scope = Scope(reading, read)
    drafts = tuple(draft(scope, m) for m in read.moves if m.kind == "officer_change")
    return Found(drafts=drafts, suppressed=tuple(_suppressed(reading, read)))


def _suppressed(reading: Reading, read: PeopleRead) -> Iterator[Suppressed]:
    for d in read.dropped:
        if d.would_be_type == "officer_change":
            yield Suppressed(
                would_be_type=d.would_be_type,
                reason_code=d.reason_code,
                evidence=reading.text.evidence(d.start, d.end),
                why=d.why,
            )


def grade(d: Draft, _: Thresholds) -> Severity:
    """Severity: chief executive and chief financial officer high, secretary low."""
    office = d.fields.get("office_class")
    top = office in {"ceo", "cfo"}
    if d.fields.get("disagreement_with_board") is True:
        return Severity.CRITICAL if top else Severity.HIGH
    if top:
        return Severity.CRITICAL if d.fields.get("action") == "removal" else Severity.HIGH
    return Severity.MEDIUM if office == "other_executive" else Severity.LOW


EVENT = EventType(
    name="officer_change",
    subtypes=("appointment", "departure", "role_change"),
    signals=(
        Item(numbers=("5.02", "6")),
        HeadlineCode(codes=("12350", "12951", "12550")),
        Heading(
            pattern=r"officer|secretary|chief|representative|president|秘書|總裁|總監|授權代表"
        ),
        Phrase(
            pattern=r"\b(?:officer|president|secretary|representative|controller|treasurer|counsel|C[EFOT]O|(?-i:C[ACILMS]O|CHRO)|director|chairman)s?\b|/s/|行政總裁|首席|總經理|公司秘書|授權代表|財務總監|承董事會命|董事|行長|總裁"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc="An executive, company secretary or authorised representative comes, goes or changes office.",
)
