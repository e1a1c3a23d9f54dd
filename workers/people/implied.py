"""Losses that only follow from a successor: ``appointed X as chair, succeeding Y``."""

from __future__ import annotations

from workers.people.model import Statement


def without_implied(said: list[Statement]) -> list[Statement]:
    """A loss that only follows from the successor counts where nothing else is said of the loser."""
    leaving = {
        s.person.key
        for s in said
        if not s.implied
        and (
            any(t.change == "lost" for t in s.touches)
            or (not s.touches and s.action != "appointment")
        )
    }
    return [s for s in said if not s.implied or s.person.key not in leaving]
