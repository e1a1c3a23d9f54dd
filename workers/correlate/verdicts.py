"""How one event stands to what was told: its relation, what it carries on, its case. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from watcher.model import Event, Filing
from workers.correlate.changes import corrected
from workers.correlate.families import own_case
from workers.correlate.rules import SLACK_DAYS, predecessor, same_person
from workers.correlate.stages import furthest, is_further
from workers.correlate.telling import Told, day

Relation: TypeAlias = Literal["new", "same", "corrects", "advances"]

T = TypeVar("T", bound=Told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Generic[T]):
    """``before`` is what the event corrects, advances, repeats or shares its case with."""

    relation: Relation
    before: T | None = None


def judge(filing: Filing, event: Event, told: Sequence[T]) -> Verdict[T]:
    """How an event stands to what other filings told of its issuer, oldest first.

    An amendment (``/A``) corrects, also where its key changed with the corrected figures
    and nothing before it is found; so does a clarification (status ``corrected``) and
    another quantity or price at the same stage. What repeats one of them is the same.
    """
    same = [t for t in told if t.event.dedup_key == event.dedup_key]
    if filing.amends or event.status == "corrected":
        return _correction(event, same, told)
    if same:
        return _again(event, same, told)
    found = predecessor(event, told)
    if found is None:
        return Verdict(relation="new")
    rule, before = found
    story = [t for t in told if case_of(t.event) == case_of(before.event)]
    further = is_further(event.status, [t.event.status for t in story])
    if rule.relation == "advances" or (rule.relation == "stage" and further):
        return Verdict(relation="advances", before=before)
    if before.event.type == event.type == "share_issuance" and _retells(event, before.event):
        return Verdict(relation="same", before=before)
    return Verdict(relation="new", before=before)


def case_of(event: Event) -> str:
    """The case of an event that the ledger holds; one of an older program begins its own."""
    return event.case_key or own_case(event)


def _correction(event: Event, same: Sequence[T], told: Sequence[T]) -> Verdict[T]:
    found = None if same else _superseded(event, told)
    before = furthest(same) if same else found
    case = case_of(before.event) if before else None
    story = [t for t in told if case is not None and case_of(t.event) == case]
    repeated = next((t for t in story if _repeats(event, t.event)), None)
    if repeated is not None:
        return Verdict(relation="same", before=repeated)
    return Verdict(relation="corrects", before=before)


def _superseded(event: Event, told: Sequence[T]) -> T | None:
    """What an amendment replaces: the filing that it names, else the story that it fits."""
    named = event.fields.get("supersedes_accession")
    kind = [t for t in told if (t.event.type, t.event.subtype) == (event.type, event.subtype)]
    exact = [t for t in kind if named and t.filing_id == f"sec:{named}"]
    if exact:
        return exact[-1]
    found = predecessor(event, kind) if not named else None
    return found[1] if found is not None else _only_of_person(event, kind)


def _only_of_person(event: Event, kind: Sequence[T]) -> T | None:
    """The newest event of the same kind and people within ten days of this one's day."""
    own = day(event)
    near = [
        t
        for t in kind
        if own and (other := day(t.event)) and abs((own - other).days) <= SLACK_DAYS
        if same_person(event, t.event)
    ]
    return near[-1] if near else None


def _again(event: Event, same: Sequence[T], told: Sequence[T]) -> Verdict[T]:
    """A story known by its key: further, contradicted, or told again.

    A stage that was told under another key of the case, such as by a return, counts where
    it does not contradict this one.
    """
    stage = [t for t in same if t.event.status == event.status]
    if stage:
        contradicted = all(_contradicts(event, t.event) for t in stage)
        return Verdict(relation="corrects" if contradicted else "same", before=stage[-1])
    case = case_of(same[0].event)
    story = [t for t in told if t.event.type == event.type and case_of(t.event) == case]
    so_far = [t for t in story if t in same or not _contradicts(event, t.event)]
    further = is_further(event.status, [t.event.status for t in so_far])
    return Verdict(relation="advances" if further else "same", before=furthest(same))


def _repeats(event: Event, earlier: Event) -> bool:
    """The same status, and no field that both state differs."""
    return event.status == earlier.status and not corrected(earlier, event)


def _contradicts(event: Event, first: Event) -> bool:
    """The same stage told with another quantity or price of the same kind: never silence."""
    if _value(event, "unit_kind") != _value(first, "unit_kind"):
        return False
    return any(
        None not in {_value(event, name), _value(first, name)}
        and _value(event, name) != _value(first, name)
        for name in ("units", "price")
    )


def _retells(event: Event, earlier: Event) -> bool:
    """A return row of an issue that was told as completed: the numbers may disagree."""
    return event.fields.get("opening_balance") is not None or not _contradicts(event, earlier)


def _value(event: Event, name: str) -> str | None:
    value = event.fields.get(name)
    return None if value is None else str(value)
