"""How far a story has come. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from watcher.model import Event
from workers.correlate.telling import Told

_STAGES = (
    ("rumoured",),
    ("proposed",),
    ("announced", "agreed"),
    ("corrected",),
    ("priced",),
    ("approved",),
    ("effective", "executed", "completed", "adopted", "published"),
    ("lapsed", "terminated", "withdrawn"),
)
_RANK = {status: rank for rank, statuses in enumerate(_STAGES) for status in statuses}
STAGE = {status: rank for status, rank in _RANK.items() if status != "corrected"}
"""How far a status has come; a later stage is news, an earlier one is not."""

T = TypeVar("T", bound=Told)


def is_further(status: str, so_far: Sequence[str]) -> bool:
    """Past every stage so far; a status that has no place on the path is never news."""
    before = [STAGE[known] for known in so_far if known in STAGE]
    return status in STAGE and bool(before) and STAGE[status] > max(before)


def furthest(told: Sequence[T]) -> T:
    """The telling at the latest stage, the first news of it rather than a copy, the newest last.

    Copies of earlier stages arrive late from the other venue: the order of arrival says
    nothing about how far a story has come.
    """
    return max(enumerate(told), key=lambda pair: (*_weight(pair[1].event), pair[0]))[1]


def _weight(event: Event) -> tuple[int, bool]:
    return _RANK.get(event.status, -1), event.relation != "same"
