"""Two filings of one story state numbers that cannot both be right.

It is not read in a text: ``workers.correlate`` finds it between what a filing says and
what the ledger holds, so it has no signals. Sources: the stages of an issue of shares
(Listing Rules 13.28, 13.25A, 13.25B), and the opening balance of a return, which is the
closing balance of the one before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias

from watcher.model import Change, Event, EventId, Filing, FilingId, Label, Severity, Value
from workers.events import Draft, EventType, Found, Reading, Thresholds

TYPE = "mismatch"
Kind: TypeAlias = Literal["stage", "month", "opening"]

_SUBTYPES: Mapping[Kind, str] = {"stage": "issue", "month": "issue", "opening": "return_opening"}
_WORDS: Mapping[str, str] = {
    "announced": "the announcement",
    "priced": "the pricing",
    "proposed": "the proposal",
    "completed": "the completion",
}


class Told(Protocol):
    """An event of before, and the filing that told it."""

    @property
    def filing_id(self) -> FilingId:
        """The filing."""
        ...

    @property
    def event(self) -> Event:
        """The event."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """``what`` was told as ``was`` by ``told`` and is stated as ``now``, both in shares."""

    kind: Kind
    what: str
    was: int | None
    now: int | None
    told: Told


def clash_event(filing: Filing, event: Event, clash: Clash) -> Event:
    """The event of a contradiction, in the case of the event that shows it.

    Its key has both numbers in rising order: whichever venue or stage is read second, it
    is one contradiction.
    """
    draft = _draft(event, clash)
    issuer = event.dedup_key.partition("|")[0]
    key = f"{issuer}|{TYPE}|{identity(draft)}"
    name = hashlib.sha256(f"{filing.id}|{key}".encode()).hexdigest()
    earlier = clash.told.event
    return Event(
        id=EventId(f"evt_{name[:24]}"), type=TYPE, subtype=draft.subtype, status=draft.status,
        severity=grade(draft, {}), confidence=min(event.confidence, earlier.confidence),
        dedup_key=key, fields=draft.fields, evidence=event.evidence, headline=headline(draft),
        document_date=event.document_date, event_date=event.event_date, exhibit=event.exhibit,
        also_types=tuple(dict.fromkeys((event.type, earlier.type))), case_key=event.case_key,
        changes=(Change(field=clash.what, old=clash.was, new=clash.now),),
    )  # fmt: skip


def _draft(event: Event, clash: Clash) -> Draft:
    earlier = clash.told.event
    fields: dict[str, Value] = {
        "what": clash.what,
        "unit_kind": event.fields.get("unit_kind") or "ordinary_share",
        "before": clash.was,
        "now": clash.now,
        "difference": (clash.now or 0) - (clash.was or 0),
        "said_now_by": _paper(event),
        "said_before_by": _paper(earlier),
        "said_before_on": earlier.document_date or earlier.event_date,
        "filing_before": str(clash.told.filing_id),
    }
    return Draft(
        type=TYPE, subtype=_SUBTYPES[clash.kind], status="effective", confidence=Decimal(1),
        fields=fields, evidence=event.evidence, event_date=event.event_date,
    )  # fmt: skip


def _paper(event: Event) -> str:
    """What kind of paper states the number."""
    if event.type == "capital_movement":
        return (
            f"the monthly return of {event.event_date:%B %Y}"
            if event.event_date
            else "the monthly return"
        )
    if event.fields.get("opening_balance") is not None:
        return "the next day return"
    return _WORDS.get(event.status, "the filing")


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """Nothing: no single text can contradict itself in this sense."""
    del reading, labels
    return Found()


def identity(draft: Draft) -> str:
    """What is contradicted and both numbers, the smaller first."""
    numbers = sorted(n for k in ("before", "now") if isinstance(n := draft.fields.get(k), int))
    return f"{draft.fields.get('what')}|{'-'.join(map(str, numbers))}"


def headline(draft: Draft) -> str:
    """``numbers disagree: the next day return says 337,000,000 shares, the completion 338,000,000``."""
    was, now = draft.fields.get("before"), draft.fields.get("now")
    what = "opens with" if draft.subtype == "return_opening" else "says"
    then = "closed with" if draft.subtype == "return_opening" else "said"
    return (
        f"numbers disagree: {draft.fields.get('said_now_by')} {what} {now:,} shares, "
        f"{draft.fields.get('said_before_by')} {then} {was:,}"
    )


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High: one of two filings is wrong, or a step in between was not seen."""
    del draft, thresholds
    return Severity.HIGH


EVENT = EventType(
    name=TYPE,
    subtypes=("issue", "return_opening"),
    signals=(),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
