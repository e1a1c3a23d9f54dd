"""A monthly return against what was told of the month: issues that it confirms. Pure.

The return of Listing Rule 13.25B repeats every issue of its month. One that the month's
issues explain is the last stage of their story and no news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from watcher.model import Event
from workers.correlate.rules import NEAR
from workers.correlate.stages import furthest
from workers.correlate.telling import SIZED, Told, at, count, day
from workers.correlate.verdicts import Verdict, case_of

AGREED_BEFORE = timedelta(days=60)
"""How long before the month's end an issue was agreed that may be completed in it."""

T = TypeVar("T", bound=Told)


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue of the month as it was told last; ``exact`` is false for ``up to``."""

    units: int
    exact: bool
    completed: bool


def is_monthly(event: Event) -> bool:
    """A monthly return."""
    return event.type == "capital_movement" and event.subtype == "monthly_return"


def change(event: Event) -> int | None:
    """By how many shares the issued shares moved in the month, or in a next day return."""
    return count(event, "issued_excluding_treasury.change")


def confirmed(event: Event, told: Sequence[T]) -> Verdict[T] | None:
    """The place of a monthly return whose movement is one issue told before; else None."""
    if not is_monthly(event) or event.status == "corrected":
        return None
    if any(t.event.dedup_key == event.dedup_key for t in told):
        return None
    issues = issues_of(event, told)
    if len(issues) != 1:
        return None
    ((before, issue),) = issues
    moved = change(event)
    if not moved or abs(moved - issue.units) * NEAR > issue.units:
        return None
    return Verdict(relation="advances", before=before)


def issues_of(event: Event, told: Sequence[T]) -> list[tuple[T, Issued]]:
    """The furthest telling of each issue that was, or may have been, completed in the month."""
    end = day(event)
    if end is None:
        return []
    cases: dict[str, list[T]] = {}
    for one in told:
        if one.event.type == "share_issuance":
            cases.setdefault(case_of(one.event), []).append(one)
    latest = (furthest(tellings) for tellings in cases.values())
    return [(t, i) for t in latest if (i := _issued(t.event, end)) is not None]


def _issued(event: Event, end: date) -> Issued | None:
    units = count(event, "ordinary_shares") or count(event, "units")
    when = at(event, "completion_date") or day(event)
    if units is None or not isinstance(when, date) or event.status in {"lapsed", "terminated"}:
        return None
    done = event.status in {"completed", "effective"}
    in_month = (when.year, when.month) == (end.year, end.month)
    if not in_month and (done or not timedelta(0) <= end - when <= AGREED_BEFORE):
        return None
    exact = at(event, "qualifier") not in SIZED
    return Issued(units=units, exact=exact, completed=done)
