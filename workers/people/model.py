"""What a reading of people yields: persons, offices gained or lost, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from workers.grammar.names import person_key
from workers.grammar.roles import RoleSpan

Kind: TypeAlias = Literal["board_change", "officer_change", "committee_change"]
Way: TypeAlias = Literal["appointment", "departure", "role_change"]
Change: TypeAlias = Literal["gained", "lost", "continuing", "implied_superseded"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a filing: the name as printed in full, honorific, other script, age.

    ``latin`` is the Latin name that stands in brackets behind a Chinese one.
    """

    name: str
    honorific: str | None = None
    name_zh: str | None = None
    age: int | None = None
    latin: str | None = None

    @property
    def key(self) -> str:
        """The key that is equal for ``Moor Ada`` and ``Ada Moor``; Chinese names as printed."""
        return person_key(self.name)


@dataclass(frozen=True, slots=True)
class When:
    """When an office is taken or left: a date, or a condition, in the words of the text.

    ``strength`` 3 for an explicit effective date, 2 for a date tied by the sentence,
    1 for a date carried over from a neighbour; ``qualifier`` such as ``on or about``.
    """

    date: date | None
    text: str
    strength: int
    condition: str | None = None
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """One office that a person gains, loses or keeps, as one sentence says it."""

    role: str
    change: Change
    committee: str | None = None
    acting: str | None = None
    how: str | None = None
    since: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """Office without the change."""
        return (self.role, self.committee)

    @classmethod
    def of(cls, span: RoleSpan, change: Change, how: str | None = None) -> Touch:
        """The touch of an office that stands in the text."""
        return cls(
            role=span.role, change=change, committee=span.committee, acting=span.acting, how=how
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """What one cue of one sentence says of one person.

    ``start``/``end`` delimit the sentence in the canonical text. ``news`` is false for
    words that only refer to a change (``following the resignation of``): they add to
    news that stands elsewhere and never make any. ``drop`` is the reason code why it
    must not become an event, with ``why`` in words.
    """

    person: Person
    action: str
    touches: tuple[Touch, ...]
    when: When | None
    start: int
    end: int
    news: bool
    proposed: bool = False
    notice: date | None = None
    drop: str | None = None
    why: str = ""
    item: str | None = None
    document: str = "main"
    passage: int = 0
    announced: bool = False
    corrects: date | None = None
    """The effective date that an earlier announcement gave, for a clarification."""
    implied: bool = False
    """Whether the loss only follows from the successor: ``appointed X as chair, succeeding Y``."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A cue that raises nothing: the type it looked like, reason code, words, place."""

    would_be_type: str
    reason_code: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Move:
    """One person, one direction, one effective date, with all offices inside."""

    person: Person
    kind: Kind
    subtype: Way
    action: str
    touches: tuple[Touch, ...]
    when: When | None
    proposed: bool
    notice: date | None
    statements: tuple[Statement, ...]

    @property
    def changed(self) -> tuple[Touch, ...]:
        """Offices gained or lost."""
        return tuple(t for t in self.touches if t.change in {"gained", "lost"})

    @property
    def start(self) -> int:
        """Where the first news stands in the canonical text."""
        return min(s.start for s in self.statements)
