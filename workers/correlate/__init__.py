"""Is it news? New, the same story again, a correction of it, or its next stage.

The dedup key says which fact; the rules say which story it carries on; the form says
whether the filing amends; the status says how far the story has come. Nothing here asks
which venue or language spoke first: of two versions, the second is the same story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from watcher.model import Event, EventId, Filing, FilingId
from workers.correlate.changes import advanced, corrected
from workers.correlate.contradictions import contradictions
from workers.correlate.families import own_case
from workers.correlate.returns import confirmed
from workers.correlate.stages import STAGE
from workers.correlate.telling import Told
from workers.correlate.translations import translated
from workers.correlate.verdicts import Verdict, case_of, judge
from workers.severity import loudest

__all__ = ["STAGE", "Told", "case_of", "correlate", "followed"]


def correlate(
    filing: Filing,
    events: Sequence[Event],
    told: Sequence[Told],
    twin_events: Sequence[Event] = (),
) -> tuple[Event, ...]:
    """The events of a filing with relation, case and changes, and the contradictions found.

    ``told`` is what the ledger holds of these issuers and keys, oldest first. Two events of
    one filing with one key are one story: the second is the same. So is what
    ``twin_events``, committed by the other language version, told before.
    """
    before = _before(filing, events, told)
    versions = translated(filing, events, twin_events, before)
    seen: set[str] = set()
    out: list[Event] = []
    for event in events:
        verdict = confirmed(event, before) or judge(filing, event, before)
        repeats = event.dedup_key in seen or event.id in versions
        other = versions.get(event.id)
        placed = _placed(event, verdict, case_of(other) if other else None, repeats=repeats)
        out.append(placed)
        seen.add(event.dedup_key)
        if not repeats:
            found = contradictions(filing, placed, verdict.before, before)
            out += [_settled(filing, f, before, seen) for f in found]
    return tuple(out)


def followed(events: Sequence[Event], told: Sequence[Told]) -> dict[EventId, frozenset[FilingId]]:
    """Per event that corrects, advances or contradicts, the filings that told its case before.

    Who heard one of them hears it, whatever its severity.
    """
    return {
        event.id: frozenset(t.filing_id for t in told if case_of(t.event) == event.case_key)
        for event in events
        if event.relation in {"corrects", "advances"} or event.type == "mismatch"
    }


def _before(filing: Filing, events: Sequence[Event], told: Sequence[Told]) -> list[Told]:
    """What others told, before this filing told its own if it is read again."""
    keys = {event.dedup_key for event in events}
    own = (n for n, t in enumerate(told) if t.filing_id == filing.id and t.event.dedup_key in keys)
    return [t for t in told[: next(own, len(told))] if t.filing_id != filing.id]


def _placed(event: Event, verdict: Verdict[Told], case: str | None, *, repeats: bool) -> Event:
    """The event with its place in its story, or in the ``case`` of the other language version.

    A correction is as loud as what it corrects.
    """
    before = verdict.before.event if verdict.before is not None else None
    relation = "same" if repeats else verdict.relation
    case = case or (case_of(before) if before else own_case(event))
    if before is None or relation in {"new", "same"}:
        return replace(event, relation=relation, case_key=case, changes=())
    if relation == "advances":
        return replace(event, relation=relation, case_key=case, changes=advanced(before, event))
    severity = loudest([event.severity, before.severity])
    changes = corrected(before, event)
    return replace(event, relation=relation, case_key=case, changes=changes, severity=severity)


def _settled(filing: Filing, event: Event, told: Sequence[Told], seen: set[str]) -> Event:
    """A contradiction that another filing, or this one, told before is the same."""
    verdict = judge(filing, event, told)
    known = event.dedup_key in seen or verdict.relation != "new"
    seen.add(event.dedup_key)
    return replace(event, relation="same" if known else "new")
