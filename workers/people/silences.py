"""Statements that raise nothing, told with their reason."""

from __future__ import annotations

from workers.grammar.roles import BOARD, COMMITTEE
from workers.people.model import Dropped, Statement


def as_dropped(s: Statement, reason: str, why: str) -> list[Dropped]:
    """One entry for each type of event that the statement looked like."""
    return [Dropped(kind, reason, s.start, s.end, why) for kind in _kinds(s)]


def stays(s: Statement) -> list[Dropped]:
    """The entries about somebody who keeps an office."""
    return as_dropped(s, "CONTINUING_ROLE", f"{s.person.name} already holds the office")


def _kinds(s: Statement) -> list[str]:
    kinds = {
        "board_change" if t.role in BOARD or t.role in COMMITTEE else "officer_change"
        for t in s.touches
    }
    return sorted(kinds) or ["board_change"]
