"""Offices printed beside a name: before it, behind it, behind each of several."""

from __future__ import annotations

import re

from workers.grammar.roles import RoleSpan
from workers.people.scene import Scene, Spot

_CHAINED = re.compile(r"(?i)\s*(?:,|and|, and|&|兼|及|、|和)\s*(?:an?\s+|the\s+)?")
_BESIDE = re.compile(r"\s*,?\s?(?:之一|[及、兼和]?(?:名譽|榮譽|榮休)主席)?")
"""Between an office and the name behind it; an honorary chair is none."""
_OFFICE_OF = re.compile(r"(?i)\b(?:office|position)s?\s+of\s+(?:an?\s+|the\s+)?$")
_HELD_BY = re.compile(r"(?i)\s+(?:of|held\s+by)\s+(?:each\s+of\s+)?")
"""``the office of director of each of A and B be vacated``."""
LEAVING = re.compile(r"(?i)(?:原|\b(?:retiring|departing|outgoing)\s)$")
NEXT_TO = 8
"""Characters between a name and an office right behind it."""
APPOSED = 60
"""Characters behind the last of several names in which his office may stand."""


def behind_name(scene: Scene, spot: Spot) -> list[RoleSpan]:
    """Offices right behind a name: ``Ada Moor, its President and Chief Executive Officer``."""
    chain: list[RoleSpan] = []
    for role in (r for r in scene.roles if r.start >= spot.end):
        between = scene.text[chain[-1].end if chain else spot.end : role.start]
        if not (_CHAINED.fullmatch(between) if chain else len(between) <= NEXT_TO):
            break
        chain.append(role)
    return chain


def ahead(scene: Scene, spot: Spot, *, outgoing: bool = False) -> list[RoleSpan]:
    """Offices before a name: ``President Ada Moor``; with ``outgoing`` also 原董事甲, who leaves."""
    chain: list[RoleSpan] = []
    at = spot.start
    for role in reversed([r for r in scene.roles if r.end <= spot.start]):
        between = scene.text[role.end : at]
        if not (_CHAINED.fullmatch(between) if chain else _BESIDE.fullmatch(between)):
            break
        chain.insert(0, role)
        at = role.start
    if outgoing and not chain:
        return _office_of(scene, spot)
    own = outgoing and chain and LEAVING.search(scene.text[: chain[0].start])
    return [r for r in chain if not r.former or own]


def _office_of(scene: Scene, spot: Spot) -> list[RoleSpan]:
    """The office that the words ``the office of … of`` set before a name."""
    held = (r for r in scene.roles if _HELD_BY.fullmatch(scene.text, r.end, spot.start))
    return [r for r in held if _OFFICE_OF.search(scene.text, 0, r.start) and not r.former]


def apposed(scene: Scene, people: list[Spot]) -> list[list[RoleSpan]]:
    """The office behind each of several names: ``A, chief executive, and B, controller``; empty
    where one of them has none.
    """
    if len(people) == 1:
        return []
    titles = [ahead(scene, spot) for spot in people]
    if all(titles):
        return [[r for r in offices if r.body is None] for offices in titles]
    ends = [*(s.start for s in people[1:]), people[-1].end + APPOSED]
    found = [
        [r for r in scene.roles if spot.end <= r.start < end and r.body is None and not r.former]
        for spot, end in zip(people, ends, strict=True)
    ]
    return found if all(found) else []
