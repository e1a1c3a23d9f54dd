"""The cells of a table of people: which holds the name, which the office that is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.grammar.names import Name, find_names
from workers.grammar.roles import RoleSpan, find_roles

_OLD_OFFICE = re.compile(r"(?i)\b(?:former|previous|prior|current|existing|present|old)\b")
_NEW_OFFICE = re.compile(
    r"(?i)\b(?:positions?|titles?|offices?|roles?|capacity|appointed\s+(?:as|to)|new)\b"
)
_OF_ANOTHER = re.compile(r"(?i)\b(?:of|to|by|for)\b|[(（]")
_ROOM_BESIDE_A_NAME = 14
"""A cell holds little beside a name: ``(Chair)``, ``, Ph.D.``."""


def titles(cell: str) -> list[RoleSpan]:
    """The offices of a cell that holds a title and nothing of another person."""
    found = find_roles(cell)
    return found if found and not _OF_ANOTHER.search(cell, 0, found[0].start) else []


def starts_of(cells: Sequence[str]) -> list[int]:
    """Where each cell begins in the row."""
    at, found = 0, []
    for cell in cells:
        found.append(at)
        at += len(cell) + 1
    return found


def office_column(head: Sequence[str]) -> int | None:
    """The column of the office that is taken, where a table has several."""
    offices = [i for i, cell in enumerate(head) if i and _NEW_OFFICE.search(cell)]
    new = [i for i in offices if not _OLD_OFFICE.search(head[i])]
    return next(iter(new or offices), None)


def named_cell(cells: Sequence[str]) -> Name | None:
    """The first cell that is a name and little else."""
    for cell in cells:
        names = find_names(cell.strip())
        if (
            names
            and names[0].full
            and len(cell.strip()) - len(names[0].text) <= _ROOM_BESIDE_A_NAME
        ):
            return names[0]
    return None
