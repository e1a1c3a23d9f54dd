"""Which way a move goes: who joins, leaves or changes office, and in what words."""

from __future__ import annotations

from collections.abc import Iterable

from workers.grammar.roles import BOARD_TITLES, SEATS
from workers.people.model import Change, Statement, Touch, Way

LEAVING = (
    "death",
    "removal",
    "disqualification",
    "retirement",
    "non_re_election",
    "resignation",
    "departure",
    "cessation",
    "suspension",
)
"""Actions by which somebody goes, what says most first."""
_WEAK_LOSS = frozenset({"cessation", "succession", "redesignation"})


def _has(touches: Iterable[Touch], roles: frozenset[str], change: Change) -> bool:
    return any(t.role in roles and t.change == change for t in touches)


def board_way(touches: list[Touch], held: tuple[Touch, ...], said: tuple[Statement, ...]) -> Way:
    """Whether somebody joins the board, leaves it, or changes seat or title on it.

    ``held`` are the offices that the text says in passing that the person has.
    """
    sits = _has(touches, SEATS, "continuing")
    gained, lost = _has(touches, SEATS, "gained"), _has(touches, SEATS, "lost")
    if gained and lost:
        return "role_change"
    if gained:
        moved = any(s.action == "redesignation" for s in said)
        return "role_change" if sits or moved else "appointment"
    if lost:
        return "departure"
    if _has(touches, BOARD_TITLES, "gained"):
        supervisor = any(t.role == "supervisor" and t.change == "gained" for t in touches)
        return "appointment" if supervisor else "role_change"
    if any(t.role == "supervisor" and t.change == "lost" for t in touches):
        return "departure"
    stays = (
        sits
        or all(s.action in _WEAK_LOSS or "step" in s.action for s in said)
        or _has(held, SEATS, "continuing")
    )
    ends = {"death", "departure", "disqualification"}
    keeps = sits or _has(held, SEATS, "continuing")
    leaves = any(s.action in (ends if keeps else ends | {"removal", "retirement"}) for s in said)
    return "departure" if leaves or not stays else "role_change"


def officer_way(touches: list[Touch]) -> Way:
    """Who loses one office and gains or keeps another changes office."""
    gained = any(t.change == "gained" for t in touches)
    lost = any(t.change == "lost" for t in touches)
    stays = any(t.change == "continuing" for t in touches)
    if lost and (gained or stays):
        return "role_change"
    return "appointment" if gained else "departure"


def action_of(said: tuple[Statement, ...], touches: list[Touch], subtype: str) -> str:
    """The word of the text for a move; of several for a loss the one that says most."""
    if any(s.action == "redesignation" for s in said) and subtype == "role_change":
        return "redesignation"
    wanted = (
        "gained"
        if subtype == "appointment"
        or (subtype == "role_change" and any(t.change == "gained" for t in touches))
        else "lost"
    )
    fitting = [s for s in said if any(t.change == wanted for t in s.touches) or not s.touches]
    ranked = [s.action for s in fitting or said if s.action in LEAVING] if wanted == "lost" else []
    if ranked:
        return min(ranked, key=LEAVING.index)
    action = next((s.action for s in fitting or said), "appointment")
    if action in {"succession", "redesignation", "continuing"}:
        return "appointment" if wanted == "gained" else "cessation"
    return action
