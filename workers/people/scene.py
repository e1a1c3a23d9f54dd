"""A sentence taken apart: people, offices, cues and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workers.grammar.cues import Cue, find_cues
from workers.grammar.names import find_names
from workers.grammar.role_words import DEPARTMENT
from workers.grammar.roles import RoleSpan, find_roles
from workers.people.calendar import Calendar
from workers.people.cast import Cast
from workers.people.issuer import Issuer
from workers.people.model import Person
from workers.people.sentences import Sentence
from workers.people.surnames import alone
from workers.people.when import Dated, dated_phrases

PRONOUN = re.compile(r"(?i)\b(?:he|she|they|his|her|their|who|each\s+of\s+whom)\b|彼等|彼|其|他|她")
_ITS = re.compile(r"(?i)\bits\s+(?:\w+\s+)?$")
_BOARD_END = re.compile(r"(?:[’']s)?\s+Board(?:\s+of\s+\w+)?$")
_QUOTED_BEFORE = re.compile(r"[“\"「‘『][\s‘“]*$")
QUOTE_WITHIN = 8
"""Characters before a name in which an opening quote makes it a word that is defined."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in a sentence with the person it means."""

    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class World:
    """What the whole filing fixed before its sentences are read."""

    cast: Cast
    calendar: Calendar
    issuer: Issuer
    circular: bool = False
    results: bool = False
    """Whether the document tells what a meeting resolved."""
    families: Mapping[str, Person] = field(default_factory=dict)
    """The family names that mean one person without an honorific."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what stands in it, and whom the one before was about."""

    sentence: Sentence
    spots: tuple[Spot, ...]
    roles: tuple[RoleSpan, ...]
    cues: tuple[Cue, ...]
    dates: tuple[Dated, ...]
    before: tuple[Person, ...]
    world: World

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text


def scene_of(
    sentence: Sentence,
    world: World,
    before: tuple[Person, ...] = (),
    last: date | None = None,
    near: date | None = None,
) -> Scene:
    """Find people, offices, cues and dates; ``last`` is what ``the same date`` means."""
    text = sentence.text
    spots: list[Spot] = []
    for name in find_names(text):
        person = (
            None
            if _QUOTED_BEFORE.search(text, max(0, name.start - QUOTE_WITHIN), name.start)
            else world.cast.resolve(name)
        )
        if person is not None:
            spots.append(Spot(name.start, name.end, person))
    spots += [
        Spot(start, end, person)
        for start, end, person in alone(text, world.families)
        if not any(s.start <= start < s.end for s in spots)
    ]
    spots.sort(key=lambda s: s.start)
    if not spots and not (before and PRONOUN.search(text)):
        return Scene(sentence, (), (), (), _dates(text, world, last, near), before, world)
    roles = tuple(
        replace(r, body=None) if r.body and _ours(r, r.body, world.issuer) else r
        for r in _before_names(find_roles(text, managed=world.issuer.managed), spots)
    )
    roles = _theirs(text, roles)
    dates = _dates(text, world, last, near)
    return Scene(sentence, tuple(spots), roles, tuple(find_cues(text)), dates, before, world)


def _before_names(roles: list[RoleSpan], spots: list[Spot]) -> Iterator[RoleSpan]:
    """``Vice President of Global Sales Ada Moor``: a name behind an office is no part of it."""
    for role in roles:
        body = role.body or ""
        spot = next((s for s in spots if body.endswith(s.person.name) and s.start > role.end), None)
        rest = body.removesuffix(spot.person.name).strip() if spot else body
        if spot and (not rest or re.fullmatch(DEPARTMENT, rest)):
            yield replace(role, body=None, end=spot.start - 1)
        else:
            yield role


def _ours(role: RoleSpan, body: str, issuer: Issuer) -> bool:
    return issuer.runs(body) if role.is_officer else issuer.owns(_BOARD_END.sub("", body))


def _theirs(text: str, roles: tuple[RoleSpan, ...]) -> tuple[RoleSpan, ...]:
    """``as chief executive of S and Ms. B as its finance director``: both offices are at S."""
    found: list[RoleSpan] = []
    for role in roles:
        other = found[-1].body if found else None
        its = other and role.body is None and _ITS.search(text[: role.start])
        found.append(replace(role, body=other) if its else role)
    return tuple(found)


def _dates(text: str, world: World, last: date | None, near: date | None) -> tuple[Dated, ...]:
    return tuple(dated_phrases(text, world.calendar, last, near))
