"""Numbers of one story that do not agree: an event of its own, never silence. Pure.

Compared are the stages of an issue (an exact number that another stage, or a return,
states differently) and the opening balance of a return with the closing of the one before.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from watcher.model import Event, Filing
from workers.correlate.returns import change, is_monthly, issues_of
from workers.correlate.rules import NEAR
from workers.correlate.telling import SIZED, Told, agree, at, count, day
from workers.events.mismatch import Clash, clash_event

RETURN_DAYS = 40
"""A stored closing balance older than this says nothing about a next day return."""


def contradictions(
    filing: Filing, event: Event, before: Told | None, told: Sequence[Told]
) -> Iterator[Event]:
    """The contradictions between an event and what was told before."""
    clashes = [
        _stage(event, before),
        _month(event, before, told),
        _opening(event, told),
    ]
    for clash in clashes:
        if clash is not None:
            yield clash_event(filing, event, clash)


def _stage(event: Event, before: Told | None) -> Clash | None:
    """Another number of the same issue: more than ``up to``, or other than an exact one.

    A number that is far off is another closing of the deal, or its option.
    """
    if before is None or event.relation == "corrects" or event.type != "share_issuance":
        return None
    earlier = before.event
    if earlier.type != event.type or at(event, "part") or at(earlier, "part"):
        return None
    now, was = count(event, "units"), count(earlier, "units")
    if not now or not was or now == was or agree(event, earlier, "unit_kind") is False:
        return None
    limit = at(earlier, "qualifier") in SIZED or at(event, "qualifier") in SIZED
    if abs(now - was) * NEAR > was or (limit and now < was):
        return None
    return Clash(kind="stage", what="units", was=was, now=now, told=before)


def _month(event: Event, before: Told | None, told: Sequence[Told]) -> Clash | None:
    """A month in which fewer or more shares were issued than the one issue told of it."""
    moved = change(event)
    if not is_monthly(event) or not moved or before is None:
        return None
    bought = any(t.event.type == "share_repurchase" for t in told)
    issues = [(t, i) for t, i in issues_of(event, told) if t is before]
    if len(issues) != 1 or bought:
        return None
    issue = issues[0][1]
    if not issue.exact or moved >= issue.units:
        return None
    return Clash(kind="month", what="units", was=issue.units, now=moved, told=before)


def _opening(event: Event, told: Sequence[Told]) -> Clash | None:
    """A return that does not open with the shares with which the one before it closed."""
    found = _monthly_opening(event, told) if is_monthly(event) else _daily_opening(event, told)
    if found is None:
        return None
    opening, earlier, closing = found
    if opening == closing:
        return None
    return Clash(kind="opening", what="opening_balance", was=closing, now=opening, told=earlier)


def _monthly_opening(event: Event, told: Sequence[Told]) -> tuple[int, Told, int] | None:
    """The newest return of the month before, for the same class of shares."""
    opening = count(event, "issued_excluding_treasury.opening")
    end = day(event)
    if opening is None or end is None:
        return None
    earlier = [t for t in told if is_monthly(t.event) and day(t.event) == _month_before(end)]
    earlier = [t for t in earlier if agree(t.event, event, "class") is not False]
    if not earlier:
        return None
    closing = count(earlier[-1].event, "issued_excluding_treasury.closing")
    return None if closing is None else (opening, earlier[-1], closing)


def _daily_opening(event: Event, told: Sequence[Told]) -> tuple[int, Told, int] | None:
    """The newest stored closing, where nothing else was issued or bought back since."""
    opening, when = count(event, "opening_balance"), day(event)
    if event.type != "share_issuance" or opening is None or when is None:
        return None
    stored = [t for t in told if _closing(t.event) is not None]
    if not stored:
        return None
    last = stored[-1]
    since = day(last.event)
    if since is None or not timedelta(0) < when - since <= timedelta(days=RETURN_DAYS):
        return None
    if any(_moves(t.event, since, when) for t in told if t is not last):
        return None
    closing = _closing(last.event)
    return None if closing is None else (opening, last, closing)


def _closing(event: Event) -> int | None:
    if is_monthly(event):
        return count(event, "issued_excluding_treasury.closing")
    return count(event, "closing_balance") if event.type == "share_issuance" else None


def _moves(event: Event, since: date, until: date) -> bool:
    when = day(event)
    moving = event.type == "share_repurchase" or (
        event.type == "share_issuance" and event.status == "completed"
    )
    return moving and when is not None and since < when < until


def _month_before(end: date) -> date:
    last = end.replace(day=1) - timedelta(days=1)
    return last.replace(day=calendar.monthrange(last.year, last.month)[1])
