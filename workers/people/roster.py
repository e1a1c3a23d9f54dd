"""The closing paragraph that names the board: who sits on it, by kind of seat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workers.grammar.names import Name, find_names
from workers.grammar.roles import RoleSpan, find_roles

_GROUPS = {
    "chairman_of_board": "chairman",
    "vice_chairman": "vice_chairman",
    "executive_director": "executive",
    "non_executive_director": "non_executive",
    "independent_non_executive_director": "independent_non_executive",
}


@dataclass(frozen=True, slots=True)
class Roster:
    """A closing list of the board and where it stands."""

    seats: Mapping[str, tuple[str, ...]]
    start: int
    end: int


_COMPRISES = re.compile(r"(?i)compris\w+|consists?\s+of|\bare\b|\bis\b|being|包括|由|為")


def parse_roster(text: str) -> Mapping[str, tuple[str, ...]]:
    """Names by seat. ``Mr. A as chairman and executive Director``, ``the executive Directors
    are Mr. A and Mr. B`` and 執行董事為… are read; titles in brackets belong to the name before.
    """
    opening = _COMPRISES.search(text)
    begin = 0 if opening is None else opening.start()
    names = find_names(text)
    roles = [r for r in find_roles(text) if r.role in _GROUPS]
    if not names:
        return {}
    first_role = min((r.start for r in roles), default=len(text))
    role_first = (
        any(r.start < names[0].start for r in roles if r.start >= begin or r.role != "director")
        and first_role < names[0].start
    )
    return _grouped(
        _role_first(text, names, roles) if role_first else _name_first(text, names, roles)
    )


def _role_first(text: str, names: tuple[Name, ...], roles: list[RoleSpan]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in names:
        ahead = [r for r in roles if r.end <= name.start and not _bracketed(text, r)]
        if ahead:
            found.append((ahead[-1].role, name.text))
        following = min((n.start for n in names if n.start > name.start), default=len(text))
        found += [
            (r.role, name.text)
            for r in roles
            if name.end <= r.start < following and _bracketed(text, r)
        ]
    return found


def _name_first(text: str, names: tuple[Name, ...], roles: list[RoleSpan]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    pending: list[Name] = []
    last_role_end = -1
    marks: list[Name | RoleSpan] = [*names, *roles]
    for mark in sorted(marks, key=lambda m: m.start):
        if isinstance(mark, Name):
            if last_role_end >= 0:
                pending, last_role_end = [], -1
            pending.append(mark)
            continue
        bracketed = _bracketed(text, mark)
        alone = bracketed or mark.role in {"chairman_of_board", "vice_chairman"}
        found += [(mark.role, n.text) for n in (pending[-1:] if alone else pending)]
        last_role_end = -1 if bracketed else mark.end
    return found


def _bracketed(text: str, role: RoleSpan) -> bool:
    return bool(re.search(r"[(（][^()（）]*$", text[max(0, role.start - 40) : role.start]))


def _grouped(found: list[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    roster: dict[str, tuple[str, ...]] = {}
    for role, name in found:
        group = _GROUPS[role]
        roster[group] = tuple(dict.fromkeys((*roster.get(group, ()), name)))
    return roster


def seats(roster: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Everybody on the board."""
    return frozenset(name for names in roster.values() for name in names)
